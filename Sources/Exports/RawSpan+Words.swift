extension RawSpan {
  /// A number as its bytes lie in memory, or several: any bytes are one, which is all that is unsafe about such a load.
  ///
  /// - Precondition: the span holds all of its bytes; a load that would reach beyond stops the program.
  @inline(__always)
  func number<Number: BitwiseCopyable>(at offset: Int, as type: Number.Type = Number.self) -> Number {
    // Bounds are checked; `Number` is an integer, a vector of them or a structure of nothing else.
    unsafeLoadUnaligned(fromByteOffset: offset, as: type)
  }

  /// Whether all bytes are the same as another's.
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

  /// All bytes, of which there are no more than sixteen; some of them twice.
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

  /// Calls for the offsets of sixteen bytes each that together are all bytes, of which there are more than sixteen; some
  /// of them twice.
  ///
  /// As often for all words of about the same length: a loop would end at another turn for each, and a processor that
  /// guesses wrong when to stop loses more than some bytes looked at twice cost.
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
