import Diagnostics

/// How a reader finds the cells of a record.
package enum ReaderEngine: String, Sendable, CaseIterable {
  /// Every record through libcsv: the oracle of the fast one.
  case libcsv
  /// Plain records by blocks of bytes, anything unusual through libcsv.
  case fast
}

/// Reads the records of one file, strictly.
///
/// Plain records, those that lie whole in the piece just read without a control character, and without a quote but
/// around whole cells, are cut by `PlainScanner`; every other record goes through libcsv, so that both engines give the
/// same batches, positions and errors. libcsv tells no positions: it is fed line by line.
///
/// Use: `header()` once, `select(_:)` once, then `next(into:)` until it returns false; after that, if need be, `readAgain`.
package final class RecordReader {
  private let name: String
  private var buffer: PieceBuffer
  private var parser: LibCSVParser
  /// What libcsv's callbacks have found; the batch under way is among it.
  private let state: UnsafeMutablePointer<ParseState>
  private let delimiter: UInt8

  private var scanner: PlainScanner
  private let engine: ReaderEngine
  /// Whether the pending bytes are UTF-8 text from end to end; only then may the scanner cut them.
  private var isText = false
  /// Where in the buffer the piece begins that the scanner has indexed; nil where it has to index anew.
  private var indexed: Int?

  /// Bytes of cells at which a batch is full.
  private static let batchBytes = 8 << 20

  private var line = 1
  /// Where the line begins, for columns.
  private var lineStart = 0
  private var byte = 0
  private var row = 0
  private var record = RecordBatch.Position(row: 0, line: 1, byte: 0)
  private var recordBytes = 0
  /// How many bytes behind the record's first its further lines begin.
  private var recordLines: [UInt32] = []
  private var cellsExpected = 0
  /// How many cells a record may have instead; nil where none may.
  private var cellsAtLeast: Int?
  private var isInLastRecord = false
  /// The record in which the file ends without a line end, and how many cells it has; nil where a line end ends the file.
  package private(set) var unended: (row: Int, cells: Int)?
  /// Whether a lone carriage return ends records in this file; known from the first record.
  private var carriageReturnEnds: Bool?

  /// - Parameter chunk: bytes read at a time; tests vary it, the result does not.
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

  /// The cells of the first record.
  ///
  /// - Throws: status `dataRefused` where the file is empty or its first record is not CSV text.
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

  /// The cells of the next record, however many it has, through libcsv; nil at the end of the file.
  ///
  /// For reading without a header, record by record; it is not mixed with `next(into:)`.
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

  /// Begins at the records themselves, where their header is already known; instead of `header()`.
  ///
  /// What stands above them must be part of what the text's `head` has shown.
  package func begin(at start: TableStart) {
    buffer.skip(start.byte)
    (byte, lineStart, line) = (start.byte, start.byte, start.line)
    cellsExpected = start.cells
    carriageReturnEnds = start.endsWithCarriageReturn
  }

  /// Chooses the columns to deliver, by position in the header, in the order in which batches hold them.
  ///
  /// - Parameters:
  ///   - code: the column whose cells tell rows apart. Where it is named, a record in whose quotes rows of the table stand is
  ///     a fault.
  ///   - fewer: how many cells a record may have instead of the header's, all selected columns among them; spreadsheets
  ///     leave out the separators behind the last filled column in some blocks of rows and not in others.
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

  /// Fills the batch with the next records and returns false where there are none left.
  ///
  /// - Throws: status `dataRefused`, with the line, at bytes that are not UTF-8, a stray or unterminated quote, or a
  ///   cell or record past the limits; status `inputMissing` where reading fails.
  package func next(into batch: inout RecordBatch, atMost limit: Int = 1024) throws(Failure) -> Bool {
    precondition(batch.columns == state.pointee.width, "a batch has as many columns as are selected")
    batch.removeAll()
    swap(&state.pointee.batch, &batch)
    defer { swap(&state.pointee.batch, &batch) }
    try append(upTo: limit)
    return state.pointee.batch.count > 0 || !state.pointee.batch.faults.isEmpty
  }

  /// Appends the next records until the batch under way holds so many, or so many bytes.
  private func append(upTo limit: Int) throws(Failure) {
    while state.pointee.batch.count + state.pointee.batch.faults.count < limit,
      state.pointee.batch.bytes.count < Self.batchBytes
    {
      if engine == .fast {
        if buffer.isEmpty, !buffer.isAtEnd { try fill() }
        scanPlainRecords(atMost: limit)
        if state.pointee.batch.count + state.pointee.batch.faults.count >= limit { break }
        // What stopped the scanner is the next record, or its beginning, or the end of the piece.
        if buffer.isEmpty, !buffer.isAtEnd { continue }
      }
      guard try parseRecord() else { break }
      finishRecord()
    }
  }

  /// Whether what was read can be read again from any byte: not where the text is unpacked or converted on its way.
  package var canReadAgain: Bool { buffer.source.isAsItStands }

  /// Fills the batch with records that were read before, all or as many as a batch takes; rows and lines are not counted
  /// again, so that of their positions the bytes alone are right.
  ///
  /// - Precondition: the file has been read to its end.
  /// - Parameter starts: the bytes at which they begin, in ascending order.
  /// - Returns: how many of them the batch holds.
  /// - Throws: status `dataRefused` where the file has changed since, `inputMissing` where reading fails.
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

  /// The bytes from which a record was read before, as many as are asked for or stand there.
  ///
  /// - Throws: as reading the record again.
  package func bytesAgain(at start: Int, atMost limit: Int) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = try bytes.withUnsafeMutableBufferPointer { room throws(Failure) in
      try buffer.source.readAgain(at: start, into: UnsafeMutableRawBufferPointer(room))
    }
    bytes.removeLast(limit - count)
    return bytes
  }

  /// Goes on at the beginning of a record that was read before.
  private func move(to start: Int) {
    if !buffer.move(to: start, from: byte) { indexed = nil }
    isInLastRecord = false
    (byte, lineStart) = (start, start)
  }

  /// How much of the file has been read.
  package var bytesRead: Int { buffer.source.bytesRead }

  /// The size and SHA-256 of the file, once all of it has been read.
  package func finish() -> (bytes: Int, sha256: String) { (bytesRead, buffer.source.digest) }

  /// The SHA-256 of what the file holds, unpacked, once all of it has been read.
  package var contentDigest: String { buffer.source.contentDigest }

  /// Cuts the plain records at the head of the pending bytes.
  private func scanPlainRecords(atMost limit: Int) {
    // Pieces that could hold a cell past the limit are libcsv's: the scanner measures none.
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
    // The scanner stops between records, at the beginning of a line.
    lineStart = byte
  }

  /// Books the record just parsed as a record or, where its cells do not fit the header or hold rows, as a fault.
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

  /// Feeds libcsv until one record has ended; false at the end of the file.
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
      // Blank lines are no records: the next one begins after them.
      if parser.isBetweenRecords { beginRecord() }
    }
  }

  private func beginRecord() {
    record = .init(row: row, line: line, byte: byte)
    recordBytes = 0
    recordLines.removeAll(keepingCapacity: true)
  }

  /// Hands one slice to libcsv, after checking that it is text, and moves on behind it.
  private func feed(_ slice: UnsafeBufferPointer<UInt8>) throws(Failure) {
    let fault = UTF8Check.firstFault(in: slice)
    // What stands before a bad byte is judged first, so that a file's first fault is told whatever the chunk.
    let text = UnsafeBufferPointer(rebasing: slice[..<(fault ?? slice.count)])
    state.pointee.isOverLines = line != record.line
    let parsed = parser.parse(text)
    guard parsed == text.count else { throw broken(slice, at: parsed) }
    if let fault {
      // A decoder's text ends with whole characters, and says of each fault what it is.
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

  /// The last record of a file that does not end with a line end.
  private func finishFile() throws(Failure) -> Bool {
    // Ending the text resets the parser, so what it says must be read first.
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

  /// A carriage return that ends one record of a file whose records end otherwise is a broken cell.
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
