import Foundation
import TestSupport
import Testing

/// What is stated stays what it was: text in files for spreadsheets, settings in the manifest, codes of dossiers.
@Suite struct FaithfulRunTests {
  private static let header = "dossier_id,procedure_code,field,agency,received_at,due_at,finished_at,status\n"

  private func folder(_ rows: String, _ yaml: String = "", file: String = "01-x.csv") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.header + rows, to: "dossiers/" + file)
    try folder.write("exports: dossiers\nperiod: 2025-07\noutput: out\n" + yaml, to: "report.yaml")
    return folder
  }

  private func generate(_ folder: TemporaryFolder, _ arguments: [String] = []) throws -> Binary.Outcome {
    try Binary.run(["generate", "--config", "report.yaml"] + arguments, in: folder.url)
  }

  private static let rows = """
    A1,1.001193,12.5,1.5,2025-07-05,2025-07-20,2025-07-10,finished
    A2,1.001193,12.5,1.5,2025-07-30,2025-08-20,,processing

    """

  /// Only numbers take another decimal mark: the code of a procedure keeps its point.
  @Test func aDecimalMarkIsForNumbersAlone() throws {
    let folder = try folder(
      Self.rows + "A3,,,,someday,,,\n", "csv: {separator: ';', decimal: ',', byte_order_mark: true}\n",
      file: "01-=x.csv")
    #expect(try generate(folder).status == 0)
    func table(_ path: String) throws -> [[String]] {
      try folder.text(of: "out/2025-07/" + path).split(separator: "\n").map { $0.components(separatedBy: ";") }
    }
    let procedures = try table("csv/procedures.csv")
    #expect(procedures[1][0] == "1.001193")
    let rate = try #require(procedures[0].firstIndex(of: "resolution_rate"))
    #expect(procedures[1][rate] == "0,500000")
    #expect(try table("csv/fields.csv")[1][0] == "12.5")
    #expect(try table("csv/agencies.csv").contains { $0.contains("1.5") })
    #expect(try table("quarantine/dossiers-01-=x.csv")[1].prefix(2) == ["01-=x.csv", "3"])
  }

  /// A later as-of shows how far the data reach: it is part of the edition and of what it is made once more with.
  @Test func aLaterAsOfIsPartOfTheEdition() throws {
    let folder = try folder(Self.rows.replacing("2025-07-30", with: "2025-12-12"))
    #expect(try generate(folder, ["--as-of", "2025-12-15"]).status == 0)
    #expect(try folder.text(of: "out/2025-07/manifest.json").contains("\"as_of\" : \"2025-12-15\""))
    let verified = try Binary.run(["verify", "out/2025-07", "--rebuild", "--exports", "dossiers"], in: folder.url)
    #expect(verified.status == 0, "\(verified.errors)")
    let second = try generate(folder)
    #expect(second.errors.contains("the data of 01 (2025-07-10) end before 2025-07 does"), "\(second.errors)")
    #expect(try folder.names(in: "out") == ["2025-07", "2025-07.r2", "latest"])
  }

  /// How far data reach is said by rows in use: a later row that another one of its file has superseded says as little as
  /// one that a row of another file has.
  @Test(arguments: [true, false]) func supersededRowsSayNothingOfTheReach(_ areInOneFile: Bool) throws {
    let folder = try TemporaryFolder()
    let header = "dossier_id,received_at,due_at,finished_at\n"
    let rows = (0..<30).map { "A\($0),2025-08-04,2025-08-06,2025-08-05\n" }.joined() + "X,2025-08-29,,\n"
    let winner = "X,2025-08-06,,\n"
    try folder.write(header + rows + (areInOneFile ? winner : ""), to: "dossiers/04-2025-09-01.csv")
    if !areInOneFile { try folder.write(header + winner, to: "dossiers/04-2025-09-02.csv") }
    #expect(try SmallExports.publish(folder, "2025-08").status == 0)
    let row = try #require(
      CSVText.rows(try folder.text(of: "out/2025-08/csv/coverage.csv")).first { $0[0] == "04" })
    #expect(row[2...3] == ["partial", "2025-08-06"])
  }

  /// The same of where they begin: a dossier of July that is one of September leaves August without data, not with zeros.
  @Test func supersededRowsSayNothingOfTheBeginning() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "dossier_id,received_at,due_at,finished_at\nA,2025-07-05,,\nA,2025-10-05,,\nB,2025-10-06,,\n",
      to: "dossiers/04-2025-11-01.csv")
    try folder.write("dossier_id,received_at,due_at,finished_at\nC,2025-08-05,,\n", to: "dossiers/11-2025-11-01.csv")
    #expect(try SmallExports.publish(folder, "2025-08", ["--as-of", "2025-12-01"]).status == 0)
    let row = try #require(
      CSVText.rows(try folder.text(of: "out/2025-08/csv/coverage.csv")).first { $0[0] == "04" })
    #expect(row[2] == "empty")
  }

  /// The room for a signature is a blank line.
  @Test func blankLinesOfASignatureAreKept() throws {
    let folder = try folder(Self.rows, "head: {signature: [FOR THE MINISTER, '', the deputy]}\n")
    #expect(try generate(folder).status == 0)
    let verified = try Binary.run(["verify", "out/2025-07", "--rebuild", "--exports", "dossiers"], in: folder.url)
    #expect(verified.status == 0, "\(verified.errors)")
  }

  @Test(arguments: [
    (
      ["--as-of", "2025-08-10T24:00"],
      "'2025-08-10T24:00' of --as-of is midnight, between two days. hint: type 2025-08-10"
    ),
    (
      ["--as-of", "2025-08-10T00:00"],
      "'2025-08-10T00:00' of --as-of is midnight, between two days. hint: type 2025-08-09"
    ),
    (
      ["--period", "1889-01-01..2025-07-31"], "the period has more than a hundred years. hint: type a later first day."
    ),
  ])
  func slipsOfTheFingerAreRefused(_ arguments: [String], _ message: String) throws {
    let run = try generate(try folder(Self.rows), arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  /// `check` ends as `generate` would.
  @Test func checkRefusesWhatHasNoFigures() throws {
    let folder = try folder(Self.rows)
    for command in ["check", "generate"] {
      let run = try Binary.run([command, "--config", "report.yaml", "--period", "2030-W01"], in: folder.url)
      #expect(run.status == 65)
      #expect(run.errors.contains("no province has figures for 2030-W01"), "\(run.errors)")
    }
  }

  /// A slip in a pattern leaves its files to be read without the profile.
  @Test(arguments: [["check"], ["generate"], ["generate", "--dry-run"]])
  func aProfileForNoFileIsTold(_ command: [String]) throws {
    let folder = try folder(Self.rows, "profiles: [{files: ['O1-*.csv']}]\n")
    let run = try Binary.run(command + ["--config", "report.yaml"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.errors.contains("profile 1 is for O1-*.csv, and no file is called so"), "\(run.errors)")
  }

  /// No more than one a processor, however many are asked for.
  @Test func workersAreNoMoreThanProcessors() throws {
    let folder = try folder(Self.rows)
    #expect(try generate(folder, ["--workers", "2000000000"]).status == 0)
  }

  /// What a notice says every page must say; one that cannot be read is not left out.
  @Test func aNoticeThatCannotBeReadIsRefused() throws {
    let folder = try folder(Self.rows)
    try Data([0xFF, 0xFE, 0x53, 0, 0x59, 0]).write(to: folder.url.appendingPathComponent("dossiers/notice.txt"))
    let run = try generate(folder)
    #expect(run.status == 66)
    #expect(run.errors.hasPrefix("dossiers/notice.txt: error: the notice cannot be read"), "\(run.errors)")
  }

  /// Files with names as long as file systems take, and with names that differ in their endings alone.
  @Test func everyFileHasItsListOfUnusableRows() throws {
    let folder = try folder("A1,,,,someday,,,\nA2,,,,2025-07-05,,,\n")
    let long = "01-" + String(repeating: "ệ", count: 80) + ".csv"
    for (name, id) in [(long, "B"), ("01-x.csv.gz.csv", "C")] {
      try folder.write(Self.header + "\(id)1,,,,someday,,,\n", to: "dossiers/" + name)
    }
    try folder.write(Self.header + "D1,,,,someday,,,\n", to: "dossiers/01-x.csv.gz.unpacked")
    let packed = try Binary.run(
      ["-c", "gzip -c dossiers/01-x.csv.gz.unpacked > dossiers/01-x.csv.gz && rm dossiers/01-x.csv.gz.unpacked"],
      in: folder.url, command: ["sh"])
    #expect(packed.status == 0)
    let run = try generate(folder)
    #expect(run.status == 0, "\(run.errors)")
    let lists = try folder.files(below: "out/2025-07/quarantine")
    #expect(lists.count == 4)
    #expect(lists.keys.allSatisfy { $0.utf8.count < 256 })
    let files = lists.values.map { CSVText.rows(String(decoding: $0, as: UTF8.self))[1][0] }
    #expect(Set(files) == [long, "01-x.csv", "01-x.csv.gz", "01-x.csv.gz.csv"])
  }

  /// Codes and names of units that the files name may hold anything; every record keeps the width of its header.
  @Test func everyRecordIsAsWideAsItsHeader() throws {
    let folder = try TemporaryFolder()
    let places = ["\"Springfield, IL\"", "=1+1", "São Paulo SP", "Sao Paulo SP", "Sao Paulo SP 2"]
    try folder.write(
      "dossier_id,province,commune,received_at,due_at,finished_at,status\n"
        + places.enumerated().map { "A\($0),\($1),\($1),2025-07-05,2025-07-20,2025-07-10,finished\n" }.joined(),
      to: "dossiers/a.csv")
    try folder.write("units: open\nexports: dossiers\nperiod: 2025-07\noutput: out\n", to: "report.yaml")
    let run = try generate(folder)
    #expect(run.status == 0, "\(run.errors)")
    let tables = try folder.files(below: "out/2025-07/csv").filter { $0.key.hasSuffix(".csv") }
    #expect(tables.count > 15)
    for (name, bytes) in tables {
      let rows = CSVText.rows(String(decoding: bytes, as: UTF8.self))
      #expect(rows.allSatisfy { $0.count == rows[0].count }, "\(name)")
      #expect(rows.allSatisfy { $0.allSatisfy { !$0.hasPrefix("=") } }, "\(name)")
    }
    #expect(try folder.names(in: "out/2025-07/en/provinces").count == places.count)
  }
}
