import Administration
import Diagnostics
import Exports
import Records
import TestSupport

/// What reading a group of small dossier files gives.
struct ReadDossiers {
  var readings: [FileReading] = []
  /// How often a dossier counts, by the facts of it that tests look at; never with a count of zero.
  var counts: [String: Int] = [:]
  var fields = Vocabulary()
  var prefixes: Set<String> = []
  var provinces: ProvinceRows

  /// Reads files, all as one group, checking that nothing is lost.
  init(
    _ files: [String: String], rules: ExportRules = ExportRules(registry: .vietnam),
    describedBy describe: (Dossier) -> String = { dossier in "\(dossier.due.day)" }
  ) throws {
    try self.init(try TemporaryFolder(files), rules: rules, describedBy: describe)
  }

  /// Reads the files of a folder in the same way.
  init(
    _ folder: TemporaryFolder, rules: ExportRules = ExportRules(registry: .vietnam),
    describedBy describe: (Dossier) -> String = { dossier in "\(dossier.due.day)" }
  ) throws {
    let exports = try ExportFolder(path: folder.path)
    let group = ExportGroup.merged(ExportGroup.groups(of: exports.files, rules: rules), rules: rules)
    let reading = try DossierGroupReader(group, in: exports, rules: rules) { KeptDossiers() }.read()
    readings = reading.files
    fields = reading.parts.first?.words.fields ?? Vocabulary()
    prefixes = reading.codePrefixes
    provinces = reading.provinces
    counts = reading.parts.first?.sink.counts(describe) ?? [:]
  }

  /// Every file is conserved, and as many dossiers count as rows are used.
  var isConserved: Bool {
    readings.allSatisfy(\.isConserved) && readings.reduce(0) { $0 + $1.used } == counts.values.reduce(0, +)
      && counts.values.allSatisfy { $0 > 0 }
  }

  func reading(_ name: String) -> FileReading? { readings.first { $0.name == name } }
}

/// Keeps every dossier handed out, and every one taken back.
struct KeptDossiers: DossierSink {
  private var added: [Dossier] = []
  private var removed: [Dossier] = []

  mutating func add(_ dossiers: [Dossier], file: Int, extractedOn: Day?) { added += dossiers }
  mutating func remove(_ dossiers: [Dossier], file: Int, extractedOn: Day?) { removed += dossiers }

  /// How often a dossier counts, by what is said of it; never with a count of zero.
  func counts(_ describe: (Dossier) -> String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for dossier in added { counts[describe(dossier), default: 0] += 1 }
    for dossier in removed { counts[describe(dossier), default: 0] -= 1 }
    return counts.filter { $0.value != 0 }
  }
}

extension ExportTable {
  /// The headers of a file's text that are not read.
  static func ignored(in text: String, reading columns: [Column]) throws -> [String] {
    let folder = try TemporaryFolder(["79.csv": text])
    return try open(
      file: "79.csv", in: ExportFolder(path: folder.path), reading: columns, rules: ExportRules(registry: .vietnam)
    ).table.plan.ignored
  }
}
