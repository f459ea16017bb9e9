import Administration
import Records
import Statistics
import Testing

/// The windows of a run (design: *Windows*).
@Suite struct WindowsTests {
  private func windows(_ plan: WindowPlan) -> [String] {
    zip(plan.roles, plan.classifiers).map { role, classifier in
      "\(role) \(classifier.window.first)..\(classifier.window.last) at \(classifier.observation.day)"
    }
  }

  /// "A run sees several in one pass: its own, the one before (a range: as many days before it; a cumulative one has
  /// none), … cumulative since the reform." Each has its own observation moment.
  @Test func ownPreviousAndCumulative() throws {
    #expect(
      windows(try Specified.plan("2025-W34")) == [
        "own 2025-08-18..2025-08-24 at 2025-08-24", "previous 2025-08-11..2025-08-17 at 2025-08-17",
        "cumulative 2025-07-01..2025-08-24 at 2025-08-24",
      ])
    #expect(
      windows(try Specified.plan("2025-07-11..2025-07-20")) == [
        "own 2025-07-11..2025-07-20 at 2025-07-20", "previous 2025-07-01..2025-07-10 at 2025-07-10",
        "cumulative 2025-07-01..2025-07-20 at 2025-07-20",
      ])
    #expect(
      windows(try Specified.plan("2025-09")) == [
        "own 2025-09-01..2025-09-30 at 2025-09-30", "previous 2025-08-01..2025-08-31 at 2025-08-31",
        "cumulative 2025-07-01..2025-09-30 at 2025-09-30",
      ])
  }

  @Test func aCumulativeWindowHasNoneBefore() throws {
    #expect(
      windows(try Specified.plan("since:2025-07-01", asOf: "2025-08-23")) == [
        "own 2025-07-01..2025-08-23 at 2025-08-23", "cumulative 2025-07-01..2025-08-23 at 2025-08-23",
      ])
  }

  /// An as-of inside the window ends the cumulative window too; an as-of after it does not lengthen it.
  @Test func asOfInsideAndAfterTheWindow() throws {
    #expect(
      windows(try Specified.plan("2025-W34", asOf: "2025-08-20")) == [
        "own 2025-08-18..2025-08-24 at 2025-08-20", "previous 2025-08-11..2025-08-17 at 2025-08-17",
        "cumulative 2025-07-01..2025-08-20 at 2025-08-20",
      ])
    #expect(
      windows(try Specified.plan("2025-W34", asOf: "2025-12-31")) == [
        "own 2025-08-18..2025-08-24 at 2025-08-24", "previous 2025-08-11..2025-08-17 at 2025-08-17",
        "cumulative 2025-07-01..2025-08-24 at 2025-08-24",
      ])
  }

  /// A window that ends before the reform has no cumulative one; one that ends on its first day has one of that day.
  @Test func cumulativeStartsWithTheReform() throws {
    #expect(try Specified.plan("2025-06-01..2025-06-30").roles == [.own, .previous, .yearBefore])
    #expect(
      windows(try Specified.plan("2025-06-30..2025-07-01")).last == "cumulative 2025-07-01..2025-07-01 at 2025-07-01")
  }

  /// "Breaks in series are data (first: 2025-07-01); comparisons across one print '–' and the note." A window is compared
  /// only where both lie on one side.
  @Test(arguments: [
    ("2025-07-01..2025-07-07", false), ("2025-W27", false), ("2025-W28", false), ("2025-Q3", false), ("2025-07", false),
    ("2025-07-08..2025-07-14", true), ("2025-W29", true), ("2025-08", true), ("2025-Q4", true),
    ("2025-06-24..2025-06-30", true), ("2025-W26", true),
  ])
  func noComparisonAcrossTheReform(_ period: String, _ isCompared: Bool) throws {
    let table = try DossierTable(
      """
      received   | due        | finished
      2025-06-02 | 2025-07-10 | 2025-12-31
      """)
    let statistics = try Specified.statistics(table, try Specified.plan(period, asOf: "2025-12-31"))
    #expect((statistics.comparable != nil) == isCompared)
    #expect(statistics.previous != nil)
  }

  /// "A window that ends after as-of is titled 'to {as-of}' and not compared with a full one."
  @Test(arguments: [
    ("2025-08-20", false), ("2025-08-24 12:00", false), ("2025-08-24", true), ("2025-09-30", true),
  ])
  func aWindowThatHasNotEndedIsNotCompared(_ asOf: String, _ isCompared: Bool) throws {
    let table = try DossierTable(
      """
      received   | due        | finished
      2025-08-11 | 2025-08-20 | 2025-08-15
      2025-08-18 | 2025-08-29 | 2025-08-20
      """)
    let statistics = try Specified.statistics(table, try Specified.plan("2025-W34", asOf: asOf))
    #expect((statistics.comparable != nil) == isCompared)
  }

  /// "In one run [carried_over] equals pending of the window ending the day before."
  @Test func carriedOverIsPendingOfTheWindowBefore() throws {
    let table = try DossierTable(
      """
      received   | due        | finished   | status   | requested
      2025-08-01 | 2025-08-12 |            |          |
      2025-08-12 | 2025-08-14 | 2025-08-18 |          |
      2025-08-13 | 2025-08-14 | 2025-08-17 |          |
      2025-08-13 |            | 2025-08-19 | stopped  |
      2025-08-13 |            |            | returned |
      2025-08-13 | 2025-08-29 |            |          | 2025-08-14
      2025-08-13 | 2025-08-29 |            | submitted |
      2025-08-18 | 2025-08-29 |            |          |
      """)
    let statistics = try Specified.statistics(table, try Specified.plan("2025-W34"))
    #expect(statistics.previous?.national[.pending] == 5)
    #expect(statistics.own.national[.carriedOver] == 5)
    #expect(statistics.own.national[.received] == 1)
    #expect(statistics.cumulative?.national[.received] == 7)
    #expect(statistics.cumulative?.national[.carriedOver] == 0)
  }
}
