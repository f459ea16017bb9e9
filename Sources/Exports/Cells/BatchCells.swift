import TabularInput

/// The place of one record's cells in its batch.
struct BatchCells {
  private(set) var first: Int

  /// Moves on to the next record.
  @inline(__always) mutating func moveOn(_ batch: borrowing RecordBatch) { first &+= batch.columns }

  /// Returns the byte range of a cell without surrounding spaces and tabs; empty for a column that the file lacks.
  @inline(__always)
  func range(_ slot: Int, _ batch: borrowing RecordBatch) -> Range<Int> {
    if slot < 0 { return 0..<0 }
    let start = Int(batch.starts[first &+ slot])
    let end = Int(batch.ends[first &+ slot])
    if start >= end || batch.bytes[start] > 32 && batch.bytes[end &- 1] > 32 { return start..<end }
    return Self.withoutSpaces(start..<end, batch)
  }

  static func withoutSpaces(_ cell: Range<Int>, _ batch: borrowing RecordBatch) -> Range<Int> {
    var (start, end) = (cell.lowerBound, cell.upperBound)
    while start < end, batch.bytes[start] == 32 || batch.bytes[start] == 9 { start += 1 }
    while start < end, batch.bytes[end - 1] == 32 || batch.bytes[end - 1] == 9 { end -= 1 }
    return start..<end
  }

  /// Returns the byte range of a cell without spaces or invisible characters at its ends, such as no-break spaces
  /// copied from a spreadsheet, or the byte-order mark of a file that was appended to another. For cells that identify
  /// records or name things.
  @inline(__always)
  func seen(_ slot: Int, _ batch: borrowing RecordBatch) -> Range<Int> { Self.seen(range(slot, batch), batch) }

  /// Does the same for the range of a cell that has no surrounding spaces.
  @inline(__always)
  static func seen(_ cell: Range<Int>, _ batch: borrowing RecordBatch) -> Range<Int> {
    if cell.isEmpty || Self.beginsPlainly(cell, batch) && Self.endsPlainly(cell, batch) { return cell }
    return Self.withoutUnseen(cell, batch)
  }

  /// Returns whether a cell begins with a visible ASCII character or a letter of Vietnamese.
  @inline(__always)
  private static func beginsPlainly(_ cell: Range<Int>, _ batch: borrowing RecordBatch) -> Bool {
    let byte = batch.bytes[cell.lowerBound]
    if isPlain(byte) || isLeadOfLetter(byte) { return true }
    return byte == 0xE1 && cell.count > 1 && isSecondOfLetter(batch.bytes[cell.lowerBound + 1])
  }

  /// Returns whether a cell ends with such a character, or with a combining accent.
  @inline(__always)
  private static func endsPlainly(_ cell: Range<Int>, _ batch: borrowing RecordBatch) -> Bool {
    if isPlain(batch.bytes[cell.upperBound - 1]) { return true }
    guard cell.count > 1 else { return false }
    let before = batch.bytes[cell.upperBound - 2]
    if isLeadOfLetter(before) || before == 0xCC { return true }
    return isSecondOfLetter(before) && cell.count > 2 && batch.bytes[cell.upperBound - 3] == 0xE1
  }

  /// Returns whether a byte is a visible ASCII character.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool { (33...126).contains(byte) }

  /// Returns whether a byte is the first of a character from U+00C0 to U+01BF, `À` to `ư`, all of which are visible. So
  /// are the accents from U+0300 to U+033F, which begin with `CC`.
  @inline(__always)
  private static func isLeadOfLetter(_ byte: UInt8) -> Bool { (0xC3...0xC6).contains(byte) }

  /// Returns whether a byte is the second of a character from U+1E80 to U+1EFF, which begin with `E1`; `ạ` to `ỹ` are
  /// among them.
  @inline(__always)
  private static func isSecondOfLetter(_ byte: UInt8) -> Bool { byte == 0xBA || byte == 0xBB }

  private static func withoutUnseen(_ cell: Range<Int>, _ batch: borrowing RecordBatch) -> Range<Int> {
    let text = String(decoding: batch.bytes[cell], as: UTF8.self).unicodeScalars
    let before = text.prefix(while: \.isUnseen).reduce(0) { $0 + UTF8.width($1) }
    if before == cell.count { return cell.lowerBound..<cell.lowerBound }
    let behind = text.reversed().prefix(while: \.isUnseen).reduce(0) { $0 + UTF8.width($1) }
    return cell.lowerBound + before..<cell.upperBound - behind
  }
}

/// Cells of a record that are neighbours in its batch.
struct CellSpan: Sendable {
  private let first: Int
  private let last: Int
  /// A mask with all ones for each of the cells.
  private let isOwn: SIMD8<UInt32>

  /// - Parameter slots: the places of the cells in a batch, -1 for columns that a file lacks; at most `mostCells`.
  init(_ slots: [Int]) {
    precondition(slots.count <= Self.mostCells, "a mark has a byte for each cell")
    let present = slots.filter { $0 >= 0 }.sorted()
    first = present.first ?? 0
    last = present.last ?? -1
    isWhole = present.count > 1 && last - first + 1 == present.count
    var isOwn = SIMD8<UInt32>()
    for cell in present.indices { isOwn[cell] = .max }
    self.isOwn = isOwn
  }

  /// The number of bytes of a mark.
  private static let mostCells = 6

  /// Whether the file has at least two of the cells, and they are neighbours.
  let isWhole: Bool

  /// Returns the bytes from the first cell to the last, including whatever lies between them, and a mark of 48 bits
  /// that says where one cell ends and the next begins; nil if a cell is too long for the mark.
  @inline(__always)
  func word(_ cells: BatchCells, _ batch: borrowing RecordBatch) -> (bytes: Range<Int>, mark: UInt64)? {
    guard let mark = mark(cells.first &+ first, batch) else { return nil }
    return (Int(batch.starts[cells.first + first])..<Int(batch.ends[cells.first + last]), mark)
  }

  /// Returns the mark: the length of each cell, in one byte each.
  @inline(__always)
  private func mark(_ first: Int, _ batch: borrowing RecordBatch) -> UInt64? {
    let lengths: SIMD8<UInt32>
    if first &+ 8 <= batch.starts.count {
      let offset = first &* MemoryLayout<UInt32>.stride
      let starts = batch.starts.span.bytes.number(at: offset, as: SIMD8<UInt32>.self)
      let ends = batch.ends.span.bytes.number(at: offset, as: SIMD8<UInt32>.self)
      lengths = (ends &- starts) & isOwn
    } else {
      // Fewer than eight cells are left in the batch.
      lengths = lengthsOneByOne(first, batch)
    }
    // The casts reinterpret the same bytes as fewer numbers: first all 32, then the 8 that are left.
    let pairs = unsafeBitCast(lengths, to: SIMD4<UInt64>.self)
    guard (pairs[0] | pairs[1] | pairs[2] | pairs[3]) & 0xFFFF_FF00_FFFF_FF00 == 0 else { return nil }
    return unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: lengths), to: UInt64.self)
  }

  private func lengthsOneByOne(_ first: Int, _ batch: borrowing RecordBatch) -> SIMD8<UInt32> {
    var lengths = SIMD8<UInt32>()
    for cell in 0..<last - self.first + 1 { lengths[cell] = batch.ends[first + cell] - batch.starts[first + cell] }
    return lengths
  }
}
