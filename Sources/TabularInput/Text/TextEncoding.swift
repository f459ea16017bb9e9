/// The encoding of a file: how its bytes stand for characters.
///
/// Only a byte-order mark, and a file that is valid UTF-8 throughout, are evidence of an encoding. Any other must be
/// declared, because the bytes of one single-byte encoding cannot be told from those of another.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// UTF-16 in the byte order that its byte-order mark gives.
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// The Vietnamese code page of Windows: a tone is a character of its own after its vowel.
  case windows1258 = "windows-1258"
  /// Windows' Western European, and ISO 8859-1, whose printed characters are among its own.
  case windows1252 = "windows-1252"
  /// TCVN 5712:1993 as the ABC fonts (.VnTime) use it.
  case tcvn3

  /// Creates the encoding from its name as people write it: `UTF8`, `cp1258`, `ABC`. ASCII counts as UTF-8.
  package init?(named name: String) {
    let key = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    switch key {
    case "utf8", "utf8sig", "unicode8", "ascii", "usascii": self = .utf8
    case "utf16", "unicode": self = .utf16
    case "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "windows1258", "cp1258", "win1258", "1258": self = .windows1258
    case "windows1252", "cp1252", "win1252", "1252", "iso88591", "latin1": self = .windows1252
    case "tcvn3", "tcvn", "abc", "tcvn5712", "tcvn57121993": self = .tcvn3
    default: return nil
    }
  }

  /// Returns the encoding that a byte-order mark at the head of a file shows, and the length of the mark.
  static func marked(by head: some Sequence<UInt8>) -> (encoding: TextEncoding, bytes: Int)? {
    let start = Array(head.prefix(3))
    if start == [0xEF, 0xBB, 0xBF] { return (.utf8, 3) }
    if start.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if start.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// Returns the byte order of text that looks like UTF-16 without a byte-order mark: at least half of every other byte
  /// is zero, and none of the rest. Hardly any other text has such bytes.
  static func unmarked(_ head: ArraySlice<UInt8>) -> TextEncoding? {
    let sample = head.prefix(1024)
    guard sample.count >= 16 else { return nil }
    var zeros = [0, 0]
    for (place, byte) in sample.enumerated() where byte == 0 { zeros[place & 1] += 1 }
    if zeros[0] == 0, zeros[1] * 4 >= sample.count { return .utf16LittleEndian }
    if zeros[1] == 0, zeros[0] * 4 >= sample.count { return .utf16BigEndian }
    return nil
  }
}

/// Converts the bytes of one encoding to UTF-8, in pieces that may end anywhere.
///
/// At bytes without a meaning, a decoder writes 0xFF, which no UTF-8 text holds, describes the problem in `fault` and
/// takes no more bytes. The reader finds that byte after everything before it, and so knows its line and column.
protocol TextDecoder {
  var fault: String? { get }
  mutating func decode(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8])
  /// Writes what was held back for the next piece, at the end of the text.
  mutating func end(into text: inout [UInt8])
}

extension [UInt8] {
  /// Appends a Unicode scalar, which must not be a surrogate, as UTF-8.
  @inline(__always)
  mutating func appendScalar(_ value: UInt32) {
    switch value {
    case 0..<0x80:
      append(UInt8(truncatingIfNeeded: value))
    case 0x80..<0x800:
      append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    case 0x800..<0x1_0000:
      append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    default:
      append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
      append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }
  }
}
