import Administration
import Exports
import Testing

@Suite struct DateFormTests {
  /// Day, with the second of the day where there is one.
  private func read(_ cell: String, _ forms: [String], zone: Int = 7 * 3600) -> String? {
    var profile = Profile()
    (profile.dates, profile.zone) = (forms, zone)
    let bytes = Array(("x" + cell + "y").utf8)
    var reading = DateReading(profile)
    guard let moment = reading.moment(1..<bytes.count - 1, in: bytes.span) else { return nil }
    return moment.isBlank ? "" : "\(moment.day)" + (moment.second.map { " \($0)" } ?? "")
  }

  @Test(arguments: [
    ("07/04/2025", "MM/dd/yyyy", "2025-07-04"), ("7/4/2025", "MM/dd/yyyy", "2025-07-04"),
    ("13/04/2025", "MM/dd/yyyy", nil), ("07/04/2025 01:02:03 PM", "MM/dd/yyyy hh:mm:ss a", "2025-07-04 46923"),
    ("07/04/2025 12:00:00 AM", "MM/dd/yyyy hh:mm:ss a", "2025-07-04"),
    ("07/04/2025 12:00:00 PM", "MM/dd/yyyy hh:mm:ss a", "2025-07-04 43200"),
    ("04/07/2025 8:05 SA", "dd/MM/yyyy h:mm a", "2025-07-04 29100"),
    ("04/07/2025 8:05 CH", "dd/MM/yyyy h:mm a", "2025-07-04 72300"),
    ("07/04/2025 13:00:00 PM", "MM/dd/yyyy hh:mm:ss a", nil), ("07/04/2025 00:30:00 AM", "MM/dd/yyyy hh:mm:ss a", nil),
    ("4/7/25", "d/M/yy", "2025-07-04"), ("4/7/99", "d/M/yy", "2099-07-04"), ("4/7/2025", "d/M/yy", nil),
    ("20250704", "yyyyMMdd", "2025-07-04"), ("2025074", "yyyyMMdd", nil),
    ("20250704083000", "yyyyMMddHHmmss", "2025-07-04 30600"),
    ("04.07.2025 24:00", "dd.MM.yyyy HH:mm", "2025-07-05"), ("04.07.2025 24:01", "dd.MM.yyyy HH:mm", nil),
    ("04.07.2025 08:30:00.123456", "dd.MM.yyyy HH:mm:ss.SSS", "2025-07-04 30600"), ("30.02.2025", "dd.MM.yyyy", nil),
    ("2025-07-04T08:30", "yyyy-MM-ddTHH:mm", "2025-07-04 30600"),
    ("2025-07-04T08:30:00", "yyyy-MM-dd'T'HH:mm:ss", "2025-07-04 30600"),
    ("04/07/2025 lúc 08:30", "dd/MM/yyyy 'lúc' HH:mm", "2025-07-04 30600"),
    ("04'07'2025", "dd''MM''yyyy", "2025-07-04"), ("04/07/2025 ", "dd/MM/yyyy", nil),
    ("", "dd/MM/yyyy", ""), ("04/07/2025 8:05 A", "dd/MM/yyyy h:mm a", nil),
    ("04/07/2025 8:05 XM", "dd/MM/yyyy h:mm a", nil), ("04.07.2025 08:30:00.", "dd.MM.yyyy HH:mm:ss.SSS", nil),
    ("45842.0", "excel_serial", "2025-07-04"), ("45842.5x", "excel_serial", nil),
    ("45842", "excel_serial", "2025-07-04"), ("45842.5", "excel_serial", "2025-07-04 43200"),
    ("45842,354166666667", "excel_serial", "2025-07-04 30600"), ("45842.9999999", "excel_serial", "2025-07-05"),
    ("61", "excel_serial", "1900-03-01"), ("60", "excel_serial", nil), ("45842.", "excel_serial", nil),
    ("-1", "excel_serial", nil),
    ("2025-07-04", "iso", "2025-07-04"), ("04/07/2025", "iso", nil), ("45842", "iso", nil),
  ])
  func reads(_ cell: String, _ form: String, _ expected: String?) { #expect(read(cell, [form]) == expected) }

  /// What is declared replaces what is built in, and several forms are tried in turn.
  @Test func onlyDeclaredFormsAreRead() {
    #expect(read("2025-07-04", ["MM/dd/yyyy"]) == nil)
    #expect(read("2025-07-04", ["MM/dd/yyyy", "iso"]) == "2025-07-04")
    #expect(read("45842", []) == nil)
    #expect(read("7/4/25", []) == nil)
  }

  /// An instant falls on the day that it has in the zone of the file.
  @Test func daysAreThoseOfTheZone() {
    #expect(read("2025-07-04T20:00:00Z", [], zone: 7 * 3600) == "2025-07-05 10800")
    #expect(read("2025-07-04T20:00:00Z", [], zone: -5 * 3600) == "2025-07-04 54000")
    #expect(read("2025-07-04T01:00:00+14:00", [], zone: -10 * 3600) == "2025-07-03 3600")
    #expect(read("2025-07-04T00:30:00+00:00", ["iso"], zone: -5 * 3600) == "2025-07-03 70200")
    #expect(read("2025-07-04T08:30:00", [], zone: -5 * 3600) == "2025-07-04 30600")
  }

  @Test(arguments: [
    ("7/15/2025 12:30 a.m.", 0), ("7/15/2025 12:30 P.M.", 12), ("7/15/2025 8:30 am", 8), ("7/15/2025 8:30 CH", 20),
  ])
  func halvesOfTheDay(_ cell: String, _ hour: Int) throws {
    let form = try #require(DateForm("M/d/yyyy h:mm a"))
    let bytes = Array(cell.utf8)
    let moment = form.moment(bytes.indices, in: bytes.span, zone: 7)
    #expect(moment == Moment(try #require(Day("2025-07-15")), second: hour * 3600 + 1800))
  }

  @Test(arguments: [
    "", "dd/MM", "yyyy-MM", "dd/MM/yyyy hh:mm", "dd/MM/yyyy HH:mm a", "D/MM/yyyy", "dd/MM/yyyy zzz", "yyyyy-MM-dd",
    "dd/dd/yyyy",
    "excel", "dd/MM/yyyy 5",
  ])
  func refusesWhatIsNoForm(_ pattern: String) { #expect(DateForm(pattern) == nil) }
}
