import TabularInput

/// Where the cells of one record lie in its batch.
struct BatchCells {
  private(set) var first: Int

  /// Goes on to the next record.
  @inline(__always) mutating func moveOn(_ batch: borrowing RecordBatch) { first &+= batch.columns }

  /// The bytes of a cell without the spaces round it; empty for a column that the file lacks.
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

  /// The bytes of a cell also without what else shows nothing at its ends: no-break spaces copied from a spreadsheet, or the
  /// byte-order mark of a file that was put behind another one. For cells that tell records apart or name things.
  @inline(__always)
  func seen(_ slot: Int, _ batch: borrowing RecordBatch) -> Range<Int> { Self.seen(range(slot, batch), batch) }

  /// The same of a cell without the spaces round it.
  @inline(__always)
  static func seen(_ cell: Range<Int>, _ batch: borrowing RecordBatch) -> Range<Int> {
    if cell.isEmpty || Self.beginsPlainly(cell, batch) && Self.endsPlainly(cell, batch) { return cell }
    return Self.withoutUnseen(cell, batch)
  }

  /// Whether a cell begins with a character of ASCII that shows or with a letter that Vietnamese has.
  @inline(__always)
  private static func beginsPlainly(_ cell: Range<Int>, _ batch: borrowing RecordBatch) -> Bool {
    let byte = batch.bytes[cell.lowerBound]
    if isPlain(byte) || isLeadOfLetter(byte) { return true }
    return byte == 0xE1 && cell.count > 1 && isSecondOfLetter(batch.bytes[cell.lowerBound + 1])
  }

  /// Whether a cell ends with such a character, or with an accent that stands by itself.
  @inline(__always)
  private static func endsPlainly(_ cell: Range<Int>, _ batch: borrowing RecordBatch) -> Bool {
    if isPlain(batch.bytes[cell.upperBound - 1]) { return true }
    guard cell.count > 1 else { return false }
    let before = batch.bytes[cell.upperBound - 2]
    if isLeadOfLetter(before) || before == 0xCC { return true }
    return isSecondOfLetter(before) && cell.count > 2 && batch.bytes[cell.upperBound - 3] == 0xE1
  }

  /// Whether a byte is a character of ASCII that shows.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool { (33...126).contains(byte) }

  /// Whether a byte is the first of a character from U+00C0 to U+01BF, `À` to `ư`: all of them show. So do the accents
  /// from U+0300 to U+033F, which begin with `CC`.
  @inline(__always)
  private static func isLeadOfLetter(_ byte: UInt8) -> Bool { (0xC3...0xC6).contains(byte) }

  /// Whether a byte is the second of a character from U+1E80 to U+1EFF, `ạ` to `ỹ` among them, which begin with `E1`.
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

/// Cells of a record that lie side by side in its batch, with no other cell between them.
struct CellSpan: Sendable {
  private let first: Int
  private let last: Int
  /// All ones for each of the cells.
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

  /// Bytes of a mark.
  private static let mostCells = 6

  /// Whether the file has two or more of the cells, side by side.
  let isWhole: Bool

  /// The bytes from the first cell to the last with whatever stands between, and a mark of 48 bits that says where they
  /// meet; nil where a cell is too long for it.
  @inline(__always)
  func word(_ cells: BatchCells, _ batch: borrowing RecordBatch) -> (bytes: Range<Int>, mark: UInt64)? {
    guard let mark = mark(cells.first &+ first, batch) else { return nil }
    return (Int(batch.starts[cells.first + first])..<Int(batch.ends[cells.first + last]), mark)
  }

  /// The length of each cell, a byte each.
  @inline(__always)
  private func mark(_ first: Int, _ batch: borrowing RecordBatch) -> UInt64? {
    let lengths: SIMD8<UInt32>
    if first &+ 8 <= batch.starts.count {
      let offset = first &* MemoryLayout<UInt32>.stride
      let starts = batch.starts.span.bytes.number(at: offset, as: SIMD8<UInt32>.self)
      let ends = batch.ends.span.bytes.number(at: offset, as: SIMD8<UInt32>.self)
      lengths = (ends &- starts) & isOwn
    } else {
      // Less than eight cells are left at the batch's end.
      lengths = lengthsOneByOne(first, batch)
    }
    // The casts take the same bytes, 32 and then 8 of them, for fewer numbers.
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
