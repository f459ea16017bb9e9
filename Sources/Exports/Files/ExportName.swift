/// Conventions for the names of export files.
package enum ExportName {
  /// Returns the ending `.csv` or `.csv.gz` as written, in any case; nil for a file that is not an export.
  package static func ending(of name: String) -> Substring? {
    let lower = name.lowercased()
    guard let length = [".csv", ".csv.gz"].first(where: lower.hasSuffix)?.count else { return nil }
    return name.suffix(length)
  }

  /// Returns whether a file's ending is one of text tables, but not the ending of exports.
  static func isTable(_ name: String) -> Bool {
    let lower = name.lowercased()
    return !isNote(name) && [".tsv", ".tab", ".txt", ".psv"].contains(where: lower.hasSuffix)
  }

  /// Returns whether a file is a spreadsheet's workbook, whatever it holds.
  static func isWorkbook(_ name: String) -> Bool {
    [".xlsx", ".xlsm", ".xls", ".ods"].contains { name.lowercased().hasSuffix($0) }
  }

  /// Returns whether a system keeps a file of this name for itself: hidden files, lock files of open documents, and
  /// Windows' own files.
  static func isHidden(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("~$") || ["desktop.ini", "thumbs.db"].contains(name.lowercased())
  }

  /// Returns whether a file is about the exports and not one of them.
  static func isNote(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower == "notice.txt" || lower.hasPrefix("readme")
  }

  /// Returns the name without its ending, so that `79-2.csv` sorts after `79.csv`.
  static func stem(of name: String) -> String { String(name.dropLast(ending(of: name)?.count ?? 0)) }
}
