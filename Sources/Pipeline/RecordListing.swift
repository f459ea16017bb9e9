import Diagnostics
import TabularInput

/// Lists the records of any delimited file as strict RFC 4180, so that the reader can be tested against any suite of
/// files.
///
/// The first record is treated like the others, and a record may have any number of cells. Blank lines are not records,
/// as in every other command. Cells are quoted only where necessary, and lines end with CR LF.
package struct RecordListing: Sendable {
  /// The parser that splits the file into records.
  package enum Reader: String, Sendable, CaseIterable {
    case libcsv, fast
  }

  /// The number of records and cells in a file.
  package struct Count: Sendable, Equatable {
    package var records = 0
    package var cells = 0
  }

  private let path: String
  private let dialect: Dialect
  private let engine: ReaderEngine
  private let encoding: TextEncoding?

  /// - Parameter encoding: the name of the file's encoding; nil to determine it from the byte-order mark.
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

  /// Passes the records to `print` as text, in order and in pieces.
  ///
  /// - Throws: status `dataRefused` at the first fault, after printing the records before it; and the error that
  ///   `print` throws.
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

  /// Counts records and cells, without making text of the records that are as wide as the first.
  package func count() throws(Failure) -> Count {
    var count = Count()
    try visit(makingText: false) { _, width in
      count.records += 1
      count.cells += width
    }
    return count
  }

  private static func line(_ cells: [String]) -> String {
    // A single blank cell needs quotes, because a blank line is not a record.
    if cells == [""] { return "\"\"\r\n" }
    return cells.map { CSVQuoting.cell($0) }.joined(separator: ",") + "\r\n"
  }

  private func open() throws(Failure) -> RecordReader {
    let source = TextSource(try SourceFile(path: path, name: path), encoding: encoding)
    return RecordReader(source, dialect: dialect, engine: engine)
  }

  /// Visits the records: one reader reads those that are as wide as the first, and another the rest.
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
        // The records before the fault are still in the batch.
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
