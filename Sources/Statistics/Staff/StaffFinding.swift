import Administration
import Records

/// A fault of a staff record that is counted nevertheless; the raw value is its name in outputs.
package enum StaffFinding: String, Sendable, CaseIterable {
  case paidWithoutApproval = "paid_without_approval"
  case approvedWithoutSubmission = "approved_without_submission"
  case submittedWithoutDecision = "submitted_without_decision"
  /// A stage is dated before the one that it should follow.
  case datesOutOfOrder = "dates_out_of_order"
  case paidMoreThanApproved = "paid_more_than_approved"
  case paidLessThanApproved = "paid_less_than_approved"
  case paidNothing = "paid_nothing"
  case approvedNothing = "approved_nothing"
  case revoked
  case revokedAfterPayment = "revoked_after_payment"

  package var definition: String {
    switch self {
    case .paidWithoutApproval: "paid, without a date of approval up to then"
    case .approvedWithoutSubmission: "approved, without a date of submission up to then"
    case .submittedWithoutDecision: "submitted, without a date of the decision up to then"
    case .datesOutOfOrder: "a stage is dated before the one that it follows"
    case .paidMoreThanApproved: "more paid than approved"
    case .paidLessThanApproved: "paid on a date, with less than the amount approved"
    case .paidNothing: "paid in full on a date, with no amount"
    case .approvedNothing: "approved on a date, with no amount"
    case .revoked: "the decision was revoked; counted at no stage"
    case .revokedAfterPayment: "revoked, and paid: the money is in no sum"
    }
  }

  /// Returns whether a person's record has this fault. Records of revoked decisions have only the findings on
  /// revocation.
  func holds(for person: StaffProgress) -> Bool {
    let record = person.record
    return switch self {
    case .revoked: person.isRevoked
    case .revokedAfterPayment: person.isRevoked && person.isPaid
    case _ where person.isRevoked: false
    case .paidWithoutApproval: person.isPaid && !person.isApproved
    case .approvedWithoutSubmission: person.isApproved && !person.isSubmitted
    case .submittedWithoutDecision: person.isSubmitted && !person.isDecided
    case .datesOutOfOrder: person.isOutOfOrder
    case .paidMoreThanApproved: person.isPaid && person.isApproved && record.amountPaid > record.amountApproved
    case .paidLessThanApproved:
      person.isPaid && person.isApproved && record.amountPaid > 0 && record.amountPaid < record.amountApproved
    case .paidNothing: person.isPaid && record.amountPaid == 0
    case .approvedNothing: person.isApproved && record.amountApproved == 0
    }
  }
}
