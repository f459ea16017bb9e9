import Administration
import Diagnostics
import Foundation
import Reports
import Statistics
import Templates
import TestSupport
import Testing

/// How values print in the languages of the reports.
@Suite struct PrinterTests {
  private static func text(_ code: String) throws -> String {
    try PackageFolder.text(of: "templates/\(code)/language.json")
  }

  static func language(_ code: String) throws -> Language {
    try Language(json: try text(code), file: code, folder: code)
  }

  private let vi: Printer
  private let en: Printer
  private let csv = Printer(quoting: { "<\($0)>" })

  init() throws {
    vi = Printer(.markdown, try Self.language("vi"))
    en = Printer(.markdown, try Self.language("en"))
  }

  private func form(_ name: String, _ value: TemplateValue) -> String? {
    value.form(name)?.text
  }

  @Test(arguments: [
    (0, "0", "0", "0", "0"), (1, "1", "1", "1", "1"), (999, "999", "999", "999", "999"),
    (1000, "1.000", "1,000", "1 nghìn", "1 thousand"), (753_000, "753.000", "753,000", "753 nghìn", "753 thousand"),
    (6_500_000, "6.500.000", "6,500,000", "6,5 triệu", "6.5 million"),
    // Half away from zero, and never 1000 thousand.
    (1_050, "1.050", "1,050", "1,1 nghìn", "1.1 thousand"),
    (999_949, "999.949", "999,949", "999,9 nghìn", "999.9 thousand"),
    (999_950, "999.950", "999,950", "1 triệu", "1 million"),
    (-2_500, "−2.500", "−2,500", "−2,5 nghìn", "−2.5 thousand"),
    (79_600_404_367_000, "79.600.404.367.000", "79,600,404,367,000", "79,6 nghìn tỷ", "79.6 trillion"),
  ])
  func counts(_ value: Int, _ vi: String, _ en: String, _ compactVi: String, _ compactEn: String) {
    #expect(self.vi.count(value).text == vi)
    #expect(self.en.count(value).text == en)
    #expect(form("exact", self.vi.count(value)) == vi)
    #expect(form("compact", self.vi.count(value)) == compactVi)
    #expect(form("compact", self.en.count(value)) == compactEn)
    #expect(form("strong", self.en.count(value)) == "**\(en)**")
    #expect(csv.count(value).text == String(value))
  }

  @Test func theSmallestAndLargestIntegersPrint() {
    #expect(vi.count(.min).text == "−9.223.372.036.854.775.808")
    #expect(en.count(.max).text == "9,223,372,036,854,775,807")
    #expect(csv.count(.min).text == "-9223372036854775808")
  }

  @Test(arguments: [(0, "0 dossiers"), (1, "1 dossier"), (2, "2 dossiers"), (1001, "1,001 dossiers")])
  func nounsFollowTheirNumber(_ value: Int, _ text: String) {
    #expect(form("dossiers", en.count(value)) == text)
    #expect(form("be", en.count(value)) == (value == 1 ? "was" : "were"))
    #expect(form("dossiers", vi.count(value)) == text.split(separator: " ")[0].replacing(",", with: ".") + " hồ sơ")
  }

