import Administration
import Diagnostics
import Pipeline
import Reports
import Statistics
import TestSupport
import Testing

@Suite struct ConfigurationFileTests {
  private func read(_ text: String) throws -> (configuration: Configuration, folder: String) {
    let folder = try TemporaryFolder(["report.yaml": text])
    return (try ConfigurationFile.read(folder.path + "/report.yaml"), folder.path)
  }

  private func findings(_ text: String) throws -> [Finding] {
    let folder = try TemporaryFolder(["report.yaml": text])
    let failure = #expect(throws: Failure.self) { try ConfigurationFile.read(folder.path + "/report.yaml") }
    #expect(failure?.status == .badConfiguration)
    #expect(failure?.findings.allSatisfy { $0.location?.file == folder.path + "/report.yaml" } == true)
    return failure?.findings ?? []
  }

  @Test func everySetting() throws {
    let (found, folder) = try read(
      """
      exports: in/dossiers
      staff: /data/staff
      period: last-week
      as_of: 2025-08-24
      staff_as_of: 2025-08-19
      calendar: statutory
      compare: instant
      languages: [vi, en]
      templates: ../templates
      reports: national, headline
      output: out
      workers: 3
      week_start: 7
      since: 2025-07-01
      notice: "DỮ LIỆU THỬ"
      synthetic: true
      head:
        agency: Bộ Nội vụ
        number: 12/BC-BNV
        place: Hà Nội
        date: 2025-08-25
        status: final
        signature:
          - KT. BỘ TRƯỞNG
          - Nguyễn Văn A
      """)
    var expected = Configuration()
    expected.exports = folder + "/in/dossiers"
    expected.staff = "/data/staff"
    expected.period = "last-week"
    expected.asOf = "2025-08-24"
    expected.staffAsOf = "2025-08-19"
    expected.calendar = "statutory"
    expected.compare = "instant"
    expected.languages = ["vi", "en"]
    expected.templates = folder + "/../templates"
    expected.reports = ["national", "headline"]
    expected.output = folder + "/out"
    expected.workers = 3
    expected.weekStart = 7
    expected.since = "2025-07-01"
    expected.notice = "DỮ LIỆU THỬ"
    expected.synthetic = true
    expected.head.agency = "Bộ Nội vụ"
    expected.head.number = "12/BC-BNV"
    expected.head.place = "Hà Nội"
    expected.head.date = Day("2025-08-25")
    expected.head.status = "final"
    expected.head.signature = ["KT. BỘ TRƯỞNG", "Nguyễn Văn A"]
    expected.places = found.places
    #expect(found == expected)
    #expect(found.places.count == 17)
    #expect(found.places["exports"]?.line == 1)
  }

  @Test func targetsAreShares() throws {
    let found = try read("targets: {on_time_rate: 95%, online_share: '79,5%', overdue_share: 0%}").configuration
    #expect(found.targets[.onTimeRate] == Ratio(9500, of: 10_000))
    #expect(found.targets[.onlineShare] == Ratio(7950, of: 10_000))
    #expect(found.targets[.overdueShare]?.isZero == true)
  }

  @Test(arguments: ["0.95", "95", "101%", "-1%", "95.123%", "%", "95.%", ".5%", "a%", "1 0%"])
  func otherTargetsAreRefused(_ target: String) throws {
    let found = try findings("targets:\n  on_time_rate: '\(target)'")
    #expect(found.map(\.message) == ["'\(target)' is no share"])
    #expect(found.first?.location?.line == 2)
  }

  @Test func csvFilesForASpreadsheet() throws {
    let found = try read("csv: {separator: tab, decimal: ',', byte_order_mark: true}").configuration
    #expect(found.csv == CSVFormat(separator: "\t", decimal: ",", hasByteOrderMark: true))
    let same = try findings("csv:\n  decimal: ','")
    #expect(same.map(\.message) == ["'csv' uses ',' between cells and as decimal mark"])
    let other = try findings("csv: {separator: ':'}")
    #expect(other.map(\.message) == ["':' cannot be used in CSV files"])
  }

