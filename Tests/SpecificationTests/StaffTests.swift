import Administration
import Diagnostics
import Records
import Statistics
import Testing

/// The staff pipeline (design: *Staff*): "decisions, left, submitted, approved, paid: each by its own date".
@Suite struct StaffTests {
  private func moment(_ text: String) throws -> Moment { try DossierTable.moment(text) }

  /// decided, left, submitted, approved, paid, amounts approved and paid in million VND.
  private func record(_ cells: [String], _ approved: Int64 = 0, _ paid: Int64 = 0) throws -> StaffRecord {
    StaffRecord(
      province: 0, decided: try moment(cells[0]), left: try moment(cells[1]), submitted: try moment(cells[2]),
      approved: try moment(cells[3]), paid: try moment(cells[4]), amountApproved: approved * 1_000_000,
      amountPaid: paid * 1_000_000)
  }

  @Test func eachStageCountsByItsOwnDate() throws {
    let asOf = Moment(endOf: try #require(Day("2025-08-19")))
    var tally = StaffTally()
    try tally.add(
      try record(["2025-07-01", "2025-07-15", "2025-07-20", "2025-08-01", "2025-08-19"], 500, 490), asOf: asOf)
    try tally.add(
      try record(["2025-07-01", "2025-09-01", "2025-07-20", "2025-08-19", "2025-08-20"], 300, 300), asOf: asOf)
    try tally.add(try record(["2025-08-19 17:00", "", "2025-08-20", "", ""], 100, 0), asOf: asOf)
    try tally.add(try record(["2025-08-20", "", "", "", ""]), asOf: asOf)
    // Paid without approval is a fault of its record, and counts as paid all the same.
    try tally.add(try record(["2025-07-01", "", "", "", "2025-08-01"], 70, 70), asOf: asOf)
    #expect(tally.decisions == 4)
    #expect(tally.left == 1)
    #expect(tally.submitted == 2)
    #expect(tally.approved == 2)
    #expect(tally.paid == 2)
    #expect(tally.amountApproved == 800_000_000)
    #expect(tally.amountPaid == 560_000_000)
    // approved_share = approved / submitted.
    let figures = StaffFigures(tally)
    #expect(figures.share(.approved, of: .submitted)?.value == Ratio(2, of: 2))
    #expect(figures.share(.paid, of: .approved)?.value == Ratio(2, of: 2))
    #expect(figures.share(.paid, of: .decisions)?.value == Ratio(2, of: 4))
  }

  /// What is wrong with a record although it is counted: decided, left, submitted, approved, paid, the two amounts, findings.
  @Test(
    arguments: [
      (["01", "02", "03", "04", "05"], 5, 5, []), (["", "", "", "", ""], 0, 0, []),
      (["01", "", "03", "", "05"], 0, 5, [.paidWithoutApproval]),
      (["01", "", "", "04", ""], 5, 0, [.approvedWithoutSubmission]),
      (["", "", "03", "", ""], 0, 0, [.submittedWithoutDecision]),
      (["", "", "03", "", "05"], 0, 5, [.paidWithoutApproval, .submittedWithoutDecision]),
      (["01", "", "04", "03", ""], 5, 0, [.datesOutOfOrder]), (["04", "", "03", "05", ""], 5, 0, [.datesOutOfOrder]),
      (["01", "", "03", "05", "04"], 5, 5, [.datesOutOfOrder]),
      (["01", "", "03", "04", "05"], 5, 6, [.paidMoreThanApproved]),
      (["01", "", "03", "04", "05"], 5, 4, [.paidLessThanApproved]), (["01", "", "03", "04", "30"], 5, 4, []),
      (["01", "", "03", "04", "05"], 5, 0, [.paidNothing]), (["01", "", "03", "04", ""], 0, 0, [.approvedNothing]),
      (["01", "", "03", "04", "05"], 0, 0, [.paidNothing, .approvedNothing]),
      // What has not been reached by the day of the figures says nothing.
      (["01", "", "03", "30", "05"], 0, 5, [.paidWithoutApproval]), (["01", "", "03", "04", "30"], 5, 6, []),
      (["01", "", "30", "", ""], 0, 0, []),
      // Nor does what comes only after it stand for a stage: approved before it was submitted, submitted before decided.
      (["01", "", "30", "04", ""], 5, 0, [.approvedWithoutSubmission]),
      (["30", "", "03", "04", ""], 5, 0, [.submittedWithoutDecision]),
    ] as [([String], Int64, Int64, [StaffFinding])])
  func findings(_ days: [String], _ approved: Int64, _ paid: Int64, _ expected: [StaffFinding]) throws {
    var tally = StaffTally()
    let cells = days.map { $0.isEmpty ? "" : "2025-07-" + $0 }
    try tally.add(try record(cells, approved, paid), asOf: Moment(endOf: try #require(Day("2025-07-20"))))
    #expect(StaffFinding.allCases.filter { tally.count(of: $0) > 0 } == expected)
  }

  @Test func everyFindingIsDefined() {
    #expect(Set(StaffFinding.allCases.map(\.definition)).count == StaffFinding.allCases.count)
    #expect(StaffFinding.allCases.allSatisfy { $0.definition.contains(" ") })
  }

  /// From the day on which its decision is revoked a record counts at no stage; before it, it counts as any.
  @Test func aRevokedDecisionCountsNoLonger() throws {
    var revoked = try record(["2025-07-01", "2025-07-15", "2025-07-20", "2025-08-01", "2025-08-10"], 500, 490)
    revoked.revoked = try moment("2025-08-15")
    func tally(_ day: String) throws -> StaffTally {
      var tally = StaffTally()
      try tally.add(revoked, asOf: Moment(endOf: try #require(Day(day))))
      return tally
    }
    let before = try tally("2025-08-14")
    #expect(before.paid == 1)
    #expect(before.amountPaid == 490_000_000)
    #expect(before.count(of: .revoked) == 0)
    let after = try tally("2025-08-15")
    #expect(StaffCount.allCases.map { $0.of(after) } == [0, 0, 0, 0, 0])
    #expect(after.amountApproved == 0 && after.amountPaid == 0 && after.outstanding == 0)
    #expect(StaffFinding.allCases.filter { after.count(of: $0) > 0 } == [.revoked, .revokedAfterPayment])
    revoked.paid = .blank
    #expect(StaffFinding.allCases.filter { (try? tally("2025-08-15"))?.count(of: $0) ?? 0 > 0 } == [.revoked])
  }

  @Test func nobodyGivesNoShare() {
    let figures = StaffFigures(StaffTally())
    #expect(figures.share(.approved, of: .submitted) == nil)
    #expect(figures.share(.paid, of: .approved) == nil)
    #expect(figures.share(.paid, of: .decisions) == nil)
  }

  /// "VND as 64-bit integers, overflow is an error", in a province, and in the sum of provinces.
  @Test func moreMoneyThan64BitsIsRefused() throws {
    let asOf = Moment(endOf: try #require(Day("2025-08-19")))
    let day = try moment("2025-08-01")
    func record(_ province: UInt16, _ amount: Int64) -> StaffRecord {
      StaffRecord(province: province, decided: day, approved: day, amountApproved: amount)
    }
    let files = [1, 1] + [Int](repeating: 0, count: 32)
    for records in [[record(0, .max), record(0, 1)], [record(0, .max), record(1, 1)]] {
      let failure = #expect(throws: Failure.self) {
        try StaffStatistics(records, asOf: asOf, files: files, registry: .vietnam)
      }
      #expect(failure?.status == .dataRefused)
    }
    let most = try StaffStatistics(
      [record(0, .max - 1), record(1, 1)], asOf: asOf, files: files, registry: .vietnam)
    #expect(most.national.amountApproved == .max)
    #expect(most.reporting == 2)
    #expect(most.provinces[2] == nil)
  }
}
