import Diagnostics

/// How a reader finds the cells of a record.
package enum ReaderEngine: String, Sendable, CaseIterable {
  /// Sends every record through libcsv; the tests check `fast` against it.
  case libcsv
  /// Cuts plain records in blocks of bytes and sends all others through libcsv.
  case fast
}

/// Reads the records of one file, and refuses text that is not strict CSV.
///
/// A record is plain if it lies whole in the piece just read, has no control character, and has quotes only around
/// whole cells. `PlainScanner` cuts plain records; every other record goes through libcsv. Both engines therefore give
/// the same batches, positions and errors. libcsv reports no positions, so it is fed line by line.
///
/// Call `header()` once, `select(_:)` once, then `next(into:)` until it returns false; after that, `readAgain` if
/// needed.
package final class RecordReader {
  private let name: String
  private var buffer: PieceBuffer
  private var parser: LibCSVParser
  /// What libcsv's callbacks have found, including the batch being filled.
  private let state: UnsafeMutablePointer<ParseState>
  private let delimiter: UInt8

  private var scanner: PlainScanner
  private let engine: ReaderEngine
  /// Whether all pending bytes are UTF-8 text; only then may the scanner cut them.
  private var isText = false
  /// Where in the buffer the piece begins that the scanner has indexed; nil if the scanner must index again.
  private var indexed: Int?

  /// The number of cell bytes at which a batch is full.
  private static let batchBytes = 8 << 20

  private var line = 1
  /// The byte at which the current line begins; error messages count columns from it.
  private var lineStart = 0
  private var byte = 0
  private var row = 0
  private var record = RecordBatch.Position(row: 0, line: 1, byte: 0)
  private var recordBytes = 0
  /// Where the second and further lines of the record begin, in bytes from the start of the record.
  private var recordLines: [UInt32] = []
  private var cellsExpected = 0
  /// Another number of cells that a record may have; nil if there is no other.
  private var cellsAtLeast: Int?
  private var isInLastRecord = false
  /// The record in which the file ends without a line end, and its number of cells; nil if the file ends with a line
  /// end.
  package private(set) var unended: (row: Int, cells: Int)?
  /// Whether a lone carriage return ends records in this file; nil until the first record has been read.
  private var carriageReturnEnds: Bool?

  /// - Parameter chunk: the number of bytes to read at a time. Tests vary it; the result does not depend on it.
  package convenience init(
    _ file: consuming SourceFile, dialect: Dialect = Dialect(), engine: ReaderEngine = .fast, chunk: Int = 256 << 10
  ) {
    self.init(TextSource(file), dialect: dialect, engine: engine, chunk: chunk)
  }

  package init(
    _ source: consuming TextSource, dialect: Dialect = Dialect(), engine: ReaderEngine = .fast, chunk: Int = 256 << 10
  ) {
    name = source.name
    buffer = PieceBuffer(source, chunk: chunk, margin: PlainScanner.block)
    self.engine = engine
    delimiter = dialect.delimiter
    scanner = PlainScanner(dialect: dialect, capacity: buffer.capacity)
    parser = LibCSVParser(dialect)
    state = parser.state
  }

  /// Returns the cells of the first record.
  ///
  /// - Throws: status `dataRefused` if the file is empty or its first record is not CSV text.
  package func header() throws(Failure) -> [String] {
    guard let cells = try cells() else {
      throw Failure(
        .dataRefused, "the file is empty, a header was expected", at: Location(name, line: 1),
        hint: "export the file again, or remove it from the folder")
    }
    cellsExpected = cells.count
    row = 0
    return cells
  }

  /// Returns the cells of the next record, however many it has, through libcsv; nil at the end of the file.
  ///
  /// For reading a file record by record without a header. Do not mix with `next(into:)`.
  package func cells() throws(Failure) -> [String]? {
    var batch = RecordBatch(columns: 0)
    swap(&state.pointee.batch, &batch)
    state.pointee.slots = nil
    guard try parseRecord() else { return nil }
    swap(&state.pointee.batch, &batch)
    return batch.starts.indices.map {
      String(decoding: batch.bytes[Int(batch.starts[$0])..<Int(batch.ends[$0])], as: UTF8.self)
    }
  }

  /// Starts reading at the first record below a header that is already known; call this instead of `header()`.
  ///
  /// The text above the records must lie within what the text's `head` has shown.
  package func begin(at start: TableStart) {
    buffer.skip(start.byte)
    (byte, lineStart, line) = (start.byte, start.byte, start.line)
    cellsExpected = start.cells
    carriageReturnEnds = start.endsWithCarriageReturn
  }

  /// Chooses the columns to deliver, by position in the header. Batches hold them in the order given here.
  ///
  /// - Parameters:
  ///   - code: the column whose cells identify rows. If given, a record whose quotes enclose rows of the table is a
  ///     fault.
  ///   - fewer: another number of cells that a record may have. It must cover all selected columns. Spreadsheets leave
  ///     out the separators after the last filled column in some blocks of rows and not in others.
  package func select(_ columns: [Int], identifiedBy code: Int? = nil, orWith fewer: Int? = nil) {
    precondition(columns.allSatisfy { $0 < fewer ?? cellsExpected }, "a selected column lies outside the header")
    precondition((1...max(1, cellsExpected)).contains(fewer ?? 1), "a record has a cell at least")
    cellsAtLeast = fewer
    var slots = [Int32](repeating: -1, count: cellsExpected)
    for (slot, column) in columns.enumerated() { slots[column] = Int32(slot) }
    state.pointee.slots = slots
    state.pointee.width = columns.count
    state.pointee.rowsInCells = code.map { SwallowedRows(cells: cellsExpected, code: $0, delimiter: delimiter) }
    scanner.select(columns, of: cellsExpected, orWith: fewer)
  }

  /// Fills the batch with the next records; returns false if there are none left.
  ///
  /// - Throws: status `dataRefused`, with the line, at bytes that are not UTF-8, at a stray or unterminated quote, and
  ///   at a cell or record past the limits; status `inputMissing` if reading fails.
  package func next(into batch: inout RecordBatch, atMost limit: Int = 1024) throws(Failure) -> Bool {
    precondition(batch.columns == state.pointee.width, "a batch has as many columns as are selected")
    batch.removeAll()
    swap(&state.pointee.batch, &batch)
    defer { swap(&state.pointee.batch, &batch) }
    try append(upTo: limit)
    return state.pointee.batch.count > 0 || !state.pointee.batch.faults.isEmpty
  }

  /// Appends the next records until the batch being filled holds `limit` records and faults, or is full in bytes.
  private func append(upTo limit: Int) throws(Failure) {
    while state.pointee.batch.count + state.pointee.batch.faults.count < limit,
      state.pointee.batch.bytes.count < Self.batchBytes
    {
      if engine == .fast {
        if buffer.isEmpty, !buffer.isAtEnd { try fill() }
        scanPlainRecords(atMost: limit)
        if state.pointee.batch.count + state.pointee.batch.faults.count >= limit { break }
        // The scanner stopped at a record that is not plain, at one that is not complete yet, or at the end of the
        // piece.
        if buffer.isEmpty, !buffer.isAtEnd { continue }
      }
      guard try parseRecord() else { break }
      finishRecord()
    }
  }

  /// Whether the file can be read again from any byte: not if its text is decompressed or converted on the way.
  package var canReadAgain: Bool { buffer.source.isAsItStands }

  /// Fills the batch with records that were read before: all of them, or as many as fit in a batch. Rows and lines are
  /// not counted again, so only the bytes of their positions are right.
  ///
  /// - Precondition: the file has been read to its end.
  /// - Parameter starts: the bytes at which the records begin, in ascending order.
  /// - Returns: how many of the records the batch now holds.
  /// - Throws: status `dataRefused` if the file has changed since, `inputMissing` if reading fails.
  package func readAgain(
    at starts: some Collection<Int>, into batch: inout RecordBatch, atMost limit: Int = 1024
  ) throws(Failure) -> Int {
    precondition(buffer.hasBeenRead, "the file has not been read to its end")
    batch.removeAll()
    swap(&state.pointee.batch, &batch)
    defer { swap(&state.pointee.batch, &batch) }
    var count = 0
    for start in starts.prefix(limit) where state.pointee.batch.bytes.count < Self.batchBytes {
      move(to: start)
      count += 1
      try append(upTo: count)
      guard state.pointee.batch.count == count else { throw SourceFile.changed(name) }
    }
    return count
  }

  /// Returns the bytes at which a record that was read before begins: `limit` bytes, or fewer at the end of the file.
  ///
  /// - Throws: as `readAgain(at:into:atMost:)`.
  package func bytesAgain(at start: Int, atMost limit: Int) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = try bytes.withUnsafeMutableBufferPointer { room throws(Failure) in
      try buffer.source.readAgain(at: start, into: UnsafeMutableRawBufferPointer(room))
    }
    bytes.removeLast(limit - count)
    return bytes
  }

  /// Continues at the beginning of a record that was read before.
  private func move(to start: Int) {
    if !buffer.move(to: start, from: byte) { indexed = nil }
    isInLastRecord = false
    (byte, lineStart) = (start, start)
  }

  /// The number of bytes of the file that have been read.
  package var bytesRead: Int { buffer.source.bytesRead }

  /// The size and SHA-256 of the file, once all of it has been read.
  package func finish() -> (bytes: Int, sha256: String) { (bytesRead, buffer.source.digest) }

  /// The SHA-256 of the file's decompressed content, once all of it has been read.
  package var contentDigest: String { buffer.source.contentDigest }

  /// Cuts the plain records at the head of the pending bytes.
  private func scanPlainRecords(atMost limit: Int) {
    // Pieces that could hold a cell past the limit go to libcsv, because the scanner does not measure cells.
    guard isText, carriageReturnEnds != true, buffer.capacity <= TabularLimits.field else { return }
    if let indexed, !scanner.skip(to: buffer.start - indexed) { self.indexed = nil }
    if indexed == nil { scanner.index(buffer.bytes) }
    let indexed = self.indexed ?? buffer.start
    self.indexed = indexed
    let piece = buffer.bytes(from: indexed)
    let limit = limit - state.pointee.batch.count - state.pointee.batch.faults.count
    let start = PlainScanner.Start(row: row, line: line, byte: byte)
    let end = scanner.scan(piece, from: start, atMost: limit, into: &state.pointee.batch)
    if end.row > row { carriageReturnEnds = false }
    row = end.row
    line = end.line
    buffer.take(end.byte - byte)
    byte = end.byte
    // The scanner stops between records, which is at the beginning of a line.
    lineStart = byte
  }

  /// Books the record just parsed as a record, or as a fault if its cells do not fit the header or hold rows.
  private func finishRecord() {
    row += 1
    record.row = row
    let cells = state.pointee.column
    if isInLastRecord { unended = (row, cells) }
    let swallowed = state.pointee.swallowed.map { line in
      row += 1
      return RecordBatch.Position(row: row, line: record.line + line, byte: record.byte + Int(recordLines[line - 1]))
    }
    if cells == cellsExpected || cells == cellsAtLeast, swallowed.isEmpty {
      state.pointee.batch.positions.append(record)
    } else {
      state.pointee.dropRecord()
      state.pointee.batch.faults.append(.init(position: record, cells: cells, swallowed: swallowed))
    }
  }

  /// Feeds libcsv until one record has ended; returns false at the end of the file.
  private func parseRecord() throws(Failure) -> Bool {
    state.pointee.startRecord()
    beginRecord()
    while true {
      if buffer.isEmpty {
        if buffer.isAtEnd { return try finishFile() }
        try fill()
        continue
      }
      let slice = buffer.line()
      try feed(slice)
      if state.pointee.ended {
        try checkLineEnd(of: slice)
        return true
      }
      // Blank lines are not records: the next record begins after them.
      if parser.isBetweenRecords { beginRecord() }
    }
  }

  private func beginRecord() {
    record = .init(row: row, line: line, byte: byte)
    recordBytes = 0
    recordLines.removeAll(keepingCapacity: true)
  }

  /// Checks that a slice is text, passes it to libcsv and moves past it.
  private func feed(_ slice: UnsafeBufferPointer<UInt8>) throws(Failure) {
    let fault = UTF8Check.firstFault(in: slice)
    // The text before a bad byte is parsed first, so that the first fault reported does not depend on the chunk size.
    let text = UnsafeBufferPointer(rebasing: slice[..<(fault ?? slice.count)])
    state.pointee.isOverLines = line != record.line
    let parsed = parser.parse(text)
    guard parsed == text.count else { throw broken(slice, at: parsed) }
    if let fault {
      // A decoder never cuts a character short, and it describes each fault itself.
      let isLast = buffer.isAtEnd && buffer.source.fault == nil && slice.count == buffer.count
      throw isLast && UTF8Check.isCutShort(slice, at: fault)
        ? TextSource.cutShort(at: Location(name, line: line, column: byte - lineStart + fault + 1))
        : notText(slice, at: fault)
    }
    recordBytes += slice.count
    if parser.longestCell > TabularLimits.field {
      throw refused("a cell of this record is longer than 1 MiB", hint: "look for a quote that is never closed")
    }
    if recordBytes > TabularLimits.record { throw refused("this record is longer than 16 MiB") }
    byte += slice.count
    buffer.take(slice.count)
    if slice[slice.count - 1] == 10 || slice[slice.count - 1] == 13 {
      line += 1
      lineStart = byte
      if state.pointee.rowsInCells != nil { recordLines.append(UInt32(byte - record.byte)) }
    }
  }

  /// Parses the last record of a file that does not end with a line end; returns false if there is no such record.
  private func finishFile() throws(Failure) -> Bool {
    // Ending the text resets the parser, so its state must be read first.
    let open = !parser.isBetweenRecords
    guard parser.finish() else {
      throw refused("a quote opened in this record is never closed", hint: "close the quote, or export the file again")
    }
    isInLastRecord = open && state.pointee.ended
    return isInLastRecord
  }

  private func fill() throws(Failure) {
    let mark = try buffer.fill()
    indexed = nil
    byte += mark
    lineStart += mark
    isText = engine == .fast && UTF8Check.isText(buffer.bytes)
  }

  /// Refuses a record that ends otherwise than the records above it: its line end must be part of an unquoted cell.
  private func checkLineEnd(of slice: UnsafeBufferPointer<UInt8>) throws(Failure) {
    let lone = slice[slice.count - 1] == 13
    let expected = carriageReturnEnds ?? lone
    carriageReturnEnds = expected
    if lone != expected {
      throw Failure(
        .dataRefused,
        lone
          ? "a carriage return breaks this record, line feeds end the records above"
          : "a line feed ends this record, carriage returns end the records above",
        at: Location(name, line: record.line), hint: "quote the cell that holds it")
    }
  }

  private func refused(_ message: String, hint: String? = nil) -> Failure {
    Failure(.dataRefused, message, at: Location(name, line: record.line), hint: hint)
  }

  private func notText(_ slice: UnsafeBufferPointer<UInt8>, at fault: Int) -> Failure {
    TextSource.notText(
      slice[fault], buffer.source.fault, at: Location(name, line: line, column: byte - lineStart + fault + 1))
  }

  private func broken(_ slice: UnsafeBufferPointer<UInt8>, at parsed: Int) -> Failure {
    guard parser.isTextFault else {
      return refused("libcsv ran out of memory on this record")
    }
    if record.line != line {
      return refused(
        "a quote opened in this record is closed on line \(line), before a character that is no separator",
        hint: "double the quotes inside quoted cells, or close the one that stays open")
    }
    return Failure(
      .dataRefused, "a quote stands inside an unquoted cell, or behind the end of a quoted one",
      at: Location(name, line: line, column: byte - lineStart + parsed + 1),
      hint: "quote the whole cell and double the quotes inside it")
  }
}
