import Administration
import Records

/// What is wrong with a staff record although it is counted; the raw value is its name in outputs.
package enum StaffFinding: String, Sendable, CaseIterable {
  case paidWithoutApproval = "paid_without_approval"
  case approvedWithoutSubmission = "approved_without_submission"
  case submittedWithoutDecision = "submitted_without_decision"
  /// A stage dated before the one that it follows.
  case datesOutOfOrder = "dates_out_of_order"
  case paidMoreThanApproved = "paid_more_than_approved"
  case paidNothing = "paid_nothing"
  case approvedNothing = "approved_nothing"
  case revoked
  case revokedAfterPayment = "revoked_after_payment"

  package var definition: String {
    switch self {
    case .paidWithoutApproval: "paid, without a date of approval up to then"
    case .approvedWithoutSubmission: "approved, without a date of submission"
    case .submittedWithoutDecision: "submitted, without a date of the decision"
    case .datesOutOfOrder: "a stage is dated before the one that it follows"
    case .paidMoreThanApproved: "more paid than approved"
    case .paidNothing: "paid in full on a date, with no amount"
    case .approvedNothing: "approved on a date, with no amount"
    case .revoked: "the decision was revoked; counted at no stage"
    case .revokedAfterPayment: "revoked, and paid: the money is in no sum"
    }
  }

  static func findings(in record: StaffRecord, asOf: Moment) -> [StaffFinding] {
    func reached(_ stage: Moment) -> Bool { !stage.isBlank && !asOf.isBefore(stage) }
    if reached(record.revoked) { return reached(record.paid) ? [.revoked, .revokedAfterPayment] : [.revoked] }
    var found: [StaffFinding] = []
    if reached(record.paid), !reached(record.approved) { found.append(.paidWithoutApproval) }
    if reached(record.approved), record.submitted.isBlank { found.append(.approvedWithoutSubmission) }
    if reached(record.submitted), record.decided.isBlank { found.append(.submittedWithoutDecision) }
    let stages = [record.decided, record.submitted, record.approved, record.paid].filter { reached($0) }
    if zip(stages, stages.dropFirst()).contains(where: { $1.day < $0.day }) { found.append(.datesOutOfOrder) }
    if reached(record.paid), reached(record.approved), record.amountPaid > record.amountApproved {
      found.append(.paidMoreThanApproved)
    }
    if reached(record.paid), record.amountPaid == 0 { found.append(.paidNothing) }
    if reached(record.approved), record.amountApproved == 0 { found.append(.approvedNothing) }
    return found
  }
}