  @Test(arguments: [
    (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (22, "22nd"),
    (101, "101st"), (111, "111th"),
  ])
  func ordinals(_ value: Int, _ text: String) {
    #expect(form("ordinal", en.count(value)) == text)
    #expect(form("ordinal", vi.count(value)) == "thứ \(value)")
  }

  /// "100.0%" only when nothing is missing, "0.0%" only when nothing is there (design: *Definitions*).
  @Test(arguments: [
    (3251, 3251, "100,0%", "100.00%"), (3250, 3251, ">99,9%", "99.97%"), (0, 7, "0,0%", "0.00%"),
    (1, 3251, "<0,1%", "0.03%"),
    (99_999, 100_000, ">99,9%", ">99.99%"), (1, 100_000, "<0,1%", "<0.01%"), (3_744_000, 5_200_000, "72,0%", "72.00%"),
    (1, 8, "12,5%", "12.50%"),
    (5, 10_000, "0,1%", "0.05%"),
  ])
  func rates(_ numerator: Int, _ denominator: Int, _ vi: String, _ preciseEn: String) {
    let ratio = Ratio(numerator, of: denominator)
    #expect(self.vi.rate(ratio).text == vi)
    #expect(form("precise", en.rate(ratio)) == preciseEn)
    #expect(form("fraction", en.rate(ratio))?.replacing(",", with: "") == "\(numerator)/\(denominator)")
  }

  @Test func changesNameTheirDirection() {
    #expect(vi.change(100, from: 2000).text == "−1.900")
    #expect(form("words", vi.change(100, from: 2000)) == "giảm 1.900 hồ sơ")
    #expect(form("words", en.change(100, from: 2000)) == "down 1,900")
    #expect(form("percent", vi.change(1031, from: 1000)) == "tăng 3,1%")
    #expect(form("percent", en.change(1031, from: 1000)) == "up 3.1%")
    #expect(form("arrow", en.change(2000, from: 100)) == "↑ 1,900")
    #expect(form("words", vi.change(5, from: 5)) == "không đổi")
    // No share of nothing.
    #expect(form("percent", vi.change(5, from: 0)) == "–")
    #expect(vi.change(nil, from: 5).isMissing && vi.change(5, from: nil).isMissing)
  }

  /// Rates beside one another are printed with two decimals, and so they differ.
  @Test func pointsBetweenRatesAreThoseBetweenTheirPrints() throws {
    for (first, second, points) in [
      ((45, 56), (319, 397), "0.01"), ((1, 3), (1, 3), "0.00"), ((1, 4), (3, 4), "50.00"),
    ] {
      let rates = [first, second].map { Ratio($0.0, of: $0.1) }
      #expect(try Printer(.markdown, Self.language("en")).pointsBetween(rates[0], rates[1]).text == points)
    }
  }

  @Test func ratesChangeInPoints() {
    let change = vi.points(Ratio(516, of: 1000), from: Ratio(684, of: 1000))
    #expect(change.text == "−16,8")
    #expect(form("words", change) == "giảm 16,8 điểm phần trăm")
    #expect(form("arrow", change) == "↓ 16,8")
    #expect(form("words", en.points(Ratio(1, of: 2), from: Ratio(1, of: 4))) == "up 25.0 percentage points")
    // Of the rates, not of what is printed: 33.333% − 33.283% is 0.05 points.
    #expect(en.points(Ratio(1, of: 3), from: Ratio(33_283, of: 100_000)).text == "+0.1")
  }

  @Test func missingHiddenAndNotApplicableAreMarked() {
    for (value, vi, csv) in [
      (vi.missing(), "–", self.csv.missing()), (vi.hidden(), "[c]", self.csv.hidden()),
      (vi.notApplicable(), "[z]", self.csv.notApplicable()),
    ] {
      #expect(value.text == vi)
      #expect(value.isMissing)
      #expect(form("compact", value) == vi)
      #expect(csv.text == (vi == "[c]" ? "[c]" : ""))
    }
  }

  @Test func datesAndMoments() throws {
    let day = try #require(Day("2025-07-01"))
    let february = try #require(Day("2025-02-10"))
    #expect(vi.date(day).text == "01/7/2025")
    #expect(form("long", vi.date(day)) == "ngày 01 tháng 7 năm 2025")
    #expect(form("long", vi.date(february)) == "ngày 10 tháng 02 năm 2025")
    #expect(en.date(day).text == "1 July 2025")
    #expect(form("iso", vi.date(day)) == "2025-07-01")
    #expect(vi.moment(Moment(endOf: day)).text == "hết ngày 01/7/2025")
    #expect(vi.moment(Moment(day, second: 12 * 3600)).text == "12 giờ 00 phút ngày 01/7/2025")
    #expect(en.moment(Moment(endOf: day)).text == "the end of 1 July 2025")
    #expect(en.moment(Moment(day, second: 9 * 3600 + 5 * 60)).text == "09:05 on 1 July 2025")
  }

  @Test func moneyIsInDong() {
    #expect(vi.money(79_600_404_367_000).text == "79.600.404.367.000")
    #expect(form("billions", vi.money(79_600_404_367_000)) == "79.600,4")
    #expect(form("compact", en.money(79_600_404_367_000)) == "79.6 trillion")
  }

  // MARK: Names

  /// Vietnamese letters have their own places: Ă and Â after A, Đ after D, Ê after E.
  @Test func namesFollowTheAlphabet() throws {
    let names = ["Đồng Nai", "Ea", "Đà Nẵng", "Êm", "Dân tộc", "Âm", "Ăn", "An Giang", "Cà Mau", "Cao Bằng", "Du lịch"]
    let vi = try Self.language("vi")
    let en = try Self.language("en")
    #expect(
      names.sorted { vi.orders($0, before: $1) } == [
        "An Giang", "Ăn", "Âm", "Cà Mau", "Cao Bằng", "Dân tộc", "Du lịch", "Đà Nẵng", "Đồng Nai", "Ea", "Êm",
      ])
    #expect(names.sorted { en.orders($0, before: $1) }.firstIndex(of: "Đà Nẵng") == 5)
    // An order even where the alphabet sees no difference.
    #expect(vi.orders("a\u{300}", before: "à") != vi.orders("à", before: "a\u{300}"))
  }

