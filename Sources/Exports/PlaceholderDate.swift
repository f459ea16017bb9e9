import Administration

/// A cell of dates that says there is none: `NULL`, `-`, `0000-00-00`, or the day that a system writes where it has no
/// date. Read as a date, `1900-01-01` in a column of finishing dates would finish every open dossier early.
enum PlaceholderDate {
  /// Whether what a cell says in figures is a day on which clocks of computers begin: that of Unix, or that of databases
  /// and spreadsheets of Microsoft. No time of day makes it a date: some are turned into local time.
  static func isOne(_ moment: Moment) -> Bool {
    !moment.isBlank && (moment.day == Day(number: 0) || moment.day == Day(year: 1900, month: 1, day: 1))
  }

  /// Whether a cell that is no date says that there is none: a word or marks for it, noughts, or a day at the end of all
  /// calendars.
  static func isOne(_ cell: Range<Int>, in text: Span<UInt8>) -> Bool {
    let word = String(decoding: cell.map { text[$0] }, as: UTF8.self)
    // A date stands behind the signs of a cell too narrow for it, and behind other errors may one.
    if word.hasPrefix("#") { return word == "#N/A" }
    if PlaceholderCell.isOne(cell, in: text) { return true }
    if let parts = CellShape.dateParts(word) { return isEnd(parts) || isEnd((parts.1, parts.0, parts.2)) }
    return word.utf8.contains(48) && word.utf8.allSatisfy { $0 == 48 || !isAlphanumeric($0) }
  }

  /// No day at all, the day before the first one of spreadsheets, and the first and last days that systems can store, with
  /// the year first or last; none of them is another day with month and day exchanged.
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
