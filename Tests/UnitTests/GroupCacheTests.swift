import Administration
import Checksums
import Diagnostics
import Exports
import Foundation
import Pipeline
import TestSupport
import Testing

/// What earlier runs have counted is taken up where nothing has changed, and no edition shows whether it was.
@Suite struct GroupCacheTests {
  private let header = "dossier_id,province_code,field,channel,received_at,due_at,finished_at\n"

  /// Rows with a superseded one, one that cannot be used, and a sum.
  ///
  /// - Parameter word: the channel of some of them.
  private func rows(_ count: Int, _ province: String, portal: String, word: String = "postal") -> String {
    var text = header
    for number in 0..<count {
      let day = 18 + number % 6
      let channel = number % 40 == 9 ? word : number % 9 == 0 ? "" : "online"
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
    let text = try #require(folder.textIfThere(name))
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
  private static let otherRules: [@Sendable (inout Configuration) -> Void] = [
    { $0.period = "2025-W33" }, { $0.asOf = "2025-08-23" }, { $0.compare = "instant" }, { $0.since = "2025-08-01" },
    { $0.audience = "internal" }, { $0.units = .open }, { $0.weekStart = 7 },
    { configuration in
      var profile = Profile()
      profile.files = ["12.csv"]
      configuration.profiles = [profile]
    },
    { $0.fieldAliases = ($0.exports ?? "") + "/../aliases.csv" },
  ]

  @Test(arguments: otherRules.indices)
  func otherRulesTakeNothingUp(_ change: Int) async throws {
    let folder = try folder()
    try folder.write("spelling,field\nField 1,Field 2\n", to: "aliases.csv")
    try await publish(folder)
    var other = configuration(folder)
    Self.otherRules[change](&other)
    let known = try known(other)
    #expect(known == 0)
    let before = try self.known(configuration(folder))
    #expect(before == 2)
  }

  @Test func whatIsOnlyPrintedOtherwiseIsCountedAlike() async throws {
    let folder = try folder()
    try await publish(folder)
    var other = configuration(folder)
    other.languages = ["en"]
    other.ranking = "on_time_rate"
    let known = try known(other)
    #expect(known == 2)
  }

  @Test func damagedEntriesAreCountedAnew() async throws {
    let folder = try folder()
    try await publish(folder)
    let first = try edition(folder)
    for entry in try entries(folder) {
      let path = folder.path + "/" + entry
      let whole = try #require(FileManager.default.contents(atPath: path))
      for damage in 0..<5 {
        var bytes = whole
        switch damage {
        case 0: bytes[bytes.count / 2] ^= 1
        case 1: bytes.removeLast(70)
        case 2: bytes = Data()
        case 3: bytes = Data(count: 65 << 20)
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

  /// What lies behind a link in the place of old entries is not removed with them, nor is anything that is none.
  @Test func nothingIsRemovedThroughALink() async throws {
    let folder = try folder()
    let old = String(repeating: "a", count: 32)
    try folder.write("", to: "elsewhere/" + old)
    try await publish(folder)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/out/.cache/" + old, withDestinationPath: folder.path + "/elsewhere")
    try folder.write("", to: "out/.cache/note.txt")
    for day in 20...23 { try await publish(folder, period: "2025-08-18..2025-08-\(day)") }
    #expect(try folder.names(in: "elsewhere") == [old])
    #expect(try folder.names(in: "out/.cache").contains("note.txt"))
  }

  /// Runs that are refused leave no more behind than others.
  @Test func foldersOfRefusedRunsAreRemovedAsWell() async throws {
    let folder = try folder()
    try folder.write("no header\n", to: "exports/04.csv")
    for day in 19...24 {
      await #expect(throws: Failure.self) { try await publish(folder, period: "2025-08-18..2025-08-\(day)") }
    }
    let names = try folder.names(in: "out/.cache")
    #expect(names.count == 4 + 1)
  }

  /// What stands before the date of a code is no portal's code here, and may be a person's.
  @Test func whatMayNameAPersonIsNotKept() async throws {
    let folder = try folder()
    let rows = (10..<30).map { "NGUYEN VAN X 0791850\($0)-250820-1,01,Field 1,online,2025-08-20,,\n" }
    try folder.write(header + rows.joined(), to: "exports/01-2025-08-24.csv")
    try await publish(folder)
    let known = try known(configuration(folder))
    #expect(known == 1)
    for entry in try entries(folder) {
      let bytes = try #require(FileManager.default.contents(atPath: folder.path + "/" + entry))
      #expect(bytes.range(of: Data("0791850".utf8)) == nil)
    }
  }

  /// A word that no list knows may be a name under a wrong header, in however many rows.
  @Test func wordsThatNoListKnowsAreNotKept() async throws {
    let folder = try folder()
    try folder.write(rows(300, "01", portal: "H26", word: "Pham Thi Pigeon"), to: "exports/01-2025-08-24.csv")
    try await publish(folder)
    let known = try known(configuration(folder))
    #expect(known == 1)
    for entry in try entries(folder) {
      let bytes = try #require(FileManager.default.contents(atPath: folder.path + "/" + entry))
      #expect(bytes.range(of: Data("Pigeon".utf8)) == nil)
    }
  }

  /// What was counted of each unit stands in it, before anything is hidden: a folder that others may look into is not used.
  @Test func aFolderThatOthersMayLookIntoIsNotUsed() async throws {
    let folder = try folder()
    try await publish(folder)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/out/.cache")
    let open = try known(configuration(folder))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path + "/out/.cache")
    let closed = try known(configuration(folder))
    #expect((open, closed) == (0, 2))
  }

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
    let kept = try entries(folder).count
    #expect(kept == 4 * 2)
    // The newest first: to ask for others is to use them.
    let known = try periods.reversed().map { try self.known(folder, period: $0) }
    #expect(known == [2, 2, 2, 2, 0])
  }

  /// What cannot be written is not kept, and the edition is the same.
  @Test func entriesThatCannotBeWrittenAreNotKept() async throws {
    let folder = try folder()
    try await publish(folder)
    let fresh = try edition(folder)
    let names = try entries(folder)
    for name in names {
      try FileManager.default.removeItem(atPath: folder.path + "/" + name)
      try folder.write("", to: name + ".new/x")
    }
    try removeEditions(folder)
    try await publish(folder)
    let again = try edition(folder)
    let kept = try entries(folder).filter { names.contains($0) }
    #expect(again == fresh)
    #expect(kept == [])
  }

  @Test func entriesThatNoFileBelongsToAreRemoved() async throws {
    let folder = try folder()
    try await publish(folder)
    try FileManager.default.removeItem(atPath: folder.path + "/exports/12.csv")
    try await publish(folder)
    let count = try entries(folder).count
    #expect(count == 1)
  }
}
