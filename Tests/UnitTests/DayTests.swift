import Administration
import Testing

@Suite struct DayTests {
  /// Every day of four centuries goes to its civil date and back, one after the other.
  @Test func civilDatesAndNumbersAgree() throws {
    var expected = try #require(Day(year: 1800, month: 1, day: 1))
    for year in 1800..<2200 {
      for month in 1...12 {
        for day in 1...Day.length(ofMonth: month, year: year) {
          let made = try #require(Day(year: year, month: month, day: day))
          #expect(made == expected)
          #expect(made.civil == (year, month, day))
          expected = expected + 1
        }
      }
    }
  }

  @Test(arguments: ["2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "25-04-01", "2025-4-1", "2025-04-01 ", ""])
  func refusesWhatIsNoDate(_ text: String) { #expect(Day(text) == nil) }

  /// ISO 8601: the week belongs to the year of its Thursday.
  @Test(arguments: [
    ("2024-12-29", 2024, 52), ("2024-12-30", 2025, 1), ("2025-08-18", 2025, 34), ("2025-08-24", 2025, 34),
    ("2021-01-03", 2020, 53), ("2026-12-31", 2026, 53), ("2027-01-03", 2026, 53), ("2027-01-04", 2027, 1),
  ])
  func isoWeeks(_ text: String, _ year: Int, _ week: Int) throws {
    let day = try #require(Day(text))
    #expect(day.isoWeek == (year, week))
  }

  @Test func weeksThatDoNotExistAreNone() {
    #expect(Day.monday(ofWeek: 53, year: 2025) == nil)
    #expect(Day.monday(ofWeek: 53, year: 2026)?.description == "2026-12-28")
    #expect(Day.monday(ofWeek: 0, year: 2025) == nil)
  }
}
