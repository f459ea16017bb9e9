import Foundation
import TestSupport
import Testing

/// The small files that the configuration names beside the exports: what they do to an edition, and that all that is
/// wrong with them is told with its place before the first row.
@Suite struct SideFilesTests {
  private func run(_ files: [String: String], _ more: [String] = []) throws -> (TemporaryFolder, Binary.Outcome) {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    var settings = "exports: dossiers\nperiod: 2025-W34\noutput: out\n"
    for (setting, text) in files.sorted(by: { $0.key < $1.key }) {
      settings += "\(setting): \(setting).csv\n"
      try folder.write(text, to: "\(setting).csv")
    }
    try folder.write(settings, to: "report.yaml")
    return (folder, try Binary.run(["--config", "report.yaml"] + more, in: folder.url))
  }

  private func lines(_ folder: TemporaryFolder, _ file: String, _ start: String) throws -> [String] {
    try folder.text(of: "out/2025-W34/\(file)").split(separator: "\n").filter { $0.hasPrefix(start) }.map(String.init)
  }

  /// A spreadsheet in Vietnam saves CSV with semicolons.
  @Test func semicolonsSeparateCellsAsWell() throws {
    let (folder, run) = try run(["commune_notes": "commune_code;reason;state\n03394;\"Mất điện, mưa lũ\";paper\n"])
    #expect(run.status == 0, "\(run.errors)")
    let row = try lines(folder, "csv/communes.csv", "12,03394,").first
    #expect(row?.hasSuffix(",paper,1,\"Mất điện, mưa lũ\"") == true)
  }

  /// Days off of one's own take the place of Vietnam's: the dossier received on the 18th and finished on the 19th took no
  /// working day where the 19th is off. The list is an input of the edition, and a rebuild needs it.
  @Test func holidaysOfOnesOwn() throws {
    let (folder, run) = try run(["holidays": "date,kind,name\n2025-08-19,off,Day of the Kite\n2025-08-23,work,\n"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try lines(folder, "csv/channels.csv", "online,").first?.contains(",0,0,1,1,") == true)
    let (plain, _) = try self.run([:])
    #expect(try lines(plain, "csv/channels.csv", "online,").first?.contains(",1,1,1,1,") == true)
    #expect(try folder.text(of: "out/2025-W34/en/data-quality.md").contains("Working calendar of 2025. Edition"))
    let verify = ["verify", "out/2025-W34", "--rebuild", "--exports", "dossiers"]
    #expect(try Binary.run(verify + ["--config", "report.yaml"], in: folder.url).status == 0)
    #expect(try Binary.run(verify, in: folder.url).status == 65)
    // What an earlier run has counted with other holidays is not taken up.
    try folder.write("date,kind\n2025-08-20,off\n", to: "holidays.csv")
    #expect(try Binary.run(["--config", "report.yaml"], in: folder.url).status == 0)
    let revised = try folder.text(of: "out/2025-W34.r2/csv/channels.csv").split(separator: "\n")
    #expect(revised.contains { $0.hasPrefix("online,") && $0.contains(",1,1,1,1,") })
  }

  @Test func faultsOfHolidaysAreToldTogether() throws {
    let (_, run) = try run([
      "holidays": "date,kind\n2025-08-19,off\nsoon,off\n2025-08-20,free\n2025-08-19,off\n2025-08-21,work\n"
        + "1889-08-24,work\n"
    ])
    #expect(run.status == 78)
    #expect(
      run.errors == """
        holidays.csv:3: error: 'soon' in 'date' is no date. hint: type one like 2025-09-02.
        holidays.csv:4: error: 'free' in 'kind' is neither off nor work. hint: type one of the two.
        holidays.csv:5: error: 2025-08-19 stands twice. hint: keep one of its rows.
        holidays.csv:6: error: 2025-08-21 is no day of a weekend. hint: correct the day, or remove it.
        holidays.csv:7: error: 1889-08-24 lies outside the years 1990 to 2099. hint: remove it.

        """)
  }

