/// What libcsv's callbacks have found in the record being parsed.
///
/// A plain struct behind a pointer: the callbacks get that pointer, so no class access slows down the work on each
/// cell.
struct ParseState {
  var batch = RecordBatch(columns: 0)
  /// For each column of the header, its place among the selected ones, or -1; nil to deliver every column.
  var slots: [Int32]?
  /// The number of selected columns.
  var width = 0
  /// The number of cells of the current record that have ended.
  var column = 0
  /// Whether the current record has ended.
  var ended = false
  var longestField = 0
  /// How to find rows inside a cell; nil if they are not looked for.
  var rowsInCells: SwallowedRows?
  /// Whether the current record began on an earlier line than the one being parsed; if not, no cell of it has several
  /// lines.
  var isOverLines = false
  /// The number of line ends inside the cells of the current record, and the cells that may hold rows.
  private var lineEnds = 0
  private var suspects: [SwallowedRows.Found] = []
  /// Where the current record's cells and bytes begin in the batch.
  private var firstCell = 0
  private var firstByte = 0

  mutating func startRecord() {
    column = 0
    ended = false
    lineEnds = 0
    if !suspects.isEmpty { suspects = [] }
    firstCell = batch.starts.count
    firstByte = batch.bytes.count
    if slots != nil {
      for _ in 0..<width {
        batch.starts.append(UInt32(truncatingIfNeeded: firstByte))
        batch.ends.append(UInt32(truncatingIfNeeded: firstByte))
      }
    }
  }

  /// The further lines of a record that has ended on which rows begin: 1 is the line after the record's first.
  var swallowed: [Int] {
    suspects.filter { ($0.cells ?? column) == column }.flatMap(\.lines)
  }

  /// Removes the cells of the current record from the batch.
  mutating func dropRecord() {
    batch.starts.removeSubrange(firstCell...)
    batch.ends.removeSubrange(firstCell...)
    batch.bytes.removeSubrange(firstByte...)
  }

  private mutating func take(_ field: UnsafeRawBufferPointer) {
    if field.count > longestField { longestField = field.count }
    defer { column += 1 }
    if isOverLines, let rowsInCells {
      var found = rowsInCells.find(in: field, column: column)
      found.lines = found.lines.map { $0 + lineEnds }
      if !found.lines.isEmpty { suspects.append(found) }
      lineEnds += found.lineEnds
    }
    let start = UInt32(truncatingIfNeeded: batch.bytes.count)
    guard let slots else {
      batch.bytes.append(contentsOf: field)
      batch.starts.append(start)
      batch.ends.append(start + UInt32(field.count))
      return
    }
    guard column < slots.count, slots[column] >= 0 else { return }
    batch.bytes.append(contentsOf: field)
    let cell = firstCell + Int(slots[column])
    batch.starts[cell] = start
    batch.ends[cell] = start + UInt32(field.count)
  }

  static let fieldCallback: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
    bytes, count, state in
    state?.assumingMemoryBound(to: ParseState.self).pointee.take(UnsafeRawBufferPointer(start: bytes, count: count))
  }

  static let recordCallback: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, state in
    state?.assumingMemoryBound(to: ParseState.self).pointee.ended = true
  }
}
