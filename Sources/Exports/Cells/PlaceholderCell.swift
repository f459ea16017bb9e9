/// Recognises cells of codes or names that state none: a blank one, `-`, `#N/A`, `NULL`, `không có`. Otherwise all rows
/// with the same one would count as one dossier, or as of one unit or field.
enum PlaceholderCell {
  /// The words that exports and spreadsheets write for nothing, in small letters.
  private static let words: Set<String> = [
    "null", "(null)", "[null]", "<null>", "none", "nil", "nan", "nat", "na", "n/a", "<na>", "\\n", "undefined",
    "không", "không có", "không xác định", "chưa có", "chưa có kết quả", "chưa xác định",
  ]
  /// The length of the longest such word in bytes; longer cells state something.
  private static let mostBytes = words.map(\.utf8.count).max() ?? 0

  private static func text(_ cell: Range<Int>, _ text: Span<UInt8>) -> String {
    String(decoding: cell.map { text[$0] }, as: UTF8.self)
  }

  /// Returns whether a cell states nothing: an empty cell, an error of a spreadsheet, `###` for a cell too narrow for
  /// its number, nothing but punctuation, or one of `words`.
  static func isOne(_ cell: Range<Int>, in text: Span<UInt8>) -> Bool {
    if cell.isEmpty { return true }
    // A digit shows a code, even in `#12`; the only spreadsheet error with a digit is `#DIV/0!`.
    let hasDigit = cell.contains { (48...57).contains(text[$0]) }
    if hasDigit, text[cell.lowerBound] != UInt8(ascii: "#") { return false }
    if cell.count > mostBytes, isLetter(text[cell.lowerBound]) { return false }
    let word = self.text(cell, text)
    if hasDigit { return word == "#DIV/0!" }
    return word.hasPrefix("#") || words.contains(word.lowercased()) || !word.contains { $0.isLetter || $0.isNumber }
  }

  /// Returns whether a byte is an ASCII letter, or the first byte of a letter from `Ā` to `ƿ`, as in `Đất đai`.
  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte & 0xDF) || (0xC4...0xC6).contains(byte)
  }

  /// Returns the word, or an empty string if it states nothing.
  static func stated(_ word: String) -> String {
    let bytes = word.utf8.span
    return isOne(bytes.indices, in: bytes) ? "" : word
  }

  /// Returns whether a cell of the code column names a total: `Tổng cộng`, `Tổng số: 1.234 hồ sơ`. A cell with digits
  /// but no colon is a code, such as `CONG-0001`.
  static func namesSum(_ cell: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard SetAsideRow.opensLikeTotal(cell, in: text) else { return false }
    let hasDigit = cell.contains { (48...57).contains(text[$0]) }
    if hasDigit, !cell.contains(where: { text[$0] == UInt8(ascii: ":") }) { return false }
    return SetAsideRow.isTotal(self.text(cell, text))
  }
}
