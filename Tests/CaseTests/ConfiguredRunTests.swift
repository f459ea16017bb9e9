import Foundation
import TestSupport
import Testing

/// What a configuration asks for, through the binary: wrong settings told at their places, before any row is read.
@Suite struct ConfiguredRunTests {
  private func run(
    _ yaml: String, _ arguments: [String] = [], files: [String: String] = [:], command: String = "generate"
  ) throws -> Binary.Outcome {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    for (path, text) in files { try folder.write(text, to: path) }
    try folder.write("exports: dossiers\nperiod: 2025-W34\noutput: out\n" + yaml, to: "report.yaml")
    return try Binary.run([command, "--config", "report.yaml"] + arguments, in: folder.url)
  }

  @Test(arguments: [
    ("audience: publik\n", "report.yaml:4:11: error: 'publik' is no value of 'audience'. hint: did you mean 'public'?"),
    (
      "ranking: on_time_rat\n",
      "report.yaml:4:10: error: 'on_time_rat' is no value of 'ranking'. hint: did you mean 'on_time_rate'?"
    ),
    (
      "profiles:\n  - files: x\n  - files: '12-*.csv'\n    province: \"120\"\n",
      "report.yaml:7:15: error: '120' of a profile is no province's code. hint: did you mean '12'?"
    ),
    (
      "profiles:\n  - files: x\n    province: Atlantis\n",
      "report.yaml:6:15: error: 'Atlantis' of a profile is no province's code. hint: write one such as \"01\"."
    ),
  ])
  func wrongSettingsAreToldAtTheirPlace(_ yaml: String, _ message: String) throws {
    let run = try run(yaml)
    #expect(run.status == 78)
    #expect(run.errors == message + "\n")
  }

  /// Open units are looked for in all files, which takes as long as a run: whatever is wrong otherwise is told before. Here
  /// the exports cannot even be read.
  @Test(arguments: [
    ("", ["--period", "2025-W99"], 64, "error: '2025-W99' is not a reporting period"),
    ("", ["--languages", "vi,xx"], 64, "error: there is no language 'xx'"),
    ("", ["--reports", "nothing"], 64, "error: there is no report 'nothing'"),
    ("", ["--reports", ""], 64, "error: the list of reports is empty"),
    ("reports: []\n", [], 78, "report.yaml:"),
    ("", ["--templates", "t"], 78, "t/en/x.md.mustache:1:"),
    ("waive: {future_share: by me}\n", [], 78, "error: 'waive' names the gate"),
    ("profiles: [{files: '12-*'}, {files: '*'}]\n", [], 78, "12-lai-chau.csv: error: the patterns of the profiles"),
    ("", [], 65, "12-lai-chau.csv:1: error: "),
  ])
  func openUnitsAreReadLast(_ yaml: String, _ arguments: [String], _ status: Int32, _ message: String) throws {
    let run = try run(
      "units: open\n" + yaml, arguments,
      files: ["dossiers/12-lai-chau.csv": "no,header,of,ours\n", "t/en/x.md.mustache": "{{no_such_name}}\n"])
    #expect(run.status == status)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
  }

  /// A dossier received and finished more than a year after as-of is one row in the future.
  @Test(arguments: [("16.7%", 0, "16.6667%"), ("16.6%", 65, "16.6667%"), ("16.6666%", 65, "16.6667%")])
  func aShareOfTwoFlagsCountsRows(_ limit: String, _ status: Int32, _ printed: String) throws {
    let row = "H35.1-250822-0000006,,Y tế,online,2026-09-22,2026-10-10,2026-09-23,finished,x\n"
    let run = try run(
      "gates: {future_share: \(limit)}\n",
      files: ["dossiers/12-lai-chau.csv": SmallExports.header + SmallExports.rows + row], command: "check")
    #expect(run.status == status, "\(run.output)")
    #expect(run.output.contains("\(printed) (1/6)"))
  }

