import Administration
import Diagnostics
import Testing

/// A calendar that is a file of from–to pairs.
@Suite struct PeriodListTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private func list() throws -> PeriodList {
    try PeriodList(
      name: "fiscal",
      periods: [
        ("2025-Q2", try day("2025-05-01"), try day("2025-07-31")),
        ("2025-Q1", try day("2025-02-01"), try day("2025-04-30")),
        ("2025-Q3", try day("2025-08-03"), try day("2025-10-31")),
      ])
  }

  @Test func periodsByName() throws {
    let today = try day("2025-09-01")
    let window = try #require(try list().window("2025-Q2", today: today))
    #expect(window.first == (try day("2025-05-01")))
    #expect(window.last == (try day("2025-07-31")))
    #expect(window.slug == "2025-Q2-fiscal")
    #expect(try list().window("2025-Q2-fiscal", today: today) == window)
    #expect(try list().window("2025-Q4", today: today) == nil)
    #expect(try list().names == ["2025-Q1", "2025-Q2", "2025-Q3"])
  }

  /// The period before is the one before in the file, whether or not a gap lies between.
  @Test func thePeriodBefore() throws {
    let third = try #require(try list().window("2025-Q3", today: try day("2026-01-01")))
    #expect(third.previous?.slug == "2025-Q2-fiscal")
    #expect(third.previous?.last == (try day("2025-07-31")))
    #expect(third.previous?.previous == nil)
    #expect(try list().window("2025-Q1", today: try day("2026-01-01"))?.previous == nil)
  }

  @Test(arguments: [
    ("2025-08-01", "2025-Q2-fiscal"), ("2025-07-31", "2025-Q1-fiscal"), ("2030-01-01", "2025-Q3-fiscal"),
  ])
  func last(_ today: String, _ slug: String) throws {
    #expect(try list().window("last", today: try day(today))?.slug == slug)
  }

  @Test func wrongLists() throws {
    let (first, last) = (try day("2025-02-01"), try day("2025-04-30"))
    for periods in [
      [("a", first, last), ("a", last + 1, last + 9)], [("a", first, last), ("b", last, last + 9)],
      [("a", last, first)], [("../a", first, last)], [("", first, last)],
    ] {
      let failure = #expect(throws: Failure.self) { try PeriodList(name: "fiscal", periods: periods) }
      #expect(failure?.status == .badConfiguration)
    }
    #expect(throws: Failure.self) { try PeriodList(name: "a/b", periods: []) }
  }

  /// "Breaks in series are data (first: 2025-07-01)."
  @Test func breaksInSeries() throws {
    #expect(SeriesBreak.known.first == .reform)
    #expect(SeriesBreak.known.map(\.day) == SeriesBreak.known.map(\.day).sorted())
  }
}
