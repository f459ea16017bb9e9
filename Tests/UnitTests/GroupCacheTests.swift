import Administration
import Checksums
import Diagnostics
import Exports
import Foundation
import Pipeline
import Testing

/// What earlier runs have counted is taken up where nothing has changed, and no edition shows whether it was.
@Suite struct GroupCacheTests {
  private let header = "dossier_id,province_code,field,channel,received_at,due_at,finished_at\n"

  /// Rows with a superseded one, one that cannot be used, a sum, and a word that no list knows.
  private func rows(_ count: Int, _ province: String, portal: String) -> String {
    var text = header
    for number in 0..<count {
      let day = 18 + number % 6
      let channel = number % 40 == 9 ? "pigeon" : number % 9 == 0 ? "" : "online"
      text +=
        "\(portal).1-2508\(day)-\(number % 7 == 0 ? number / 2 : number),\(province),Field \(number % 5),\(channel),"
      text +=
        number % 31 == 0 ? "soon,,\n" : "2025-08-\(day),2025-08-\(day + 2),\(number % 3 == 0 ? "" : "2025-08-\(day)")\n"
    }
    return text + "Tổng cộng,,,,,,\n"
  }

  /// Exports of two provinces beside an output folder.
  private func folder() throws -> TemporaryFolder {
    try TemporaryFolder([
      "exports/01-2025-08-24.csv": rows(300, "01", portal: "H26"),
      "exports/01-2025-08-23.csv": rows(90, "01", portal: "H26"),
      "exports/12.csv": rows(200, "12", portal: "H35"),
    ])
  }

  private func configuration(_ folder: TemporaryFolder, output: String = "out") -> Configuration {
    var configuration = Configuration()
    configuration.exports = folder.path + "/exports"
    configuration.output = folder.path + "/" + output
    configuration.period = "2025-W34"
    configuration.unknownWords = .quarantine
    configuration.workers = 2
    return configuration
  }

  private func plan(_ configuration: Configuration) throws -> RunPlan {
    try RunPlan(configuration, today: try #require(Day("2025-08-25")), processors: 2)
  }

  // Configurations are made inside: Swift 6.3.1 crashes where one is handed to a function that waits.
  private func publish(
    _ folder: TemporaryFolder, output: String = "out", period: String = "2025-W34", cache: Bool? = nil
  ) async throws {
    var configuration = configuration(folder, output: output)
    configuration.period = period
    configuration.cache = cache
    let plan = try plan(configuration)
    _ = try await Run(plan).publish(force: false)
  }

  /// The first edition in an output folder: each of its files with its sum.
  private func edition(_ folder: TemporaryFolder, _ output: String = "out") throws -> [String] {
    let top = folder.path + "/" + output + "/2025-W34"
    return try FileManager.default.subpathsOfDirectory(atPath: top).sorted().map { path in
      "\(path) \(SHA256.hexDigest(of: FileManager.default.contents(atPath: top + "/" + path) ?? Data()))"
    }
  }

  /// What a run gives that takes nothing up and keeps nothing.
  private func freshEdition(_ folder: TemporaryFolder) async throws -> [String] {
    try await publish(folder, output: "fresh", cache: false)
    return try edition(folder, "fresh")
  }

  /// Takes the editions away and leaves what was counted.
  private func removeEditions(_ folder: TemporaryFolder) throws {
    for name in try folder.names(in: "out") where name != ".cache" {
      try FileManager.default.removeItem(atPath: folder.path + "/out/" + name)
    }
  }

  /// How many groups need not be read under a plan.
  private func known(_ configuration: Configuration) throws -> Int {
    let plan = try plan(configuration)
    let cache = try #require(GroupCache(plan))
    let groups = ExportGroup.groups(
      of: plan.dossiers.files, rules: ExportRules(registry: .vietnam))
    return groups.count { cache.result(of: $0) != nil }
  }

  private func entries(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path + "/out/.cache")
      .filter { $0.contains("/") }.map { "out/.cache/" + $0 }.sorted()
  }

  @Test func whatWasCountedIsTakenUp() async throws {
    let folder = try folder()
    let known1 = try known(configuration(folder))
    #expect(known1 == 0)
    try await publish(folder)
    let first = try edition(folder)
    let known2 = try known(configuration(folder))
    #expect(known2 == 2)
    try removeEditions(folder)
    try await publish(folder)
    let second = try edition(folder)
    #expect(first == second)
  }

  @Test func noEditionShowsWhetherAnythingWasTakenUp() async throws {
    let folder = try folder()
    try await publish(folder)
    let fresh = try await freshEdition(folder)
    let kept = try edition(folder)
    #expect(fresh == kept)
    let names = try folder.names(in: "fresh")
    #expect(!names.contains(".cache"))
  }

