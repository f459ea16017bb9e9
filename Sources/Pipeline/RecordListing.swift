import Diagnostics
import TabularInput

/// Any delimited file's records, as strict RFC 4180: so that a reader can be scored against any suite of files.
///
/// The first record is like the others; a record may have any number of cells. Blank lines are no records, as in
/// every other command. Cells are quoted only where they must be, lines end with CR LF.
package struct RecordListing: Sendable {
  /// What cuts the file into records.
  package enum Reader: String, Sendable, CaseIterable {
    case libcsv, fast
  }

  /// How many records and cells a file has.
  package struct Count: Sendable, Equatable {
    package var records = 0
    package var cells = 0
  }

  private let path: String
  private let dialect: Dialect
  private let engine: ReaderEngine
  private let encoding: TextEncoding?

  /// - Parameter encoding: the name of the file's encoding; nil leaves it to its byte-order mark.
  /// - Throws: status `usage` where there is no such encoding.
  package init(
    _ path: String, delimiter: UInt8, quote: UInt8, reader: Reader, encoding: String? = nil
  ) throws(Failure) {
    self.encoding = try encoding.map { name throws(Failure) in
      if let encoding = TextEncoding(named: name) { return encoding }
      throw Failure(.usage, "there is no encoding '\(name)'", hint: TextEncoding.hint(for: name, "type"))
    }
    self.path = path
    dialect = Dialect(delimiter: delimiter, quote: quote)
    engine = reader == .fast ? .fast : .libcsv
  }

  /// Hands out the records as text, in order and in pieces.
  ///
  /// - Throws: status `dataRefused` at the first fault, behind the records before it; what `print` throws.
  package func write(to print: (String) throws(Failure) -> Void) throws(Failure) {
    var text = ""
    do throws(Failure) {
      try visit { cells, _ throws(Failure) in
        text += Self.line(cells)
        if text.utf8.count >= 1 << 16 {
          try print(text)
          text = ""
        }
      }
    } catch {
      try print(text)
      throw error
    }
    try print(text)
  }

  /// Counts records and cells without making text of those that are as wide as the first.
  package func count() throws(Failure) -> Count {
    var count = Count()
    try visit(makingText: false) { _, width in
      count.records += 1
      count.cells += width
    }
    return count
  }

  private static func line(_ cells: [String]) -> String {
    // A lone blank cell needs its quotes: without them the line would be no record.
    if cells == [""] { return "\"\"\r\n" }
    return cells.map { CSVQuoting.cell($0) }.joined(separator: ",") + "\r\n"
  }

  private func open() throws(Failure) -> RecordReader {
    let source = TextSource(try SourceFile(path: path, name: path), encoding: encoding)
    return RecordReader(source, dialect: dialect, engine: engine)
  }

  /// Goes through the records with one reader for those that are as wide as the first, and another for the rest.
  private func visit(
    makingText: Bool = true, _ visit: (_ cells: [String], _ width: Int) throws(Failure) -> Void
  ) throws(Failure) {
    let others = try open()
    guard let first = try others.cells() else { return }
    var othersRow = 0
    try visit(first, first.count)
    let reader = try open()
    let columns = Array(try reader.header().indices)
    reader.select(columns)
    var batch = RecordBatch(columns: columns.count)
    var isMore = true
    while isMore {
      var failure: Failure?
      do throws(Failure) {
        isMore = try reader.next(into: &batch)
      } catch {
        // What stands before the fault is still in the batch.
        failure = error
      }
      var (record, fault) = (0, 0)
      while record < batch.count || fault < batch.faults.count {
        if fault == batch.faults.count
          || record < batch.count && batch.positions[record].row < batch.faults[fault].position.row
        {
          try visit(makingText ? columns.map { batch.text(record: record, column: $0) } : [], columns.count)
          record += 1
        } else {
          let ragged = batch.faults[fault]
          var cells: [String] = []
          while makingText, othersRow < ragged.position.row {
            cells = try others.cells() ?? []
            othersRow += 1
          }
          try visit(cells, ragged.cells)
          fault += 1
        }
      }
      if let failure { throw failure }
    }
  }
}
