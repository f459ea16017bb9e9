import Foundation
import TestSupport
import Testing

/// What `make install` puts in place, and the command line that cron and systemd run.
@Suite(.serialized) struct ScheduleTests {
  private static func run(
    _ program: String, _ arguments: [String], environment: [String: String] = Binary.environment
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = PackageFolder.url
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  private static func install(_ folder: TemporaryFolder) throws -> URL {
    let prefix = folder.url.appendingPathComponent("usr")
    let made = try run("/usr/bin/make", ["install", "BINARY=\(Binary.path)", "PREFIX=\(prefix.path)"])
    #expect(made.status == 0, "\(made.output)")
    return prefix
  }

  @Test func everythingIsInstalledUnderThePrefix() throws {
    let folder = try TemporaryFolder()
    let staged = folder.url.appendingPathComponent("package")
    let made = try Self.run(
      "/usr/bin/make", ["install", "BINARY=\(Binary.path)", "DESTDIR=\(staged.path)", "PREFIX=/usr"])
    #expect(made.status == 0, "\(made.output)")
    for (file, text) in [
      ("share/man/man1/dossier-report.1", ".Sh EXIT STATUS"),
      ("share/bash-completion/completions/dossier-report", "--dry-run"),
      ("share/zsh/site-functions/_dossier-report", "#compdef dossier-report"),
      ("share/fish/vendor_completions.d/dossier-report.fish", "complete"),
      ("lib/systemd/system/dossier-report.service", "ExecStart=/usr/bin/dossier-report --config"),
      ("lib/systemd/system/dossier-report.timer", "OnCalendar=Mon"),
      ("lib/sysusers.d/dossier-report.conf", "u dossier-report"),
      ("share/doc/dossier-report/dossier-report.cron", "15 6 * * 1  /usr/bin/dossier-report"),
      ("share/doc/dossier-report/README.md", "# dossier-report"),
      ("share/doc/dossier-report/Sources/dossier-report/Documentation.docc/Figures.md", "# Figures"),
      ("share/doc/dossier-report/reports-sample/2025-W34/en/weekly.md", "# Summary of week 34"),
      ("share/doc/dossier-report/Sources/Exports/Data/words.csv", "finished"),
      ("share/doc/dossier-report/templates/en/weekly.md.mustache", "{{pending_overdue}}"),
    ] { #expect(try folder.text(of: "package/usr/" + file).contains(text), "\(file)") }
    let version = try Self.run(staged.appendingPathComponent("usr/bin/dossier-report").path, ["--version"])
    #expect(version.output == "1.0.0\n")
  }

  @Test func systemdTakesTheUnits() throws {
    let analyze = "/usr/bin/systemd-analyze"
    guard FileManager.default.isExecutableFile(atPath: analyze) else {
      print("systemd-analyze is not here: the units are not checked")
      return
    }
    let folder = try TemporaryFolder()
    let units = try Self.install(folder).appendingPathComponent("lib/systemd/system").path
    let service = units + "/dossier-report.service"
    let verified = try Self.run(analyze, ["verify", "--man=no", service, units + "/dossier-report.timer"])
    #expect(verified.status == 0)
    #expect(verified.output == "")
    let security = try Self.run(analyze, ["security", "--offline=true", "--threshold=15", "--no-pager", service])
    #expect(security.status == 0, "\(security.output.suffix(200))")
  }

  /// The cron line's own words, in an empty environment, on successive days: each Monday has the week before it.
  @Test func theCronLinePublishesLastWeek() throws {
    let folder = try TemporaryFolder()
    let prefix = try Self.install(folder)
    #expect(try Binary.run(["sample", "--output", "exports", "--scale", "0.001"], in: folder.url).status == 0)
    try folder.write("exports: exports/dossiers\noutput: reports\n", to: "report.yaml")
    let cron = try folder.text(of: "usr/share/doc/dossier-report/dossier-report.cron")
    let line = try #require(cron.split(separator: "\n").last { $0.hasPrefix("15 6 * * 1") })
    let words = line.split(separator: " ").dropFirst(5).map(String.init).map {
      $0 == "/etc/dossier-report/report.yaml" ? folder.url.appendingPathComponent("report.yaml").path : $0
    }
    #expect(words.first == prefix.appendingPathComponent("bin/dossier-report").path)
    // Monday 18 August 2025, 06:15 in Vietnam, then a Sunday evening in UTC that is Monday there, then a week later.
    for (epoch, week) in [
      (1_755_472_500, "2025-W33"), (1_756_054_800, "2025-W34"), (1_756_077_300, "2025-W34"),
    ] {
      let run = try Self.run(
        words[0], Array(words.dropFirst()),
        environment: Binary.environment.merging(["SOURCE_DATE_EPOCH": "\(epoch)"]) { $1 })
      #expect(run.status == 0, "\(run.output)")
      #expect(run.output.contains("1. **Tuần \(week.suffix(2)) năm 2025"))
      let link = folder.url.appendingPathComponent("reports/latest").path
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == week)
    }
  }
}