  /// Whatever magnitudes a language has, a number prints in the largest that fits.
  @Test func aLanguageMayHaveAnyMagnitudes() throws {
    let text = try Self.text("en").replacing("\"value\": 1000000000000,", with: "\"value\": 1000000000000000000,")
    let printer = Printer(.markdown, try Language(json: text, file: "en", folder: "en"))
    #expect(form("compact", printer.count(2_000_000_000_000)) == "2,000 billion")
    #expect(form("compact", printer.count(3_000_000_000_000_000_000)) == "3 trillion")
  }

  // MARK: Escaping

  @Test(arguments: [
    ("a|b", "a\\|b", "a|b", "a|b"), ("*đậm* _x_", "\\*đậm\\* \\_x\\_", "*đậm* _x_", "*đậm* _x_"),
    ("<b>&", "&lt;b&gt;&amp;", "<b>&", "&lt;b&gt;&amp;"), ("a\r\nb\u{2028}c\0", "a  b c ", "a  b c ", "a  b c "),
    ("[x](http://y)", "\\[x\\](http&#58;//y)", "[x](http://y)", "[x](http://y)"),
    ("www.x.vn a@b", "www&#46;x.vn a&#64;b", "www.x.vn a@b", "www.x.vn a@b"),
    ("HTTP://y FTP://z", "HTTP&#58;//y FTP&#58;//z", "HTTP://y FTP://z", "HTTP://y FTP://z"),
    ("1. Đất đai", "1\\. Đất đai", "1. Đất đai", "1. Đất đai"), ("12) x", "12\\) x", "12) x", "12) x"),
    ("1.000118 (2. x)", "1.000118 (2. x)", "1.000118 (2. x)", "1.000118 (2. x)"), (" 3.", " 3\\.", " 3.", " 3."),
    ("- mục", "\\- mục", "- mục", "- mục"), ("# đầu", "\\# đầu", "# đầu", "# đầu"),
    ("![x]", "\\!\\[x\\]", "![x]", "![x]"),
    ("\"'", "\"'", "\"'", "&quot;&#39;"), ("`a`~b~\\", "\\`a\\`\\~b\\~\\\\", "`a`~b~\\", "`a`~b~\\"),
  ])
  func textFromOutsideIsNoMarkup(_ text: String, _ markdown: String, _ plain: String, _ svg: String) throws {
    #expect(vi.text(text).text == markdown)
    #expect(Printer(.text, try Self.language("vi")).text(text).text == plain)
    #expect(Printer(.svg, try Self.language("vi")).text(text).text == svg)
    #expect(Printer(.html, try Self.language("vi")).text(text).text == svg)
  }

