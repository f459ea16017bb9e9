extension RawSpan {
  /// Eight bytes as they lie in memory.
  @inline(__always)
  func eight(at offset: Int) -> UInt64 { unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self) }

  /// All bytes, of which there are no more than sixteen; some of them twice.
  @inline(__always)
  var upToSixteen: (low: UInt64, high: UInt64) {
    if byteCount >= 8 { return (eight(at: 0), eight(at: byteCount &- 8)) }
    if byteCount >= 4 {
      let head = unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let tail = unsafeLoadUnaligned(fromByteOffset: byteCount &- 4, as: UInt32.self)
      return (UInt64(head) << 32 | UInt64(tail), 0)
    }
    var bytes: UInt64 = 0
    for i in byteOffsets { bytes = bytes << 8 | UInt64(unsafeLoad(fromByteOffset: i, as: UInt8.self)) }
    return (bytes, 0)
  }
}
