import Administration

/// A dossier code in the form in which its decoder stores it.
struct DossierCode: Sendable {
  /// For a code of the national form (`H26.12-250715-0123456`), the number of the prefix before the date among the
  /// decoder's prefixes; nil for a code of another form.
  private(set) var prefix: UInt32?
  /// The six digits of the date, the sequence number, and its number of digits: 47 bits.
  private(set) var rest: UInt64 = 0

  /// The six digits of the date in a code of the national form, as a number.
  var date: UInt32? { prefix == nil ? nil : UInt32(truncatingIfNeeded: rest >> 27 & 0xF_FFFF) }

  /// Returns the day of such a date, `yyMMdd`; nil if there is no such day.
  static func day(of date: UInt32) -> Day? {
    Day(year: 2000 + Int(date / 10_000), month: Int(date / 100 % 100), day: Int(date % 100))
  }
}

/// Splits dossier codes into their parts.
struct DossierCodes: Sendable {
  private var numbers = NumberedWords()

  /// The prefixes before the dates.
  var prefixes: Vocabulary { numbers.words }

  /// Decodes `prefix-yyMMdd-sequence` with a sequence of one to seven digits. A code of another form gives an empty
  /// `DossierCode`; it is identified by its bytes alone.
  mutating func code(_ code: Range<Int>, in text: Span<UInt8>) -> DossierCode {
    // The prefix, a hyphen, the date, a hyphen and a digit are at least ten bytes.
    guard code.count >= 10 else { return DossierCode() }
    let tail = text.bytes.eight(at: code.upperBound - 8)
    let digits = Self.bytesBehindLastHyphen(tail)
    let dash = code.upperBound - 1 - digits
    let prefixEnd = dash - 7
    guard (1...7).contains(digits), prefixEnd > code.lowerBound else { return DossierCode() }
    // The hyphens around the date become zero, and digits become their values.
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

  /// Returns whether a prefix has a small letter: `h26.12`, `000.00.12.h26`.
  @inline(__always)
  private func isInSmallLetters(_ prefix: Range<Int>, _ text: Span<UInt8>) -> Bool {
    switch text[prefix.lowerBound] {
    case UInt8(ascii: "h"): true
    case UInt8(ascii: "0"): prefix.contains { text[$0] == UInt8(ascii: "h") }
    default: false
    }
  }

  /// Returns the number of a prefix in capital letters: some systems write the national portal's codes in small
  /// letters, and `h26.12` is the same as `H26.12`.
  @inline(never)
  private mutating func numberInCapitals(of prefix: Range<Int>, in text: Span<UInt8>) -> UInt32 {
    let letters = prefix.map { (97...122).contains(text[$0]) ? text[$0] - 32 : text[$0] }
    return numbers.number(of: letters.indices, in: letters.span)
  }

  /// Returns how many of eight bytes come after the last hyphen among them; eight if there is none.
  @inline(__always)
  private static func bytesBehindLastHyphen(_ bytes: UInt64) -> Int {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let others = bytes ^ 0x2D2D_2D2D_2D2D_2D2D
    // Sets the high bit of every byte that is zero, and no other bit.
    let hyphens = ~(((others & low) &+ low) | others | low)
    return hyphens.leadingZeroBitCount / 8
  }

  /// Returns the number that eight digits form, the first in the lowest byte; nil if a byte is more than nine.
  @inline(__always)
  private static func number(_ digits: UInt64) -> UInt64? {
    guard (digits | (digits &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 else { return nil }
    let pairs = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF
  }
}
