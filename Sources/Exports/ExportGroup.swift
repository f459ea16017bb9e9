import Administration
import Records

/// Files that may hold the same dossiers and are therefore read together: those whose names open with the same province
/// code (`79-….csv`); a file whose name opens with none stands alone.
package struct ExportGroup: Sendable {
  /// Position of the province that the file names say, in the registry.
  package let province: Int?
  /// The files, the one that wins among duplicates first.
  package private(set) var files: [String]

  /// Cuts a folder's files into groups, each with its files in the order of precedence: the later extraction date first,
  /// where file names carry one, else the later name in natural order.
  package static func groups(
    of files: [String], rules: ExportRules, _ kind: ExportKind = .dossiers
  ) -> [ExportGroup] {
    var groups: [ExportGroup] = []
    var positions: [Int: Int] = [:]
    for file in files.sorted(by: NaturalOrder.precedes) {
      let province = rules.province(ofFile: file, kind)
      if let province, let position = positions[province] {
        groups[position].files.append(file)
      } else {
        if let province { positions[province] = groups.count }
        groups.append(ExportGroup(province: province, files: [file]))
      }
    }
    for position in groups.indices { groups[position].files.sort { wins($0, $1, rules, kind) } }
    return groups
  }

  /// One group of all the files of several, for codes that turned out to stand in more than one.
  package static func merged(
    _ groups: [ExportGroup], rules: ExportRules, _ kind: ExportKind = .dossiers
  ) -> ExportGroup {
    var all = ExportGroup(province: nil, files: groups.flatMap(\.files))
    all.files.sort { wins($0, $1, rules, kind) }
    return all
  }

  mutating func leaveOut(_ names: Set<String>) { files.removeAll { names.contains($0) } }

  /// Whether the rows of one file supersede those of another.
  ///
  /// A file without a date gives way to those with one: were it placed among them by its name, three files could each
  /// win over the next, and the result would depend on the order in which they are named.
  private static func wins(_ a: String, _ b: String, _ rules: ExportRules, _ kind: ExportKind) -> Bool {
    let (left, right) = (rules.extractionDate(of: a, kind), rules.extractionDate(of: b, kind))
    if left != right {
      guard let left, let right else { return left != nil }
      return left > right
    }
    let (leftStem, rightStem) = (ExportName.stem(of: a), ExportName.stem(of: b))
    return leftStem == rightStem ? NaturalOrder.precedes(b, a) : NaturalOrder.precedes(rightStem, leftStem)
  }
}
