import Diagnostics
import Glibc

/// The bytes of a text that have been read and not yet parsed: one piece at a time, behind what was held back of the one
/// before.
///
/// A piece ends with a whole character, and never between a carriage return and the line feed that may follow it: what
/// cannot be judged yet is held back until the next piece is read. The memory is the buffer's own, made once and freed in
/// `deinit`; `bytes` lend it until the next call that changes the buffer.
struct PieceBuffer: ~Copyable {
  /// Bytes read at a time where records are read again: they stand far from one another.
  private static let bytesAgain = 4 << 10

  private(set) var source: TextSource
  private let chunk: Int
  private let room: UnsafeMutableRawBufferPointer
  private var pending: Range<Int> = 0..<0
  /// Bytes kept back from the last piece until the next one is read.
  private var held: [UInt8] = []
  /// Where in the room the next line feed stands, or the pending bytes end without one; nil where it has to be looked for.
  /// Lines that end in carriage returns alone would else all be searched to the end of the piece.
  private var nextFeed: Int?
  /// Whether nothing is left to be read behind what is pending.
  private(set) var isAtEnd = false
  private var isFirst = true
  /// Where the next piece begins while records are read again; nil while the text is read from its start to its end.
  private var again: Int?

  /// - Parameters:
  ///   - chunk: bytes read at a time, at least 1.
  ///   - margin: bytes behind a piece that may be looked at beyond its end.
  init(_ source: consuming TextSource, chunk: Int, margin: Int) {
    precondition(chunk >= 1, "a chunk has at least one byte")
    self.source = source
    self.chunk = chunk
    // A few held bytes stand before the piece, and the first one is long enough to show a byte-order mark.
    room = .allocate(byteCount: max(chunk, 3) + 4 + margin, alignment: 64)
    room.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { room.deallocate() }

  /// The most bytes that are ever pending, and the margin.
  var capacity: Int { room.count }
  /// Where in the buffer the pending bytes begin; steps ahead as they are taken, and begins anew with each piece.
  var start: Int { pending.lowerBound }
  var count: Int { pending.count }
  var isEmpty: Bool { pending.isEmpty }
  /// Whether the text has been read to its end at least once.
  var hasBeenRead: Bool { isAtEnd || again != nil }

  var bytes: UnsafeRawBufferPointer { bytes(from: pending.lowerBound) }

  /// The bytes from a place at which pending ones once began, since the piece was read.
  func bytes(from start: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: room[start..<pending.upperBound])
  }

  /// The pending bytes up to and including a line end, or all of them where there is none.
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

  /// Counts the first of the pending bytes as parsed.
  mutating func take(_ count: Int) { pending = pending.lowerBound + count..<pending.upperBound }

  /// Begins behind bytes of the text that its `head` has shown.
  mutating func skip(_ bytes: Int) {
    precondition(isFirst, "reading has already begun")
    isFirst = false
    source.skip(bytes)
  }

  /// Reads the next piece behind what was held back, once all that was pending has been taken.
  ///
  /// - Returns: how many bytes of a byte-order mark were left out.
  /// - Throws: as reading the text.
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

  /// Goes on at a byte that was read before: inside the piece that is here, or with a short one.
  ///
  /// - Parameters:
  ///   - place: the byte of the text.
  ///   - current: the byte of the text at which the pending ones begin.
  /// - Returns: whether it is inside the piece.
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
  /// The position of the first such byte, by the C library's vectorised search.
  fileprivate func position(of byte: UInt8, before end: Int? = nil) -> Int? {
    guard let baseAddress, let found = memchr(baseAddress, Int32(byte), end ?? count) else { return nil }
    return UnsafeRawPointer(baseAddress).distance(to: found)
  }
}
