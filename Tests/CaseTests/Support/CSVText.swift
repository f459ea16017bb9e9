/// Cells of CSV text, for tests: commas, quotes doubled inside quotes, one record a line.
enum CSVText {
  static func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { cells(of: String($0)) }
  }

  static func cells(of line: String) -> [String] {
    if !line.contains("\"") { return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    for part in line.split(separator: ",", omittingEmptySubsequences: false) {
      cell += (isQuoted ? "," : "") + part
      isQuoted = !cell.filter { $0 == "\"" }.count.isMultiple(of: 2)
      if isQuoted { continue }
      if cell.hasPrefix("\"") { cell = String(cell.dropFirst().dropLast()).replacing("\"\"", with: "\"") }
      cells.append(cell)
      cell = ""
    }
    return cells
  }
}
