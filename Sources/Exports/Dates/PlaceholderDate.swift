import Administration

/// Recognises date cells that state no date: `NULL`, `-`, `0000-00-00`, or the day that a system writes for a missing
/// date. Read as a date, `1900-01-01` in a column of finishing dates would finish every open dossier early.
enum PlaceholderDate {
  /// Returns whether a moment is on a day from which computers count: that of Unix, 1 January 1970, or that of
  /// Microsoft's databases and spreadsheets, 1 January 1900. The time of day does not matter, because some systems
  /// convert to local time.
  static func isOne(_ moment: Moment) -> Bool {
    !moment.isBlank && (moment.day == Day(number: 0) || moment.day == Day(year: 1900, month: 1, day: 1))
  }

  /// Returns whether a cell that is not a readable date states none: by a word or marks, by zeros, or by a day at
  /// either end of a calendar.
  static func isOne(_ cell: Range<Int>, in text: Span<UInt8>) -> Bool {
    let word = String(decoding: cell.map { text[$0] }, as: UTF8.self)
    // `###` hides a date in a cell too narrow for it, and so may all errors except `#N/A`.
    if word.hasPrefix("#") { return word == "#N/A" }
    if PlaceholderCell.isOne(cell, in: text) { return true }
    if let parts = CellShape.dateParts(word) { return isEnd(parts) || isEnd((parts.1, parts.0, parts.2)) }
    return word.utf8.contains(48) && word.utf8.allSatisfy { $0 == 48 || !isAlphanumeric($0) }
  }

  /// Returns whether the numbers, with the year first or last, are all zero, the day before the first one of
  /// spreadsheets, or the first or last day that systems can store. None of these becomes another day if month and day
  /// are exchanged.
  private static func isEnd(_ parts: (Int, Int, Int)) -> Bool {
    switch parts.0 > 31 ? parts : (parts.2, parts.1, parts.0) {
    case (0, 0, 0), (1900, 1, 0), (1, 1, 1), (1753, 1, 1), (1899, 12, 30...31), (2999, 12, 31), (9999, 12, 31): true
    default: false
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (48...57).contains(byte) || (65...90).contains(byte & 0xDF)
  }
}
