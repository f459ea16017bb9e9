import Diagnostics

/// A data file built into the program: UTF-8, comma-separated, without quotes, with a header.
package struct DataTable {
  package let rows: [[Substring]]

  /// Parses a file; rows with another number of cells are a defect of the build, not of the input, and stop the
  /// program.
  package init(_ text: StaticString, named name: String, columns: Int) {
    var rows: [[Substring]] = []
    for line in text.description.utf8.split(separator: 10).dropFirst() {
      let cells = line.split(separator: 44, omittingEmptySubsequences: false).map { Substring($0) }
      precondition(cells.count == columns, "\(name): \(cells.count) cells instead of \(columns)")
      rows.append(cells)
    }
    self.rows = rows
  }

  /// Parses the embedded file with a name.
  init(embedded name: String, columns: Int) {
    guard let file = EmbeddedFiles.all.first(where: { $0.path == name }) else {
      preconditionFailure("\(name) is not embedded")
    }
    self.init(file.text, named: name, columns: columns)
  }
}
