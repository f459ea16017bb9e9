import Diagnostics
import Exports
import Records
import Testing

/// The same dossiers are read however an export dresses them, and every row that is no record is counted.
@Suite struct TableOpeningTests {
  private static let header = ["dossier_id", "received_at", "due_at", "finished_at", "channel"]
  private static let rows = (1...6).map { ["A\($0)", "2025-07-0\($0)", "2025-07-2\($0)", "", "online"] }

  /// A table with this between its cells and after its rows.
  private static func table(_ rows: [[String]], _ separator: String = ",", _ end: String = "\n") -> String {
    rows.map { $0.joined(separator: separator) + end }.joined()
  }

  private static let plain = table([header] + rows)

  /// An export, what is set aside of it, and a word for it.
  struct Dressed: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    var setAside: [SetAsideRow: Int] = [:]

    init(_ name: String, _ text: String, _ setAside: [SetAsideRow: Int] = [:]) {
      testDescription = name
      self.text = text
      self.setAside = setAside
    }
  }

  private static let motto = [
    ["UBND TỈNH LAI CHÂU", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", ""],
    ["", "", "Độc lập - Tự do - Hạnh phúc", "", ""], ["", "", "", "", ""],
    ["DANH SÁCH HỒ SƠ", "", "", "", ""], ["Từ ngày", "01/7/2025", "", "", ""],
  ]

  static let dressed: [Dressed] = {
    let (h, r) = (header, rows)
    let upper = ["Mã hồ sơ", "Ngày", "", "", "Kênh thực hiện"]
    let lower = ["", "tiếp nhận", "hẹn trả", "kết thúc xử lý", ""]
    let numbers = ["(1)", "(2)", "(3)", "(4)", "(5)"]
    let blank = ["", "", "", "", ""]
    let total = ["Tổng cộng: 6 hồ sơ", "", "", "", ""]
    return [
      Dressed("plain", plain),
      Dressed("semicolon", table([h] + r, ";")), Dressed("tab", table([h] + r, "\t")),
      Dressed("pipe", table([h] + r, "|")), Dressed("CR LF", table([h] + r, ";", "\r\n")),
      Dressed("CR", table([h] + r, ";", "\r")), Dressed("no last line end", String(plain.dropLast())),
      Dressed("commas in cells", table([h] + r.map { $0.dropLast() + ["\"online\""] }, ";")),
      Dressed("sep=", "sep=;\n" + table([h] + r, ";")),
      Dressed("sep= CR LF", "sep=;\r\n" + table([h] + r, ";", "\r\n")),
      Dressed("quoted sep= behind a mark", "\u{FEFF}\"sep=|\"\n" + table([h] + r, "|")),
      Dressed("a separator of its own", "sep=^\n" + table([h] + r, "^")),
      Dressed("byte-order mark", "\u{FEFF}" + plain),
      Dressed("titles", table(motto + [h] + r), [.preamble: 5]),
      Dressed("titles, semicolon", table(motto + [h] + r, ";"), [.preamble: 5]),
      Dressed("titles of one cell", "Biểu \"01, mẫu\n\n\"DANH SÁCH\nHỒ SƠ\"\n" + plain, [.preamble: 2]),
      Dressed("titles, CR LF", table(motto + [h] + r, ",", "\r\n"), [.preamble: 5]),
      Dressed("two rows of names", table([upper, lower] + r)),
      Dressed("two rows of names under titles", table(motto + [upper, lower] + r), [.preamble: 5]),
      Dressed("a group over canonical names", table([["Hồ sơ", "", "", "", ""], h] + r), [.preamble: 1]),
      Dressed("numbered", table([h, numbers] + r), [.numberRow: 1]),
      Dressed("numbered by formulas", table([h, ["A", "1", "2=3+4", "3", "4"]] + r), [.numberRow: 1]),
      Dressed("leading empty column", table(([h] + r).map { [""] + $0 })),
      Dressed("trailing empty columns", table(([h] + r).map { $0 + ["", ""] })),
      Dressed("trailing separators of the header", table([h + ["", ""]] + r)),
      Dressed("trailing separators of the records", table([h] + r.map { $0 + [""] })),
      Dressed("blank rows", table([h] + r[..<3] + [blank] + r[3...] + [blank, [" ", "", "\t", "", ""]]), [.blank: 3]),
      Dressed("a sum", table([h] + r + [total]), [.footer: 1]),
      Dressed("a sum of numbers", table([h] + r + [["Total 6", "", "", "", ""]]), [.footer: 1]),
      Dressed("a sum under a date", table([h] + r + [["Tổng số", "6", "", "6", ""]]), [.footer: 1]),
      Dressed(
        "a sum under the code",
        table([h + ["commune"]] + r.map { $0 + [""] } + [["1.006", "", "", "", "", "Tổng cộng"]]),
        [.footer: 1]),
      Dressed(
        "a sum in another column", table([h + ["Ghi chú"]] + r.map { $0 + [""] } + [blank + ["Tổng số"]]), [.blank: 1]),
      Dressed("the header again", table([h] + r[..<2] + [h] + r[2...]), [.repeatedHeader: 1]),
      Dressed(
        "pages put together", table([h, numbers] + r[..<2] + [h, numbers] + r[2...] + [blank]),
        [.numberRow: 2, .repeatedHeader: 1, .blank: 1]),
      Dressed(
        "everything",
        table(
          motto + [upper, lower, numbers] + r[..<2] + [upper, lower, numbers] + r[2...] + [blank, total], ";", "\r\n"),
        [.preamble: 5, .numberRow: 2, .repeatedHeader: 2, .blank: 1, .footer: 1]),
    ]
  }()

  @Test(arguments: dressed) func theSameDossiersAreRead(_ export: Dressed) throws {
    let describe: (Dossier) -> String = {
      "\($0.received.day) \($0.due.day) \($0.finished.isBlank) \($0.channel)"
    }
    let expected = try ReadDossiers(["12.csv": Self.plain], describedBy: describe)
    let found = try ReadDossiers(["12.csv": export.text], describedBy: describe)
    #expect(expected.counts.count == 6)
    #expect(found.counts == expected.counts)
    #expect(found.isConserved)
    let reading = try #require(found.reading("12.csv"))
    #expect(reading.records == 6)
    for row in SetAsideRow.allCases { #expect(reading.setAside[row] == export.setAside[row] ?? 0, "\(row)") }
  }

  /// What may be a dossier stays a record, and is quarantined where it cannot be used.
  @Test(arguments: [
    (",2025-07-01,,,", QuarantineRule.blankCode), ("Tổng cộng,x,,,", .blankCode),
    ("Tổng cộng,2025-07-01,,,", .blankCode),
    ("Tổng cộng: 6,2025-07-01,,2025-07-02,", .blankCode), (",,,,online", .blankCode),
    (",,,,Người lập biểu", .blankCode),
    ("A7,,,,", .blankReceived), ("A7,2025-07-01", .cellCount), ("1,2,4,,", .unreadableDate),
    ("received_at,,,,", .blankReceived),
    ("A.7,x,,,", .unreadableDate), ("Tổ 7,,,,", .blankReceived), ("7,,,,", .blankReceived),
    ("Tổng cộng,2025-07-01", .cellCount), ("Tổng cộng,A8,x", .cellCount), ("Nguyễn Văn", .cellCount),
  ])
  func whatMayBeADossierIsNotSetAside(_ row: String, _ rule: QuarantineRule) throws {
    let found = try ReadDossiers(["12.csv": Self.plain + row + "\n"])
    let reading = try #require(found.reading("12.csv"))
    #expect(reading.quarantined.map(\.rule) == [rule])
    #expect(reading.quarantined.map(\.position.line) == [8])
    #expect(reading.setAside.total == 0)
    #expect(reading.records == 7)
  }

  /// Places are those of the file, whatever stands above the records.
  @Test func placesCountFromTheTopOfTheFile() throws {
    let text = Self.table(Self.motto + [Self.header] + Self.rows) + "A7\n"
    let row = try #require(try ReadDossiers(["12.csv": text]).reading("12.csv")?.quarantined.first)
    #expect(row.position.line == 13)
    #expect(row.position.byte == text.utf8.count - 3)
    #expect(row.position.row == 7)
  }

  @Test(arguments: [
    (
      "dossier_id,received_at,x;due_at;finished_at;y\n1,2,3;4;5;6\n", 1,
      "the header names known columns under more than one separator: comma and semicolon"
    ),
    ("sep=;\n" + plain, 2, "the header's cells are separated by comma, semicolon is declared"),
    (
      "a,2025-07-01,b,c,d\n" + plain, 1, "this line looks like a record, the header stands below it on line 2"
    ),
    (
      "field,channel,agency\nx,y,z\n" + plain, 1, "a header stands here, and another on line 3"
    ),
    (
      plain + "dossier_id,due_at,received_at,finished_at,channel\n", 8,
      "another header stands here, with other columns or in another order"
    ),
    (
      plain + "dossier_id,due_at,received_at,finished_at\n", 8,
      "another header stands here, with other columns or in another order"
    ),
    (
      plain + ",,,,\ndossier_id,received_at\nA7,2025-07-07\n", 9,
      "another header stands here, with other columns or in another order"
    ),
    (
      table(motto) + plain.replacing("channel", with: "chan\"nel"), 6,
      "a quote in the header stands inside a cell, or is never closed"
    ),
    (
      // A citizen's name is near to a known header.
      table([["A1", "Mã Hồ Sơn", "x", "Cao Bằng", "2025-07-01", "Đã trả kết quả"]]), 1,
      "no header was found: this row has a date or a number in it, as records have"
    ),
    (
      table([["A1", "Mã Hồ Sơn", "0912345678", "Cao Bằng", "", "Đã trả kết quả"]]), 1,
      "no header was found: this row has a date or a number in it, as records have"
    ),
    (
      "sep=,\n" + table([["A1", "Mã Hồ Sơn", "x", "Cao Bằng", "08:30 01/07/2025", "Đã trả kết quả"]]), 2,
      "no header was found: this row has a date or a number in it, as records have"
    ),
    (
      "Một báo cáo\nkhông có bảng\n", 1,
      "no header was found: none of the first 2 rows names two known columns, separated by comma, semicolon, tab or pipe"
    ),
    (
      table([header] + rows.map { Array($0[..<3]) }), 2,
      "the header has 5 cells, the records under it have 3: 'dossier_id' over a code, 'received_at' over a date, 'due_at' over a date"
    ),
    (
      table(
        [["dossier_id", "received_at", "due_at", "finished_at"]]
          + rows.map { [$0[0], "Đất đai"] + $0[1...2] + ["2025-07-29"] }), 2,
      "the header has 4 cells, the records under it have 5: 'dossier_id' over a code, 'received_at' over words, 'due_at' over a date, 'finished_at' over a date, no header over a date"
    ),
    (
      table([["dossier_id", "received_at", "due_at", "finished_at"]] + rows.map { [$0[0], "Đất đai"] + $0[1...3] }), 2,
      "headers stand over other columns than theirs in every record looked at: 'received_at' over words, where dates are expected"
    ),
    (
      table([["received_at", "dossier_id", "due_at", "finished_at", "channel"]] + rows), 2,
      "headers stand over other columns than theirs in every record looked at: 'received_at' over a code, where dates are expected; 'dossier_id' over a date, where codes are expected"
    ),
  ])
  func whatIsNoTableIsRefused(_ text: String, _ line: Int, _ message: String) {
    let failure = #expect(throws: Failure.self) { _ = try ReadDossiers(["12.csv": text]) }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.map(\.message) == [message])
    #expect(failure?.findings.first?.location == Location("12.csv", line: line))
    #expect(failure?.findings.first?.hint != nil)
  }

  /// Ends of lines that only Unicode knows: the file is one row to every CSV reader, and none of its records would count.
  @Test(arguments: [
    ("\u{85}", "U+0085 (next line)"), ("\u{2028}", "U+2028 (line separator)"),
    ("\u{2029}", "U+2029 (paragraph separator)"),
  ])
  func rowsThatEndWithNoLineEndAreRefused(_ end: String, _ name: String) {
    for (text, line, row) in [
      (Self.plain.replacing("\n", with: end), 1, "the header"),
      (Self.table([Self.header]) + Self.table(Self.rows).replacing("\n", with: end), 2, "the row"),
      ("BÁO CÁO" + end + Self.plain.replacing("\n", with: end), 1, "the header"),
      (String(repeating: Self.plain.replacing("\n", with: end), count: 500), 1, "the first row"),
    ] {
      let failure = #expect(throws: Failure.self) { _ = try ReadDossiers(["12.csv": text]) }
      #expect(failure?.findings.map(\.message) == ["\(row) holds \(name), rows end with LF, CR LF or CR"])
      #expect(failure?.findings.first?.location == Location("12.csv", line: line))
      #expect(failure?.findings.first?.hint != nil)
    }
  }

  /// A file that ends within a record was cut short on its way; a remark under the table is none, nor is a sum.
  @Test(arguments: [
    ("12-9,2025-07-01,2025-0", true), ("12-9,2025-07-", true), ("12-9,2025-07-01,2025-07-09\n", false),
    ("Người lập biểu", false), ("Tổng cộng,6", false), ("12-", false),
  ])
  func aFileThatIsCutShortIsRefused(_ end: String, _ isRefused: Bool) throws {
    let text =
      "dossier_id,received_at,due_at,finished_at\n12-1,2025-07-01,2025-07-09,\n12-2,2025-07-01,2025-07-09,\n" + end
    guard isRefused else {
      #expect(try ReadDossiers(["12.csv": text]).readings[0].records > 1)
      return
    }
    let failure = #expect(throws: Failure.self) { try ReadDossiers(["12.csv": text]) }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.first?.location == Location("12.csv", line: 4))
    #expect(failure?.findings.first?.message.hasSuffix("of 4 cells and no line end: it is cut short") == true)
  }

  /// The same where more rows are ragged than are looked at once more.
  @Test func aFileOfManyRaggedRowsThatIsCutShortIsRefused() throws {
    let rows = (1...1001).map { "A\($0),2025-07-01,,\nB\($0),2025-07-01\n" }.joined()
    let text = "dossier_id,received_at,due_at,finished_at\n" + rows + "C,2025-"
    let failure = #expect(throws: Failure.self) { try ReadDossiers(["12.csv": text]) }
    #expect(failure?.findings.first?.message.hasSuffix("it is cut short") == true)
  }

  /// Filters above a table name columns too; where a profile declares the line, the header is on it.
  @Test func filtersAboveADeclaredHeaderAreNone() throws {
    var profile = Profile()
    (profile.files, profile.headerRow) = (["*"], 2)
    let text = "Mã hồ sơ:,,Ngày tiếp nhận:,01/08/2025,\n" + Self.plain
    let found = try ReadDossiers(["12.csv": text], rules: ExportRules(registry: .vietnam, profiles: [profile]))
    #expect(found.readings[0].records == 6)
  }

  /// A line that a profile declares is taken for the header though it names next to nothing, and what it lacks is told
  /// there.
  @Test(arguments: [
    (2, "the required column 'received_at' is missing among the 5 of the header"),
    (9, "the profile declares the header on line 9, no row among the first 50 begins there"),
  ])
  func aDeclaredHeaderIsLookedForOnItsLine(_ line: Int, _ message: String) throws {
    var profile = Profile()
    (profile.files, profile.headerRow) = (["*"], line)
    let text = "BÁO CÁO\ndossier_id,a,b,c,d\n" + Self.table(Self.rows)
    let failure = #expect(throws: Failure.self) {
      _ = try ReadDossiers(["12.csv": text], rules: ExportRules(registry: .vietnam, profiles: [profile]))
    }
    #expect(failure?.findings.first?.message == message)
    #expect(failure?.findings.allSatisfy { $0.location == Location("12.csv", line: line) } == true)
  }

  /// A header's name may look like a code; a record of the file it is not.
  @Test func aRepeatedHeaderMayLookLikeACode() throws {
    var profile = Profile()
    (profile.files, profile.columns) = (["*"], ["Ma.1": "dossier_id"])
    let text = Self.plain.replacing("dossier_id", with: "Ma.1")
    let found = try ReadDossiers(
      ["12.csv": text + String(text.prefix { $0 != "\n" }) + "\n"],
      rules: ExportRules(registry: .vietnam, profiles: [profile]))
    #expect(found.readings[0].setAside[.repeatedHeader] == 1)
    #expect(found.readings[0].records == 6)
  }

  /// With the month before the day, days up to the twelfth would count as another day without a word.
  @Test(arguments: [
    ("07/%d/2025", 20, "the month stands before the day in this file's dates, the day before the month was expected"),
    ("458%d", 20, "this file's dates are numbers as Excel stores them, dates as text were expected"),
  ])
  func datesInAnotherOrderRefuseTheFile(_ form: String, _ days: Int, _ message: String) {
    let rows = (1...days).map { day in
      ["A\(day)", form.replacing("%d", with: day < 10 ? "0\(day)" : "\(day)"), "", "", ""]
    }
    let failure = #expect(throws: Failure.self) {
      _ = try ReadDossiers(["12.csv": Self.table([Self.header] + rows)])
    }
    #expect(failure?.findings.map(\.message) == [message])
  }

  /// Beside declared forms no other is read: the hint names all that stand in these rows.
  @Test(arguments: [
    ("15/07/2025 08:30 AM", "2025-07-20", "'d/M/yyyy h:mm a', iso"),
    ("01/07/2025 2:38 CH", "04/07/2025", "'d/M/yyyy h:mm a', 'd/M/yyyy'"),
  ])
  func hintsNameEveryFormOfDates(_ received: String, _ due: String, _ forms: String) {
    let rows = (1...20).map { ["A\($0)", received, due, "", ""] }
    let failure = #expect(throws: Failure.self) {
      _ = try ReadDossiers(["12.csv": Self.table([Self.header] + rows)])
    }
    let declared = forms.split(separator: ", ").map(String.init)
    let hint = failure?.findings.first?.hint ?? ""
    #expect(declared.allSatisfy(hint.contains), "\(hint)")
  }

  /// One mistyped date among many is a row's fault, not the file's.
  @Test func oneDateInAnotherOrderIsQuarantined() throws {
    let found = try ReadDossiers(["12.csv": Self.plain + "A7,07/31/2025,,,\nA8,07/30/2025,,,\n"])
    #expect(found.reading("12.csv")?.quarantined.map(\.rule) == [.unreadableDate, .unreadableDate])
  }

  /// No message shows what a cell holds.
  @Test func messagesShowNoValues() {
    let rows = (1...6).map { ["Nguyễn Văn An \($0)", "0912345678", "12 Lê Lợi"] }
    let failure = #expect(throws: Failure.self) {
      _ = try ReadDossiers(["12.csv": Self.table([Self.header] + rows)])
    }
    let text = failure?.findings.map(\.description).joined() ?? ""
    #expect(!text.isEmpty)
    for value in ["Nguyễn", "0912", "Lợi"] { #expect(!text.contains(value)) }
  }

  /// Bytes that are no text do not hide in what is set aside, nor in a header's name.
  @Test(arguments: ["chan\0nel", "BÁO\0CÁO"]) func whatStandsAboveTheRecordsIsText(_ broken: String) {
    let text = "BÁO CÁO\n" + Self.plain
    let failure = #expect(throws: Failure.self) {
      _ = try ReadDossiers([
        "12.csv": text.replacing(broken.replacing("\0", with: broken.hasPrefix("B") ? " " : ""), with: broken)
      ])
    }
    #expect(failure?.findings.map(\.message) == ["a NUL byte stands here, which no text holds"])
    #expect(failure?.findings.first?.location?.line == (broken.hasPrefix("B") ? 1 : 2))
  }

  /// A header that reaches past every bound is refused in bounded memory and time.
  @Test func tenMillionColumnsAreRefused() {
    let failure = #expect(throws: Failure.self) {
      _ = try ReadDossiers(["12.csv": "dossier_id,received_at" + String(repeating: ",c", count: 10_000_000) + "\n"])
    }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.first?.location == Location("12.csv", line: 1))
  }

  /// Dates in a form that a profile declares need not look like dates.
  @Test func datesInADeclaredFormAreDates() throws {
    let rows = (1...6).map { ["A\($0)", "08:30 - 1\($0)/07/2025", "", "", "online"] }
    var profile = Profile()
    (profile.files, profile.dates) = (["*"], ["HH:mm - dd/MM/yyyy"])
    let found = try ReadDossiers(
      ["12.csv": Self.table([Self.header] + rows)], rules: ExportRules(registry: .vietnam, profiles: [profile]))
    #expect(found.reading("12.csv")?.used == 6)
    #expect(throws: Failure.self) { _ = try ReadDossiers(["12.csv": Self.table([Self.header] + rows)]) }
  }
}
