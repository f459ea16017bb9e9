import Administration
import Diagnostics
import Exports
import Foundation
import Pipeline
import Records
import TestSupport
import Testing

@Suite struct ProfileTests {
  private func configuration(_ yaml: String) throws -> Configuration {
    let folder = try TemporaryFolder(["report.yaml": yaml])
    return try ConfigurationFile.read(folder.path + "/report.yaml")
  }

  private func refusal(_ yaml: String) throws -> [String] {
    let folder = try TemporaryFolder(["report.yaml": yaml])
    let failure = #expect(throws: Failure.self) { try ConfigurationFile.read(folder.path + "/report.yaml") }
    #expect(failure?.status == .badConfiguration)
    return (failure?.findings ?? []).map { finding in
      "\(finding.location?.line ?? 0):\(finding.location?.column ?? 0) \(finding.message)"
        + (finding.hint.map { " | \($0)" } ?? "")
    }
  }

  @Test func everySettingIsRead() throws {
    let profile = try #require(
      try configuration(
        """
        unknown_words: quarantine
        profiles:
          - files: ["79-*.csv", "hcm.csv"]
            kind: staff
            columns: {"Ngày chi": paid_at, "Ghi chú": ignore}
            absent: [approved_at]
            values: {policy: {"Nghỉ luôn": severance}}
            dates: [dd/MM/yyyy, excel_serial]
            time_zone: UTC-05:30
            numbers: 1.234,5
            encoding: windows-1258
            separator: semicolon
            quote: "'"
            header_row: 4
            extracted_on: 2025-08-23
            province: "79"
        """
      ).profiles.first)
    var expected = Profile()
    expected.files = ["79-*.csv", "hcm.csv"]
    expected.kind = .staff
    expected.columns = ["Ngày chi": "paid_at", "Ghi chú": "ignore"]
    expected.absent = ["approved_at"]
    expected.values = ["policy": ["Nghỉ luôn": "severance"]]
    expected.dates = ["dd/MM/yyyy", "excel_serial"]
    expected.zone = -(5 * 3600 + 1800)
    expected.numbers = .vietnamese
    expected.encoding = "windows-1258"
    expected.separator = ";"
    expected.quote = "'"
    expected.headerRow = 4
    expected.extractedOn = Day("2025-08-23")
    expected.province = "79"
    #expect(profile == expected)
  }

  /// A manifest names a profile: the same setting is the same text in every run.
  @Test func columnsThatAreAbsentStandInOrder() throws {
    let profile = try #require(
      try configuration("profiles:\n  - files: x\n    absent: [finished_at, received_at, due_at, received_at]").profiles
        .first)
    #expect(profile.absent == ["due_at", "finished_at", "received_at"])
    #expect(CanonicalJSON.line(of: profile).contains(#""absent":["due_at","finished_at","received_at"]"#))
  }

  @Test(arguments: [
    ("profiles: x", "1:11 'profiles' is no list | begin each with '- files: \"79-*.csv\"'"),
    ("profiles:\n  - files: x\n    file: y", "3:5 there is no setting 'file' in a profile | did you mean 'files'?"),
    (
      "profiles:\n  - files: x\n    columns: {Ngày: recieved_at}",
      "3:21 'recieved_at' is not known here | did you mean 'received_at'?"
    ),
    (
      "profiles:\n  - files: x\n    columns: {Chủ hồ sơ: agency}",
      "3:15 the column 'Chủ hồ sơ' holds personal data, which are never read | remove it"
    ),
    (
      "profiles:\n  - files: x\n    columns: {A: agency, B: agency}",
      "3:26 'A' and 'B' both stand for 'agency' | keep one, or give the files profiles of their own"
    ),
    (
      "profiles:\n  - files: x\n    values: {status: {Xong: finishd}}",
      "3:29 'finishd' is not known here | did you mean 'finished'?"
    ),
    (
      "profiles:\n  - files: x\n    values: {status: {Xong: finished, XONG: returned}}",
      "3:39 'Xong' and 'XONG' are one word, for 'finished' and for 'returned' | keep one"
    ),
    (
      "profiles:\n  - files: x\n    values: {state: {a: b}}",
      "3:14 there is no setting 'state' in 'values' | there are status, channel, level, policy, category"
    ),
    ("profiles:\n  - files: x\n    numbers: 1234,5", "3:14 '1234,5' is not known here | did you mean '1.234,5'?"),
    ("profiles:\n  - files: x\n    encoding: utf-7", "3:15 'utf-7' is not known here | did you mean 'utf-8'?"),
    (
      "profiles:\n  - files: x\n    separator: \"ab\"",
      "3:16 'ab' is no single sign | write one in quotes, or comma, pipe, semicolon, tab"
    ),
    (
      "profiles:\n  - files: x\n    time_zone: Hanoi",
      "3:16 'Hanoi' is no time zone | write its distance from UTC, as in UTC+7"
    ),
    (
      "profiles:\n  - files: x\n    absent: dossier_id",
      "3:13 'dossier_id' cannot be absent: rows without a code cannot be told apart | map the header that holds it, as in columns: {Header: dossier_id}"
    ),
    ("profiles:\n  - files: x\n    header_row: 0", "3:17 0 is no line, they count from 1"),
    ("profiles:\n  - files: x\n    extracted_on: yesterday", "3:19 'yesterday' is no date like 2025-08-23"),
    ("profiles:\n  - files: x\n    absent: [duedate]", "3:13 'duedate' is not known here | did you mean 'due_at'?"),
    ("unknown_words: ignore", "1:16 'ignore' is not known here | there are refuse, quarantine"),
  ])
  func refuses(_ yaml: String, _ expected: String) throws { #expect(try refusal(yaml) == [expected]) }

  @Test func aProfileNeedsFiles() throws {
    #expect(try refusal("profiles:\n  - province: \"79\"").first?.contains("a profile names no files") == true)
    #expect(
      try refusal("profiles:\n  - files: x\n    dates: dd/MM").first?.contains("'dd/MM' is no form of dates") == true)
  }

  /// A declared day of extraction decides which file wins, whatever the names say.
  @Test func aDeclaredDayOfExtractionDecides() throws {
    var profile = Profile()
    profile.files = ["01-2025-08-16.csv"]
    profile.extractedOn = Day("2025-09-01")
    let header = "dossier_id,received_at,due_at,finished_at\n"
    let files = [
      "01-2025-08-16.csv": header + "A,2025-07-01,2025-07-02,2025-07-03\n",
      "01-2025-08-23.csv": header + "A,2025-07-01,2025-07-04,2025-07-03\n",
    ]
    #expect(try ReadDossiers(files).counts == ["2025-07-04": 1])
    #expect(
      try ReadDossiers(files, rules: ExportRules(registry: .vietnam, profiles: [profile])).counts == ["2025-07-02": 1])
  }

  /// A profile's province counts before the file's name and after the columns.
  @Test func aDeclaredProvinceStandsForTheFiles() throws {
    var profile = Profile()
    profile.files = ["*.csv"]
    profile.province = "79"
    let found = try ReadDossiers(
      ["01.csv": "dossier_id,province_code,received_at,due_at,finished_at\nA,,2025-07-01,,\nB,04,2025-07-01,,\n"],
      rules: ExportRules(registry: .vietnam, profiles: [profile]),
      describedBy: { Registry.vietnam.provinces[Int($0.province)].code })
    #expect(found.counts == ["79": 1, "04": 1])
    #expect(found.readings[0].flags[.provinceConflict] == 1)
  }

  /// Words are counted once each, with the first line, and texts that may be a person's are not kept.
  @Test func unknownWordsAreCounted() throws {
    let found = try ReadDossiers([
      "01.csv":
        "dossier_id,status,received_at,due_at,finished_at\nA,xong rồi,2025-07-01,,\nB,Đang xử lý,2025-07-01,,\n"
        + "C,xong rồi,2025-07-01,,\nD,0912345678,2025-07-01,,\n"
    ])
    let words = found.readings[0].unknownWords
    #expect(words.map(\.word) == [UnknownWord.hidden, "xong rồi"])
    #expect(words.map(\.rows) == [1, 2])
    #expect(words.map(\.line) == [5, 2])
  }

  /// A word like a person's name is not shown, unless it stands in several rows as the words of a list do.
  @Test func aNameAmongStatusesIsNotShown() throws {
    let words = ["Nguyễn Văn A", "Không rõ", "Chuyển Liên Thông", "Chuyển Liên Thông", "Chuyển Liên Thông", "Trần B"]
    let rows = words.enumerated().map { "A\($0),\($1),2025-07-01,,\n" }
    let found = try ReadDossiers(["01.csv": "dossier_id,status,received_at,due_at,finished_at\n" + rows.joined()])
    let unknown = found.readings[0].unknownWords
    #expect(unknown.map(\.word) == [UnknownWord.hidden, "Chuyển Liên Thông", "Không rõ"])
    #expect(unknown.map(\.rows) == [2, 3, 1])
    #expect(unknown.map(\.line) == [2, 4, 3])
  }

  /// Nor is any of a column of officers, however many rows each has.
  @Test func aColumnOfOfficersIsNotShown() throws {
    let rows = (0..<60).map { "A\($0),Nguyễn Văn \(UnicodeScalar(UInt8(65 + $0 % 6))),2025-07-01,,\n" }
    let found = try ReadDossiers(["01.csv": "dossier_id,status,received_at,due_at,finished_at\n" + rows.joined()])
    #expect(found.readings[0].unknownWords.map(\.word) == [UnknownWord.hidden])
  }

  /// A column of names is no column of statuses: none of them is kept.
  @Test func aColumnOfOtherTextsIsNotShown() throws {
    let rows = (0..<60).map {
      "A\($0),name \(UnicodeScalar(UInt8(65 + $0 % 26)))\(UnicodeScalar(UInt8(97 + $0 / 26))),2025-07-01,,\n"
    }
    let found = try ReadDossiers(["01.csv": "dossier_id,status,received_at,due_at,finished_at\n" + rows.joined()])
    #expect(found.readings[0].unknownWords.map(\.word) == [UnknownWord.hidden])
    #expect(found.readings[0].unknownWords.map(\.rows) == [60])
    #expect(found.readings[0].unknownWords.map(\.line) == [2])
  }

  /// The article's example is a configuration that can be read.
  @Test func theReadmesExampleIsRead() throws {
    let blocks = try PackageFolder.text(of: "Sources/dossier-report/Documentation.docc/Profiles.md").components(
      separatedBy: "```yaml\n"
    ).dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    let example = try #require(blocks.first { $0.hasPrefix("profiles:") })
    let read = try configuration(example)
    #expect(read.profiles.count == 1)
    #expect(read.profiles.first?.dates == ["d/M/yy H:mm", "excel_serial"])
    #expect(read.gates.limits.count == 3)
  }
}
