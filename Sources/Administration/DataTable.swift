import Diagnostics

/// One of the data files that ship inside the binary: UTF-8, comma-separated, without quotes, with a header.
package struct DataTable {
  package let rows: [[Substring]]

  /// A file that is ragged is a defect of the build, not of the input.
  package init(_ text: StaticString, named name: String, columns: Int) {
    var rows: [[Substring]] = []
    for line in text.description.utf8.split(separator: 10).dropFirst() {
      let cells = line.split(separator: 44, omittingEmptySubsequences: false).map { Substring($0) }
      precondition(cells.count == columns, "\(name): \(cells.count) cells instead of \(columns)")
      rows.append(cells)
    }
    self.rows = rows
  }

  /// The embedded file of that name.
  init(embedded name: String, columns: Int) {
    guard let file = EmbeddedFiles.all.first(where: { $0.path == name }) else {
      preconditionFailure("\(name) is not embedded")
    }
    self.init(file.text, named: name, columns: columns)
  }
}
