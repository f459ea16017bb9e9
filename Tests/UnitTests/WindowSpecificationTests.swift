import Administration
import Diagnostics
import Testing

/// Every form in which a period can be typed, and the days it means.
@Suite struct WindowSpecificationTests {
  private func window(
    _ text: String, _ calendar: PeriodCalendar = .calendar, weekStart: Int = 1, asOf: String? = nil,
    today: String = "2025-08-25"
  ) throws -> Window {
    try WindowSpecification(text).window(
      calendar: calendar, weekStart: weekStart, asOf: try asOf.map { try #require(Day($0)) },
      today: try #require(Day(today)))
  }

  private func span(_ window: Window) -> String { "\(window.first)..\(window.last)" }

  @Test(arguments: [
    ("2025-07-01..2025-08-23", "2025-07-01..2025-08-23", "2025-07-01..2025-08-23", Window.Kind.range),
    ("2025-07-01..2025-07-01", "2025-07-01..2025-07-01", "2025-07-01..2025-07-01", .range),
    ("since:2025-07-01", "2025-07-01..2025-08-24", "since-2025-07-01..2025-08-24", .cumulative),
    ("2025-W34", "2025-08-18..2025-08-24", "2025-W34", .week),
    ("2025-W01", "2024-12-30..2025-01-05", "2025-W01", .week),
    ("2026-W53", "2026-12-28..2027-01-03", "2026-W53", .week), ("2025-08", "2025-08-01..2025-08-31", "2025-08", .month),
    ("2024-02", "2024-02-01..2024-02-29", "2024-02", .month), ("2025-12", "2025-12-01..2025-12-31", "2025-12", .month),
    ("2025-Q1", "2025-01-01..2025-03-31", "2025-Q1", .quarter),
    ("2025-Q2", "2025-04-01..2025-06-30", "2025-Q2", .quarter),
    ("2025-Q3", "2025-07-01..2025-09-30", "2025-Q3", .quarter),
    ("2025-Q4", "2025-10-01..2025-12-31", "2025-Q4", .quarter),
    ("2025-H1", "2025-01-01..2025-06-30", "2025-H1", .half), ("2025-H2", "2025-07-01..2025-12-31", "2025-H2", .half),
    ("2025-9M", "2025-01-01..2025-09-30", "2025-9M", .nineMonths), ("2025", "2025-01-01..2025-12-31", "2025", .year),
  ])
  func civilPeriods(_ text: String, _ expected: String, _ slug: String, _ kind: Window.Kind) throws {
    let found = try window(text)
    #expect(span(found) == expected)
    #expect(found.slug == slug)
    #expect(found.kind == kind)
  }

  /// Decree 09/2019/NĐ-CP: from the 15th of the month before to the 14th.
  @Test(arguments: [
    ("2025-01", "2024-12-15..2025-01-14", "2025-01-statutory"),
    ("2025-03", "2025-02-15..2025-03-14", "2025-03-statutory"),
    ("2025-08", "2025-07-15..2025-08-14", "2025-08-statutory"),
    ("2025-Q1", "2024-12-15..2025-03-14", "2025-Q1-statutory"),
    ("2025-Q2", "2025-03-15..2025-06-14", "2025-Q2-statutory"),
    ("2025-Q3", "2025-06-15..2025-09-14", "2025-Q3-statutory"),
    ("2025-Q4", "2025-09-15..2025-12-14", "2025-Q4-statutory"),
    ("2025-H1", "2024-12-15..2025-06-14", "2025-H1-statutory"),
    ("2025-H2", "2025-06-15..2025-12-14", "2025-H2-statutory"),
    ("2025-9M", "2024-12-15..2025-09-14", "2025-9M-statutory"),
    ("2025", "2024-12-15..2025-12-14", "2025-statutory"), ("2025-W34", "2025-08-18..2025-08-24", "2025-W34"),
    ("2025-07-01..2025-08-23", "2025-07-01..2025-08-23", "2025-07-01..2025-08-23"),
    ("since:2025-07-01", "2025-07-01..2025-08-24", "since-2025-07-01..2025-08-24"),
  ])
  func statutoryPeriods(_ text: String, _ expected: String, _ slug: String) throws {
    let found = try window(text, .statutory)
    #expect(span(found) == expected)
    #expect(found.slug == slug)
  }

  /// A week is the one that holds the ISO week's Thursday, whatever day it starts on.
  @Test(arguments: [
    (1, "2025-08-18..2025-08-24"), (2, "2025-08-19..2025-08-25"), (4, "2025-08-21..2025-08-27"),
    (5, "2025-08-15..2025-08-21"), (6, "2025-08-16..2025-08-22"), (7, "2025-08-17..2025-08-23"),
  ])
  func weeksMayStartOnAnyDay(_ weekStart: Int, _ expected: String) throws {
    let found = try window("2025-W34", weekStart: weekStart)
    #expect(span(found) == expected)
    #expect(found.slug.hasPrefix("2025-W34"))
  }

  @Test func aCumulativePeriodEndsWithAsOf() throws {
    #expect(span(try window("since:2025-07-01", asOf: "2025-08-19")) == "2025-07-01..2025-08-19")
    #expect(span(try window("since:2025-08-24")) == "2025-08-24..2025-08-24")
    let early = #expect(throws: Failure.self) { try window("since:2025-09-01", asOf: "2025-08-19") }
    #expect(early?.status == .usage)
    #expect(throws: Failure.self) { try window("since:2025-08-25") }
  }

  @Test(arguments: [
    ("last-week", "2025-08-25", "2025-08-18..2025-08-24"), ("last-week", "2025-08-24", "2025-08-11..2025-08-17"),
    ("last-week", "2025-01-01", "2024-12-23..2024-12-29"), ("last-week", "2025-01-06", "2024-12-30..2025-01-05"),
    ("last-month", "2025-01-31", "2024-12-01..2024-12-31"), ("last-month", "2024-03-01", "2024-02-01..2024-02-29"),
    ("last-quarter", "2025-01-01", "2024-10-01..2024-12-31"), ("last-quarter", "2025-06-30", "2025-01-01..2025-03-31"),
    ("last-quarter", "2025-07-01", "2025-04-01..2025-06-30"), ("last-half", "2025-06-30", "2024-07-01..2024-12-31"),
    ("last-half", "2025-07-01", "2025-01-01..2025-06-30"), ("last-year", "2025-12-31", "2024-01-01..2024-12-31"),
    ("last-year", "2026-01-01", "2025-01-01..2025-12-31"),
  ])
  func relativeCivilPeriods(_ text: String, _ today: String, _ expected: String) throws {
    #expect(span(try window(text, today: today)) == expected)
  }

  @Test(arguments: [
    ("last-month", "2025-01-14", "2024-11-15..2024-12-14"), ("last-month", "2025-01-15", "2024-12-15..2025-01-14"),
    ("last-month", "2024-12-20", "2024-11-15..2024-12-14"), ("last-quarter", "2024-12-14", "2024-06-15..2024-09-14"),
    ("last-quarter", "2024-12-15", "2024-09-15..2024-12-14"), ("last-half", "2025-06-14", "2024-06-15..2024-12-14"),
    ("last-half", "2025-06-15", "2024-12-15..2025-06-14"), ("last-year", "2025-12-14", "2023-12-15..2024-12-14"),
    ("last-year", "2025-12-15", "2024-12-15..2025-12-14"), ("last-week", "2025-08-25", "2025-08-18..2025-08-24"),
  ])
  func relativeStatutoryPeriods(_ text: String, _ today: String, _ expected: String) throws {
    #expect(span(try window(text, .statutory, today: today)) == expected)
  }

  @Test func lastWeekFollowsTheWeekStart() throws {
    #expect(span(try window("last-week", weekStart: 7, today: "2025-08-25")) == "2025-08-17..2025-08-23")
    #expect(span(try window("last-week", weekStart: 7, today: "2025-08-24")) == "2025-08-17..2025-08-23")
    #expect(span(try window("last-week", weekStart: 7, today: "2025-08-23")) == "2025-08-10..2025-08-16")
  }

  /// From one day to the next a relative period stays or moves on to the one behind it, and is always over.
  @Test(arguments: [PeriodCalendar.calendar, .statutory])
  func relativePeriodsMoveWithToday(_ calendar: PeriodCalendar) throws {
    for text in ["last-week", "last-month", "last-quarter", "last-half", "last-year"] {
      var today = try #require(Day("2023-11-01"))
      let specification = try WindowSpecification(text)
      var before = try specification.window(calendar: calendar, asOf: nil, today: today)
      while today.year < 2028 {
        today = today + 1
        let now = try specification.window(calendar: calendar, asOf: nil, today: today)
        #expect(now.last < today)
        #expect(now == before || (now.previous == before && now.last == today - 1))
        before = now
      }
    }
  }

  @Test(arguments: [
    "", "25", "20255", "0000", "2025-", "2025-7", "2025-00", "2025-13", "2025-W00", "2025-W53", "2025-W3", "2025-W034",
    "2025-w34", "2025-Q0", "2025-Q5", "2025-q3", "2025-H3", "2025-10M", "2025-08-23", "2025-08-23..2025-07-01",
    "2025-07-01..", "..2025-07-01", "2025-07-01...2025-07-02", "since:", "since:2025-02-30", "last-",
    "2025-Q3-statutory",
    " 2025", "-2025", "+025",
  ])
  func refusesAnythingElse(_ text: String) {
    let failure = #expect(throws: Failure.self) { try WindowSpecification(text) }
    #expect(failure?.status == .usage)
    #expect(failure?.findings.first?.message == "'\(text)' is not a reporting period")
  }

  @Test func suggestsWhatWasMeant() {
    let failure = #expect(throws: Failure.self) { try WindowSpecification("last-wek") }
    #expect(failure?.findings.first?.hint == "did you mean 'last-week'?")
  }
}
