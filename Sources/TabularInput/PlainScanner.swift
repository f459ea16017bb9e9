/// Cuts plain records, eight bytes at a time: UTF-8 text on one line, without control characters, whose quoted cells hold
/// no quote.
///
/// It stops before the first record that is anything else, or that does not end within the bytes it is given; libcsv
/// takes that one. Only the bytes of selected columns are delivered, copied in runs of neighbouring columns.
///
/// Pointers stay inside: all scratch memory belongs to the scanner, is sized when columns are selected, and is freed in
/// `deinit`. Bytes are read up to one step past the end of the input, which the caller's buffer has room for.
struct PlainScanner: ~Copyable {
  /// Bytes looked at together.
  static let step = 8

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
  /// For each column its place among the selected ones, or -1.
  private var slots: [Int32] = []

  /// Ends of the cells of the record under way, by column, behind an entry for where the record begins.
  private var ends: UnsafeMutablePointer<Int>
  /// Bytes of the selected cells found by one scan.
  private let arena: UnsafeMutableRawPointer
  private var cellStarts: UnsafeMutablePointer<UInt32>
  private var cellEnds: UnsafeMutablePointer<UInt32>
  private static let mostRecords = 4096

  /// - Parameter capacity: the most bytes that one scan is given.
  init(dialect: Dialect, capacity: Int) {
    delimiter = dialect.delimiter
    quote = dialect.quote
    arena = .allocate(byteCount: capacity + Self.step, alignment: 16)
    ends = .allocate(capacity: 1)
    cellStarts = .allocate(capacity: 1)
    cellEnds = .allocate(capacity: 1)
  }

  deinit {
    arena.deallocate()
    ends.deallocate()
    cellStarts.deallocate()
    cellEnds.deallocate()
  }

  mutating func select(_ columns: [Int], of count: Int) {
    cells = count
    width = columns.count
    slots = [Int32](repeating: -1, count: count)
    for (slot, column) in columns.enumerated() { slots[column] = Int32(slot) }
    runs = []
    for column in columns.sorted() {
      if let last = runs.last, last.last + 1 == column {
        runs[runs.count - 1] = Run(first: last.first, last: column)
      } else {
        runs.append(Run(first: column, last: column))
      }
    }
    ends.deallocate()
    cellStarts.deallocate()
    cellEnds.deallocate()
    ends = .allocate(capacity: count + 2)
    cellStarts = .allocate(capacity: Self.mostRecords * width + 1)
    cellEnds = .allocate(capacity: Self.mostRecords * width + 1)
  }

  /// Cuts records from the head of some bytes of text and appends them to a batch.
  ///
  /// - Returns: where the first record begins that was not cut.
  func scan(
    _ bytes: UnsafeRawBufferPointer, from start: Start, atMost limit: Int, into batch: inout RecordBatch
  ) -> Start {
    guard let base = bytes.baseAddress, cells > 0 else { return start }
    let limit = min(limit, Self.mostRecords)
    // The pattern test below finds bytes under 0x2D; separators above it are left to libcsv.
    guard delimiter < 0x2D, quote < 0x2D else { return start }
    let most = cells
    let (ends, delimiter, count) = (self.ends, self.delimiter, bytes.count)
    var place = start
    var found = 0
    var complete = 0
    var out = 0
    var recordStart = 0
    var column = 0
    var isQuoted = false
    var quotedCells: UInt64 = 0
    ends[0] = -1
    var offset = 0
    batch.positions.reserveCapacity(batch.positions.count + limit)
    let firstByte = batch.bytes.count

    scanning: while offset < count {
      let word = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      // The high bit of every byte from 0x00 to 0x2C: controls, space, quote, comma and a few others.
      var low = ~(((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x5353_5353_5353_5353) | word) & 0x8080_8080_8080_8080
      while low != 0 {
        let position = offset + low.trailingZeroBitCount >> 3
        low &= low &- 1
        guard position < count else { break scanning }
        let byte = base.load(fromByteOffset: position, as: UInt8.self)
        if isQuoted {
          if byte == quote {
            // Plain only where the cell ends behind it: neither a doubled quote nor a stray one.
            guard position + 1 < count else { break scanning }
            let next = base.load(fromByteOffset: position + 1, as: UInt8.self)
            guard next == delimiter || next == 10 || next == 13 else { break scanning }
            isQuoted = false
          } else if byte < 0x20, byte != delimiter {
            break scanning
          }
          continue
        }
        if byte == delimiter {
          // Cells past the header's are counted, not kept.
          column += 1
          ends[min(column, most)] = position
          continue
        }
        if byte == quote {
          guard column < min(most, 64), position == ends[column] + 1 else { break scanning }
          isQuoted = true
          quotedCells |= 1 << UInt64(column)
          continue
        }
        if byte >= 0x20 { continue }
        var end = position
        if byte == 13 {
          // A carriage return is plain only right before a line feed.
          guard position + 1 < count, base.load(fromByteOffset: position + 1, as: UInt8.self) == 10 else {
            break scanning
          }
          continue
        }
        // A long record may pass a limit, which libcsv's path knows.
        guard byte == 10, position - recordStart < TabularLimits.field else { break scanning }
        if end > recordStart, base.load(fromByteOffset: end - 1, as: UInt8.self) == 13 { end -= 1 }
        if end > recordStart {
          place.row += 1
          let position = RecordBatch.Position(row: place.row, line: place.line, byte: start.byte + recordStart)
          column += 1
          if column == most {
            ends[column] = end
            out = copyCells(base, record: complete, quoted: quotedCells, to: out, firstByte: firstByte)
            batch.positions.append(position)
            complete += 1
          } else {
            batch.faults.append(.init(position: position, cells: column))
          }
          found += 1
        }
        place.line += 1
        recordStart = position + 1
        column = 0
        quotedCells = 0
        ends[0] = position
        if found == limit { break scanning }
      }
      offset += Self.step
    }
    batch.starts.append(contentsOf: UnsafeBufferPointer(start: cellStarts, count: complete * width))
    batch.ends.append(contentsOf: UnsafeBufferPointer(start: cellEnds, count: complete * width))
    batch.bytes.append(contentsOf: UnsafeRawBufferPointer(start: arena, count: out))
    place.byte = start.byte + recordStart
    return place
  }

  /// Copies the selected cells of the record whose ends are known and returns where the next ones go.
  ///
  /// - Parameter quoted: a bit for each column whose cell stands in quotes, which are left out.
  private func copyCells(
    _ base: UnsafeRawPointer, record: Int, quoted: UInt64, to target: Int, firstByte: Int
  ) -> Int {
    var out = target
    let (starts, stops) = (cellStarts + record * width, cellEnds + record * width)
    for run in runs {
      let from = ends[run.first] + 1
      let length = ends[run.last + 1] - from
      var copied = 0
      while copied < length {
        let word = base.loadUnaligned(fromByteOffset: from + copied, as: UInt64.self)
        arena.storeBytes(of: word, toByteOffset: out + copied, as: UInt64.self)
        copied += Self.step
      }
      let shift = firstByte + out - from
      for column in run.first...run.last {
        let slot = Int(slots[column])
        starts[slot] = UInt32(truncatingIfNeeded: ends[column] + 1 + shift)
        stops[slot] = UInt32(truncatingIfNeeded: ends[column + 1] + shift)
      }
      out += length
    }
    var left = quoted
    while left != 0 {
      let slot = Int(slots[left.trailingZeroBitCount])
      if slot >= 0 {
        starts[slot] += 1
        stops[slot] -= 1
      }
      left &= left &- 1
    }
    return out
  }
}
