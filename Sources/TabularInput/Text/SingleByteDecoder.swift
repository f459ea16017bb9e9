import Foundation

/// Converts a single-byte encoding, whose tones may follow their vowels, to UTF-8 in composed form (NFC).
struct SingleByteDecoder: TextDecoder {
  private(set) var fault: String?
  private let codePage: CodePage
  /// The last character that is not a mark, held back because a mark may still join it, and the marks after it.
  private var base: UInt32?
  private var marks: [UInt32] = []
  private var evidence = UTF8Evidence()

  init(_ codePage: CodePage) { self.codePage = codePage }

  /// The largest number of marks after one character; more are not writing.
  private static let mostMarks = 8

  mutating func decode(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
    text.reserveCapacity(text.count + bytes.count + bytes.count / 2)
    for byte in bytes {
      guard fault == nil else { return }
      evidence.take(byte)
      let scalar = byte < 0x80 ? UInt32(byte) : codePage.high[Int(byte) - 0x80]
      if byte >= 0x80 {
        if scalar == 0 {
          let hex = String(byte, radix: 16, uppercase: true)
          refuse("the byte 0x\(hex) stands for nothing in \(codePage.encoding.rawValue)", &text)
          return
        }
        if CodePage.marks.contains(scalar) {
          marks.append(scalar)
          if marks.count > Self.mostMarks { refuse("tone marks pile up behind one letter", &text) }
          continue
        }
      }
      flush(into: &text)
      base = scalar
    }
  }

  mutating func end(into text: inout [UInt8]) {
    guard fault == nil else { return }
    flush(into: &text)
    if evidence.isConclusive {
      refuse("the file is UTF-8 from end to end though \(codePage.encoding.rawValue) is declared", &text)
    }
  }

  private mutating func flush(into text: inout [UInt8]) {
    defer { base = nil }
    guard !marks.isEmpty else {
      if let base { text.appendScalar(base) }
      return
    }
    let cluster = (base.map { [$0] } ?? []) + marks
    marks.removeAll(keepingCapacity: true)
    for scalar in codePage.composed(cluster) { text.appendScalar(scalar) }
  }

  private mutating func refuse(_ message: String, _ text: inout [UInt8]) {
    flush(into: &text)
    fault = message
    text.append(0xFF)
  }
}

/// A code page: the meaning of the bytes from 0x80 on.
struct CodePage: Sendable {
  let encoding: TextEncoding
  /// The characters of the bytes 0x80 to 0xFF; 0 for a byte without a meaning.
  let high: [UInt32]
  /// Letters with one mark, in composed form.
  private let letters: [[UInt32]: [UInt32]]

  /// The five tones: grave (huyền), hook (hỏi), tilde (ngã), acute (sắc), dot below (nặng).
  static let marks: [UInt32] = [0x300, 0x309, 0x303, 0x301, 0x323]

  /// - Parameter table: 128 entries separated by spaces: a character, its code in four hexadecimal digits, or `?` for a
  ///   byte without a meaning.
  private init(_ encoding: TextEncoding, _ table: String) {
    self.encoding = encoding
    let high = table.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { entry -> UInt32 in
      if entry == "?" { return 0 }
      if entry.utf8.count == 4, let code = UInt32(entry, radix: 16) { return code }
      return entry.unicodeScalars.first?.value ?? 0
    }
    precondition(high.count == 128, "a code page has 128 bytes above ASCII")
    self.high = high
    var letters: [[UInt32]: [UInt32]] = [:]
    for base in Array(0x41...0x7A) + high where base != 0 && !Self.marks.contains(base) {
      for mark in Self.marks { letters[[base, mark]] = Self.normalised([base, mark]) }
    }
    self.letters = letters
  }

  func composed(_ cluster: [UInt32]) -> [UInt32] { letters[cluster] ?? Self.normalised(cluster) }

