import Administration
import Records

/// How far one person has come from the decision to the payment as of a moment. It is worked out once for all the cells
/// in which the person is counted.
struct StaffProgress {
  let record: StaffRecord
  let asOf: Moment
  let isDecided: Bool
  let hasLeft: Bool
  let isSubmitted: Bool
  let isApproved: Bool
  let isPaid: Bool
  /// Whether the decision was revoked by then; a revoked person is counted at no stage.
  let isRevoked: Bool
  /// Calendar days from one stage to the next; nil unless both are reached, in this order.
  let daysToSubmission: Int?
  let daysToApproval: Int?
  let daysToPayment: Int?
  /// Whether a stage is dated before the one that it should follow.
  let isOutOfOrder: Bool
  private(set) var findings: [StaffFinding] = []

  init(_ record: StaffRecord, asOf: Moment) {
    self.record = record
    self.asOf = asOf
    func reached(_ stage: Moment) -> Bool { !stage.isBlank && !asOf.isBefore(stage) }
    func days(_ start: Moment, _ end: Moment) -> Int? {
      reached(start) && reached(end) && start.day <= end.day ? end.day - start.day : nil
    }
    isDecided = reached(record.decided)
    hasLeft = reached(record.left)
    isSubmitted = reached(record.submitted)
    isApproved = reached(record.approved)
    isPaid = reached(record.paid)
    isRevoked = reached(record.revoked)
    daysToSubmission = days(record.decided, record.submitted)
    daysToApproval = days(record.submitted, record.approved)
    daysToPayment = days(record.approved, record.paid)
    var before = Moment.blank
    var isOutOfOrder = false
    for stage in [record.decided, record.submitted, record.approved, record.paid] where reached(stage) {
      if !before.isBlank, stage.day < before.day { isOutOfOrder = true }
      before = stage
    }
    self.isOutOfOrder = isOutOfOrder
    for finding in StaffFinding.allCases where finding.holds(for: self) { findings.append(finding) }
  }
}
