/// Removes what keeps a spreadsheet from taking a code for a number: `="250801-1"`, `'250801-1`.
enum WrappedCode {
  /// Returns the range of the code alone.
  @inline(__always)
  static func unwrapped(_ code: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
    if code.count < 2 || text[code.lowerBound] > UInt8(ascii: "=") { return code }
    switch text[code.lowerBound] {
    case UInt8(ascii: "'"): return code.dropFirst()
    case UInt8(ascii: "=") where code.count > 3 && text[code.lowerBound + 1] == UInt8(ascii: "\""):
      return text[code.upperBound - 1] == UInt8(ascii: "\"") ? code.dropFirst(2).dropLast() : code
    default: return code
    }
  }
}
