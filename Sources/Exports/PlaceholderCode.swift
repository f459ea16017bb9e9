/// A cell of codes that says it has none: `-`, `#N/A`, `NULL`, `không có`. All rows with one would count as one dossier.
enum PlaceholderCode {
  /// What exports and spreadsheets write where there is nothing, in small letters.
  private static let words: Set<String> = ["null", "none", "nil", "nan", "na", "n/a", "không có", "chưa có", "không"]

  /// Whether a cell is one: an error of a spreadsheet, a cell too narrow for its number, nothing but marks, or such a word.
  static func isOne(_ cell: Range<Int>, in text: Span<UInt8>) -> Bool {
    if text[cell.lowerBound] == UInt8(ascii: "#") { return true }
    // Most codes are told by a digit.
    if cell.contains(where: { (48...57).contains(text[$0]) }) { return false }
    let word = String(decoding: cell.map { text[$0] }, as: UTF8.self)
    return words.contains(word.lowercased()) || !word.contains { $0.isLetter || $0.isNumber }
  }
}
