import Administration
import Diagnostics
import Exports
import Records

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
    let folder = try TemporaryFolder(files)
    let exports = try ExportFolder(path: folder.path)
    let group = ExportGroup.merged(ExportGroup.groups(of: exports.files, rules: rules), rules: rules)
    var reader = DossierGroupReader(group, in: exports, rules: rules)
    var counts: [String: Int] = [:]
    readings = try reader.read { dossiers, isTakenBack in
      for dossier in dossiers { counts[describe(dossier), default: 0] += isTakenBack ? -1 : 1 }
    }
    self.counts = counts.filter { $0.value != 0 }
    fields = reader.fields
    prefixes = reader.codePrefixes
    provinces = reader.provinces
  }

  /// Every file is conserved, and as many dossiers count as rows are used.
  var isConserved: Bool {
    readings.allSatisfy(\.isConserved) && readings.reduce(0) { $0 + $1.used } == counts.values.reduce(0, +)
      && counts.values.allSatisfy { $0 > 0 }
  }

  func reading(_ name: String) -> FileReading? { readings.first { $0.name == name } }
}
