import Administration

/// Guesses from cells in which form of a profile their dates are written.
enum DatePattern {
  /// Whether a date has the month before the day: its second number is no month.
  static func isMonthFirst(_ cell: String) -> Bool {
    guard let (first, second, year) = CellShape.dateParts(cell) else { return false }
    return (1...12).contains(first) && (13...31).contains(second) && year > 31
  }

  /// Whether a time of day is followed by AM or PM, in Vietnamese SA or CH.
  static func hasHalves(_ cell: String) -> Bool {
    ["AM", "PM", "SA", "CH"].contains(cell.suffix(2).uppercased()) && CellShape.dateParts(cell) != nil
  }

  /// Whether a date has the day before the month, and a year of two digits.
  static func hasShortYear(_ cell: String) -> Bool {
    guard let (first, second, year) = CellShape.dateParts(cell) else { return false }
    return (1...31).contains(first) && (1...12).contains(second) && year < 100 && digitsOfYear(cell) == 2
  }

  /// Whether a moment is written in digits alone: `20250715083000`.
  static func isCompact(_ cell: String) -> Bool {
    guard compact[cell.utf8.count] != nil, cell.utf8.allSatisfy({ (48...57).contains($0) }),
      let digits = Int(cell.prefix(8)), (2000...2100).contains(digits / 10_000)
    else { return false }
    return Day(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100) != nil
  }

  /// By the number of digits.
  private static let compact = [8: "yyyyMMdd", 12: "yyyyMMddHHmm", 14: "yyyyMMddHHmmss"]

  private static func digitsOfYear(_ cell: String) -> Int? {
    let numbers = cell.split { !$0.isASCII || !$0.isNumber }
    return numbers.count > 2 ? numbers[2].count : nil
  }

  /// The forms of some dates, at most four and the most frequent first: `'M/d/yyyy H:mm', 'M/d/yyyy'`.
  static func list(of cells: [String], isMonthFirst: Bool) -> String {
    let counts = Dictionary(cells.map { (pattern(of: $0, isMonthFirst: isMonthFirst), 1) }, uniquingKeysWith: +)
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4)
      .map { $0.key == iso ? iso : "'\($0.key)'" }.joined(separator: ", ")
  }

  /// What a profile calls the dates of ISO 8601.
  private static let iso = "iso"

  /// `M/d/yyyy H:mm` for `8/15/2025 8:00`: letters for numbers, all else as it stands.
  private static func pattern(of cell: String, isMonthFirst: Bool) -> String {
    if let (first, _, _) = CellShape.dateParts(cell), first > 31 { return iso }
    if isCompact(cell), let pattern = compact[cell.utf8.count] { return pattern }
    let year = digitsOfYear(cell) == 2 ? "yy" : "yyyy"
    let letters = (isMonthFirst ? ["M", "d"] : ["d", "M"]) + [year, hasHalves(cell) ? "h" : "H", "mm", "ss", "S"]
    var pattern = ""
    var number = 0
    var isInside = false
    for character in cell {
      if character.isASCII, character.isNumber {
        if !isInside, number < letters.count { pattern += letters[number] }
        if !isInside { number += 1 }
        isInside = true
        continue
      }
      isInside = false
      if !character.isLetter || character == "T" {
        pattern.append(character)
      } else if !pattern.hasSuffix("a") {
        pattern += "a"
      }
    }
    return pattern
  }
}
