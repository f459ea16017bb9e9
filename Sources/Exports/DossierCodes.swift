/// A dossier code as its decoder knows it.
struct DossierCode: Sendable {
  /// Number, among the decoder's prefixes, of what stands before the date of a code of the national form
  /// (`H26.12-250715-0123456`); nil for a code of another form.
  private(set) var prefix: UInt32?
  /// The six digits of the date, the sequence number and how many digits it has: 47 bits.
  private(set) var rest: UInt64 = 0

  /// The six digits of the date inside a code of the national form, as a number.
  var date: UInt32? { prefix == nil ? nil : UInt32(truncatingIfNeeded: rest >> 27 & 0xF_FFFF) }
}

/// Takes dossier codes apart.
struct DossierCodes: Sendable {
  private var numbers = NumberedWords()

  /// What stands before the dates.
  var prefixes: Vocabulary { numbers.words }

  /// `prefix-yyMMdd-sequence` with a sequence of one to seven digits; a code of another form is told by its bytes alone.
  mutating func code(_ code: Range<Int>, in text: Span<UInt8>) -> DossierCode {
    var sequence: UInt64 = 0
    var weight: UInt64 = 1
    var position = code.upperBound - 1
    while position > code.lowerBound, text[position] != 45 {
      let digit = text[position] &- 48
      guard digit <= 9, weight < 10_000_000 else { return DossierCode() }
      sequence += UInt64(digit) * weight
      weight *= 10
      position -= 1
    }
    let digits = code.upperBound - 1 - position
    let prefixEnd = position - 7
    guard digits >= 1, prefixEnd > code.lowerBound, text[prefixEnd] == 45 else { return DossierCode() }
    var date: UInt64 = 0
    for i in prefixEnd + 1..<position {
      let digit = text[i] &- 48
      guard digit <= 9 else { return DossierCode() }
      date = date * 10 + UInt64(digit)
    }
    let prefix = code.lowerBound..<prefixEnd
    return DossierCode(prefix: numbers.number(of: prefix, in: text), rest: date << 27 | UInt64(digits) << 24 | sequence)
  }
}
