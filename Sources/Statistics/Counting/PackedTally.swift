/// A tally in few bytes, for the tens of thousands of cells of the fine breakdowns.
///
/// Numbers and counts alternate. Each is written in groups of seven bits, one group per byte; numbers are written as
/// the step from the number before.
package struct PackedTally: Sendable, Equatable {
  private(set) var bytes: [UInt8]

  package init(_ tally: Tally) {
    var writer = PackedWriter()
    for counts in [tally.outcomes, tally.working.counts, tally.calendar.counts] {
      writer.start()
      for entry in counts.entries { writer.add(Int(entry.number), times: entry.times) }
      writer.end()
    }
    bytes = writer.bytes
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Whether the bytes hold exactly three lists, the first of which has only numbers of existing outcomes.
  var isWhole: Bool {
    var reader = PackedReader(bytes: bytes)
    return reader.skip(below: Outcome.count) && reader.skip() && reader.skip() && reader.position == bytes.count
  }

  package var tally: Tally {
    var reader = PackedReader(bytes: bytes)
    let (outcomes, working, calendar) = (reader.next(), reader.next(), reader.next())
    return Tally(outcomes: outcomes, working: working, calendar: calendar)
  }

  package func merged(with other: PackedTally) -> PackedTally { PackedTally(tally.merged(with: other.tally)) }
}

/// Writes sparse counts. A step of zero ends each list, since the steps between numbers are at least one.
struct PackedWriter {
  private(set) var bytes: [UInt8] = []
  private var last = -1

  mutating func start() { last = -1 }

  mutating func add(_ number: Int, times: UInt32) {
    append(UInt32(number - last))
    append(times)
    last = number
  }

  mutating func end() { bytes.append(0) }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  private mutating func append(_ value: UInt32) {
    var rest = value
    while rest >= 128 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// Reads the lists that a `PackedWriter` has written.
struct PackedReader {
  let bytes: [UInt8]
  var position = 0

  /// Returns the list at the position.
  mutating func next() -> SparseCounts {
    var entries: [SparseCounts.Entry] = []
    var last = -1
    while let entry = entry(after: &last) { entries.append(entry) }
    return SparseCounts(entries: entries)
  }

  /// Returns the next entry of the list at the position; nil at the end of the list.
  ///
  /// - Parameter last: the number of the entry before, -1 for none.
  mutating func entry(after last: inout Int) -> SparseCounts.Entry? {
    let step = value()
    if step == 0 { return nil }
    last += Int(step)
    return SparseCounts.Entry(number: UInt32(last), times: value())
  }

  /// Skips a list of numbers below a limit; returns false where the bytes at the position are no such list.
  mutating func skip(below limit: Int = Int(UInt32.max) + 1) -> Bool {
    var last = -1
    while let step = checkedValue() {
      if step == 0 { return true }
      last += Int(step)
      guard last < limit, let times = checkedValue(), times > 0 else { return false }
    }
    return false
  }

  /// Returns the next number; nil where the bytes end before it does, or where it does not fit 32 bits.
  private mutating func checkedValue() -> UInt32? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 35, by: 7) where position < bytes.count {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 127) << shift
      if byte < 128 { return UInt32(exactly: value) }
    }
    return nil
  }

  private mutating func value() -> UInt32 {
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while true {
      let byte = bytes[position]
      position += 1
      value |= UInt32(byte & 127) << shift
      if byte < 128 { return value }
      shift += 7
    }
  }
}
