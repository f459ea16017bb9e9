import CBlocks

/// Cuts plain records, 64 bytes at a time: UTF-8 text on one line, without control characters, whose quoted cells hold
/// no quote.
///
/// It first marks where cells and lines end in a piece of text (`index`), then hands out records from the marks (`scan`)
/// and stops before the first one that is anything else, or that does not end within the piece; libcsv takes that one.
///
/// Pointers stay inside: all scratch memory belongs to the scanner, is sized when it is made or columns are selected,
/// and is freed in `deinit`. Bytes are read up to one block past the end of a piece, which the caller's buffer has room
/// for.
struct PlainScanner: ~Copyable {
  /// Bytes looked at together.
  static let block = 64
  /// Bytes copied together.
  private static let step = 16

  /// Where scanning begins or has ended.
  struct Start {
    var row: Int
    var line: Int
    var byte: Int
  }

  /// Neighbouring selected columns, which are copied together.
  private struct Run {
    let first: Int
    let last: Int
  }

  private let delimiter: UInt8
  private let quote: UInt8
  private var cells = 0
  private var width = 0
  private var runs: [Run] = []

  /// Where cells end: separators and line feeds outside quotes, by their offset in the piece, behind one that stands
  /// just before the piece. A wrapped offset there makes the first cell begin at 0 like any other behind its neighbour.
  private let ends: UnsafeMutablePointer<UInt32>
  /// For each line feed among them its place in `ends`.
  private let lines: UnsafeMutablePointer<UInt32>
  private var lineCount = 0
  /// Offsets of quotes, and of control characters that end no line.
  private let unusual: UnsafeMutablePointer<UInt32>
  private var unusualCount = 0
  /// How far the marks have been used.
  private var nextLine = 0
  private var nextEnd = 1
  private var nextUnusual = 0

  /// The records found by one scan: for each the selected cells, and where it stands.
  private var slots: UnsafeMutablePointer<Int>
  private let arena: UnsafeMutableRawPointer
  private var cellStarts: UnsafeMutablePointer<UInt32>
  private var cellEnds: UnsafeMutablePointer<UInt32>
  private let positions: UnsafeMutablePointer<RecordBatch.Position>
  private static let mostRecords = 4096
  /// The most bytes that a piece holds, and so the most cells.
  private let capacity: Int

  /// - Parameter capacity: the most bytes that a piece holds.
  init(dialect: Dialect, capacity: Int) {
    self.capacity = capacity
    delimiter = dialect.delimiter
    quote = dialect.quote
    let marks = capacity + Self.block + 1
    ends = .allocate(capacity: marks)
    lines = .allocate(capacity: marks)
    unusual = .allocate(capacity: marks)
    slots = .allocate(capacity: 1)
    arena = .allocate(byteCount: capacity + Self.step, alignment: 16)
    cellStarts = .allocate(capacity: 1)
    cellEnds = .allocate(capacity: 1)
    positions = .allocate(capacity: Self.mostRecords)
  }

  deinit {
    ends.deallocate()
    lines.deallocate()
    unusual.deallocate()
    slots.deallocate()
    arena.deallocate()
    cellStarts.deallocate()
    cellEnds.deallocate()
    positions.deallocate()
  }

  mutating func select(_ selection: [Int], of count: Int) {
    cells = count
    width = selection.count
    runs = []
    for column in selection.sorted() {
      if let last = runs.last, last.last + 1 == column {
        runs[runs.count - 1] = Run(first: last.first, last: column)
      } else {
        runs.append(Run(first: column, last: column))
      }
    }
    slots.deallocate()
    cellStarts.deallocate()
    cellEnds.deallocate()
    slots = .allocate(capacity: count + 1)
    slots.initialize(repeating: -1, count: count)
    for (slot, column) in selection.enumerated() { slots[column] = slot }
    // Each cell of a record that is cut ends with a byte of the piece.
    let most = min(Self.mostRecords * width, capacity) + 1
    cellStarts = .allocate(capacity: most)
    cellEnds = .allocate(capacity: most)
  }

