import Diagnostics
import Publishing

/// What a run does to an output folder that holds an edition or none.
enum Scenario: CaseIterable, CustomStringConvertible {
  case first, revision, replacement, replacementWithoutSwap

  var description: String {
    switch self {
    case .first: "a first edition"
    case .revision: "a revision beside the old one"
    case .replacement: "a replacement by swap"
    case .replacementWithoutSwap: "a replacement where the file system cannot swap"
    }
  }

  var canExchange: Bool { self != .replacementWithoutSwap }

  static let output = "home/reports"

  /// A disk as it is before the run, and what the user has put beside and inside.
  func disk() throws -> MemoryFiles.Disk {
    let files = MemoryFiles()
    try files.makeFolder("home")
    try files.makeFolder(Self.output)
    try files.makeFolder(Self.output + "/notes")
    let mine = try files.open(Self.output + "/notes/mine.txt", for: .creating)
    _ = try files.write(Array("mine".utf8)[...], to: mine)
    if self != .first { try Self.publish("old", revision: 1, replacing: false, files) }
    return files.disk
  }

  func run(_ files: any FileLayer, interruption: Interruption = Interruption()) throws {
    try Self.publish(
      "new", revision: self == .revision ? 2 : 1,
      replacing: self == .replacement || self == .replacementWithoutSwap, files, interruption: interruption)
  }

  static func contents(_ text: String) -> [(path: String, bytes: [UInt8])] {
    ["csv/provinces.csv", "vi/national.md", "vi/provinces/79.md", "statistics.json"].map {
      ($0, Array("\($0) \(text)\n".utf8))
    }
  }

  private static func publish(
    _ text: String, revision: Int, replacing: Bool, _ files: any FileLayer,
    interruption: Interruption = Interruption()
  ) throws {
    let folder = try OutputFolder(path: output, layer: files, interruption: interruption)
    let contents = contents(text)
    let manifest = Manifest(
      version: "1", edition: "2025-W34", revision: revision, forced: replacing, synthetic: true, notice: text,
      period: .init(
        name: "2025-W34", firstDay: "2025-08-18", lastDay: "2025-08-24", asOf: "2025-08-24", staffAsOf: nil,
        compare: "date"),
      configuration: [:], referenceData: "", templates: [], inputs: []
    ).naming(contents.map { Manifest.Output(path: $0.path, bytes: $0.bytes) })
    // As a run does: what is there already made of the same is only finished.
    if let newest = try folder.newest(of: "2025-W34"), newest.notice == text {
      _ = try folder.finish(newest)
    } else {
      var edition = try folder.begin(manifest, replacing: replacing)
      for (path, bytes) in contents { try edition.write(path, bytes) }
      _ = try folder.publish(edition, manifest)
    }
  }

  /// The set that `latest` leads to; nil where there is no link or it leads nowhere.
  static func latest(_ disk: MemoryFiles.Disk) -> [String: [UInt8]]? {
    guard case .link(let target)? = disk.node(at: output + "/latest") else { return nil }
    let tree = disk.tree(output + "/" + target)
    return tree.isEmpty ? nil : tree
  }
}
