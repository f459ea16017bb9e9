extension RawSpan {
  /// Loads a number, or a vector of them, from bytes in memory order. Any bytes make a valid value, so nothing else
  /// about such a load is unsafe.
  ///
  /// - Precondition: the span holds all of its bytes; a load that would reach past the end stops the program.
  @inline(__always)
  func number<Number: BitwiseCopyable>(at offset: Int, as type: Number.Type = Number.self) -> Number {
    // The load checks its bounds; `Number` is an integer, a vector of integers or a structure of nothing else.
    unsafeLoadUnaligned(fromByteOffset: offset, as: type)
  }

  /// Returns whether two spans hold the same bytes.
  @inline(__always)
  package func hasSameBytes(as other: RawSpan) -> Bool {
    guard byteCount == other.byteCount else { return false }
    if byteCount <= 16 { return upToSixteen == other.upToSixteen }
    var difference = SIMD2<UInt64>()
    forEachSixteen { difference |= sixteen(at: $0) ^ other.sixteen(at: $0) }
    return difference[0] | difference[1] == 0
  }

  @inline(__always)
  private func sixteen(at offset: Int) -> SIMD2<UInt64> { number(at: offset) }

  @inline(__always)
  func eight(at offset: Int) -> UInt64 { number(at: offset) }

  /// All bytes of a span of at most sixteen; some bytes may be included twice.
  @inline(__always)
  var upToSixteen: (low: UInt64, high: UInt64) {
    if byteCount >= 8 { return (eight(at: 0), eight(at: byteCount &- 8)) }
    if byteCount >= 4 {
      return (UInt64(number(at: 0, as: UInt32.self)) << 32 | UInt64(number(at: byteCount &- 4, as: UInt32.self)), 0)
    }
    var bytes: UInt64 = 0
    for i in byteOffsets { bytes = bytes << 8 | UInt64(number(at: i, as: UInt8.self)) }
    return (bytes, 0)
  }

  /// Calls `body` with offsets of sixteen bytes each that together cover all bytes of a span of more than sixteen; some
  /// bytes may be covered twice.
  ///
  /// Words of similar length get the same number of calls. A plain loop would end after a different number of turns for
  /// each, and a processor that mispredicts the end loses more time than looking at some bytes twice costs.
  @inline(__always)
  func forEachSixteen(_ body: (Int) -> Void) {
    let end = byteCount
    if end <= 32 {
      body(0)
      body(end &- 16)
    } else if end <= 64 {
      body(0)
      body(16)
      body(end &- 32)
      body(end &- 16)
    } else {
      var start = 0
      while end &- start > 128 {
        body(start)
        start &+= 16
      }
      for step in 0..<4 { body(start &+ step &* 16) }
      for step in 0..<4 { body(end &- 64 &+ step &* 16) }
    }
  }
}
