/// Recognises codes that a spreadsheet took for a number and rounded to the digits that fit: `2.50805E+11`, `2,5E+11`.
/// Many codes become one in this way.
enum RoundedCode {
  /// Returns whether a cell is a rounded code: digits, optionally a decimal mark and digits, then `E+` and digits.
  static func isOne(_ cell: Range<Int>, in text: Span<UInt8>) -> Bool {
    let exponent = digits(before: cell.upperBound, from: cell.lowerBound, in: text)
    // Most codes are excluded here, because they lack the sign.
    guard exponent < cell.upperBound, exponent - 2 > cell.lowerBound, text[exponent - 1] == UInt8(ascii: "+"),
      text[exponent - 2] | 0x20 == UInt8(ascii: "e")
    else { return false }
    let last = digits(before: exponent - 2, from: cell.lowerBound, in: text)
    if last == cell.lowerBound { return true }
    let mark = last - 1
    guard last < exponent - 2, text[mark] == UInt8(ascii: ".") || text[mark] == UInt8(ascii: ","),
      mark > cell.lowerBound
    else { return false }
    return digits(before: mark, from: cell.lowerBound, in: text) == cell.lowerBound
  }

  /// Returns where the run of digits before a place begins.
  private static func digits(before end: Int, from start: Int, in text: Span<UInt8>) -> Int {
    var place = end
    while place > start, (48...57).contains(text[place - 1]) { place -= 1 }
    return place
  }
}