  private static func normalised(_ cluster: [UInt32]) -> [UInt32] {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: cluster.compactMap(Unicode.Scalar.init))
    return String(text).precomposedStringWithCanonicalMapping.unicodeScalars.map(\.value)
  }

  /// Windows-1258, after Microsoft's table (unicode.org, VENDORS/MICSFT/WINDOWS/CP1258.TXT).
  static let windows1258 = CodePage(
    .windows1258,
    """
    20AC ? 201A 0192 201E 2026 2020 2021 02C6 2030 ? 2039 0152 ? ? ? ? 2018 2019 201C 201D 2022 2013 2014 02DC 2122 ? 203A
    0153 ? ? 0178 00A0 00A1 00A2 00A3 00A4 00A5 00A6 00A7 00A8 00A9 00AA 00AB 00AC 00AD 00AE 00AF 00B0 00B1 00B2 00B3 00B4
    00B5 00B6 00B7 00B8 00B9 00BA 00BB 00BC 00BD 00BE 00BF À Á Â Ă Ä Å Æ Ç È É Ê Ë 0300 Í Î Ï Đ Ñ 0309 Ó Ô Ơ Ö × Ø Ù Ú Û Ü
    Ư 0303 ß à á â ă ä å æ ç è é ê ë 0301 í î ï đ ñ 0323 ó ô ơ ö ÷ ø ù ú û ü ư 20AB ÿ
    """)

  /// Windows-1252, after Microsoft's table (unicode.org, VENDORS/MICSFT/WINDOWS/CP1252.TXT): from 0xA0 on bytes are the
  /// characters of their number.
  static let windows1252 = CodePage(
    .windows1252,
    """
    20AC ? 201A 0192 201E 2026 2020 2021 02C6 2030 0160 2039 0152 ? 017D ? ? 2018 2019 201C 201D 2022 2013 2014 02DC 2122
    0161 203A 0153 ? 017E 0178\u{20}
    """ + (0xA0...0xFF).map { "00" + String($0, radix: 16) }.joined(separator: " "))

  /// TCVN 5712:1993 without the capitals that it has among the control characters. Text in the ABC fonts for capitals
  /// is stored in small letters.
  static let tcvn3 = CodePage(
    .tcvn3,
    """
    À Ả Ã Á Ạ Ặ Ậ È Ẻ Ẽ É Ẹ Ệ Ì Ỉ Ĩ Í Ị Ò Ỏ Õ Ó Ọ Ộ Ờ Ở Ỡ Ớ Ợ Ù Ủ Ũ 00A0 Ă Â Ê Ô Ơ Ư Đ ă â ê ô ơ ư đ Ằ 0300 0309 0303
    0301 0323 à ả ã á ạ Ẳ ằ ẳ ẵ ắ Ẵ Ắ Ầ Ẩ Ẫ Ấ Ề ặ ầ ẩ ẫ ấ ậ è Ể ẻ ẽ é ẹ ề ể ễ ế ệ ì ỉ Ễ Ế Ồ ĩ í ị ò Ổ ỏ õ ó ọ ồ ổ ỗ ố ộ ờ ở ỡ
    ớ ợ ù Ỗ ủ ũ ú ụ ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ Ố
    """)
}

/// Evidence that a file is UTF-8: all its bytes above ASCII form UTF-8 sequences, which hardly ever happens in text of
/// another encoding.
private struct UTF8Evidence {
  private var expected = 0
  private var sequences = 0
  private var isBroken = false

  mutating func take(_ byte: UInt8) {
    if isBroken { return }
    if expected > 0 {
      guard byte & 0xC0 == 0x80 else {
        isBroken = true
        return
      }
      expected -= 1
      if expected == 0 { sequences += 1 }
    } else if byte >= 0x80 {
      switch byte {
      case 0xC2...0xDF: expected = 1
      case 0xE0...0xEF: expected = 2
      case 0xF0...0xF4: expected = 3
      default: isBroken = true
      }
    }
  }

  var isConclusive: Bool { !isBroken && expected == 0 && sequences > 0 }
}