  /// A fault of a setting is told at its place in the file, and only there: the command line's word goes before it.
  @Test func whatTheCommandLineSaysHasNoPlace() throws {
    var given = Configuration()
    given.period = "2025-W99"
    let merged = try read("period: 2025-W98\nlanguages: fr").configuration.overridden(by: given)
    #expect(merged.places["period"] == nil)
    #expect(merged.places["languages"]?.line == 2)
  }

  @Test(arguments: ["", "# nothing\n", "{}\n"]) func nothingIsSet(_ text: String) throws {
    #expect(try read(text).configuration == Configuration())
  }

  @Test func anUnknownSettingIsRefusedWithItsPlace() throws {
    let found = try findings("exports: a\nperod: 2025\nhead:\n  agencie: x\n")
    #expect(
      found.map(\.message) == [
        "there is no setting 'perod' in the configuration", "there is no setting 'agencie' in 'head'",
      ])
    #expect(found.map(\.hint) == ["did you mean 'period'?", "did you mean 'agency'?"])
    #expect(found.map { $0.location?.line } == [2, 4])
    #expect(found.map { $0.location?.column } == [1, 3])
  }

  @Test func aSettingThatStandsTwiceIsRefusedWithItsPlace() throws {
    let found = try findings("period: 2025\nexports: a\nperiod: 2024\n")
    #expect(found.map(\.message) == ["the setting 'period' stands twice"])
    #expect(found.map { $0.location?.line } == [1])
  }

  @Test(arguments: [
    ("workers: many", "'many' is no whole number", 1), ("\nworkers: 1.5", "'1.5' is no whole number", 2),
    ("week_start: Monday", "'Monday' is no whole number", 1),
    ("synthetic: maybe", "'maybe' is neither true nor false", 1),
    ("period: [2025]", "a single value was expected", 1), ("exports:\n  a: b", "a single value was expected", 2),
    ("languages:\n  - vi\n  - [en]", "a single value was expected", 3),
    ("head: x", "'head' is no list of settings 'name: value'", 1),
    ("head:\n  date: 25/08/2025", "the date of the head is no date like 2025-08-25", 2),
    ("- a\n- b", "the configuration is no list of settings 'name: value'", 1),
    ("period", "the configuration is no list of settings 'name: value'", 1),
    ("exports:\n", "a value is missing", 1), ("workers: ~", "a value is missing", 1),
    ("languages:", "a value is missing", 1), ("output: \"\"", "a path is empty", 1),
  ])
  func valuesOfTheWrongKindAreRefused(_ text: String, _ message: String, _ line: Int) throws {
    let found = try findings(text)
    #expect(found.map(\.message) == [message])
    #expect(found.map { $0.location?.line } == [line])
  }

  @Test func whatIsNoYAMLIsRefused() throws {
    let found = try findings("period: [2025\nexports: a\n")
    #expect(found.count == 1)
    #expect(found.first?.message.hasPrefix("is not YAML: ") == true)
    #expect(found.first?.hint == nil)
  }

  /// A tab between other characters indents nothing.
  @Test func tabsThatIndentAreNamed() throws {
    #expect(try findings("head:\n\tdate: x\n").first?.hint == "indent with spaces, not with tabs")
    #expect(try findings("exports: a\tb\nperiod: [2025\n").first?.hint == nil)
  }

  @Test func aMissingFileIsMissingInput() {
    let failure = #expect(throws: Failure.self) { try ConfigurationFile.read("/nonexistent/report.yaml") }
    #expect(failure?.status == .inputMissing)
  }

  @Test func theCommandLineOverridesTheFile() {
    var file = Configuration()
    file.period = "2025"
    file.workers = 2
    file.head.agency = "A"
    var line = Configuration()
    line.period = "last-week"
    line.output = "out"
    let merged = file.overridden(by: line)
    #expect(merged.period == "last-week")
    #expect(merged.workers == 2)
    #expect(merged.output == "out")
    #expect(merged.head.agency == "A")
  }
}
