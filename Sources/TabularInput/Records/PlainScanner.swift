import CBlocks

/// Cuts plain records, 64 bytes at a time: UTF-8 text on one line, without control characters, and without a quote
/// inside a quoted cell.
///
/// `index` marks where cells and lines end in a piece of text. `scan` then cuts records at these marks, and stops
/// before the first record that is not plain or does not end within the piece; libcsv parses that record.
///
/// No pointer leaves the scanner: it owns all scratch memory, allocates it in `init` and `select`, and frees it in
/// `deinit`. Up to one block is read past the end of a piece; the caller's buffer has room for that.
struct PlainScanner: ~Copyable {
  /// The number of bytes in a block.
  static let block = 64
  /// The number of blocks that go through one step of `index` before the next step.
  private static let group = 64
  /// The number of bytes copied at a time.
  private static let step = 64
  /// The number of cell ends copied at a time.
  private static let cellStep = 8

  /// The place in the file at which scanning begins or has ended.
  struct Start {
    var row: Int
    var line: Int
    var byte: Int
  }

  /// Selected columns that are neighbours both in the file and in the batch, so that they are copied together.
  private struct Run {
    let first: Int
    var last: Int
    /// The position of the run's first column among the cells of a record in the batch.
    let slot: Int
  }

  private let delimiter: UInt8
  private let quote: UInt8
  private var cells = 0
  /// Another number of cells that a record may have; nil if there is no other.
  private var fewer: Int?
  private var width = 0
  private var runs: [Run] = []

  /// The offsets in the piece at which cells end: separators and line feeds outside quotes. The first element stands
  /// for an end just before the piece. It wraps around (`UInt32.max`), so that the first cell begins at `ends[0] &+ 1`,
  /// which is 0, like every other cell after the end before it.
  private let ends: UnsafeMutablePointer<UInt32>
  /// For each line feed, its index in `ends`.
  private let lines: UnsafeMutablePointer<UInt32>
  private var lineCount = 0
  /// The offsets of quotes, and of control characters that do not end a line.
  private let unusual: UnsafeMutablePointer<UInt32>
  private var unusualCount = 0
  /// The next marks to use in `lines`, `ends` and `unusual`.
  private var nextLine = 0
  private var nextEnd = 1
  private var nextUnusual = 0

  /// The bit masks of one group of blocks.
  private let marks: block_marks

  /// For each column, its place among the selected ones, or -1 if it is not selected.
  private var slots: UnsafeMutablePointer<Int>

  /// - Parameter capacity: the largest number of bytes in a piece.
  init(dialect: Dialect, capacity: Int) {
    delimiter = dialect.delimiter
    quote = dialect.quote
    let most = capacity + Self.block + 1
    ends = .allocate(capacity: most)
    lines = .allocate(capacity: most)
    unusual = .allocate(capacity: most)
    marks = block_marks(
      ends: .allocate(capacity: Self.group), line_feeds: .allocate(capacity: Self.group),
      quotes: .allocate(capacity: Self.group), unusual: .allocate(capacity: Self.group))
    slots = .allocate(capacity: 1)
  }

  deinit {
    ends.deallocate()
    lines.deallocate()
    unusual.deallocate()
    marks.ends.deallocate()
    marks.line_feeds.deallocate()
    marks.quotes.deallocate()
    marks.unusual.deallocate()
    slots.deallocate()
  }

  mutating func select(_ selection: [Int], of count: Int, orWith fewer: Int?) {
    cells = count
    self.fewer = fewer
    width = selection.count
    runs = []
    for (slot, column) in selection.enumerated().sorted(by: { $0.element < $1.element }) {
      if let last = runs.last, last.last + 1 == column, last.slot + column - last.first == slot {
        runs[runs.count - 1].last = column
      } else {
        runs.append(Run(first: column, last: column, slot: slot))
      }
    }
    slots.deallocate()
    slots = .allocate(capacity: count + 1)
    slots.initialize(repeating: -1, count: count)
    for (slot, column) in selection.enumerated() { slots[column] = slot }
  }

  /// Marks where cells and lines end in a piece of text that begins with a record.
  mutating func index(_ bytes: UnsafeRawBufferPointer) {
    (lineCount, unusualCount, nextLine, nextEnd, nextUnusual) = (0, 0, 0, 1, 0)
    ends[0] = .max
    guard let base = bytes.baseAddress else { return }
    var marks = self.marks
    let unusual = self.unusual
    var counts = block_counts(ends: 1, lines: 0)
    var unusualCount = 0
    // All ones while a quote is open, else zero.
    var open: UInt64 = 0
    var offset = 0
    while offset < bytes.count {
      let left = bytes.count - offset
      let blocks = min(Self.group, (left + Self.block - 1) / Self.block)
      marks_of_blocks(base + offset, blocks, delimiter, quote, &marks)
      if left < blocks * Self.block {
        marks.keep((UInt64(1) << UInt64(left % Self.block)) &- 1, of: blocks - 1)
      }
      for block in 0..<blocks {
        if marks.quotes[block] | open != 0 { open = marks.leaveOutQuoted(of: block, open) }
        var odd = marks.unusual[block]
        while odd != 0 {
          unusual[unusualCount] = UInt32(truncatingIfNeeded: offset &+ block &* Self.block &+ odd.trailingZeroBitCount)
          unusualCount &+= 1
          odd &= odd &- 1
        }
      }
      offsets_of_ends(&marks, blocks, UInt32(truncatingIfNeeded: offset), ends, lines, &counts)
      offset &+= blocks &* Self.block
    }
    lineCount = Int(counts.lines)
    self.unusualCount = unusualCount
  }

