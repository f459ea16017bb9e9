/// A cell of codes or names that says it has none: a blank one, `-`, `#N/A`, `NULL`, `không có`. All rows with one would count
/// as one dossier, or as of one unit or field.
enum PlaceholderCell {
  /// What exports and spreadsheets write where there is nothing, in small letters.
  private static let words: Set<String> = [
    "null", "(null)", "[null]", "<null>", "none", "nil", "nan", "nat", "na", "n/a", "<na>", "\\n", "undefined",
    "không", "không có", "không xác định", "chưa có", "chưa có kết quả", "chưa xác định",
  ]
  /// Longer cells are none of them, and say something.
  private static let mostBytes = words.map(\.utf8.count).max() ?? 0

  private static func text(_ cell: Range<Int>, _ text: Span<UInt8>) -> String {
    String(decoding: cell.map { text[$0] }, as: UTF8.self)
  }

  /// Whether a cell is one: nothing, an error of a spreadsheet, a cell too narrow for its number, nothing but marks, or such a
  /// word.
  static func isOne(_ cell: Range<Int>, in text: Span<UInt8>) -> Bool {
    if cell.isEmpty { return true }
    // Codes are told by a digit, `#12` as well; of the errors of spreadsheets one has a digit too.
    let hasDigit = cell.contains { (48...57).contains(text[$0]) }
    if hasDigit, text[cell.lowerBound] != UInt8(ascii: "#") { return false }
    if cell.count > mostBytes, isLetter(text[cell.lowerBound]) { return false }
    let word = self.text(cell, text)
    if hasDigit { return word == "#DIV/0!" }
    return word.hasPrefix("#") || words.contains(word.lowercased()) || !word.contains { $0.isLetter || $0.isNumber }
  }

  /// Whether a byte is a letter, or the first of one from `Ā` to `ƿ`, as of `Đất đai`.
  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte & 0xDF) || (0xC4...0xC6).contains(byte)
  }

  /// A word, or nothing where it is one.
  static func stated(_ word: String) -> String {
    let bytes = word.utf8.span
    return isOne(bytes.indices, in: bytes) ? "" : word
  }

  /// Whether a cell of codes names a sum: `Tổng cộng`, `Tổng số: 1.234 hồ sơ`. Digits behind anything but a colon make a code,
  /// as `CONG-0001` is one.
  static func namesSum(_ cell: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard SetAsideRow.opensLikeTotal(cell, in: text) else { return false }
    let hasDigit = cell.contains { (48...57).contains(text[$0]) }
    if hasDigit, !cell.contains(where: { text[$0] == UInt8(ascii: ":") }) { return false }
    return SetAsideRow.isTotal(self.text(cell, text))
  }
}
