import Administration
import Testing

@Suite struct MomentTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test func keepsDayAndTime() throws {
    for text in ["1900-01-01", "1969-12-31", "1970-01-01", "2025-07-15", "2199-12-31"] {
      let whole = Moment(try day(text))
      #expect(whole.day.description == text)
      #expect(whole.second == nil)
      #expect(!whole.hasTime)
      #expect(!whole.isBlank)
      for second in [0, 1, 43_200, 86_399] {
        let moment = Moment(try day(text), second: second)
        #expect(moment.day.description == text)
        #expect(moment.second == second)
        #expect(moment.hasTime)
      }
    }
    #expect(Moment.blank.isBlank)
    #expect(try Moment(endOf: day("2025-07-15")) == Moment(day("2025-07-15"), second: 86_399))
  }

  /// Moments with a time compare by it; where either has none, days compare.
  @Test(arguments: [
    ("2025-07-15", 100, "2025-07-15", 101, true), ("2025-07-15", 101, "2025-07-15", 100, false),
    ("2025-07-15", 100, "2025-07-15", 100, false), ("2025-07-15", 86_399, "2025-07-16", 0, true),
    ("2025-07-16", 0, "2025-07-15", 86_399, false), ("2025-07-15", nil, "2025-07-15", 86_399, false),
    ("2025-07-15", 100, "2025-07-15", nil, false), ("2025-07-15", nil, "2025-07-16", 0, true),
    ("2025-07-15", 86_399, "2025-07-16", nil, true), ("2025-07-16", nil, "2025-07-15", nil, false),
    ("2025-07-15", nil, "2025-07-15", nil, false), ("1969-12-31", 5, "1970-01-01", 4, true),
  ])
  func isBefore(_ a: String, _ second: Int?, _ b: String, _ other: Int?, _ expected: Bool) throws {
    #expect(Moment(try day(a), second: second).isBefore(Moment(try day(b), second: other)) == expected)
  }

  @Test func localDayIsSevenHoursAheadOfUTC() {
    #expect(LocalTime.day(atUnixTime: 0).description == "1970-01-01")
    #expect(LocalTime.day(atUnixTime: 17 * 3600 - 1).description == "1970-01-01")
    #expect(LocalTime.day(atUnixTime: 17 * 3600).description == "1970-01-02")
    #expect(LocalTime.day(atUnixTime: -7 * 3600).description == "1970-01-01")
    #expect(LocalTime.day(atUnixTime: -7 * 3600 - 1).description == "1969-12-31")
  }
}
