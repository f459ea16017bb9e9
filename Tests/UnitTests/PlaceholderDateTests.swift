import Administration
import Exports
import Testing

/// Cells of dates that say there is none. Read as dates they would finish every open dossier on its first day, and set
/// aside they would leave out the open ones alone.
@Suite struct PlaceholderDateTests {
  private func reading(_ text: String, _ profile: Profile = Profile()) -> DateReading.Cell {
    let bytes = Array("#\(text)#".utf8)
    var reading = DateReading(profile)
    return reading.reading(of: 1..<bytes.count - 1, in: bytes.span)
  }

  @Test(arguments: [
    "NULL", "null", "-", "--", "N/A", "#N/A", "không có", "0", "00:00", "0000-00-00", "00/00/0000 00:00:00",
    "01/01/0001",
    "0001-01-01T00:00:00", "1753-01-01", "30/12/1899", "00/01/1900", "1900-01-01", "01/01/1900 00:00", "1970-01-01",
    "01/01/1970 07:00", "1970-01-01T00:00:00Z", "31/12/9999", "12/31/9999 12:00:00 AM", "9999-12-31 23:59:59",
    "(null)", "\\N", "NaT", "Chưa có kết quả", "2999-12-31",
  ])
  func saysThatThereIsNone(_ text: String) { #expect(reading(text) == .placeholder, "\(text)") }

  @Test(arguments: ["2025-00-15", "31/02/2025", "x", "10", "2025", "########", "#VALUE!", "01/01/0002", "ngày mai"])
  func cannotBeRead(_ text: String) { #expect(reading(text) == .unreadable, "\(text)") }

  @Test func datesAndBlanksAreThemselves() throws {
    #expect(reading("") == .blank)
    let day = try #require(Day(year: 1999, month: 12, day: 31))
    #expect(reading("31/12/1999") == .moment(Moment(day)))
    #expect(reading("1970-01-02") == .moment(Moment(Day(number: 1))))
  }

  /// A blank cell of a spreadsheet counts as its day zero.
  @Test func noughtIsNoSerial() {
    var profile = Profile()
    profile.dates = ["excel_serial"]
    #expect(reading("0", profile) == .placeholder)
  }
}
