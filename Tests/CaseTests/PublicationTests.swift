import Foundation
import TestSupport
import Testing

/// Publication as cron and its operator see it: statuses, lines on stderr, revisions, and what is left alone.
@Suite(.serialized) struct PublicationTests {
  private static let arguments = [
    "--exports", "exports/dossiers", "--staff", "exports/staff", "--staff-as-of", "2025-08-19",
  ]

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    #expect(try Binary.run(["sample", "--output", "exports", "--scale", "0.001"], in: folder.url).status == 0)
    return folder
  }

  private static func publish(_ more: [String] = [], in folder: TemporaryFolder) throws -> Binary.Outcome {
    try Binary.run(Self.arguments + ["--period", "2025-W34"] + more, in: folder.url)
  }

  private static func remove(_ path: String, in folder: TemporaryFolder) throws {
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent(path))
  }

  private static func sums(_ folder: TemporaryFolder, below path: String) throws -> [String: Data] {
    let root = folder.url.appendingPathComponent(path)
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      files[name] = try? Data(contentsOf: root.appendingPathComponent(name))
    }
    return files
  }

  @Test func missingProvincesAreOneLine() throws {
    let folder = try Self.folder()
    for province in ["04-cao-bang", "11-dien-bien", "96-ca-mau"] {
      try Self.remove("exports/dossiers/\(province).csv", in: folder)
    }
    let run = try Self.publish(in: folder)
    #expect(run.status == 0)
    #expect(
      run.errors
        == "warning: published 2025-W34 with 31 of 34 provinces; missing 04, 11, 96. hint: ask them for their exports and run again.\n"
    )
    #expect(run.output == "")
    let json = try Self.publish(["--log-format", "json"], in: folder)
    let line = try #require(
      try JSONSerialization.jsonObject(with: Data(json.errors.utf8)) as? [String: Any], "one object on one line")
    #expect(line["severity"] as? String == "warning")
    #expect(line["message"] as? String == "unchanged 2025-W34 with 31 of 34 provinces; missing 04, 11, 96")
  }

  @Test func everyStatus() throws {
    let folder = try Self.folder()
    try folder.write("a", to: "file")
    try folder.write("no_such_setting: 1\n", to: "wrong.yaml")
    try folder.write("dossier_id,received_at\n1,2025-08-20\n", to: "bad/79-a.csv")
    let cases: [(arguments: [String], status: Int32)] = [
      (["--no-such-option"], 64), (["--period", "yesterday"], 64), (["--print", "nothing"], 64),
      (["--exports", "bad"], 65), (["--exports", "nowhere"], 66), (["--output", "file"], 73),
      (["--output", "/proc/reports"], 73), (["--config", "wrong.yaml"], 78), (["--config", "none.yaml"], 66),
    ]
    for (arguments, status) in cases {
      for format in ["text", "json"] {
        let run = try Self.publish(arguments + ["--log-format", format], in: folder)
        #expect(run.status == status, "\(arguments): \(run.errors)")
        #expect(run.output == "")
        let lines = run.errors.split(separator: "\n")
        #expect(!lines.isEmpty)
        for line in lines {
          if format == "json" {
            #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
          } else {
            #expect(line.contains("error: "))
          }
        }
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("reports/latest").path))
  }

  @Test func aSecondRunLeavesAtOnceAndADeadHolderNeverBlocks() throws {
    let folder = try Self.folder()
    try folder.write("4242\n", to: "reports/.lock")
    let lock = open(folder.url.appendingPathComponent("reports/.lock").path, O_RDWR)
    #expect(flock(lock, LOCK_EX) == 0)
    let second = try Self.publish(in: folder)
    #expect(second.status == 75)
    #expect(second.errors.contains("another run holds the lock: process 4242"))
    close(lock)
    // The number is still there; whoever wrote it is not.
    #expect(try Self.publish(in: folder).status == 0)
    #expect(try folder.text(of: "reports/.lock") == "")
  }

  @Test func revisionsStandBesideAndSayWhy() throws {
    let folder = try Self.folder()
    #expect(try Self.publish(in: folder).status == 0)
    let first = try Self.sums(folder, below: "reports/2025-W34")
    #expect(try Self.publish(["--workers", "1"], in: folder).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.appendingPathComponent("reports").path)
    #expect(names.sorted() == [".cache", ".lock", "2025-W34", "latest"])
    #expect(try Self.sums(folder, below: "reports/2025-W34") == first)
    try Self.remove("exports/dossiers/04-cao-bang.csv", in: folder)
    #expect(try Self.publish(in: folder).status == 0)
    #expect(try Self.sums(folder, below: "reports/2025-W34") == first)
    let link = folder.url.appendingPathComponent("reports/latest").path
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "2025-W34.r2")
    #expect(try folder.text(of: "reports/latest/en/national.md").contains("- dossiers/04-cao-bang.csv: "))
    #expect(try folder.text(of: "reports/latest/vi/national.md").contains("nay không còn"))
    let compared = try Binary.run(["compare", "reports/2025-W34", "reports/2025-W34.r2"], in: folder.url)
    #expect(compared.status == 0)
    #expect(compared.output.contains("dossiers/04-cao-bang.csv is gone"))
    #expect(compared.output.contains("received"))
    // An earlier week does not move `latest` back.
    #expect(try Binary.run(Self.arguments + ["--period", "2025-W33"], in: folder.url).status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "2025-W34.r2")
    try Self.remove("exports/dossiers/08-tuyen-quang.csv", in: folder)
    #expect(try Self.publish(["--force"], in: folder).status == 0)
    #expect(try folder.text(of: "reports/latest/manifest.json").contains("\"forced\" : true"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("reports/2025-W34.r3").path))
  }

  @Test func verifyNamesWhatDiffersAndRebuilds() throws {
    let folder = try Self.folder()
    #expect(try Self.publish(in: folder).status == 0)
    let rebuild = [
      "verify", "reports/latest", "--rebuild", "--exports", "exports/dossiers", "--staff", "exports/staff",
    ]
    let held = try Binary.run(rebuild, in: folder.url, environment: ["TZ": "America/Lima", "LC_ALL": "vi_VN.UTF-8"])
    #expect(held.status == 0)
    #expect(held.errors == "")
    try folder.write("x", to: "reports/2025-W34/en/national.md")
    let changed = try Binary.run(["verify", "reports/2025-W34"], in: folder.url)
    #expect(changed.status == 65)
    #expect(changed.errors.hasPrefix("reports/2025-W34/en/national.md: error: SHA-256 is "))
    // The next run says so as well rather than trust the manifest; --force puts the edition back.
    #expect(try Self.publish(in: folder).status == 65)
    #expect(try Self.publish(["--force"], in: folder).status == 0)
    #expect(try Binary.run(["verify", "reports/2025-W34"], in: folder.url).status == 0)
    try Self.remove("exports/dossiers/04-cao-bang.csv", in: folder)
    let other = try Binary.run(rebuild, in: folder.url)
    #expect(other.status == 65)
    #expect(other.errors.contains("dossiers/04-cao-bang.csv is gone"))
  }

  /// What no manifest names is never removed or overwritten.
  @Test func onlyItsOwnFiles() throws {
    let folder = try Self.folder()
    let sources = try Self.sums(folder, below: "exports")
    try folder.write("mine", to: "reports/.staging/mine.txt")
    try folder.write("mine", to: "reports/notes/mine.txt")
    #expect(try Self.publish(in: folder).status == 0)
    try folder.write("mine", to: "reports/2025-W34/en/mine.txt")
    try Self.remove("exports/dossiers/04-cao-bang.csv", in: folder)
    let forced = try Self.publish(["--force"], in: folder)
    #expect(forced.status == 73)
    #expect(forced.errors.hasPrefix("reports/2025-W34/en/mine.txt: error: the manifest does not name this file"))
    for path in ["reports/.staging/mine.txt", "reports/notes/mine.txt", "reports/2025-W34/en/mine.txt"] {
      #expect(try folder.text(of: path) == "mine")
    }
    try Self.remove("reports/latest", in: folder)
    try folder.write("mine", to: "reports/latest/mine.txt")
    let blocked = try Self.publish(in: folder)
    #expect(blocked.status == 73)
    #expect(blocked.errors.contains("reports/latest: error: is no link to an edition"))
    #expect(try folder.text(of: "reports/latest/mine.txt") == "mine")
    try folder.write("mine", to: "reports/2025-W33/mine.txt")
    try Self.remove("reports/latest", in: folder)
    let occupied = try Binary.run(Self.arguments + ["--period", "2025-W33"], in: folder.url)
    #expect(occupied.status == 73)
    #expect(try folder.text(of: "reports/2025-W33/mine.txt") == "mine")
    var left = try Self.sums(folder, below: "exports")
    left["dossiers/04-cao-bang.csv"] = sources["dossiers/04-cao-bang.csv"]
    #expect(left == sources)
  }

  @Test func theManifestNamesNothingOfTheMachine() throws {
    let folder = try Self.folder()
    #expect(try Self.publish(["--workers", "3"], in: folder).status == 0)
    let text = try folder.text(of: "reports/2025-W34/manifest.json")
    for word in [folder.url.path, "workers", "exports/", ProcessInfo.processInfo.hostName] {
      #expect(!text.contains("\"" + word), "\(word)")
    }
    let manifest = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    for key in [
      "tool", "configuration", "period", "inputs", "reference_data", "templates", "outputs", "conservation", "gates",
      "synthetic", "forced",
    ] { #expect(manifest[key] != nil, "\(key)") }
  }

  @Test func aDryRunWritesNothing() throws {
    let folder = try Self.folder()
    let run = try Self.publish(["--dry-run"], in: folder)
    #expect(run.status == 0)
    for line in ["edition    reports/2025-W34\n", "22 of 22", "\nen/national.md.mustache\n", "\nvi/weekly.md\n"] {
      #expect(run.output.contains(line))
    }
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("reports").path))
  }

  @Test func aFullOutputIsAStatusAndNoCrash() throws {
    let folder = try Self.folder()
    // The thread sanitizer crashes where it cannot write a file of its own among the temporary ones.
    for command in ["ulimit -f 8; TMPDIR=/nowhere exec \"$@\"", "exec \"$@\" --print weekly > /dev/full"] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments =
        ["-c", command, "run", Binary.path] + Self.arguments
        + ["--period", "2025-W34", "--output", command.contains("ulimit") ? "small" : "reports"]
      process.currentDirectoryURL = folder.url
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == 73, "\(command)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.appendingPathComponent("small").path)
    #expect(left.filter { $0 != ".cache" } == [".lock"])
  }

  /// What was found before the edition is made once more is told as well where that cannot be done.
  @Test func verifyTellsAllThatItFound() throws {
    let folder = try Self.folder()
    #expect(try Self.publish(in: folder).status == 0)
    try folder.write("x", to: "reports/2025-W34/en/national.md")
    let run = try Binary.run(
      ["verify", "reports/2025-W34", "--rebuild", "--exports", "exports/dossiers"], in: folder.url)
    #expect(run.status == 65)
    #expect(run.errors.contains("reports/2025-W34/en/national.md: error: SHA-256 is "))
    #expect(run.errors.contains("the edition was made with staff exports, and none were given"))
  }

  /// Faults of both kinds of exports are told in one run, and of which folder a file is.
  @Test func faultsOfBothExportsAreTold() throws {
    let folder = try Self.folder()
    try folder.write("a,b\n1,2\n", to: "exports/dossiers/04-cao-bang.csv")
    try folder.write("a,b\n1,2\n", to: "exports/staff/04-cao-bang.csv")
    let run = try Self.publish(in: folder)
    #expect(run.status == 65)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("04-cao-bang.csv:1: error: ") }, "\(run.errors)")
    #expect(lines.contains { $0.hasPrefix("staff/04-cao-bang.csv:1: error: ") }, "\(run.errors)")
  }

  /// Readers of `latest` go on seeing figures that were replaced, or a year that has months to go: the run says so.
  @Test func aLatestThatStaysBehindIsTold() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    func publish(_ period: String, _ asOf: String, _ output: String) throws -> Binary.Outcome {
      try Binary.run(
        ["--exports", "dossiers", "--period", period, "--as-of", asOf, "--output", output], in: folder.url)
    }
    func latest(_ output: String) throws -> String {
      try FileManager.default.destinationOfSymbolicLink(
        atPath: folder.url.appendingPathComponent(output + "/latest").path)
    }
    #expect(try !publish("2025-W34", "2025-08-24", "a").errors.contains("'latest'"))
    let revised = try publish("2025-W34", "2025-08-22", "a")
    #expect(revised.status == 0)
    #expect(
      revised.errors.contains(
        "a/latest: warning: 'latest' stays with 2025-W34, which is stated to a later day, 2025-08-24, and does not lead to 2025-W34.r2."
      ), "\(revised.errors)")
    #expect(try latest("a") == "2025-W34")
    let sameDay = try publish("2025-W34", "2025-08-24T10:00", "a")
    #expect(
      sameDay.errors.contains("'latest' stays with 2025-W34, which is stated to a later moment,"), "\(sameDay.errors)")
    _ = try publish("2025", "2025-08-17", "b")
    #expect(
      try publish("2025-W34", "2025-08-24", "b").errors.contains(
        "'latest' stays with 2025, whose period ends later, on 2025-12-31,"))
    // An earlier period with no later data is no news.
    _ = try publish("2025-W34", "2025-08-24", "c")
    #expect(try !publish("2025-W33", "2025-08-17", "c").errors.contains("'latest'"))
  }

  /// A part of the reports takes the place of all of them in `latest`.
  @Test func aRevisionThatLacksPagesIsTold() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    _ = try SmallExports.publish(folder)
    let run = try SmallExports.publish(folder, "2025-W34", ["--reports", "weekly"])
    #expect(run.status == 0)
    #expect(
      run.errors.contains("warning: 2025-W34.r2 lacks en/charts/01-ha-noi-backlog.svg and "), "\(run.errors)")
    #expect(run.errors.contains(" more files that 2025-W34 has. hint: publish a part of the reports"))
    let all = try SmallExports.publish(folder, "2025-W34", ["--output", "b"])
    #expect(!all.errors.contains(" lacks "))
    let replaced = try SmallExports.publish(folder, "2025-W34", ["--output", "b", "--force", "--reports", "weekly"])
    #expect(replaced.errors.contains(" more files that the edition that it replaces had."), "\(replaced.errors)")
    try folder.write("audience: internal\n", to: "internal.yaml")
    _ = try SmallExports.publish(folder, "2025-W34", ["--output", "c", "--config", "internal.yaml"])
    #expect(try !SmallExports.publish(folder, "2025-W34", ["--output", "c"]).errors.contains(" lacks "))
  }

  /// A file sent again without its end, and staff exports that are left out, are told though all that was read is well.
  @Test func aRevisionThatLosesRecordsIsTold() throws {
    let folder = try TemporaryFolder()
    let rows = (10..<50).map { "H35.1-\($0),,Đất đai,online,2025-08-22,2025-09-10,,processing,x\n" }
    try SmallExports.write(to: folder, more: rows.joined())
    let staff = "record_id,decision_at,submitted_at,approved_at,paid_at,amount_approved_vnd,amount_paid_vnd\n"
    try folder.write(staff + "S1,2025-07-01,,,,,\n", to: "staff/12.csv")
    _ = try SmallExports.publish(folder, "2025-W34", ["--staff", "staff"])
    let apart = try SmallExports.publish(folder)
    #expect(apart.errors.contains("warning: 2025-W34.r2 has no figures of staff, which 2025-W34 has. hint: name"))
    try SmallExports.write(to: folder, more: rows.dropLast(10).joined())
    let cut = try SmallExports.publish(folder)
    #expect(cut.status == 0)
    #expect(
      cut.errors.contains(
        "dossiers/12-lai-chau.csv: warning: this file has 35 records, it had 45 in 2025-W34.r2. hint: ask whether"),
      "\(cut.errors)")
    #expect(!cut.errors.contains("staff"))
    try SmallExports.write(to: folder, more: rows.joined())
    #expect(try !SmallExports.publish(folder).errors.contains("records"))
  }

  /// What is written into an edition would make it differ from its manifest.
  @Test func anEditionIsNoOutput() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    _ = try SmallExports.publish(folder)
    let run = try SmallExports.publish(folder, "2025-W33", ["--output", "out/latest"])
    #expect(run.status == 64)
    #expect(run.errors.contains("error: the output is itself an edition, 'out/latest'."), "\(run.errors)")
    #expect(try Binary.run(["verify", "out/2025-W34"], in: folder.url).status == 0)
  }

  /// The figures of the revision before are what this one is set against.
  @Test func aDamagedRevisionIsToldBeforeTheNext() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    _ = try SmallExports.publish(folder)
    try folder.write("{}", to: "out/2025-W34/statistics.json")
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    let run = try SmallExports.publish(folder)
    #expect(run.status == 65, "\(run.errors)")
    #expect(run.errors.contains("out/2025-W34/statistics.json: error: "), "\(run.errors)")
    #expect(try folder.names(in: "out") == ["2025-W34", "latest"])
  }

  /// Past the years of the list of holidays each of them would count as a working day.
  @Test func yearsWithoutHolidaysAreTold() throws {
    let folder = try TemporaryFolder()
    let rows = "H35.1-280501-1,,Đất đai,online,2028-04-03,2028-05-10,2028-05-03,finished,x\n"
    try folder.write(SmallExports.header + rows, to: "dossiers/12.csv")
    let run = try SmallExports.publish(folder, "2028-05")
    #expect(run.status == 0)
    #expect(run.errors.contains("warning: no public holidays are known for 2028: they count as working days"))
    #expect(try !SmallExports.publish(folder, "2027-05").errors.contains("public holidays"))
  }

  /// A week that begins on Sunday is no revision of the one that begins on Monday.
  @Test func weeksThatBeginOnOtherDaysAreOtherEditions() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    try folder.write("week_start: 7\n", to: "sunday.yaml")
    _ = try SmallExports.publish(folder, "2025-W33")
    let run = try SmallExports.publish(folder, "2025-W34", ["--config", "sunday.yaml"])
    #expect(run.status == 0, "\(run.errors)")
    let page = try folder.text(of: "out/2025-W34-sunday/en/weekly.md")
    #expect(page.contains("17 August 2025 to 23 August 2025") && !page.contains("As published in edition"))
    let verified = try Binary.run(
      ["verify", "out/2025-W34-sunday", "--rebuild", "--exports", "dossiers"], in: folder.url)
    #expect(verified.status == 0, "\(verified.errors)")
  }

  /// The reader of what is printed stands still: the edition is in place, and the message says so.
  @Test func aSignalWhilePagesArePrintedSaysThatTheEditionIsInPlace() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = [
      "--exports", "dossiers", "--period", "2025-W34", "--output", "out", "--print",
      Array(repeating: "statistics.json", count: 40).joined(separator: ","),
    ]
    process.currentDirectoryURL = folder.url
    process.environment = Binary.environment
    let (printed, errors) = (Pipe(), Pipe())
    process.standardOutput = printed
    process.standardError = errors
    try process.run()
    // It prints when all is published, and more than a pipe holds.
    _ = printed.fileHandleForReading.readData(ofLength: 1)
    kill(process.processIdentifier, SIGTERM)
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 143)
    #expect(
      text.contains(
        "stopped by SIGTERM when the edition was in place. hint: only what was still to be printed is missing."))
    #expect(try Binary.run(["verify", "out/2025-W34"], in: folder.url).status == 0)
  }
}