  /// A spreadsheet calculates with text that begins so (OWASP, *CSV Injection*); numbers are no text.
  @Test(arguments: ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "＝1", "=HYPERLINK(\"http://x\")"])
  func formulasInTextCellsAreNeutralised(_ text: String) {
    #expect(csv.text(text).text == "<'\(text)>")
    #expect(!vi.text(text).text.hasPrefix("'" + text.prefix(1)) || text.hasPrefix("'"))
  }

  @Test(arguments: ["a=1", "Đất đai", "'tên'", "01", "–", "1-2", ""])
  func otherTextCellsStayAsTheyAre(_ text: String) {
    #expect(csv.text(text).text == (text.isEmpty ? "" : "<\(text)>"))
    #expect(csv.count(-5).text == "-5")
  }

  @Test func boldIsNoMarkInPlainText() throws {
    let text = Printer(.text, try Self.language("en"))
    #expect(form("strong", text.count(1000)) == "1,000")
    #expect(form("strong", Printer(.html, try Self.language("en")).count(1000)) == "<strong>1,000</strong>")
  }

  /// Hai Bà Trưng ward: 3,251 received, all on time, prints as 100.0%; one fewer does not.
  @Test func onlyAllIsAHundredPerCent() {
    #expect(en.rate(Ratio(3251, of: 3251)).text == "100.0%")
    #expect(vi.rate(Ratio(3251, of: 3251)).text == "100,0%")
    #expect(en.rate(Ratio(3250, of: 3251)).text == ">99.9%")
    #expect(vi.rate(Ratio(3250, of: 3251)).text == ">99,9%")
  }

  /// The shares of the published staff pipelines, at their dates: with two decimals as published, with one as we print.
  @Test(arguments: [
    (25_611, 41_050, "62.39%", "62.4%"), (41_031, 53_831, "76.22%", "76.2%"), (75_710, 81_410, "93.00%", "93.0%"),
    (75_710, 94_402, "80.20%", "80.2%"), (102_378, 141_444, "72.38%", "72.4%"),
    (146_836, 146_847, "99.99%", ">99.9%"),
  ])
  func publishedShares(_ paid: Int, _ whole: Int, _ precise: String, _ text: String) {
    let value = en.rate(Ratio(paid, of: whole))
    #expect(form("precise", value) == precise)
    #expect(value.text == text)
  }

  @Test(arguments: [
    ("9916", "9.916", "9,916"), ("-3", "−3", "−3"), ("93.25", "93,25", "93.25"), ("0.05", "0,05", "0.05"),
    ("1234.5", "1.234,5", "1,234.5"), ("-0.5", "−0,5", "−0.5"),
  ])
  func quotedValues(_ text: String, _ vietnamese: String, _ english: String) throws {
    let value = try #require(QuotedIndicator.Value(text))
    #expect(value.text(vi) == vietnamese)
    #expect(value.text(en) == english)
  }

  @Test(arguments: ["", "-", ".5", "5.", "1,5", "+3", "1e3", "12.3.4", "12345678901234567", "٣"])
  func noValues(_ text: String) { #expect(QuotedIndicator.Value(text) == nil) }

  /// For programs: forms of dates are one, and shares and points have their decimals.
  @Test func formsForPrograms() throws {
    let found = Day("2025-08-24")
    let day = try #require(found)
    for name in ["iso", "long", "strong"] { #expect(csv.date(day).form(name)?.text == "2025-08-24") }
    #expect(csv.date(day).form("other") == nil)
    let change = csv.change(924, from: 1000)
    #expect(change.form("percent")?.text == "-7.6")
    #expect(change.form("words")?.text == "-76")
    #expect(csv.change(1298, from: 1000).form("percent")?.text == "29.8")
    #expect(csv.change(0, from: 0).form("words")?.text == "0")
    let (before, now) = (try #require(Ratio(500, of: 1000)), try #require(Ratio(486, of: 1000)))
    // As shares are fractions there, with no plus.
    #expect(csv.points(now, from: before).text == "-0.014000")
    #expect(csv.points(before, from: now).form("words")?.text == "0.014000")
    #expect(csv.change(1000, from: 924).text == "76")
  }

  /// A list of names is one cell of a CSV file.
  @Test func aListIsOneCell() throws {
    let csv = Printer(quoting: { $0.contains(";") || $0.contains(",") ? "\"" + $0 + "\"" : $0 })
    #expect(csv.joined(["a", "\"b, c\""], separator: ", ").text == "\"a; b, c\"")
    #expect(csv.joined([]).isMissing)
    #expect(csv.joined([csv.text("=A").text, "B"]).text == "\"'=A; B\"")
    #expect(csv.joined([csv.text("'=A").text, "B"]).text == "\"''=A; B\"")
    #expect(csv.joined(["=A", "B"]).text == "\"'=A; B\"")
  }

  @Test func aValueBesideTextOfTheTemplateIsOneCellWithIt() {
    func quoted(_ text: String, _ separator: Character) -> String {
      text.contains(separator) || text.contains("\"") ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
    let text = "a \"b, c\",1.5\n\"say \"\"x\"\"\",\"d, e\" f\n"
    #expect(
      CSVFormat.standard.file(text, quoted: quoted).text == "\"a b, c\",1.5\n\"say \"\"x\"\"\",\"d, e f\"\n")
    var format = CSVFormat.standard
    (format.separator, format.decimal) = (";", ",")
    #expect(format.file(text, quoted: quoted).text == "a b, c;1,5\n\"say \"\"x\"\"\";d, e f\n")
  }
}
