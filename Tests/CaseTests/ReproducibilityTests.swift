import Foundation
import TestSupport
import Testing

/// The same inputs give the same bytes, whoever runs the program, where and how; and nothing personal goes out.
@Suite(.serialized) struct ReproducibilityTests {
  private static func sample() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let run = try Binary.run(["sample", "--output", "in", "--scale", "0.005"], in: folder.url)
    #expect(run.status == 0)
    return folder
  }

  private static let arguments = [
    "--exports", "in/dossiers", "--staff", "in/staff", "--period", "2025-W34", "--staff-as-of", "2025-08-19",
    "--output",
  ]

  @Test func workersTimeZoneAndLocaleChangeNoByte() throws {
    let folder = try Self.sample()
    // A file without a province's code in its name, and rows that stand twice, must not depend on anything either.
    let hue = try folder.text(of: "in/dossiers/46-hue.csv").split(separator: "\n")
    let again = [hue[0]] + hue.dropFirst().prefix(20) + hue.dropFirst().prefix(5)
    try folder.write(again.joined(separator: "\n") + "\n", to: "in/dossiers/later.csv")
    let variants: [([String], [String: String])] = [
      (["--workers", "1"], [:]), (["--workers", "2"], [:]), (["--workers", "7"], [:]),
      ([], ["TZ": "UTC", "LC_ALL": "C.UTF-8"]), ([], ["TZ": "America/St_Johns", "LANG": "vi_VN.UTF-8"]),
      ([], ["TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"]),
      ([], ["TZ": "Pacific/Kiritimati", "LC_ALL": "C", "HOME": "/nonexistent"]),
      ([], ["TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "vi_VN.UTF-8", "SOURCE_DATE_EPOCH": "86400"]),
    ]
    var first: [String: Data] = [:]
    for (number, (options, environment)) in variants.enumerated() {
      let run = try Binary.run(
        Self.arguments + ["out\(number)"] + options, in: folder.url, environment: environment)
      #expect(run.status == 0)
      let files = try folder.files(below: "out\(number)/2025-W34")
      #expect(files.count > 10)
      if number == 0 { first = files }
      for (path, data) in files where first[path] != data { Issue.record("\(path) differs in run \(number)") }
      #expect(files.keys.sorted() == first.keys.sorted())
    }
    let coverage = String(decoding: try #require(first["csv/coverage.csv"]), as: UTF8.self)
    #expect(coverage.split(separator: "\n").last?.hasSuffix(",25,0") == true)
  }

  /// The order in which a folder lists its files, which is that of their making on some file systems and of hashes on
  /// others, changes nothing.
  @Test func theOrderOfTheFilesChangesNoByte() throws {
    let folder = try Self.sample()
    let hue = try folder.text(of: "in/dossiers/46-hue.csv").split(separator: "\n")
    // Each of these files supersedes rows of another, within the province and across two.
    for (name, rows) in [("46-2.csv", hue.dropFirst().prefix(30)), ("46-10.csv", hue.dropFirst(20).prefix(30))] {
      try folder.write(([hue[0]] + rows).joined(separator: "\n") + "\n", to: "in/dossiers/\(name)")
    }
    #expect(try Binary.run(Self.arguments + ["out"], in: folder.url).status == 0)
    let first = try folder.files(below: "out/2025-W34")
    let files = try folder.names(in: "in/dossiers")
    for (number, order) in [Array(files.reversed()), files.sorted { $0.suffix(7) < $1.suffix(7) }].enumerated() {
      let other = try TemporaryFolder()
      for file in order { try other.write(try folder.text(of: "in/dossiers/\(file)"), to: "in/dossiers/\(file)") }
      for file in try folder.names(in: "in/staff").reversed() {
        try other.write(try folder.text(of: "in/staff/\(file)"), to: "in/staff/\(file)")
      }
      let run = try Binary.run(Self.arguments + ["out", "--workers", "\(number * 4 + 1)"], in: other.url)
      #expect(run.status == 0)
      #expect(try other.files(below: "out/2025-W34") == first)
    }
  }

  /// However the rows of the exports are dealt out to files, and in whatever order they stand: the same figures.
  @Test func anySplitOfTheFilesGivesTheSameStatistics() throws {
    let folder = try Self.sample()
    #expect(try Binary.run(Self.arguments + ["out"], in: folder.url).status == 0)
    let whole = try folder.text(of: "out/2025-W34/statistics.json")
    var random = SeededNumbers(seed: 34)
    let other = try TemporaryFolder()
    for file in try folder.names(in: "in/staff") {
      try other.write(try folder.text(of: "in/staff/\(file)"), to: "in/staff/\(file)")
    }
    for file in try folder.names(in: "in/dossiers") where file.hasSuffix(".csv") {
      let lines = try folder.text(of: "in/dossiers/\(file)").split(separator: "\n")
      var parts = [[Substring]](repeating: [lines[0]], count: Int.random(in: 1...5, using: &random))
      for row in lines.dropFirst().shuffled(using: &random) {
        parts[Int.random(in: parts.indices, using: &random)].append(row)
      }
      for (number, part) in parts.enumerated() {
        try other.write(part.joined(separator: "\n") + "\n", to: "in/dossiers/\(file.prefix(2))-\(number).csv")
      }
    }
    #expect(try Binary.run(Self.arguments + ["out"], in: other.url).status == 0)
    #expect(try other.text(of: "out/2025-W34/statistics.json") == whole)
  }

  @Test func theWorkingDirectoryChangesNoByte() throws {
    let folder = try Self.sample()
    #expect(try Binary.run(Self.arguments + ["out"], in: folder.url).status == 0)
    let elsewhere = try TemporaryFolder()
    let path = folder.url.path
    let run = try Binary.run(
      [
        "--exports", "\(path)/in/dossiers/", "--staff", "\(path)/in/staff", "--period", "2025-W34", "--staff-as-of",
        "2025-08-19", "--output", "out",
      ], in: elsewhere.url)
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(try elsewhere.files(below: "out/2025-W34") == folder.files(below: "out/2025-W34"))
  }

  /// "The manifest names no worker count, host, clock or absolute path."
  @Test func theManifestNamesNoPlace() throws {
    let folder = try Self.sample()
    #expect(try Binary.run(Self.arguments + ["out", "--workers", "2"], in: folder.url).status == 0)
    let manifest = try folder.text(of: "out/2025-W34/manifest.json")
    #expect(!manifest.contains(folder.url.path))
    #expect(!manifest.contains("\"/"))
    #expect(!manifest.contains("workers"))
    #expect(!manifest.contains(ProcessInfo.processInfo.hostName))
    #expect(manifest.contains("\"name\" : \"01-ha-noi.csv\""))
    #expect(manifest.contains("\"as_of\" : \"2025-08-24\""))
  }

  /// Synthetic data say so: on every page, in the manifest and in the figures for machines.
  @Test func syntheticDataSaySoEverywhere() throws {
    let folder = try Self.sample()
    #expect(try Binary.run(Self.arguments + ["out"], in: folder.url).status == 0)
    let files = try folder.files(below: "out/2025-W34")
    let pages = files.filter { $0.key.hasPrefix("vi/") || $0.key.hasPrefix("en/") }
    #expect(pages.keys.count { $0.hasPrefix("vi/provinces/") } == 34)
    #expect(
      pages.keys.filter { !$0.contains("/provinces/") && !$0.contains("/charts/") }.sorted() == [
        "en/data-quality.md", "en/form-ii06a.md", "en/headline.txt", "en/national.md", "en/ranking.md", "en/staff.md",
        "en/weekly.md",
        "vi/data-quality.md", "vi/form-ii06a.md", "vi/headline.txt", "vi/national.md", "vi/ranking.md", "vi/staff.md",
        "vi/weekly.md",
      ])
    for (path, data) in pages {
      #expect(String(decoding: data, as: UTF8.self).contains("SỐ LIỆU MÔ PHỎNG / SYNTHETIC DATA"), "\(path)")
    }
    for path in ["manifest.json", "statistics.json"] {
      let text = String(decoding: try #require(files[path]), as: UTF8.self)
      #expect(text.contains("\n  \"synthetic\" : true"))
      #expect(text.contains("SYNTHETIC DATA"))
    }
    // And exports that are not, do not.
    try SmallExports.write(to: folder)
    #expect(try SmallExports.publish(folder).status == 0)
    #expect(try folder.text(of: "out/2025-W34.r2/manifest.json").contains("\n  \"synthetic\" : false"))
    #expect(try !folder.text(of: "out/2025-W34.r2/en/national.md").contains("SYNTHETIC"))
  }

  /// "Names, ids, phones, addresses and officers are never decoded": a column of names goes nowhere, even from rows that
  /// cannot be used and from files that are refused.
  @Test func noPersonalValueGoesOut() throws {
    let folder = try TemporaryFolder()
    let secret = SmallExports.secret
    try SmallExports.write(
      to: folder,
      more: """
        ,03388,Hộ tịch,online,2025-08-18,2025-08-20,,processing,\(secret)
        H35.1-250818-0000007,03388,Hộ tịch,online,soon,2025-08-20,,processing,\(secret)
        H35.1-250818-0000008,03388,Hộ tịch,online,2025-08-18,,,lost,\(secret)
        H35.1-250818-0000009,\(secret),\(secret)

        """)
    #expect(try folder.text(of: "dossiers/12-lai-chau.csv").contains(secret))
    try folder.write("unknown_words: quarantine\n", to: "report.yaml")
    let runs = [
      try SmallExports.publish(
        folder, "2025-W34", ["--config", "report.yaml", "--print", "vi/headline.txt,en/national.md"]),
      // What no list knows stops a run that does not allow it, and is shown; a name is not.
      try Binary.run(["check", "--exports", "dossiers", "--period", "2025-W34"], in: folder.url),
    ]
    #expect(runs.map(\.status) == [0, 65])
    for run in runs {
      #expect(!run.output.contains(secret))
      #expect(!run.errors.contains(secret))
    }
    let files = try folder.files(below: "out")
    #expect(files["2025-W34/quarantine/dossiers-12-lai-chau.csv"] != nil)
    for (path, data) in files { #expect(!String(decoding: data, as: UTF8.self).contains(secret), "\(path)") }
    // A file that is refused: an unterminated quote, a stray one, a header without the required columns.
    let broken = ["x,\"\(secret)\n", "x,\(secret)\"\(secret)\n"].map { SmallExports.header + $0 }
    for text in broken + ["dossier_id,received_at\n\(secret),\(secret)\n"] {
      try folder.write(text, to: "dossiers/12-lai-chau.csv")
      let run = try SmallExports.publish(folder)
      #expect(run.status == 65)
      #expect(!run.errors.contains(secret))
      #expect(run.output == "")
    }
  }

  /// "Silent on success when stderr is no terminal", where nothing needs a person's attention.
  @Test func silentWhenAllIsWell() throws {
    let folder = try Self.sample()
    let run = try Binary.run(Self.arguments + ["out"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.output == "")
    #expect(run.errors == "")
  }

  /// Relative periods count from today in Vietnam: half past midnight on Monday, 25 August there is Sunday in London.
  @Test(arguments: [("1756056600", "2025-W34"), ("1756053000", "2025-W33")])
  func lastWeekIsThatOfVietnam(_ epoch: String, _ week: String) throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    let run = try Binary.run(
      ["--exports", "dossiers", "--output", "out"], in: folder.url,
      environment: ["SOURCE_DATE_EPOCH": epoch, "TZ": "Europe/London"])
    #expect(run.status == 0)
    #expect(try folder.names(in: "out") == [week, "latest"])
  }

  /// What was changed in a text cell, so that no spreadsheet calculates with it, stands in the manifest.
  @Test func neutralisedCellsAreInTheManifest() throws {
    let folder = try TemporaryFolder()
    let header = "dossier_id,province_code,received_at,due_at,finished_at,field\n"
    try folder.write(
      header
        + "H35-1,12,2025-08-18,2025-08-20,,=1+1\nH35-2,12,2025-08-18,2025-08-20,,\"-a, b\"\nH35-3,12,2025-08-18,2025-08-20,,Y tế\n",
      to: "dossiers/12.csv")
    let run = try Binary.run(
      ["--exports", "dossiers", "--period", "2025-W34", "--languages", "vi", "--output", "out"], in: folder.url)
    #expect(run.status == 0)
    let fields = try folder.text(of: "out/2025-W34/csv/fields.csv").split(separator: "\n").map(String.init)
    #expect(fields.dropFirst().map { $0.prefix(6) } == ["\"'-a, ", "'=1+1,", "Y tế,1"])
    let manifest = try folder.text(of: "out/2025-W34/manifest.json")
    #expect(manifest.contains("\"neutralised_cells\" : 2,\n      \"path\" : \"csv/fields.csv\""))
    #expect(try Binary.run(["verify", "out/2025-W34"], in: folder.url).status == 0)
  }

  /// `fields` lists every name of a template, with its forms and definition.
  @Test func fieldsListsNames() throws {
    let folder = try TemporaryFolder()
    let run = try Binary.run(["fields"], in: folder.url)
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    for line in [
      "{{received}} count of dossiers dossiers accepted for handling within the period",
      "{{on_time_rate}} share (resolved_early + resolved_on_time) / (resolved_early + resolved_on_time + resolved_late)",
      "{{#provinces}} list each province, in code order; names as in agencies",
      "{{#is_complete}} yes or no whether every province has figures",
      "{{code}} text statistical code of the unit; empty for what is not stated",
      "{{amount_paid_vnd}} VND VND paid",
    ] { #expect(lines.contains(line), "\(line)") }
    for name in [
      "received", "received_online", "received_in_person", "received_postal", "carried_over", "to_handle", "resolved",
      "resolved_early", "resolved_on_time", "resolved_late", "resolved_no_deadline", "withdrawn", "pending",
      "pending_in_time", "pending_overdue", "pending_paused", "pending_no_deadline", "awaiting_acceptance", "refused",
      "online_share", "resolution_rate", "on_time_rate", "on_time_rate_due", "on_time_rate_index", "overdue_share",
    ] { #expect(lines.contains { $0.hasPrefix("{{\(name)}}") }, "\(name)") }
    // Of a report only what it uses, of an unknown one nothing.
    let headline = try Binary.run(["fields", "headline"], in: folder.url)
    #expect(headline.output.contains("{{top_provinces}}"))
    #expect(!headline.output.contains("{{median_days}}"))
    let unknown = try Binary.run(["fields", "headlin"], in: folder.url)
    #expect(unknown.status == 64)
    #expect(unknown.errors == "error: there is no report 'headlin'. hint: did you mean 'headline'?\n")
  }
}
