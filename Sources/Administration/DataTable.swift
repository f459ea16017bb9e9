import Diagnostics

/// One of the data files that ship inside the binary: UTF-8, comma-separated, without quotes, with a header.
struct DataTable {
  let rows: [[Substring]]

  /// The embedded file of that name. A file that is missing or ragged is a defect of the build, not of the input.
  init(embedded name: String, columns: Int) {
    guard let file = EmbeddedFiles.all.first(where: { $0.path == name }) else {
      preconditionFailure("\(name) is not embedded")
    }
    var rows: [[Substring]] = []
    for line in file.text.description.utf8.split(separator: 10).dropFirst() {
      let cells = line.split(separator: 44, omittingEmptySubsequences: false).map { Substring($0) }
      precondition(cells.count == columns, "\(name): \(cells.count) cells instead of \(columns)")
      rows.append(cells)
    }
    self.rows = rows
  }
}