  /// Marks where cells and lines end in a piece of text that begins with a record.
  mutating func index(_ bytes: UnsafeRawBufferPointer) {
    (lineCount, unusualCount, nextLine, nextEnd, nextUnusual) = (0, 0, 0, 1, 0)
    ends[0] = .max
    guard let base = bytes.baseAddress else { return }
    let (ends, lines, unusual) = (self.ends, self.lines, self.unusual)
    let (delimiter, quote, count) = (self.delimiter, self.quote, bytes.count)
    var endCount = 1
    var lineCount = 0
    var unusualCount = 0
    // All ones while a quote is open.
    var open: UInt64 = 0
    var offset = 0
    while offset < count {
      var marks = marks_of_block(base + offset, delimiter, quote)
      if count - offset < Self.block {
        let within = (UInt64(1) << UInt64(count - offset)) &- 1
        marks.delimiters &= within
        marks.line_feeds &= within
        marks.quotes &= within
        marks.controls &= within
      }
      var quoted = open
      if marks.quotes != 0 {
        quoted ^= Self.runningParity(marks.quotes)
        open = UInt64(bitPattern: Int64(bitPattern: quoted) >> 63)
      }
      let lineEnds = marks.line_feeds & ~quoted
      var cellEnds = (marks.delimiters & ~quoted) | lineEnds
      if lineEnds == 0 {
        while cellEnds != 0 {
          ends[endCount] = UInt32(truncatingIfNeeded: offset &+ cellEnds.trailingZeroBitCount)
          endCount &+= 1
          cellEnds &= cellEnds &- 1
        }
      } else {
        while cellEnds != 0 {
          let bit = cellEnds & (0 &- cellEnds)
          ends[endCount] = UInt32(truncatingIfNeeded: offset &+ cellEnds.trailingZeroBitCount)
          lines[lineCount] = UInt32(truncatingIfNeeded: endCount)
          lineCount &+= lineEnds & bit == 0 ? 0 : 1
          endCount &+= 1
          cellEnds ^= bit
        }
      }
      var odd = marks.quotes | (marks.controls & ~lineEnds & ~marks.delimiters)
      while odd != 0 {
        unusual[unusualCount] = UInt32(truncatingIfNeeded: offset &+ odd.trailingZeroBitCount)
        unusualCount &+= 1
        odd &= odd &- 1
      }
      offset &+= Self.block
    }
    self.lineCount = lineCount
    self.unusualCount = unusualCount
  }

  /// For each bit whether an odd number of bits stand at it and below.
  private static func runningParity(_ bits: UInt64) -> UInt64 {
    var parity = bits
    parity ^= parity << 1
    parity ^= parity << 2
    parity ^= parity << 4
    parity ^= parity << 8
    parity ^= parity << 16
    parity ^= parity << 32
    return parity
  }

  /// Moves to a record further on, behind what libcsv took; false where the marks do not show a record to begin there.
  mutating func skip(to offset: Int) -> Bool {
    while Int(ends[nextEnd - 1] &+ 1) < offset {
      guard nextLine < lineCount else { return false }
      nextEnd = Int(lines[nextLine]) + 1
      nextLine += 1
    }
    while nextUnusual < unusualCount, Int(unusual[nextUnusual]) < offset { nextUnusual += 1 }
    return Int(ends[nextEnd - 1] &+ 1) == offset
  }

