import Administration

/// Guesses the date format of a profile from cells.
enum DatePattern {
  /// Returns whether a date has the month first: its second number is too large for a month.
  static func isMonthFirst(_ cell: String) -> Bool {
    guard let (first, second, year) = CellShape.dateParts(cell) else { return false }
    return (1...12).contains(first) && (13...31).contains(second) && year > 31
  }

  /// Returns whether a time of day is followed by AM or PM, or by Vietnamese SA or CH.
  static func hasHalves(_ cell: String) -> Bool {
    CellShape.dateParts(cell) != nil && isHalf(cell.drop { !$0.isLetter || $0 == "T" })
  }

  private static func isHalf(_ word: Substring) -> Bool {
    ["am", "pm", "a.m.", "p.m.", "sa", "ch"].contains(word.lowercased())
  }

  /// Returns whether words or other signs stand between the three numbers of a date: `2025年7月15日`, `2025. 7. 15.`
  static func isSpelled(_ cell: String) -> Bool {
    let parts = numbers(cell).prefix(3).compactMap { Int($0) }
    guard parts.count == 3, CellShape.dateParts(cell) == nil, !hasMonthName(cell) else { return false }
    let (year, month, day) = parts[0] > 31 ? (parts[0], parts[1], parts[2]) : (parts[2], parts[1], parts[0])
    return (1990...2100).contains(year) && Day(year: year, month: month, day: day) != nil
  }

  /// Returns whether the month of a date is a word: `15 Jul 2025`, `Jul 15, 2025`, `15-JUL-25`.
  static func hasMonthName(_ cell: String) -> Bool {
    let words = cell.split { !$0.isLetter }
    return numbers(cell).count >= 2
      && words.contains { word in monthNames.contains { word.lowercased().hasPrefix($0) } }
  }

  /// The beginnings of month names in several languages.
  private static let monthNames = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "fév", "avr", "mai", "juin",
    "juil", "aoû", "déc", "fev", "abr", "ago", "set", "out", "dez", "ene", "dic", "mrt", "mär", "okt",
  ]

  private static func numbers(_ cell: String) -> [Substring] { cell.split { !$0.isASCII || !$0.isNumber } }

  /// Returns whether a date has the day before the month, and a two-digit year.
  static func hasShortYear(_ cell: String) -> Bool {
    guard let (first, second, year) = CellShape.dateParts(cell) else { return false }
    return (1...31).contains(first) && (1...12).contains(second) && year < 100 && digitsOfYear(cell) == 2
  }

  /// Returns whether a moment is written only in digits: `20250715083000`.
  static func isCompact(_ cell: String) -> Bool {
    guard compact[cell.utf8.count] != nil, cell.utf8.allSatisfy({ (48...57).contains($0) }),
      let digits = Int(cell.prefix(8)), (2000...2100).contains(digits / 10_000)
    else { return false }
    return Day(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100) != nil
  }

  /// The patterns of such moments, by their number of digits.
  private static let compact = [8: "yyyyMMdd", 12: "yyyyMMddHHmm", 14: "yyyyMMddHHmmss"]

  private static func digitsOfYear(_ cell: String) -> Int? {
    let numbers = numbers(cell)
    return numbers.count > 2 ? numbers[2].count : nil
  }

  /// Returns the formats of some dates, at most four and the most frequent first: `'M/d/yyyy H:mm', 'M/d/yyyy'`.
  static func list(of cells: [String], isMonthFirst: Bool) -> String {
    let counts = Dictionary(cells.map { (pattern(of: $0, isMonthFirst: isMonthFirst), 1) }, uniquingKeysWith: +)
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4)
      .map { $0.key == iso ? iso : $0.key.contains("'") ? "\"\($0.key)\"" : "'\($0.key)'" }.joined(separator: ", ")
  }

  /// The name in a profile of ISO 8601 dates.
  private static let iso = "iso"

  /// Returns the format of a date, `M/d/yyyy H:mm` for `8/15/2025 8:00`: numbers become letters, and letters stand in
  /// quotes.
  private static func pattern(of cell: String, isMonthFirst: Bool) -> String {
    if let (first, _, _) = CellShape.dateParts(cell), first > 31 { return iso }
    if isCompact(cell), let pattern = compact[cell.utf8.count] { return pattern }
    let year = digitsOfYear(cell) == 2 ? "yy" : "yyyy"
    let isYearFirst = numbers(cell).first.flatMap { Int($0) } ?? 0 > 31
    let ofDay = isYearFirst ? [year, "M", "d"] : isMonthFirst ? ["M", "d", year] : ["d", "M", year]
    var letters = (ofDay + [hasHalves(cell) ? "h" : "H", "mm", "ss", "S"])[...]
    var pattern = ""
    var rest = cell[...]
    while let character = rest.first {
      let text = rest.prefix { $0.isLetter && $0 != "T" }
      if character.isASCII, character.isNumber {
        pattern += letters.popFirst() ?? ""
        rest = rest.drop { $0.isASCII && $0.isNumber }
      } else if isHalf(rest) {
        return pattern + "a"
      } else if text.isEmpty {
        pattern.append(rest.removeFirst())
      } else {
        pattern += "'\(text)'"
        rest = rest.dropFirst(text.count)
      }
    }
    return pattern
  }
}