  /// Moves to a later record, after the bytes that libcsv took; returns false if no record begins there by the marks.
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
  ///   - start: the number of the row before the first record, and the first record's line and byte.
  /// - Returns: the same for the first record that was not cut.
  mutating func scan(
    _ bytes: UnsafeRawBufferPointer, from start: Start, atMost limit: Int, into batch: inout RecordBatch
  ) -> Start {
    guard let base = bytes.baseAddress, cells > 0, fewer ?? 1 > 0, limit > 0, nextLine < lineCount else { return start }
    let first = Int(ends[nextEnd - 1] &+ 1)
    // A record has at least one byte for each of its cells.
    let most = min(limit, lineCount - nextLine, (bytes.count - first) / min(cells, fewer ?? cells) + 1)
    var place = start
    var faults: [RecordBatch.Fault] = []
    let firstByte = batch.bytes.count
    batch.append(bytes: bytes.count - first + Self.step, records: most) { room in
      scan(base, at: first, &place, atMost: limit, firstByte: firstByte, into: room, &faults)
    }
    batch.faults += faults
    return place
  }

  /// - Parameters:
  ///   - first: the offset of the next record in the piece.
  ///   - place: the place of that record in the file; moved past the last record cut.
  ///   - firstByte: the index in the batch's bytes of the room's first byte.
  private mutating func scan(
    _ base: UnsafeRawPointer, at first: Int, _ place: inout Start, atMost limit: Int, firstByte: Int,
    into room: RecordBatch.Room, _ faults: inout [RecordBatch.Fault]
  ) -> (bytes: Int, records: Int) {
    let (ends, cells) = (self.ends, self.cells)
    let start = place
    var found = 0
    var complete = 0
    var out = 0
    var recordStart = first
    while found < limit, nextLine < lineCount {
      let plain = plainRecords(atMost: limit &- found)
      if plain > 0 {
        // Copied to locals once: the compiler must assume that writing to the room could change the originals.
        let (starts, rows) = (ends + (nextEnd &- 1), place)
        for record in 0..<plain {
          room.positions[complete &+ record] = RecordBatch.Position(
            row: rows.row &+ record &+ 1, line: rows.line &+ record,
            byte: start.byte &+ Int(starts[record &* cells] &+ 1) &- first)
        }
        out = copyCells(base, of: plain, into: room, from: complete, to: out, firstByte: firstByte)
        found &+= plain
        complete &+= plain
        place.row &+= plain
        place.line &+= plain
        nextLine &+= plain
        nextEnd &+= plain &* cells
        recordStart = Int(ends[nextEnd &- 1]) &+ 1
        continue
      }
      let last = Int(lines[nextLine])
      let lineEnd = Int(ends[last])
      var end = lineEnd
      var quoted: UInt64 = 0
      if nextUnusual < unusualCount, Int(unusual[nextUnusual]) < lineEnd {
        guard let plain = quotedCells(base, upTo: last, end: &end) else { break }
        quoted = plain
      }
      // A blank line is not a record.
      if end > recordStart {
        // A long record may exceed a limit, which only the libcsv path checks.
        guard lineEnd - recordStart < TabularLimits.field else { break }
        place.row += 1
        found += 1
        let position = RecordBatch.Position(
          row: place.row, line: place.line, byte: start.byte &+ recordStart &- first)
        let count = last &- nextEnd &+ 1
        if count == cells || count == fewer {
          ends[last] = UInt32(truncatingIfNeeded: end)
          out = copyCells(base, of: 1, into: room, from: complete, to: out, firstByte: firstByte)
          ends[last] = UInt32(truncatingIfNeeded: lineEnd)
          leaveOut(quoted, of: complete, in: room)
          room.positions[complete] = position
          complete &+= 1
        } else {
          faults.append(.init(position: position, cells: count))
        }
      }
      place.line += 1
      recordStart = lineEnd &+ 1
      nextEnd = last &+ 1
      nextLine &+= 1
    }
    place.byte = start.byte &+ recordStart &- first
    return (out, complete)
  }

