import Administration
import Testing

@Suite struct WindowTests {
  private func window(_ text: String, _ calendar: PeriodCalendar = .calendar, weekStart: Int = 1) throws -> Window {
    try WindowSpecification(text).window(
      calendar: calendar, weekStart: weekStart, asOf: nil, today: try #require(Day("2025-08-25")))
  }

  private func span(_ window: Window?) -> String? { window.map { "\($0.first)..\($0.last)" } }

  @Test(arguments: [
    ("2025-07-01..2025-08-23", "2025-05-08..2025-06-30"), ("2025-07-01..2025-07-01", "2025-06-30..2025-06-30"),
    ("2025-W01", "2024-12-23..2024-12-29"), ("2025-03", "2025-02-01..2025-02-28"),
    ("2025-01", "2024-12-01..2024-12-31"),
    ("2025-Q1", "2024-10-01..2024-12-31"), ("2025-H1", "2024-07-01..2024-12-31"), ("2025-9M", "2024-01-01..2024-09-30"),
    ("2025", "2024-01-01..2024-12-31"),
  ])
  func previous(_ text: String, _ expected: String) throws { #expect(span(try window(text).previous) == expected) }

  @Test(arguments: [
    ("2025-01", "2024-11-15..2024-12-14"), ("2025-03", "2025-01-15..2025-02-14"), ("2025-Q1", "2024-09-15..2024-12-14"),
    ("2025-H1", "2024-06-15..2024-12-14"), ("2025-9M", "2023-12-15..2024-09-14"), ("2025", "2023-12-15..2024-12-14"),
  ])
  func previousStatutory(_ text: String, _ expected: String) throws {
    let found = try window(text, .statutory).previous
    #expect(span(found) == expected)
    #expect(found?.calendar == .statutory)
  }

  @Test(arguments: [
    ("2025-07-01..2025-08-23", "2024-07-01..2024-08-23"), ("2024-02-29..2024-03-01", "2023-02-28..2023-03-01"),
    ("2025-W34", "2024-08-19..2024-08-25"), ("2025-02", "2024-02-01..2024-02-29"),
    ("2024-02", "2023-02-01..2023-02-28"),
    ("2025-Q3", "2024-07-01..2024-09-30"), ("2025", "2024-01-01..2024-12-31"),
  ])
  func yearBefore(_ text: String, _ expected: String) throws { #expect(span(try window(text).yearBefore) == expected) }

  @Test func someHaveNoPeriodBefore() throws {
    #expect(try window("since:2025-07-01").previous == nil)
    #expect(try window("since:2025-07-01").yearBefore == nil)
    // 2025 has 52 weeks.
    #expect(try window("2026-W53").yearBefore == nil)
    #expect(span(try window("2025-W34", weekStart: 7).yearBefore) == "2024-08-18..2024-08-24")
    #expect(span(try window("2025-W34", weekStart: 5).yearBefore) == "2024-08-16..2024-08-22")
  }

  @Test(arguments: [PeriodCalendar.calendar, .statutory])
  func consecutivePeriodsTouch(_ calendar: PeriodCalendar) throws {
    let series: [[String]] = [
      (2022...2028).map { "\($0)" }, (2022...2028).flatMap { year in (1...2).map { "\(year)-H\($0)" } },
      (2022...2028).flatMap { year in (1...4).map { "\(year)-Q\($0)" } },
      (2022...2028).flatMap { year in (1...12).map { "\(year)-\(twoDigits($0))" } },
    ]
    for names in series {
      let windows = try names.map { try window($0, calendar) }
      for (before, after) in zip(windows, windows.dropFirst()) {
        #expect(before.last + 1 == after.first)
        #expect(after.previous == before)
      }
      // The name says which period it is, and is read back as that period.
      let suffix = calendar == .statutory ? "-statutory" : ""
      #expect(windows.map(\.slug) == names.map { $0 + suffix })
    }
  }

  /// Weeks that begin on another day than Monday are other windows, and so are their editions.
  @Test(arguments: 1...7) func consecutiveWeeksTouch(_ weekStart: Int) throws {
    let suffix = ["", "-tuesday", "-wednesday", "-thursday", "-friday", "-saturday", "-sunday"][weekStart - 1]
    var before: Window?
    for year in 2020...2028 {
      for week in 1...53 where Day.monday(ofWeek: week, year: year) != nil {
        let now = try window("\(year)-W\(twoDigits(week))", weekStart: weekStart)
        #expect(now.first.weekday == weekStart)
        #expect(now.slug == "\(year)-W\(twoDigits(week))\(suffix)")
        if let before {
          #expect(before.last + 1 == now.first)
          #expect(now.previous == before)
        }
        before = now
      }
    }
  }

  /// A quarter is its three months, a half its two quarters, a year its two halves, under both calendars.
  @Test(arguments: [PeriodCalendar.calendar, .statutory])
  func longerPeriodsAreMadeOfShorterOnes(_ calendar: PeriodCalendar) throws {
    for (whole, first, last) in [
      ("2025-Q1", "2025-01", "2025-03"), ("2025-Q4", "2025-10", "2025-12"), ("2025-H1", "2025-Q1", "2025-Q2"),
      ("2025-H2", "2025-Q3", "2025-Q4"), ("2025-9M", "2025-Q1", "2025-Q3"), ("2025", "2025-H1", "2025-H2"),
    ] {
      let found = try window(whole, calendar)
      #expect(found.first == (try window(first, calendar)).first)
      #expect(found.last == (try window(last, calendar)).last)
    }
  }

  @Test func daysCountBothEnds() throws {
    #expect(try window("2025-07-01..2025-08-23").days == 54)
    #expect(try window("2025-W34").days == 7)
    #expect(try window("2024").days == 366)
  }
}
