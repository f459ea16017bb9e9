/// Finds the braces of tags in the bytes of a template. A brace that forms one character with an adjacent scalar, such
/// as a combining accent, is not a mark.
enum TemplateMarks {
  /// Returns the start of the first mark at or after a position; nil where there is none.
  ///
  /// - Parameter mark: one or more braces of one kind.
  static func first(_ mark: String, in bytes: [UInt8], from start: Int) -> Int? {
    let (brace, length) = (mark.utf8.first ?? 0, mark.utf8.count)
    var position = start
    while position + length <= bytes.count {
      if bytes[position] != brace {
        position += 1
        continue
      }
      let end = position + length
      if bytes[position..<end].allSatisfy({ $0 == brace }), !isJoined(position, end, bytes) { return position }
      position += 1
    }
    return nil
  }

  /// Returns whether an adjacent scalar, such as a combining accent after a brace, forms one character with the mark.
  private static func isJoined(_ start: Int, _ end: Int, _ bytes: [UInt8]) -> Bool {
    let isPlainBefore = start == 0 || bytes[start - 1] < 0x80
    let isPlainAfter = end == bytes.count || bytes[end] < 0x80
    if isPlainBefore, isPlainAfter { return false }
    let around = bytes[max(0, start - 4)..<min(bytes.count, end + 4)]
    let before = String(decoding: bytes[max(0, start - 4)..<start], as: UTF8.self)
    let after = String(decoding: bytes[end..<min(bytes.count, end + 4)], as: UTF8.self)
    // Scalars that were cut decode to a replacement character, which joins with nothing.
    let whole = String(decoding: around, as: UTF8.self)
    return whole.count != before.count + (end - start) + after.count
  }
}
