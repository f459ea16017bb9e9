import Administration
import Records

/// Files that may hold the same dossiers and are therefore read together: those whose profile or name gives the same
/// province (`79-….csv`). A file without a province is a group of its own.
package struct ExportGroup: Sendable {
  /// The position in the registry of the files' province.
  package let province: Int?
  /// The files in order of precedence: of duplicate rows, the row of the earlier file wins.
  package private(set) var files: [String]

  /// Divides a folder's files into groups, each in order of precedence: the later extraction date first, if known; else
  /// the later name in natural order.
  package static func groups(
    of files: [String], rules: ExportRules, _ kind: ExportKind = .dossiers
  ) -> [ExportGroup] {
    var groups: [ExportGroup] = []
    var positions: [Int: Int] = [:]
    for file in files.inNaturalOrder({ $0 }) {
      let province = rules.province(ofFile: file, kind)
      if let province, let position = positions[province] {
        groups[position].files.append(file)
      } else {
        if let province { positions[province] = groups.count }
        groups.append(ExportGroup(province: province, files: [file]))
      }
    }
    for position in groups.indices { groups[position].putInOrder(rules, kind) }
    return groups
  }

  /// Merges groups into one, for codes that turned out to occur in more than one of them.
  package static func merged(
    _ groups: [ExportGroup], rules: ExportRules, _ kind: ExportKind = .dossiers
  ) -> ExportGroup {
    var all = ExportGroup(province: nil, files: groups.flatMap(\.files))
    all.putInOrder(rules, kind)
    return all
  }

  mutating func leaveOut(_ names: Set<String>) { files.removeAll { names.contains($0) } }

  private mutating func putInOrder(_ rules: ExportRules, _ kind: ExportKind) {
    files = files.map { Precedence($0, extracted: rules.extractionDate(of: $0, kind)) }.sorted { $0.wins(over: $1) }
      .map(\.file)
  }
}

/// The order of precedence: it decides whether the rows of a file supersede those of another.
private struct Precedence {
  let file: String
  private let extracted: Day?
  private let stem: NaturalOrder
  private let name: NaturalOrder

  init(_ file: String, extracted: Day?) {
    self.file = file
    self.extracted = extracted
    stem = NaturalOrder(ExportName.stem(of: file))
    name = NaturalOrder(file)
  }

  /// Returns whether this file takes precedence over another. A file without a date comes after those with one: if it
  /// were placed among them by name, three files could each win over the next, and the result would depend on the order
  /// in which they are compared.
  func wins(over other: Precedence) -> Bool {
    if extracted != other.extracted {
      guard let extracted, let before = other.extracted else { return extracted != nil }
      return extracted > before
    }
    return stem == other.stem ? other.name < name : other.stem < stem
  }
}