  /// What is no export is named, whatever it is; the folder of staff exports may lie among the dossiers'.
  @Test func whatIsNotReadIsNamed() throws {
    let staff = "record_id,decision_at,submitted_at,approved_at,paid_at,amount_approved_vnd,amount_paid_vnd\n"
    let files = ["dossiers/24-bac-ninh/24.csv": "", "dossiers/25-phu-tho": "", "dossiers/staff/12.csv": staff]
    let run = try run("staff: dossiers/staff\n", files: files, command: "check")
    #expect(
      run.errors.split(separator: "\n").contains(
        "dossiers: warning: files that are no CSV and folders are not read: 24-bac-ninh/, 25-phu-tho. hint: put the files of folders beside the others, save them as CSV files in UTF-8, or take them away."
      ), "\(run.errors)")
  }

  /// `--dry-run` takes what a run takes: a column that no figure needs may stand twice.
  @Test func aDryRunRefusesWhatARunRefuses() throws {
    let text = (SmallExports.header + SmallExports.rows).replacing("applicant", with: "fee_vnd,fee_vnd")
      .replacing(SmallExports.secret, with: "1,2")
    for arguments in [["--dry-run"], []] {
      let run = try run("", arguments, files: ["dossiers/12-lai-chau.csv": text])
      #expect(run.status == 0, "\(run.errors)")
    }
    let twice = text.replacing("fee_vnd,fee_vnd", with: "channel,fee_vnd")
    for arguments in [["--dry-run"], []] {
      #expect(try run("", arguments, files: ["dossiers/12-lai-chau.csv": twice]).status == 65)
    }
  }

  /// A copy under another province's name is the same file though it is packed.
  @Test func aPackedCopyOfAnotherProvinceIsRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "dossier_id,received_at,due_at,finished_at\nA1,2025-08-18,,\nA2,2025-08-19,,\n", to: "dossiers/79.csv")
    #expect(try Binary.run(["-k", "dossiers/79.csv"], in: folder.url, command: ["gzip"]).status == 0)
    try FileManager.default.moveItem(
      at: folder.url.appendingPathComponent("dossiers/79.csv.gz"),
      to: folder.url.appendingPathComponent("dossiers/80.csv.gz"))
    let run = try Binary.run(["check", "--exports", "dossiers", "--period", "2025-W34"], in: folder.url)
    #expect(run.status == 65)
    #expect(
      run.errors.hasPrefix(
        "80.csv.gz: error: the file holds unpacked the bytes of 79.csv, though their names say two provinces."),
      "\(run.errors)")
  }

  /// Where nothing says the province, the file's name should.
  @Test func aFileThatNamesNoProvinceIsToldSo() throws {
    let text = "dossier_id,received_at,due_at,finished_at\nA1,2025-08-18,,\n"
    let run = try run("", files: ["dossiers/7.csv": text], command: "check")
    #expect(
      run.errors.split(separator: "\n").contains(
        "7.csv:2: warning: 1 of 1 dossier records cannot be used; here neither a column nor the dossier's code nor the file's name says the province. hint: begin the file's name with the province's code, such as 79-; an edition lists each of them."
      ), "\(run.errors)")
  }

  /// A day at the head of a name is no province's code, and the line says so; of amounts with separators it says what to
  /// declare.
  @Test func whatMayHelpIsSaid() throws {
    let text = "dossier_id,received_at,due_at,finished_at\nA1,2025-08-18,,\n"
    let dated = try run("", files: ["dossiers/01-08-2025.csv": text], command: "check")
    #expect(dated.errors.contains("hint: its name is read as a day: call it 79-ho-chi-minh.csv"), "\(dated.errors)")
    let staff =
      "record_id,decision_at,submitted_at,approved_at,paid_at,amount_approved_vnd,amount_paid_vnd\n"
      + "S1,2025-06-01,2025-06-11,2025-06-21,,1.630.911.000,\n"
    let separated = try run(
      "staff: staff\n", files: ["staff/79-ho-chi-minh.csv": staff], command: "check")
    #expect(separated.errors.contains("declare numbers: 1.234,5 or 1,234.5 in a profile"), "\(separated.errors)")
  }

  /// Any file of the edition can be printed; what there is is told in a line that can be read.
  @Test func filesOfTheEditionArePrinted() throws {
    let printed = try run("", ["--print", "csv/levels.csv,statistics.json"])
    #expect(printed.status == 0)
    #expect(printed.output.hasPrefix("level,received,"))
    #expect(printed.output.hasSuffix("}\n"))
    let unknown = try run("", ["--print", "nothing/at/all"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("csv/levels.csv"))
    #expect(unknown.errors.utf8.count < 2000)
  }

  /// A reader that has what it wants is no error.
  @Test func aReaderMayLeave() throws {
    let folder = try TemporaryFolder()
    let run = try Binary.run(
      ["-c", "\"$0\" fields | head -n 1; echo ${PIPESTATUS[0]}", Binary.path], in: folder.url, command: ["bash"])
    #expect(run.output.hasSuffix("\n0\n"))
    #expect(run.errors == "")
  }

  /// `fields` knows the reports of one's own folder.
  @Test func theFieldsOfAnOwnReportAreListed() throws {
    let folder = try TemporaryFolder()
    try folder.write("{{received.compact}}\n", to: "templates/vi/brief.md.mustache")
    let run = try Binary.run(["fields", "brief", "--templates", "templates"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Names that 'brief' uses"))
    #expect(run.output.contains("received"))
    #expect(try Binary.run(["fields", "brief"], in: folder.url).status == 64)
  }

  /// A registry of one's own is part of the configuration, and so are its faults.
  @Test(arguments: [
    ("code,name\nN,No\"rth\n", "units/provinces.csv:2:5: error: a quote stands inside an unquoted cell"),
    ("code,name,code\nN,North,N\n", "units/provinces.csv:1: error: the header has a column twice"),
    (
      "code,name,kind\nN,North,city\n",
      "units/provinces.csv:1: error: the header has the column 'kind'. hint: its columns are code,name and, where needed, name_en,type,portal_code."
    ),
    ("code,name\nN,\n", "units/provinces.csv:2: error: the cell of 'name' is blank"),
    ("code,name,type\nN,North,village\n", "units/provinces.csv:2: error: 'village' is no type of a unit"),
    ("code,name\n", "units/provinces.csv: error: the registry has no province"),
  ])
  func faultsOfARegistryAreOfTheConfiguration(_ provinces: String, _ message: String) throws {
    let run = try run("registry: units\n", files: ["units/provinces.csv": provinces])
    #expect(run.status == 78)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
  }

  /// Rows of a side table are no records.
  @Test func conservationCountsExportsAlone() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try folder.write("name,from,to\ntuan-34,2025-08-18,2025-08-24\n", to: "weeks.csv")
    try folder.write("exports: dossiers\noutput: out\ncalendar: weeks.csv\nperiod: tuan-34\n", to: "report.yaml")
    #expect(try Binary.run(["--config", "report.yaml"], in: folder.url).status == 0)
    let manifest =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: folder.url.appendingPathComponent("out/latest/manifest.json"))) as? [String: Any]
    #expect(
      manifest?["conservation"] as? [String: Int] == ["records": 5, "used": 5, "superseded": 0, "quarantined": 0])
    #expect((manifest?["inputs"] as? [[String: Any]])?.count == 2)
  }

  /// An edition is rebuilt with the templates that lie beside the configuration, as it was made.
  @Test func templatesBesideTheConfigurationRebuildAsWell() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try folder.write("# {{period.title}}\n", to: "etc/templates/en/brief.md.mustache")
    try folder.write("exports: ../dossiers\nperiod: 2025-W34\noutput: ../out\n", to: "etc/report.yaml")
    #expect(try Binary.run(["--config", "etc/report.yaml"], in: folder.url).status == 0)
    #expect(try folder.text(of: "out/2025-W34/en/brief.md").hasPrefix("# "))
    let rebuilt = try Binary.run(
      ["verify", "out/2025-W34", "--rebuild", "--config", "etc/report.yaml"], in: folder.url)
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
    let without = try Binary.run(["verify", "out/2025-W34", "--exports", "dossiers"], in: folder.url)
    #expect(without.status == 64)
  }

  /// The name of a calendar that is a file may end as that of the other calendar does.
  @Test func anyNameOfACalendarRebuilds() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try folder.write("name,from,to\nq3,2025-08-01,2025-08-31\n", to: "my-statutory.csv")
    try folder.write(
      "exports: dossiers\noutput: out\ncalendar: my-statutory.csv\nperiod: q3\nas_of: 2025-08-24\n", to: "report.yaml")
    let run = try Binary.run(["--config", "report.yaml"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let rebuilt = try Binary.run(
      ["verify", "out/latest", "--rebuild", "--config", "report.yaml"], in: folder.url)
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
  }

  /// Templates are followed through links, and none that cannot be read gives way to a built-in page.
  @Test func templatesAreReadOrRefused() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try folder.write("OWN {{period.title}}\n", to: "real/weekly.md.mustache")
    try folder.write("OWN {{period.title}}\n", to: "t/en/weekly.md.mustache")
    func link(_ path: String, to target: String) throws {
      let place = folder.url.appendingPathComponent(path).path
      try? FileManager.default.removeItem(atPath: place)
      try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: target)
    }
    try link("t/vi", to: "../real")
    try link("linked", to: "t")
    #expect(try SmallExports.publish(folder, "2025-W34", ["--templates", "linked"]).status == 0)
    for language in ["vi", "en"] {
      #expect(try folder.text(of: "out/2025-W34/\(language)/weekly.md").hasPrefix("OWN "))
    }
    try link("t/vi", to: "../none")
    let dangling = try SmallExports.publish(folder, "2025-W34", ["--templates", "t"])
    #expect(dangling.status == 78)
    #expect(
      dangling.errors
        == "t/vi: error: cannot be read: No such file or directory. hint: check its permissions, or where its link leads.\n"
    )
    try link("t/vi", to: ".")
    let loop = try SmallExports.publish(folder, "2025-W34", ["--templates", "t"])
    #expect(loop.status == 78)
    #expect(loop.errors.contains("folders lie too deep in one another"))
    // Beside a configuration too.
    try folder.write("exports: ../dossiers\noutput: out\nperiod: 2025-W34\n", to: "etc/report.yaml")
    try link("etc/templates", to: "../none")
    #expect(try Binary.run(["--config", "etc/report.yaml"], in: folder.url).status == 78)
  }

  /// A language of one's own in which nothing is made is named.
  @Test func aLanguageThatIsNotAskedForIsNamed() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    let words = try PackageFolder.text(of: "templates/en/language.json")
    try folder.write(words, to: "t/xx/language.json")
    let run = try SmallExports.publish(folder, "2025-W34", ["--templates", "t"])
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "warning: the templates have a language 'xx', and nothing is made in it. hint: name it: --languages vi,en,xx.\n"
      ),
      "\(run.errors)")
    let asked = try SmallExports.publish(folder, "2025-W34", ["--templates", "t", "--languages", "vi,xx"])
    #expect(!asked.errors.contains("nothing is made in it"))
  }

  /// What no shell meant to give.
  @Test(arguments: [
    (
      ["--print", ""],
      "error: a file of the edition was expected after --print, '' lacks one. hint: look whether a variable"
    ),
    (["--print", "weekly,"], "error: a file of the edition was expected after --print, 'weekly,' lacks one."),
    (["--print", "weeky"], "error: the edition has no page 'weeky'. hint: did you mean 'en/weekly.md'?"),
    (
      ["--output", "dossiers"],
      "error: the output is the folder of the exports, 'dossiers'. hint: give editions a folder"
    ),
    (["--once"], "error: Unknown option '--once'. hint: type dossier-report --help."),
    (["--focre"], "error: Unknown option '--focre'. hint: did you mean '--force'?"),
    (["--output", "a\u{FFFD}"], "the path 'a\u{FFFD}' is not UTF-8"),
  ])
  func slipsOfAShellAreRefused(_ arguments: [String], _ message: String) throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    let run = try Binary.run(["--exports", "dossiers", "--period", "2025-W34"] + arguments, in: folder.url)
    #expect(run.status == 64)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  /// The page that is mailed says what it is, whose it is once, and who signs it.
  @Test func theWeeklyPageSaysItsStatus() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try folder.write("head: {agency: Sở Thử, status: draft, signature: [Ký tên]}\n", to: "report.yaml")
    #expect(try SmallExports.publish(folder, "2025-W34", ["--config", "report.yaml"]).status == 0)
    let page = try folder.text(of: "out/2025-W34/vi/weekly.md")
    #expect(page.contains("\n**Lần công bố 1** · dự thảo\n"), "\(page.prefix(300))")
    #expect(page.matches(of: /Sở Thử/).count == 1)
    #expect(page.hasSuffix("\n\nKý tên\n"))
  }

  /// Editions may lie in a folder among the exports, which is no folder that somebody forgot.
  @Test func editionsAmongTheExportsAreNotTakenForSome() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    for _ in 0..<2 {
      let run = try Binary.run(
        ["--exports", ".", "--period", "2025-W34"], in: folder.url.appendingPathComponent("dossiers"))
      #expect(run.status == 0, "\(run.errors)")
      #expect(!run.errors.contains("not read"), "\(run.errors)")
    }
  }

  /// What has a reason for not being read is not told to be somewhere else.
  @Test func aConfigurationThatCannotBeReadSaysWhy() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "c/report.yaml")
    let run = try Binary.run(["--config", "c/report.yaml/more.yaml"], in: folder.url)
    #expect(run.status == 66)
    #expect(run.errors.contains("the configuration cannot be opened: Not a directory."), "\(run.errors)")
  }

  /// Dossiers in the folder of staff, and the other way round.
  @Test func theFoldersOfBothKindsAreNotMistaken() throws {
    let folder = try TemporaryFolder()
    #expect(try Binary.run(["sample", "--output", "in", "--scale", "0.0005"], in: folder.url).status == 0)
    let period = ["--period", "2025-W34", "--output", "out"]
    let staff = try Binary.run(["--exports", "in/dossiers", "--staff", "in/dossiers"] + period, in: folder.url)
    #expect(staff.status == 65)
    #expect(
      staff.errors.contains(
        "staff/04-cao-bang.csv:1: error: the header is that of an export of dossiers. hint: put the file into the folder that --exports names.\n"
      ), "\(staff.errors.prefix(500))")
    #expect(staff.errors.split(separator: "\n").count == 34)
    let dossiers = try Binary.run(["--exports", "in/staff"] + period, in: folder.url)
    #expect(
      dossiers.errors.contains("the header is that of an export of staff who leave."), "\(dossiers.errors.prefix(500))")
  }

  /// A look at what a run would do ends as the run does.
  @Test func aDryRunEndsAsARunDoes() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("dossiers/46-hue.csv"), withIntermediateDirectories: true)
    for more in [[], ["--dry-run"]] {
      let run = try SmallExports.publish(folder, "2025-W34", more)
      #expect(run.status == 66, "\(run.errors)")
      #expect(run.errors.contains("46-hue.csv: error: "))
    }
  }

  /// Where units are those of the files, a row without one says so in the file's own column.
  @Test func aBlankUnitIsToldInItsColumn() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "dossier_id,province,field,received_at,due_at,finished_at\n1,Queens,Noise,2025-08-19,2025-08-20,\n2,,Noise,2025-08-19,2025-08-20,\n",
      to: "dossiers/a.csv")
    try folder.write("units: open\nexports: dossiers\noutput: out\nperiod: 2025-W34\n", to: "report.yaml")
    let run = try Binary.run(["check", "--config", "report.yaml"], in: folder.url)
    let text = run.output + run.errors
    #expect(
      text.contains(
        "here the unit is blank in 'province'. hint: to count such rows under a unit of their own declare province: Unspecified"
      ), "\(text)")
  }
}