  @Test(arguments: ["another row", "another byte"])
  func aFileThatChangedIsReadAgain(_ change: String) async throws {
    let folder = try folder()
    try await publish(folder)
    let name = "exports/01-2025-08-24.csv"
    let text = try #require(folder.text(of: name))
    try folder.write(
      change == "another row"
        ? text + "H26.1-250820-9999999,01,Field 1,online,2025-08-20,,\n"
        : text.replacingOccurrences(of: "Field 3", with: "Field 9"), to: name)
    let known3 = try known(configuration(folder))
    #expect(known3 == 1, "the other province is known still")
    try removeEditions(folder)
    try await publish(folder)
    let fresh = try await freshEdition(folder)
    #expect(try edition(folder) == fresh)
  }

  @Test func aFileMoreOrLessIsAnotherGroup() async throws {
    let folder = try folder()
    try await publish(folder)
    try folder.write(rows(50, "01", portal: "H26"), to: "exports/01-2025-08-22.csv")
    let known4 = try known(configuration(folder))
    #expect(known4 == 1)
  }

  /// Each of these counts otherwise, or may.
  @Test func otherRulesTakeNothingUp() async throws {
    let folder = try folder()
    try await publish(folder)
    let base = configuration(folder)
    try folder.write("field,canonical\nField 1,Field 2\n", to: "aliases.csv")
    let changes: [(inout Configuration) -> Void] = [
      { $0.period = "2025-W33" }, { $0.asOf = "2025-08-23" }, { $0.compare = "instant" }, { $0.since = "2025-08-01" },
      { $0.audience = "internal" }, { $0.units = .open },
      { configuration in
        var profile = Profile()
        profile.files = ["12.csv"]
        configuration.profiles = [profile]
      }, { $0.weekStart = 7 },
    ]
    for change in changes {
      var other = base
      change(&other)
      let known5 = try known(other)
      #expect(known5 == 0, "\(other)")
    }
    // What is only printed otherwise is counted alike.
    var other = base
    other.languages = ["en"]
    other.ranking = "on_time_rate"
    let known6 = try known(other)
    #expect(known6 == 2)
  }

  @Test func damagedEntriesAreCountedAnew() async throws {
    let folder = try folder()
    try await publish(folder)
    let first = try edition(folder)
    for entry in try entries(folder) {
      let path = folder.path + "/" + entry
      let whole = try #require(FileManager.default.contents(atPath: path))
      for damage in 0..<4 {
        var bytes = whole
        switch damage {
        case 0: bytes[bytes.count / 2] ^= 1
        case 1: bytes.removeLast(70)
        case 2: bytes = Data()
        default: bytes += Data([0])
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        let known7 = try known(configuration(folder))
        #expect(known7 == 1, "damage \(damage)")
      }
      try whole.write(to: URL(fileURLWithPath: path))
    }
    for entry in try entries(folder) { try folder.write("", to: entry) }
    try removeEditions(folder)
    try await publish(folder)
    let anew = try edition(folder)
    #expect(anew == first)
    let known8 = try known(configuration(folder))
    #expect(known8 == 2, "what was damaged is whole again")
  }

  /// A link in the place of the folder leads somewhere else; nothing is written there, and the edition is published.
  @Test func nothingIsWrittenThroughALink() async throws {
    let folder = try folder()
    try folder.write("", to: "elsewhere/kept")
    try folder.write("", to: "out/note.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/out/.cache", withDestinationPath: folder.path + "/elsewhere")
    try await publish(folder)
    let elsewhere = try folder.names(in: "elsewhere")
    #expect(elsewhere == ["kept"])
    let published = try edition(folder)
    #expect(published.count > 10)
  }

  /// Words that a published edition hides stand in it.
  @Test func onlyTheOwnerLooksIntoIt() async throws {
    let folder = try folder()
    try await publish(folder)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/out/.cache")
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  private func known(_ folder: TemporaryFolder, period: String) throws -> Int {
    var configuration = configuration(folder)
    configuration.period = period
    return try known(configuration)
  }

  @Test func theEntriesOfTheLastFewSettingsAreKept() async throws {
    let folder = try folder()
    let periods = ["2025-W34"] + (20...23).map { "2025-08-18..2025-08-\($0)" }
    for period in periods { try await publish(folder, period: period) }
    let known = try periods.map { try self.known(folder, period: $0) }
    #expect(known == [0, 2, 2, 2, 2])
    // Entries that no file belongs to any more go as well.
    try FileManager.default.removeItem(atPath: folder.path + "/exports/12.csv")
    try await publish(folder, period: periods[4])
    let count = try entries(folder).count
    #expect(count == 3 * 2 + 1)
  }
}
