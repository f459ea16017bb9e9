import Administration

/// A dossier code as its decoder knows it.
struct DossierCode: Sendable {
  /// Number, among the decoder's prefixes, of what stands before the date of a code of the national form
  /// (`H26.12-250715-0123456`); nil for a code of another form.
  private(set) var prefix: UInt32?
  /// The six digits of the date, the sequence number and how many digits it has: 47 bits.
  private(set) var rest: UInt64 = 0

  /// The six digits of the date inside a code of the national form, as a number.
  var date: UInt32? { prefix == nil ? nil : UInt32(truncatingIfNeeded: rest >> 27 & 0xF_FFFF) }

  /// The day that such a date, `yyMMdd`, stands for; nil where there is no such day.
  static func day(of date: UInt32) -> Day? {
    Day(year: 2000 + Int(date / 10_000), month: Int(date / 100 % 100), day: Int(date % 100))
  }
}

/// Takes dossier codes apart.
struct DossierCodes: Sendable {
  private var numbers = NumberedWords()

  /// What stands before the dates.
  var prefixes: Vocabulary { numbers.words }

  /// `prefix-yyMMdd-sequence` with a sequence of one to seven digits; a code of another form is told by its bytes alone.
  mutating func code(_ code: Range<Int>, in text: Span<UInt8>) -> DossierCode {
    // A prefix, a hyphen, the date, a hyphen and a digit are ten bytes.
    guard code.count >= 10 else { return DossierCode() }
    let tail = text.bytes.eight(at: code.upperBound - 8)
    let digits = Self.bytesBehindLastHyphen(tail)
    let dash = code.upperBound - 1 - digits
    let prefixEnd = dash - 7
    guard (1...7).contains(digits), prefixEnd > code.lowerBound else { return DossierCode() }
    // The hyphens before and behind the date become zero as digits do.
    let day = text.bytes.eight(at: prefixEnd) ^ 0x2D30_3030_3030_302D
    guard day & 0xFF00_0000_0000_00FF == 0, let date = Self.number(day << 8),
      let sequence = Self.number((tail ^ 0x3030_3030_3030_3030) & ~(UInt64.max >> UInt64(digits * 8)))
    else { return DossierCode() }
    let prefix = code.lowerBound..<prefixEnd
    let number =
      isInSmallLetters(prefix, text)
      ? numberInCapitals(of: prefix, in: text) : numbers.number(of: prefix, in: text)
    return DossierCode(prefix: number, rest: date << 27 | UInt64(digits) << 24 | sequence)
  }

  /// Whether a prefix has a small letter: `h26.12`, `000.00.12.h26`.
  @inline(__always)
  private func isInSmallLetters(_ prefix: Range<Int>, _ text: Span<UInt8>) -> Bool {
    switch text[prefix.lowerBound] {
    case UInt8(ascii: "h"): true
    case UInt8(ascii: "0"): prefix.contains { text[$0] == UInt8(ascii: "h") }
    default: false
    }
  }

  /// Of two systems one may write the national portal's codes in small letters: `h26.12` is `H26.12`.
  @inline(never)
  private mutating func numberInCapitals(of prefix: Range<Int>, in text: Span<UInt8>) -> UInt32 {
    let letters = prefix.map { (97...122).contains(text[$0]) ? text[$0] - 32 : text[$0] }
    return numbers.number(of: letters.indices, in: letters.span)
  }

  /// How many of eight bytes stand behind the last hyphen among them; eight where there is none.
  @inline(__always)
  private static func bytesBehindLastHyphen(_ bytes: UInt64) -> Int {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let others = bytes ^ 0x2D2D_2D2D_2D2D_2D2D
    // The high bit of a byte that is zero, and of no other.
    let hyphens = ~(((others & low) &+ low) | others | low)
    return hyphens.leadingZeroBitCount / 8
  }

  /// The number that eight digits make, the first in the lowest byte; nil where any is more than nine.
  @inline(__always)
  private static func number(_ digits: UInt64) -> UInt64? {
    guard (digits | (digits &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 else { return nil }
    let pairs = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF
  }
}
