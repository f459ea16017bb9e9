import Administration
import Testing

/// Working days of Vietnam: 251, 250, 249 and 249 in 2024 to 2027 (reference data, holidays.csv).
@Suite struct WorkingCalendarTests {
  private let calendar = WorkingCalendar.vietnam

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test(arguments: [(2024, 251), (2025, 250), (2026, 249), (2027, 249)])
  func workingDaysOfAYear(_ year: Int, _ expected: Int) throws {
    let found = calendar.workingDays(after: try day("\(year - 1)-12-31"), through: try day("\(year)-12-31"))
    #expect(found == expected)
  }

  @Test(arguments: [
    // Tết 2025: nothing is worked from Saturday, 25 January to Sunday, 2 February.
    ("2025-01-24", true), ("2025-01-25", false), ("2025-01-27", false), ("2025-01-29", false), ("2025-01-31", false),
    ("2025-02-02", false), ("2025-02-03", true),
    // A Saturday makes up for Friday, 2 May.
    ("2025-04-26", true), ("2025-04-27", false), ("2025-04-30", false), ("2025-05-02", false), ("2025-05-05", true),
    ("2025-09-01", false), ("2025-09-02", false), ("2025-09-03", true), ("2026-01-02", false), ("2026-01-10", true),
    ("2026-11-24", false),
    // Outside the list only weekends are off.
    ("1989-12-29", true), ("1989-12-30", false), ("1989-12-31", false), ("1990-01-01", true), ("1901-01-01", true),
    ("2099-12-31", true), ("2100-01-01", true), ("2100-01-02", false), ("2100-01-03", false), ("2100-01-04", true),
    ("2199-12-31", true),
  ])
  func isWorked(_ text: String, _ expected: Bool) throws { #expect(calendar.isWorked(try day(text)) == expected) }

  @Test(arguments: [
    ("2025-01-24", "2025-02-03", 1), ("2025-04-25", "2025-04-26", 1), ("2025-04-25", "2025-05-05", 4),
    ("2025-07-15", "2025-07-15", 0), ("2025-07-15", "2025-07-14", 0), ("2025-07-15", "2020-01-01", 0),
    ("2025-07-18", "2025-07-21", 1), ("1989-12-25", "1990-01-05", 9), ("2099-12-28", "2100-01-08", 9),
    ("2100-01-08", "2100-01-15", 5), ("1980-01-06", "1981-01-04", 260),
  ])
  func workingDaysAfterOneDayThroughAnother(_ start: String, _ end: String, _ expected: Int) throws {
    #expect(calendar.workingDays(after: try day(start), through: try day(end)) == expected)
  }

  @Test(arguments: [
    ("2025-04-25", 0, "2025-04-25"), ("2025-04-25", 1, "2025-04-26"), ("2025-04-25", 5, "2025-05-06"),
    ("2025-01-24", 1, "2025-02-03"), ("2025-07-19", 1, "2025-07-21"), ("2099-12-31", 2, "2100-01-04"),
  ])
  func dayOfAWorkingDay(_ start: String, _ count: Int, _ expected: String) throws {
    #expect(calendar.day(count, workingDaysAfter: try day(start)).description == expected)
  }

  /// Counting day by day gives what the table of counts gives, over both of its ends.
  @Test func countsAgreeWithCountingDayByDay() throws {
    for (from, through) in [("1985-01-01", "1995-01-01"), ("2023-06-01", "2028-06-01"), ("2095-01-01", "2105-01-01")] {
      let start = try day(from)
      var count = 0
      var current = start
      while current < (try day(through)) {
        current = current + 1
        if calendar.isWorked(current) { count += 1 }
        #expect(calendar.workingDays(after: start, through: current) == count)
      }
    }
  }

  @Test func lastWorkingDayOfASpan() throws {
    func last(_ from: String, _ through: String) throws -> String? {
      calendar.lastWorkingDay(from: try day(from), through: try day(through))?.description
    }
    #expect(try last("2025-04-28", "2025-05-04") == "2025-04-29")
    #expect(try last("2025-05-01", "2025-05-04") == nil)
    #expect(try last("2025-08-18", "2025-08-24") == "2025-08-22")
    #expect(try last("2025-08-22", "2025-08-22") == "2025-08-22")
    #expect(try last("2025-08-22", "2025-08-21") == nil)
  }

  @Test func saysWhichYearsAreKnown() {
    #expect(calendar.knownYears == 2024...2027)
    #expect(calendar.provisionalYears == [2027])
  }
}
