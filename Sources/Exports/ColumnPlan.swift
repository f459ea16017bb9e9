import Diagnostics

/// Which column of a file holds which canonical column.
///
/// Columns that no canonical name answers to are not delivered by the reader, so personal columns never reach the
/// decoder.
package struct ColumnPlan<Column: RawRepresentable<String> & CaseIterable & Hashable & Sendable>: Sendable {
  /// Positions in the header of the columns to read, in the order of `slots`.
  package let selection: [Int]
  /// For each canonical column its place in a batch.
  private let slots: [Column: Int]
  package let ignored: [String]

  /// - Parameters:
  ///   - wanted: the columns to deliver; others are known but not read.
  ///   - required: those without which no figure can be computed.
  /// - Throws: status `dataRefused` where a required column is missing or a column stands twice.
  package init(
    header: [String], reading wanted: [Column], required: [Column], file: String
  ) throws(Failure) {
    var selection: [Int] = []
    var slots: [Column: Int] = [:]
    var seen: Set<Column> = []
    var ignored: [String] = []
    var findings: [Finding] = []
    let place = Location(file, line: 1)
    let byName = Dictionary(uniqueKeysWithValues: Column.allCases.map { ($0.rawValue, $0) })
    for (position, name) in header.enumerated() {
      guard let column = byName[name.trimmedSpaces.lowercased()] else {
        ignored.append(name)
        continue
      }
      guard seen.insert(column).inserted else {
        findings.append(
          Finding(.error, "the column '\(column.rawValue)' stands twice in the header", at: place, hint: "keep one"))
        continue
      }
      guard wanted.contains(column) else { continue }
      slots[column] = selection.count
      selection.append(position)
    }
    for column in required where slots[column] == nil {
      let near = Suggestion.nearest(to: column.rawValue, in: ignored)
      let hint = near.map { "rename the column '\($0)' to '\(column.rawValue)'" }
      findings.append(
        Finding(
          .error, "the required column '\(column.rawValue)' is missing among the \(header.count) of the header",
          at: place, hint: hint ?? "add it; its cells may be blank"))
    }
    guard findings.isEmpty else { throw Failure(.dataRefused, findings) }
    self.selection = selection
    self.slots = slots
    self.ignored = ignored
  }

  /// The place of a column in a batch, or -1 where the file has none.
  package func slot(_ column: Column) -> Int { slots[column] ?? -1 }
}

extension String {
  /// Without spaces and tabs at its ends.
  var trimmedSpaces: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}
