/// What the names of export files have in common.
package enum ExportName {
  /// `.csv` or `.csv.gz` in any case, as it stands; nil for a file that is no export.
  package static func ending(of name: String) -> Substring? {
    let lower = name.lowercased()
    guard let length = [".csv", ".csv.gz"].first(where: lower.hasSuffix)?.count else { return nil }
    return name.suffix(length)
  }

  /// Whether a file's ending says that it is a table as text, though not by the ending of exports.
  static func isTable(_ name: String) -> Bool {
    let lower = name.lowercased()
    return !isNote(name) && [".tsv", ".tab", ".txt", ".psv"].contains(where: lower.hasSuffix)
  }

  /// Whether a file is a spreadsheet's own, whatever it holds.
  static func isWorkbook(_ name: String) -> Bool {
    [".xlsx", ".xlsm", ".xls", ".ods"].contains { name.lowercased().hasSuffix($0) }
  }

  /// Whether a system keeps a file of this name for itself: hidden ones, those of open spreadsheets, Windows' own.
  static func isHidden(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("~$") || ["desktop.ini", "thumbs.db"].contains(name.lowercased())
  }

  /// Whether a file is about the exports rather than one of them.
  static func isNote(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower == "notice.txt" || lower.hasPrefix("readme")
  }

  /// The name without its ending, so that `79-2.csv` is later than `79.csv`.
  static func stem(of name: String) -> String { String(name.dropLast(ending(of: name)?.count ?? 0)) }
}
