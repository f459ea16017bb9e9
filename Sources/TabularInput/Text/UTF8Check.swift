import CBlocks

/// Finds bytes that are not UTF-8 text (RFC 3629), and NULs, which no text export holds.
package enum UTF8Check {
  /// Returns the position of the first bad byte; nil if all bytes are text.
  package static func firstFault(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = bytes.count
    var i = 0
    while i < count {
      // Eight plain bytes at a time: none above 0x7F, none zero.
      while i + 8 <= count {
        let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        let zeros = (word &- 0x0101_0101_0101_0101) & ~word
        if (word | zeros) & 0x8080_8080_8080_8080 != 0 { break }
        i += 8
      }
      guard i < count else { return nil }
      let byte = bytes[i]
      if byte < 0x80 {
        if byte == 0 { return i }
        i += 1
        continue
      }
      guard let length = sequenceLength(bytes, at: i) else { return i }
      i += length
    }
    return nil
  }

  /// Returns the length of the multi-byte sequence at a position; nil if it is ill-formed or cut short.
  private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> Int? {
    let lead = bytes[i]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return nil
    }
    guard i + length <= bytes.count, second.contains(bytes[i + 1]) else { return nil }
    for j in stride(from: i + 2, to: i + length, by: 1) where bytes[j] & 0xC0 != 0x80 { return nil }
    return length
  }

  /// Returns how many bytes at the end (0 to 3) belong to a sequence whose rest has not been read yet.
  static func unfinishedTail(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return needed > back ? back : 0
    }
    return 0
  }

  /// Returns whether the bytes end with only some of a character's bytes, which begin at `fault`, the first bad byte.
  static func isCutShort(_ bytes: UnsafeBufferPointer<UInt8>, at fault: Int) -> Bool {
    unfinishedTail(of: bytes) == bytes.count - fault && (0xC2...0xF4).contains(bytes[fault])
  }

  /// Returns whether all the bytes are UTF-8, with NULs allowed: the same result as `firstFault` gives, 64 bytes at a
  /// time.
  ///
  /// In valid text, a byte continues a character exactly if a lead byte stands one byte before it, or a lead of three
  /// bytes two bytes before it. Leads that need a closer look (C0, C1, E0, ED, F0 and above) are rare in Vietnamese
  /// text and take the slow path.
  package static func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    let blocks = bytes.count / 64
    var check = text_check()
    check_text(base, blocks, &check)
    if check.has_rare != 0 { return hasNoFault(bytes) }
    if check.faults != 0 { return false }
    // Check the last bytes, from the start of a character that the last block has left incomplete.
    var offset = blocks * 64
    if check.open != 0 {
      repeat { offset -= 1 } while bytes[offset] < 0xC0
    }
    return hasNoFault(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
  }

  private static func hasNoFault(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = bytes.bindMemory(to: UInt8.self)
    // A NUL counts as text here; libcsv's path refuses the record that holds it.
    while let fault = firstFault(in: rest) {
      guard rest[fault] == 0 else { return false }
      rest = UnsafeBufferPointer(rebasing: rest[(fault + 1)...])
    }
    return true
  }
}