  /// Cuts the next records and appends them to a batch.
  ///
  /// - Parameters:
  ///   - bytes: the piece that was indexed.
  ///   - start: the row before, and line and byte of the first record.
  /// - Returns: where the first record begins that was not cut.
  mutating func scan(
    _ bytes: UnsafeRawBufferPointer, from start: Start, atMost limit: Int, into batch: inout RecordBatch
  ) -> Start {
    guard let base = bytes.baseAddress, cells > 0 else { return start }
    let limit = min(limit, Self.mostRecords)
    let (ends, cells, width) = (self.ends, self.cells, self.width)
    var place = start
    var found = 0
    var complete = 0
    var out = 0
    let first = Int(ends[nextEnd - 1] &+ 1)
    var recordStart = first
    let firstByte = batch.bytes.count
    while found < limit, nextLine < lineCount {
      let last = Int(lines[nextLine])
      let lineEnd = Int(ends[last])
      var end = lineEnd
      var quoted: UInt64 = 0
      if nextUnusual < unusualCount, Int(unusual[nextUnusual]) < lineEnd {
        guard let plain = quotedCells(base, upTo: last, end: &end) else { break }
        quoted = plain
      }
      // A blank line is no record.
      if end > recordStart {
        // A long record may pass a limit, which libcsv's path knows.
        guard lineEnd - recordStart < TabularLimits.field else { break }
        place.row += 1
        found += 1
        let position = RecordBatch.Position(
          row: place.row, line: place.line, byte: start.byte &+ recordStart &- first)
        if last &- nextEnd &+ 1 == cells {
          ends[last] = UInt32(truncatingIfNeeded: end)
          out = copyCells(base, record: complete, quoted: quoted, to: out, firstByte: firstByte)
          ends[last] = UInt32(truncatingIfNeeded: lineEnd)
          positions[complete] = position
          complete &+= 1
        } else {
          batch.faults.append(.init(position: position, cells: last &- nextEnd &+ 1))
        }
      }
      place.line += 1
      recordStart = lineEnd &+ 1
      nextEnd = last &+ 1
      nextLine &+= 1
    }
    batch.starts.append(contentsOf: UnsafeBufferPointer(start: cellStarts, count: complete * width))
    batch.ends.append(contentsOf: UnsafeBufferPointer(start: cellEnds, count: complete * width))
    batch.positions.append(contentsOf: UnsafeBufferPointer(start: positions, count: complete))
    batch.bytes.append(contentsOf: UnsafeRawBufferPointer(start: arena, count: out))
    place.byte = start.byte &+ recordStart &- first
    return place
  }

  /// Copies the selected cells of the next record and returns where the ones after it go.
  ///
  /// - Parameter quoted: a bit for each column whose cell stands in quotes, which are left out.
  @inline(__always)
  private func copyCells(
    _ base: UnsafeRawPointer, record: Int, quoted: UInt64, to target: Int, firstByte: Int
  ) -> Int {
    var out = target
    let before = ends + (nextEnd - 1)
    let (starts, stops) = (cellStarts + record &* width, cellEnds + record &* width)
    for run in runs {
      let from = Int(before[run.first] &+ 1)
      let length = Int(before[run.last &+ 1]) &- from
      var copied = 0
      while copied < length {
        arena.storeBytes(
          of: base.loadUnaligned(fromByteOffset: from &+ copied, as: SIMD16<UInt8>.self), toByteOffset: out &+ copied,
          as: SIMD16<UInt8>.self)
        copied &+= Self.step
      }
      let shift = UInt32(truncatingIfNeeded: firstByte &+ out &- from)
      for column in run.first...run.last {
        let slot = slots[column]
        starts[slot] = before[column] &+ 1 &+ shift
        stops[slot] = before[column &+ 1] &+ shift
      }
      out &+= length
    }
    var left = quoted
    while left != 0 {
      let slot = slots[left.trailingZeroBitCount]
      if slot >= 0 {
        starts[slot] += 1
        stops[slot] -= 1
      }
      left &= left &- 1
    }
    return out
  }

  /// A bit for each cell of the next record that stands whole in quotes; nil where the record holds anything else that is
  /// unusual. A carriage return before the line's end is left out of the record.
  private mutating func quotedCells(_ base: UnsafeRawPointer, upTo last: Int, end: inout Int) -> UInt64? {
    let lineEnd = Int(ends[last])
    var quoted: UInt64 = 0
    var cell = nextEnd
    var next = nextUnusual
    if lineEnd > 0, lineEnd > Int(ends[nextEnd - 1] &+ 1), base.load(fromByteOffset: lineEnd - 1, as: UInt8.self) == 13
    {
      end = lineEnd - 1
    }
    while next < unusualCount, Int(unusual[next]) < lineEnd {
      let offset = Int(unusual[next])
      next += 1
      if offset == end { continue }
      guard base.load(fromByteOffset: offset, as: UInt8.self) == quote else { return nil }
      while Int(ends[cell]) < offset { cell += 1 }
      let cellEnd = cell == last ? end : Int(ends[cell])
      // It opens its cell, and the next unusual byte closes it.
      guard cell - nextEnd < min(64, cells), Int(ends[cell - 1] &+ 1) == offset, next < unusualCount,
        Int(unusual[next]) == cellEnd - 1, cellEnd - 1 > offset,
        base.load(fromByteOffset: cellEnd - 1, as: UInt8.self) == quote
      else { return nil }
      next += 1
      quoted |= 1 << UInt64(cell - nextEnd)
    }
    nextUnusual = next
    return quoted
  }
}
