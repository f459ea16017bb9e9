/// How a file's bytes stand for characters.
///
/// A byte-order mark and a file that is UTF-8 from end to end are evidence; anything else must be declared, because no
/// byte of a single-byte encoding can be told from that of another.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// UTF-16 in the order that its byte-order mark says.
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// Windows' Vietnamese: tones stand behind their vowels as characters of their own.
  case windows1258 = "windows-1258"
  /// Windows' Western European, and ISO 8859-1, whose printed characters are among its own.
  case windows1252 = "windows-1252"
  /// TCVN 5712:1993 as the ABC fonts (.VnTime) use it.
  case tcvn3

  /// The encoding of a name as people write it: `UTF8`, `cp1258`, `ABC`. What is ASCII is UTF-8 as well.
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

  /// The encoding that a byte-order mark at the head of a file says, and how long the mark is.
  static func marked(by head: some Sequence<UInt8>) -> (encoding: TextEncoding, bytes: Int)? {
    let start = Array(head.prefix(3))
    if start == [0xEF, 0xBB, 0xBF] { return (.utf8, 3) }
    if start.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if start.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// The byte order that the first bytes of a text would have as UTF-16 without a mark, where hardly anything else has
  /// such bytes: half of every other byte is zero, none of the rest is.
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

/// Turns the bytes of one encoding into UTF-8, in pieces that may end anywhere.
///
/// At bytes that stand for nothing it writes 0xFF, which no UTF-8 text holds, keeps what is wrong in `fault` and takes no
/// more: the reader comes upon that byte after everything before it, and knows its line and column.
protocol TextDecoder {
  var fault: String? { get }
  mutating func decode(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8])
  /// Writes what was held back for the next piece.
  mutating func end(into text: inout [UInt8])
}

extension [UInt8] {
  /// Appends a character, which is no surrogate, as UTF-8.
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
