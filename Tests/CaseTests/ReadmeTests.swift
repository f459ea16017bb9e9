import Foundation
import TestSupport
import Testing

/// The README is tried: its commands are run, its template rendered, its headline, options, statuses and targets found.
@Suite(.serialized) struct ReadmeTests {
  private static let articles = "Sources/dossier-report/Documentation.docc"

  private static func readme() throws -> String { try PackageFolder.text(of: "README.md") }

  /// The fenced blocks of a kind on a page, in order.
  private static func blocks(_ kind: String, of page: String = "README.md") throws -> [String] {
    try PackageFolder.text(of: page).components(separatedBy: "```\(kind)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  /// The README and all articles, from the package's folder.
  private static func pages() throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: PackageFolder.url.path + "/" + articles)
    return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { articles + "/" + $0 }
  }

  @Test func theCommandsRun() throws {
    let folder = try TemporaryFolder()
    #expect(try Binary.run(["sample", "--output", "exports", "--scale", "0.01"], in: folder.url).status == 0)
    try folder.write(try #require(Self.blocks("mustache").first), to: "templates/en/brief.md.mustache")
    try folder.write(try #require(Self.blocks("yaml").first), to: "report.yaml")
    let commands = try Self.blocks("sh").flatMap { $0.split(separator: "\n").map(String.init) }
      .filter { $0.hasPrefix("dossier-report ") }
    #expect(commands.count >= 5)
    for command in commands {
      let words = command.split(separator: " ").dropFirst().map(String.init)
      let run = try Binary.run(words, in: folder.url)
      #expect(run.status == 0, "\(command): \(run.errors)")
      #expect(run.errors == "", "\(command)")
    }
    #expect(try folder.text(of: "reports/2025-07/en/brief.md").hasPrefix("# July 2025"))
    let configured = try Binary.run(["--config", "report.yaml", "--period", "2025-W33"], in: folder.url)
    #expect(configured.status == 0)
    #expect(try folder.text(of: "reports/2025-W33/vi/national.md").contains("**Bộ Nội vụ** — Hà Nội"))
  }

  /// The profile of another system's files reads such a file: its columns, words, dates, quotes and Windows-1258.
  @Test func theProfileReadsItsFiles() throws {
    let folder = try TemporaryFolder()
    #expect(try Binary.run(["sample", "--output", ".", "--scale", "0.001"], in: folder.url).status == 0)
    // Each character stands for the byte of its number: ì is Windows-1258's acute, ò the dot below, Þ the tilde.
    let file = """
      SÔÒ THEO DOÞI HÔÌ SÕ
      Thaìng 8
      So HS;Ghi chú;channel;received_at;finished_at;status;field
      H29.1-250818-0000001;'ðaÞ goòi; xong';Zalo;18/8/25 8:30;20/8/25 9:00;Hoàn tâìt;Hôò tiòch
      H29.1-250819-0000002;;in_person;45888.5;;processing;Hôò tiòch

      """
    try Data(file.unicodeScalars.map { UInt8($0.value) })
      .write(to: folder.url.appendingPathComponent("dossiers/79-ho-chi-minh.csv"))
    let profile = try #require(Self.blocks("yaml", of: Self.articles + "/Profiles.md").last)
    try folder.write("exports: dossiers\noutput: out\nperiod: 2025-W34\n" + profile, to: "report.yaml")
    let run = try Binary.run(["--config", "report.yaml"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let provinces = try CSVText.rows(folder.text(of: "out/2025-W34/csv/provinces.csv"))
    let row = try #require(provinces.first { $0.first == "79" })
    let cells = Dictionary(uniqueKeysWithValues: zip(try #require(provinces.first), row))
    let expected = [
      "received": "2", "received_online": "1", "resolved_no_deadline": "1", "pending": "1", "median_days": "2",
      "covered_to": "2025-08-20",
    ]
    for (column, value) in expected { #expect(cells[column] == value, "\(column)") }
    #expect(try folder.text(of: "out/2025-W34/csv/fields.csv").contains("Hộ tịch"))
  }

  /// Every link leads somewhere, and where it names a section, to one that is there.
  @Test func theLinksLeadSomewhere() throws {
    let pages = try Self.pages()
    #expect(pages.count == 11)
    for page in pages {
      let folder = URL(fileURLWithPath: page, relativeTo: PackageFolder.url).deletingLastPathComponent()
      for match in try PackageFolder.text(of: page).matches(of: /\]\((?!https:)([^)#]*)(?:#([^)]*))?\)/) {
        let target = URL(fileURLWithPath: String(match.1), relativeTo: folder)
        #expect(FileManager.default.fileExists(atPath: target.path), "\(page): \(match.1)")
        guard let section = match.2 else { continue }
        let headings = try String(contentsOf: target, encoding: .utf8).split(separator: "\n").filter {
          $0.hasPrefix("## ")
        }
        let anchors = headings.map { $0.dropFirst(3).lowercased().replacing(" ", with: "-") }
        #expect(anchors.contains(String(section)), "\(page): \(section)")
      }
    }
  }

  /// Every setting of a configuration is in the articles on settings and profiles.
  @Test func theArticlesNameEverySetting() throws {
    let text = try ["Settings", "Profiles"].map { try PackageFolder.text(of: "\(Self.articles)/\($0).md") }.joined()
    let names = try PackageFolder.text(of: "Sources/Pipeline/Configuration/Setting.swift").matches(
      of: /Setting\("(\w+)"/
    ).map(\.1)
    #expect(names.count > 20)
    for name in names { #expect(text.contains("`\(name)"), "\(name)") }
  }

  @Test func theMakefileHasTheTargets() throws {
    let makefile = try PackageFolder.text(of: "Makefile")
    var targets: Set<Substring> = []
    for command in try Self.blocks("sh").flatMap({ $0.split(separator: "\n") }) where command.hasPrefix("make ") {
      let target = try #require(command.split(separator: " ").dropFirst().first)
      #expect(makefile.contains("\n\(target):"))
      targets.insert(target)
    }
    #expect(targets == ["report", "test", "install"])
  }

  /// "About 180 more": to the next ten. Those of personal columns stand for none.
  @Test func theHeadersAreAsManyAsItSays() throws {
    let list = PackageFolder.url.appendingPathComponent("Sources/Exports/Data/header_aliases.csv")
    let rows = CSVText.rows(try String(contentsOf: list, encoding: .utf8)).dropFirst().filter { !$0[1].isEmpty }
    let about = (rows.count + 5) / 10 * 10
    #expect(try Self.readme().contains("[about \(about) more]"), "\(rows.count)")
  }

  /// The headline that the README quotes is the committed edition's.
  @Test func theQuotedHeadlineIsReal() throws {
    let page = PackageFolder.url.appendingPathComponent("reports-sample/2025-07-01..2025-08-23/en/headline.txt")
    let headline = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    let quoted = try Self.readme().split(separator: "\n").filter { $0.hasPrefix("> ") && !$0.contains("SYNTHETIC") }
      .map { $0.dropFirst(2) }.joined(separator: " ").replacingOccurrences(of: " […]", with: "")
    #expect(quoted.hasPrefix("According to data from 34 of 34"))
    #expect(headline.contains(quoted))
  }

  /// Every option of the table is one that the command knows, and every exit status is in the command's help.
  @Test func optionsAndStatusesAreThoseOfTheCommand() throws {
    let folder = try TemporaryFolder()
    let help = try Binary.run(["generate", "--help"], in: folder.url).output
    let overview = try Binary.run(["--help"], in: folder.url).output
    let text = try Self.readme()
    var options = 0
    for row in text.split(separator: "\n") where row.hasPrefix("| `--") {
      let cell = row.split(separator: "|")[0]
      for option in cell.split(separator: "`") where option.hasPrefix("--") {
        #expect(help.contains(option))
        options += 1
      }
    }
    #expect(options >= 16)
    for status in ["64", "65", "66", "70", "73", "75", "78"] {
      #expect(text.contains("| \(status) |"))
      #expect(overview.contains(status))
    }
  }
}
