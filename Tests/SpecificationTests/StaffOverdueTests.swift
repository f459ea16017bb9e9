import Administration
import Records
import Statistics
import Testing

/// Provinces with persons unpaid over thirty days after approval: the total is published, so the list must not tell by
/// what it leaves out how many persons a hidden province has (design: *Disclosure control*).
@Suite struct StaffOverdueTests {
  /// Of each province: persons approved long ago and unpaid, persons paid, and persons approved lately and unpaid.
  private func publication(
    _ provinces: [(unpaid: Int, paid: Int)], _ audience: Audience, recent: [Int] = []
  ) throws -> StaffPublication {
    let long = Moment(try #require(Day("2025-06-02")))
    let paid = Moment(try #require(Day("2025-07-01")))
    let lately = Moment(try #require(Day("2025-08-10")))
    var records: [StaffRecord] = []
    for (position, province) in provinces.enumerated() {
      func add(_ count: Int, isPaid: Bool, approved: Moment) {
        for _ in 0..<count {
          records.append(
            StaffRecord(
              province: UInt16(position), decided: long, submitted: long, approved: approved,
              paid: isPaid ? paid : .blank, amountApproved: 1_000_000, amountPaid: isPaid ? 1_000_000 : 0))
        }
      }
      add(province.unpaid, isPaid: false, approved: long)
      add(province.paid, isPaid: true, approved: long)
      if position < recent.count { add(recent[position], isPaid: false, approved: lately) }
    }
    let files = Registry.vietnam.provinces.indices.map { $0 < provinces.count ? 1 : 0 }
    let statistics = try StaffStatistics(
      records, asOf: Moment(endOf: try #require(Day("2025-08-19"))), files: files, registry: .vietnam)
    return StaffPublication(statistics, audience: audience)
  }

  private func listed(_ provinces: [(unpaid: Int, paid: Int)], _ audience: Audience = .public) throws -> [Int] {
    try publication(provinces, audience).overdueProvinces.map(\.province)
  }

  @Test func provincesWithFiveOrMoreAreListed() throws {
    #expect(try listed([(12, 90), (15, 90), (0, 90)]) == [0, 1])
  }

  @Test func whatIsLeftOutIsNobodyOrFiveAndMoreOfSeveral() throws {
    // 3 persons of one province would be told by the total; 15 of two are of either.
    #expect(try listed([(12, 90), (15, 90), (3, 90)]) == [1])
    // 3 and 4 of two provinces: 7 persons of either.
    #expect(try listed([(12, 90), (15, 90), (3, 90), (4, 90)]) == [0, 1])
  }

  /// Approved less paid is shown: beside Lai Châu's fifteen of twenty, four and one of all that are unpaid elsewhere are those
  /// five. Where more are unpaid there, nobody can say which.
  @Test func whatIsShownElsewhereDoesNotTellTheRest() throws {
    func listed(_ more: Int) throws -> [Int] {
      try publication([(4, 46), (1, 49), (0, 50), (15, 30)], .public, recent: [0, more, 0, 5]).overdueProvinces
        .map(\.province)
    }
    #expect(try listed(0) == [])
    #expect(try listed(6) == [3])
  }

  /// Cao Bằng's three persons are hidden; 30 less 12 and 15 would tell them.
  @Test func aHiddenProvinceIsNotToldByTheRest() throws {
    let provinces = [(unpaid: 12, paid: 90), (15, 90), (3, 0), (40, 90), (50, 90)]
    let published = try publication(provinces, .public)
    #expect(published.provinces[2]?.approved.isHidden == true)
    #expect(published.overdueProvinces.isEmpty)
    #expect(published.outstandingOver30 == 120)
    #expect(try listed(provinces, .internal) == [0, 1, 2, 3, 4])
  }
}
