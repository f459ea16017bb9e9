import Records
import Statistics
import Testing

/// Competition ranks by the printed rate (two decimals); ranked only with full coverage and at least 30 in the
/// denominator, the rest below the line with the reason; movement in places; "to draw level" (design: *Rankings*).
@Suite struct RankingTests {
  /// A unit with so many resolved on time and late, and so many open overdue ones.
  private static func unit(
    onTime: Int, late: Int, overdue: Int = 0, coverage: Coverage = .full, before: (onTime: Int, late: Int)? = nil
  ) -> Ranking.Unit {
    func tally(_ onTime: Int, _ late: Int, _ overdue: Int) -> Tally {
      var tally = Tally()
      tally.add(Outcome(.resolvedOnTime, channel: .online, carriedOver: false), times: onTime)
      tally.add(Outcome(.resolvedLate, channel: .online, carriedOver: false), times: late)
      tally.add(Outcome(.overdueTo5, channel: .online, carriedOver: false), times: overdue)
      return tally
    }
    return Ranking.Unit(
      tally: coverage.hasFigures ? tally(onTime, late, overdue) : nil, coverage: coverage,
      before: before.map { tally($0.onTime, $0.late, 0) }, coverageBefore: before == nil ? .noFile : .full)
  }

  @Test func unitsWithTheSamePrintedRateShareARank() {
    // 90.000%, 89.996% and 90.004% all print 90.00%; 89.99% does not.
    let ranking = Ranking(
      rate: .onTimeRate,
      units: [
        Self.unit(onTime: 8999, late: 1001), Self.unit(onTime: 90, late: 10), Self.unit(onTime: 22_499, late: 2501),
        Self.unit(onTime: 22_501, late: 2499), Self.unit(onTime: 95, late: 5),
      ])
    #expect(ranking.entries.map(\.unit) == [4, 1, 2, 3, 0])
    #expect(ranking.entries.map(\.rank) == [1, 2, 2, 2, 5])
  }

  /// 3,250 of 3,251 prints ">99.99%"… and ranks behind 3,251 of 3,251.
  @Test func aWholeRateRanksBeforeOneThatOnlyRoundsToIt() {
    let ranking = Ranking(
      rate: .onTimeRate, units: [Self.unit(onTime: 39_999, late: 1), Self.unit(onTime: 40_000, late: 0)])
    #expect(ranking.entries.map(\.unit) == [1, 0])
    #expect(ranking.entries.map(\.rank) == [1, 2])
    #expect(ranking.entries[1].toDrawLevel == 1)
  }

  /// One of 40,000 prints "<0.01%" and ranks before none of 40,000; ratios that print alike share a rank.
  @Test func aRateThatOnlyRoundsToNothingRanksBeforeNone() {
    let ranking = Ranking(
      rate: .onTimeRate,
      units: [
        Self.unit(onTime: 0, late: 40_000), Self.unit(onTime: 1, late: 39_999), Self.unit(onTime: 1, late: 29_999),
      ])
    #expect(ranking.entries.map(\.unit) == [1, 2, 0])
    #expect(ranking.entries.map(\.rank) == [1, 1, 3])
    #expect(ranking.entries.map(\.toDrawLevel) == [nil, nil, 1])
  }

  /// A commune of a province with full data none of whose rows names a commune: nothing is known of it.
  @Test func aUnitWithoutFiguresHasNoData() {
    let ranking = Ranking(rate: .onTimeRate, units: [Ranking.Unit(tally: nil, coverage: .full)])
    #expect(ranking.entries.map(\.reason) == [.noData])
  }

  @Test func belowTheLineStandTheReasons() {
    let ranking = Ranking(
      rate: .onTimeRate,
      units: [
        Self.unit(onTime: 29, late: 0), Self.unit(onTime: 99, late: 1, coverage: .partial),
        Self.unit(onTime: 0, late: 0, coverage: .noFile), Self.unit(onTime: 20, late: 10),
      ])
    #expect(ranking.ranked.map(\.unit) == [3])
    let belowTheLine = ranking.entries.filter { $0.rank == nil }
    #expect(belowTheLine.map(\.unit) == [0, 1, 2])
    #expect(belowTheLine.map(\.reason) == [.tooFew, .partial, .noData])
  }

  /// 80 of 100 against 85 of 100: five dossiers. 160 of 200 against it: ten. Ties draw level with the group above them.
  @Test func toDrawLevel() {
    let ranking = Ranking(
      rate: .onTimeRate,
      units: [
        Self.unit(onTime: 85, late: 15), Self.unit(onTime: 80, late: 20), Self.unit(onTime: 160, late: 40),
        Self.unit(onTime: 70, late: 30),
      ])
    #expect(ranking.entries.map(\.toDrawLevel) == [nil, 5, 10, 10])
  }

  /// Open overdue dossiers weigh on `on_time_rate_due`, the default, and not on `on_time_rate`.
  @Test func theRateDecides() {
    let units = [Self.unit(onTime: 90, late: 10, overdue: 100), Self.unit(onTime: 80, late: 20)]
    #expect(Ranking(rate: .onTimeRate, units: units).entries.map(\.unit) == [0, 1])
    #expect(Ranking(rate: .onTimeRateDue, units: units).entries.map(\.unit) == [1, 0])
    #expect(Ranking(rate: .overdueShare, units: units).entries.map(\.unit) == [1, 0])
  }

  @Test func movementInPlaces() {
    let ranking = Ranking(
      rate: .onTimeRate,
      units: [
        Self.unit(onTime: 90, late: 10, before: (70, 30)), Self.unit(onTime: 80, late: 20, before: (95, 5)),
        Self.unit(onTime: 75, late: 25, before: (80, 20)), Self.unit(onTime: 60, late: 40),
      ])
    #expect(ranking.entries.map(\.places) == [2, -1, -1, nil])
  }

  /// A unit that is ranked anew, or not any more, wins and loses nobody a place.
  @Test func movementAmongTheUnitsOfBothPeriods() {
    let ranking = Ranking(
      rate: .onTimeRate,
      units: [
        Self.unit(onTime: 90, late: 10), Self.unit(onTime: 80, late: 20, before: (70, 30)),
        Self.unit(onTime: 75, late: 25, coverage: .partial, before: (95, 5)),
        Self.unit(onTime: 70, late: 30, before: (60, 40)),
      ])
    #expect(ranking.ranked.map(\.unit) == [0, 1, 3])
    #expect(ranking.ranked.map(\.places) == [nil, 0, 0])
  }

  /// Wilson's interval, from the formula: 8 of 10 gives 49.02% to 94.33%; 30 of 30 gives 88.65% to 100%.
  @Test func intervals() {
    let ranking = Ranking(rate: .onTimeRate, units: [Self.unit(onTime: 8, late: 2), Self.unit(onTime: 30, late: 0)])
    #expect(ranking.entries.map(\.interval) == [8865...10_000, 4902...9433])
  }
}