  /// A list without a row says that there are no holidays, not even those that are built in.
  @Test func anEmptyListOfHolidaysIsNone() throws {
    let row = "H35.1-250829-0000009,,Đất đai,online,2025-08-29,2025-09-10,2025-09-03,finished,x\n"
    func median(_ settings: String) throws -> String {
      let folder = try TemporaryFolder(["holidays.csv": "date,kind\n"])
      try folder.write(SmallExports.header + row, to: "dossiers/12.csv")
      try folder.write(settings + "exports: dossiers\noutput: out\nperiod: 2025-09\n", to: "report.yaml")
      let run = try Binary.run(["--config", "report.yaml"], in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
      let table = try CSVText.rows(folder.text(of: "out/2025-09/csv/channels.csv"))
      let column = try #require(table.first?.firstIndex(of: "median_days"))
      return try #require(table.first { $0.first == "online" })[column]
    }
    // From Friday to Wednesday; Monday and Tuesday are days off of 2 September in the built-in list.
    #expect(try median("") == "1")
    #expect(try median("holidays: holidays.csv\n") == "3")
  }

  @Test func notesStandBesideCommunes() throws {
    let (folder, run) = try run([
      "commune_notes": "commune_code,reason,state\n03394,\"Mất điện, mưa lũ\",paper\n03433,=HYPERLINK(1),\n"
    ])
    #expect(run.status == 0, "\(run.errors)")
    let header = try #require(try lines(folder, "csv/communes.csv", "province_code").first)
    #expect(header.hasSuffix(",state,weeks_without,reason"))
    let rows = try lines(folder, "csv/communes.csv", "12,")
    func row(_ code: String) throws -> String { try #require(rows.first { $0.hasPrefix("12,\(code),") }) }
    #expect(try row("03388").hasSuffix(",low,0,"))
    #expect(try row("03394").hasSuffix(",paper,1,\"Mất điện, mưa lũ\""))
    #expect(try row("03433").hasSuffix(",none,1,'=HYPERLINK(1)"))
    #expect(try row("").hasSuffix(",,,"))
    #expect(try lines(folder, "csv/communes.csv", "01,00004,").first?.hasSuffix(",no_file,,") == true)
    let page = try folder.text(of: "out/2025-W34/en/provinces/12-lai-chau.md")
    #expect(page.contains("| 0 | on paper | 1 | Mất điện, mưa lũ |"))
    let vietnamese = try folder.text(of: "out/2025-W34/vi/provinces/12-lai-chau.md")
    #expect(vietnamese.contains("| 0 | tiếp nhận hồ sơ giấy | 1 | Mất điện, mưa lũ |"))
    #expect(try lines(folder, "en/national.md", "| Lai Chau | 38 | 35 | 1 | 0 | 2 |").count == 1)
    // The notes are an input like any other.
    #expect(try folder.text(of: "out/2025-W34/manifest.json").contains("\"kind\" : \"commune_notes\""))
    #expect(try Binary.run(["--config", "report.yaml"], in: folder.url).status == 0)
    #expect(try folder.names(in: "out") == ["2025-W34", "latest"])
    let rebuilt = try Binary.run(["verify", "out/2025-W34", "--rebuild", "--config", "report.yaml"], in: folder.url)
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
  }

  @Test func spellingsOfFieldsAreJoined() throws {
    let (folder, run) = try run(["field_aliases": "spelling,field\nhộ tịch,Tư pháp\nKhai sinh,Tư pháp\n"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try lines(folder, "csv/fields.csv", "Tư pháp,2,").count == 1)
    #expect(try lines(folder, "csv/fields.csv", "Hộ tịch").isEmpty)
    #expect(try lines(folder, "csv/quality.csv", "word,dossiers,") == ["word,dossiers,Đất đai,field,3,,,"])
    #expect(try lines(folder, "en/data-quality.md", "| field | Đất đai | 3 |").count == 1)
  }

  @Test func figuresAreQuoted() throws {
    let indicators = """
      name,value,unit,as_of,source,label_vi,unit_vi,source_vi
      departments,9916,departments,2025-08-23,Report 12/BC,Phòng chuyên môn cấp xã,phòng,Báo cáo số 12/BC
      satisfied_share,93.25,%,2025-06-30,Report *7*,,,
      """
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try folder.write(indicators, to: "indicators.csv")
    try folder.write(
      "exports: dossiers\nperiod: 2025-W34\noutput: out\nindicators: indicators.csv\n", to: "report.yaml")
    try folder.write(
      "{{indicator.departments.value}} ({{indicator.departments.source}})\n", to: "templates/en/a.md.mustache")
    let run = try Binary.run(["--config", "report.yaml"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.text(of: "out/2025-W34/en/a.md") == "9,916 (Report 12/BC)\n")
    #expect(
      try lines(folder, "en/national.md", "- departments:")
        == ["- departments: 9,916 departments (Report 12/BC; as of 23 August 2025)"])
    #expect(
      try lines(folder, "vi/national.md", "- Phòng")
        == ["- Phòng chuyên môn cấp xã: 9.916 phòng (Báo cáo số 12/BC; tính đến ngày 23/8/2025)"])
    #expect(
      try lines(folder, "vi/national.md", "- satisfied share: 93,25 % (Report \\*7\\*;").count == 1)
    // A name that the file does not have is an error of the template.
    try folder.write("{{indicator.department.value}}\n", to: "templates/en/a.md.mustache")
    let refused = try Binary.run(["--config", "report.yaml"], in: folder.url)
    #expect(refused.status == 78)
    #expect(refused.errors.contains("templates/en/a.md.mustache:1"))
    #expect(refused.errors.contains("departments"))
  }

  /// All that is wrong, each with its line.
  @Test(arguments: [
    (
      "commune_notes", "commune_code,reason,state\n99999,a,\n03388,,\n03390,b,pape\n03394,c,\n03394,d,\n",
      [
        "2: error: '99999' is no commune", "3: error: the reason is blank", "4: error: 'pape' is no state of a note",
        "6: error: the commune 03394 stands twice",
      ]
    ),
    ("commune_notes", "commune_code,why\n", ["1: error: the header has the column 'why'"]),
    (
      "field_aliases", "spelling,field\na,\nb,c\nB,d\nc,e\n",
      ["2: error: a cell is blank", "4: error: 'B' stands twice", "3: error: 'c' is itself a spelling of 'e'"]
    ),
    (
      "indicators",
      "name,value,unit,as_of,source\nA b,1,x,2025-08-23,s\na,1.,x,2025-08-23,s\nb,1,x,23/8/2025,s\nb,1,x,2025-08-23,\n",
      [
        "2: error: 'A b' cannot be used in a template", "3: error: '1.' in 'value' is no number",
        "4: error: '23/8/2025' in 'as_of' is no date", "5: error: the indicator 'b' stands twice",
        "5: error: the source is blank",
      ]
    ),
    ("indicators", "name,value,unit,as_of,source,label_\n", ["1: error: the header has the column 'label_'"]),
    // Pasted twice: no sum could be taken of it.
    (
      "declared",
      "unit,field,received,online,in_person_postal,carried_over,resolved,early,on_time,late,pending,in_time,overdue\n12,,,,,,1,9223372036854775807,1,,,,\n",
      ["2: error: '9223372036854775807' in 'early' is no number of dossiers"]
    ),
  ])
  func whatIsWrongIsTold(_ setting: String, _ text: String, _ messages: [String]) throws {
    let (folder, run) = try run([setting: text])
    #expect(run.status == 78)
    for message in messages { #expect(run.errors.contains("\(setting).csv:\(message)"), "\(run.errors)") }
    #expect(run.errors.split(separator: "\n").count == messages.count, "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("out").path))
  }
}