  /// Returns how many of the next records, without a gap, have as many cells as the header and no unusual byte.
  private func plainRecords(atMost limit: Int) -> Int {
    let (ends, lines) = (self.ends, self.lines + nextLine)
    let cells = self.cells
    let end = nextUnusual < unusualCount ? unusual[nextUnusual] : .max
    let most = min(limit, lineCount &- nextLine)
    var before = nextEnd &- 1
    var count = 0
    while count < most {
      let last = Int(lines[count])
      // The length without the line feed. A blank line is not a record, and a long record may exceed a limit, which
      // only the libcsv path checks.
      let length = ends[last] &- ends[before] &- 1
      guard last &- before == cells, ends[last] < end, length > 0, Int(length) < TabularLimits.field else { break }
      before = last
      count &+= 1
    }
    return count
  }

  /// Copies the selected cells of the next records, each with as many cells as the header, and returns the offset in
  /// the room after the last byte copied.
  ///
  /// - Parameter first: the index in the room of the first of these records.
  private func copyCells(
    _ base: UnsafeRawPointer, of count: Int, into room: RecordBatch.Room, from first: Int, to target: Int,
    firstByte: Int
  ) -> Int {
    let (cells, width, runs, arena) = (self.cells, self.width, self.runs, room.bytes)
    var before = ends + (nextEnd &- 1)
    var (starts, stops) = (room.starts + first &* width, room.ends + first &* width)
    var out = target
    for _ in 0..<count {
      for run in runs {
        let from = Int(before[run.first] &+ 1)
        let length = Int(before[run.last &+ 1]) &- from
        var copied = 0
        while copied < length {
          arena.storeBytes(
            of: base.loadUnaligned(fromByteOffset: from &+ copied, as: SIMD64<UInt8>.self), toByteOffset: out &+ copied,
            as: SIMD64<UInt8>.self)
          copied &+= Self.step
        }
        let shift = UInt32(truncatingIfNeeded: firstByte &+ out &- from)
        Self.copyEnds(
          before + run.first, count: run.last &- run.first &+ 1, shift, to: starts + run.slot, stops + run.slot)
        out &+= length
      }
      before += cells
      starts += width
      stops += width
    }
    return out
  }

  /// Removes the enclosing quotes from cells of a record.
  ///
  /// - Parameter quoted: one bit per column, set if its cell is quoted.
  private func leaveOut(_ quoted: UInt64, of record: Int, in room: RecordBatch.Room) {
    let (starts, stops) = (room.starts + record &* width, room.ends + record &* width)
    var left = quoted
    while left != 0 {
      let slot = slots[left.trailingZeroBitCount]
      if slot >= 0 {
        starts[slot] += 1
        stops[slot] -= 1
      }
      left &= left &- 1
    }
  }

  /// Writes the starts and ends of neighbouring cells, from the end before the first cell and the end of each; `shift`
  /// maps offsets in the piece to offsets in the batch.
  @inline(__always)
  private static func copyEnds(
    _ ends: UnsafeMutablePointer<UInt32>, count: Int, _ shift: UInt32, to starts: UnsafeMutablePointer<UInt32>,
    _ stops: UnsafeMutablePointer<UInt32>
  ) {
    var cell = 0
    if count >= cellStep {
      // The last step may overlap the one before and write the same values twice.
      while cell < count {
        let step = min(cell, count &- cellStep)
        let (from, to) = (UnsafeRawPointer(ends + step), UnsafeRawPointer(ends + step + 1))
        UnsafeMutableRawPointer(starts + step).storeBytes(
          of: from.loadUnaligned(as: SIMD8<UInt32>.self) &+ (shift &+ 1), as: SIMD8<UInt32>.self)
        UnsafeMutableRawPointer(stops + step).storeBytes(
          of: to.loadUnaligned(as: SIMD8<UInt32>.self) &+ shift, as: SIMD8<UInt32>.self)
        cell &+= cellStep
      }
      return
    }
    while cell < count {
      starts[cell] = ends[cell] &+ (shift &+ 1)
      stops[cell] = ends[cell &+ 1] &+ shift
      cell &+= 1
    }
  }

  /// Returns one bit per cell of the next record, set if the cell is quoted as a whole; nil if the record holds
  /// anything else that is unusual. Moves `end` before a carriage return that precedes the line feed.
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
      // This quote must open its cell, and the next unusual byte must be the quote that closes it.
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

extension block_marks {
  /// Clears the marks of a block at all bytes outside a mask.
  fileprivate func keep(_ within: UInt64, of block: Int) {
    ends[block] &= within
    line_feeds[block] &= within
    quotes[block] &= within
    unusual[block] &= within
  }

  /// Removes the ends that lie inside quotes, and marks line feeds inside quotes as unusual.
  ///
  /// - Parameter open: all ones if the block begins inside quotes, else zero.
  /// - Returns: the same for the next block.
  fileprivate func leaveOutQuoted(of block: Int, _ open: UInt64) -> UInt64 {
    let quoted = open ^ Self.runningParity(quotes[block])
    unusual[block] |= line_feeds[block] & quoted
    ends[block] &= ~quoted
    line_feeds[block] &= ~quoted
    return UInt64(bitPattern: Int64(bitPattern: quoted) >> 63)
  }

  /// Returns, for each bit, whether the number of bits set at it and below is odd.
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
}
