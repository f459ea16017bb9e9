import Diagnostics
import Glibc

/// The bytes of a text that have been read but not yet parsed: one piece at a time, after the bytes held back from the
/// piece before.
///
/// A piece ends with a whole character, and never between a carriage return and the line feed that may follow. Bytes
/// that cannot be judged yet are held back until the next piece is read. The buffer owns its memory, allocates it once
/// and frees it in `deinit`; pointers returned by `bytes` are valid until the next call that changes the buffer.
struct PieceBuffer: ~Copyable {
  /// The number of bytes read at a time when records are read again; small, because such records lie far apart.
  private static let bytesAgain = 4 << 10

  private(set) var source: TextSource
  private let chunk: Int
  private let room: UnsafeMutableRawBufferPointer
  private var pending: Range<Int> = 0..<0
  /// Bytes held back from the last piece until the next one is read.
  private var held: [UInt8] = []
  /// Where the next line feed stands in the room, or the end of the pending bytes if they hold none; nil if it must be
  /// searched for. Without this, text whose lines end in carriage returns would be searched to the end of the piece for
  /// every line.
  private var nextFeed: Int?
  /// Whether nothing is left to read after the pending bytes.
  private(set) var isAtEnd = false
  private var isFirst = true
  /// Where the next piece begins while records are read again; nil while the text is read from start to end.
  private var again: Int?

  /// - Parameters:
  ///   - chunk: the number of bytes to read at a time, at least 1.
  ///   - margin: the number of bytes past the end of a piece that callers may read.
  init(_ source: consuming TextSource, chunk: Int, margin: Int) {
    precondition(chunk >= 1, "a chunk has at least one byte")
    self.source = source
    self.chunk = chunk
    // Room for a few held bytes before the piece; the first piece must be long enough to show a byte-order mark.
    room = .allocate(byteCount: max(chunk, 3) + 4 + margin, alignment: 64)
    room.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { room.deallocate() }

  /// The size of the memory: the largest number of pending bytes, and the margin.
  var capacity: Int { room.count }
  /// Where the pending bytes begin in the buffer. It advances as they are taken, and starts over with each piece.
  var start: Int { pending.lowerBound }
  var count: Int { pending.count }
  var isEmpty: Bool { pending.isEmpty }
  /// Whether the text has been read to its end at least once.
  var hasBeenRead: Bool { isAtEnd || again != nil }

  var bytes: UnsafeRawBufferPointer { bytes(from: pending.lowerBound) }

  /// Returns the bytes from a place at which pending bytes have begun since the piece was read.
  func bytes(from start: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: room[start..<pending.upperBound])
  }

  /// Returns the pending bytes up to and including a line end, or all of them if they hold none.
  mutating func line() -> UnsafeBufferPointer<UInt8> {
    let bytes = self.bytes.bindMemory(to: UInt8.self)
    if nextFeed ?? -1 < pending.lowerBound {
      nextFeed = bytes.position(of: 10).map { pending.lowerBound + $0 } ?? pending.upperBound
    }
    var end = min((nextFeed ?? pending.upperBound) + 1, pending.upperBound) - pending.lowerBound
    if let carriage = bytes.position(of: 13, before: end), carriage + 2 != end || bytes[end - 1] != 10 {
      end = carriage + 1
    }
    return UnsafeBufferPointer(rebasing: bytes[..<end])
  }

  /// Marks the first `count` pending bytes as parsed.
  mutating func take(_ count: Int) { pending = pending.lowerBound + count..<pending.upperBound }

  /// Starts reading after the first bytes of the text, which its `head` has shown.
  mutating func skip(_ bytes: Int) {
    precondition(isFirst, "reading has already begun")
    isFirst = false
    source.skip(bytes)
  }

  /// Reads the next piece after the bytes held back. All pending bytes must have been taken.
  ///
  /// - Returns: the length in bytes of a byte-order mark that was skipped, else 0.
  /// - Throws: as `TextSource.read(into:)` and `readAgain(at:into:)`.
  mutating func fill() throws(Failure) -> Int {
    var kept = held.count
    for (position, byte) in held.enumerated() { room[position] = byte }
    held.removeAll(keepingCapacity: true)
    let wanted = again != nil ? min(chunk, Self.bytesAgain) : isFirst ? max(chunk, 3) : chunk
    let piece = UnsafeMutableRawBufferPointer(rebasing: room[kept..<kept + wanted])
    let count: Int
    if let place = again {
      count = try source.readAgain(at: place, into: piece)
      again = place + count
    } else {
      count = try source.read(into: piece)
    }
    if count == 0 { isAtEnd = true }
    kept += count
    pending = 0..<kept
    nextFeed = nil
    let mark = isFirst && room[pending].prefix(3).elementsEqual([0xEF, 0xBB, 0xBF]) ? 3 : 0
    take(mark)
    isFirst = false
    if !isAtEnd { holdBackTail() }
    return mark
  }

  /// Continues at a byte that was read before: within the current piece, or by reading a short new one.
  ///
  /// - Parameters:
  ///   - place: the byte of the text at which to continue.
  ///   - current: the byte of the text at which the pending bytes begin.
  /// - Returns: whether `place` lies within the current piece.
  mutating func move(to place: Int, from current: Int) -> Bool {
    let ahead = place - current
    if ahead >= 0, ahead < pending.count {
      take(ahead)
      return true
    }
    again = place
    pending = 0..<0
    nextFeed = nil
    held.removeAll(keepingCapacity: true)
    isAtEnd = false
    return false
  }

  private mutating func holdBackTail() {
    let bytes = self.bytes.bindMemory(to: UInt8.self)
    guard let last = bytes.last else { return }
    let tail = last == 13 ? 1 : UTF8Check.unfinishedTail(of: bytes)
    guard tail > 0 else { return }
    held = Array(bytes[(bytes.count - tail)...])
    pending = pending.lowerBound..<pending.upperBound - tail
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Returns the position of the first such byte, by the C library's vectorised search.
  fileprivate func position(of byte: UInt8, before end: Int? = nil) -> Int? {
    guard let baseAddress, let found = memchr(baseAddress, Int32(byte), end ?? count) else { return nil }
    return UnsafeRawPointer(baseAddress).distance(to: found)
  }
}
