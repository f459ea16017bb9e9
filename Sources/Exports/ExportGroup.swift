import Administration

/// Files that may hold the same dossiers and are therefore read together: those whose names open with the same province
/// code (`79-….csv`); a file whose name opens with none stands alone.
package struct ExportGroup: Sendable {
  /// Position of the province that the file names say, in the registry.
  package let province: Int?
  /// The files, the one that wins among duplicates first.
  package private(set) var files: [String]

  /// Cuts a folder's files into groups, each with its files in the order of precedence: the later extraction date first,
  /// where file names carry one, else the later name in natural order.
  package static func groups(of files: [String], registry: Registry) -> [ExportGroup] {
    var groups: [ExportGroup] = []
    var positions: [Int: Int] = [:]
    for file in files.sorted(by: NaturalOrder.precedes) {
      let province = province(ofFile: file, registry: registry)
      if let province, let position = positions[province] {
        groups[position].files.append(file)
      } else {
        if let province { positions[province] = groups.count }
        groups.append(ExportGroup(province: province, files: [file]))
      }
    }
    for position in groups.indices { groups[position].files.sort(by: wins) }
    return groups
  }

  /// One group of all the files of several, for codes that turned out to stand in more than one.
  package static func merged(_ groups: [ExportGroup]) -> ExportGroup {
    var all = ExportGroup(province: nil, files: groups.flatMap(\.files))
    all.files.sort(by: wins)
    return all
  }

  /// Whether the rows of one file supersede those of another.
  ///
  /// A file without a date gives way to those with one: were it placed among them by its name, three files could each
  /// win over the next, and the result would depend on the order in which they are named.
  private static func wins(_ a: String, _ b: String) -> Bool {
    let (left, right) = (extractionDate(inName: a), extractionDate(inName: b))
    if left != right {
      guard let left, let right else { return left != nil }
      return left > right
    }
    let (leftStem, rightStem) = (ExportName.stem(of: a), ExportName.stem(of: b))
    return leftStem == rightStem ? NaturalOrder.precedes(b, a) : NaturalOrder.precedes(rightStem, leftStem)
  }

  /// The province that a file's name says by the statistical code it opens with.
  package static func province(ofFile name: String, registry: Registry) -> Int? {
    guard let dash = name.firstIndex(where: { $0 == "-" || $0 == "_" || $0 == "." }) else { return nil }
    return registry.province(code: name[..<dash])
  }

  /// A date in a file's name: `2025-08-23`, `2025_08_23` or `20250823`.
  package static func extractionDate(inName name: String) -> Day? {
    let text = Array(name.utf8)
    func isDigit(_ i: Int) -> Bool { text.indices.contains(i) && (48...57).contains(text[i]) }
    func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 * 10 + Int(text[$1]) - 48 } }
    for start in text.indices where isDigit(start) && !isDigit(start - 1) {
      var end = start
      while isDigit(end) { end += 1 }
      if end - start == 8 {
        let day = Day(
          year: number(start..<start + 4), month: number(start + 4..<start + 6), day: number(start + 6..<end))
        if let day, (2000...2100).contains(day.year) { return day }
      }
      guard end - start == 4, end < text.count, [45, 95, 46].contains(text[end]) else { continue }
      let month = end + 1
      let day = end + 4
      guard isDigit(month), isDigit(month + 1), day - 1 < text.count, text[day - 1] == text[end], isDigit(day),
        isDigit(day + 1), !isDigit(day + 2),
        let found = Day(
          year: number(start..<end), month: number(month..<month + 2), day: number(day..<day + 2))
      else { continue }
      return found
    }
    return nil
  }
}
