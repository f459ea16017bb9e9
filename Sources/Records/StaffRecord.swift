import Administration

/// One person's case from the decision to leave to the payment (Decree 178/2024/NĐ-CP), without the person's identity.
package struct StaffRecord: Sendable {
  /// The position of the province in the registry.
  package var province: UInt16
  package var level: Level?
  package var category: StaffCategory?
  package var policy: RedundancyPolicy?
  /// The stages, each with its own day; blank if not reached.
  package var decided: Moment
  package var left: Moment
  package var submitted: Moment
  package var approved: Moment
  package var paid: Moment
  /// When the decision was revoked (thu hồi quyết định); a revoked record counts at no stage from then on.
  package var revoked: Moment
  /// In Vietnamese đồng; 0 if blank.
  package var amountApproved: Int64
  package var amountPaid: Int64

  package init(
    province: UInt16, level: Level? = nil, category: StaffCategory? = nil, policy: RedundancyPolicy? = nil,
    decided: Moment = .blank, left: Moment = .blank, submitted: Moment = .blank, approved: Moment = .blank,
    paid: Moment = .blank, revoked: Moment = .blank, amountApproved: Int64 = 0, amountPaid: Int64 = 0
  ) {
    self.province = province
    self.level = level
    self.category = category
    self.policy = policy
    self.decided = decided
    self.left = left
    self.submitted = submitted
    self.approved = approved
    self.paid = paid
    self.revoked = revoked
    self.amountApproved = amountApproved
    self.amountPaid = amountPaid
  }
}
