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
  /// Blocks looked at before the next step is taken with them.
  private static let group = 64
  /// Bytes copied together.
  private static let step = 64
  /// Ends of cells copied together.
  private static let cellStep = 8

  /// Where scanning begins or has ended.
  struct Start {
    var row: Int
    var line: Int
    var byte: Int
  }

  /// Selected columns that are neighbours in the file and in the batch: they are copied together.
  private struct Run {
    let first: Int
    var last: Int
    /// The place of the first among the cells of a record.
    let slot: Int
  }

  private let delimiter: UInt8
  private let quote: UInt8
  private var cells = 0
  /// How many cells a record may have instead.
  private var fewer: Int?
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

  /// What stands in the blocks of one group.
  private let marks: block_marks

  /// For each column its place among the selected ones, -1 where it is none of them.
  private var slots: UnsafeMutablePointer<Int>

  /// - Parameter capacity: the most bytes that a piece holds.
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
    // All ones while a quote is open.
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
    guard let base = bytes.baseAddress, cells > 0, fewer ?? 1 > 0, limit > 0, nextLine < lineCount else { return start }
    let first = Int(ends[nextEnd - 1] &+ 1)
    // A record has a byte at least for each of its cells.
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
  ///   - place: where it stands in the file; moved behind the last record cut.
  ///   - firstByte: the place of the room's first byte among those of the batch.
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
        // Copied once: the room could lie over them.
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
      // A blank line is no record.
      if end > recordStart {
        // A long record may pass a limit, which libcsv's path knows.
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

  /// How many of the next records, one behind the other, have as many cells as the header and nothing unusual in them.
  private func plainRecords(atMost limit: Int) -> Int {
    let (ends, lines) = (self.ends, self.lines + nextLine)
    let cells = self.cells
    let end = nextUnusual < unusualCount ? unusual[nextUnusual] : .max
    let most = min(limit, lineCount &- nextLine)
    var before = nextEnd &- 1
    var count = 0
    while count < most {
      let last = Int(lines[count])
      // Without its line feed. A blank line is no record, and a long record may pass a limit, which libcsv's path knows.
      let length = ends[last] &- ends[before] &- 1
      guard last &- before == cells, ends[last] < end, length > 0, Int(length) < TabularLimits.field else { break }
      before = last
      count &+= 1
    }
    return count
  }

  /// Copies the selected cells of the next records, each of which has as many as the header, and returns where the ones
  /// after them go.
  ///
  /// - Parameter first: the place of the first of the records among those of the room.
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

  /// Leaves the quotes out of cells of a record.
  ///
  /// - Parameter quoted: a bit for each column whose cell stands in quotes.
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

  /// Writes where neighbouring cells begin and end, from the ends before and of each, which a shift moves.
  @inline(__always)
  private static func copyEnds(
    _ ends: UnsafeMutablePointer<UInt32>, count: Int, _ shift: UInt32, to starts: UnsafeMutablePointer<UInt32>,
    _ stops: UnsafeMutablePointer<UInt32>
  ) {
    var cell = 0
    if count >= cellStep {
      // The last step may do again what the one before has done.
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

extension block_marks {
  /// Leaves of a block only what stands at some of its bytes.
  fileprivate func keep(_ within: UInt64, of block: Int) {
    ends[block] &= within
    line_feeds[block] &= within
    quotes[block] &= within
    unusual[block] &= within
  }

  /// Leaves out the ends that stand in quotes, where line feeds are unusual.
  ///
  /// - Parameter open: all ones where the block begins within quotes.
  /// - Returns: the same of the next block.
  fileprivate func leaveOutQuoted(of block: Int, _ open: UInt64) -> UInt64 {
    let quoted = open ^ Self.runningParity(quotes[block])
    unusual[block] |= line_feeds[block] & quoted
    ends[block] &= ~quoted
    line_feeds[block] &= ~quoted
    return UInt64(bitPattern: Int64(bitPattern: quoted) >> 63)
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
}
