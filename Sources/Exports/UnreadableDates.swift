import Diagnostics
import Records
import TabularInput

/// Tells a file whose dates are written in another order, or as numbers, from one with some that are mistyped.
///
/// Of a file with the month before the day, the days up to the twelfth can be read, wrongly. The others cannot, and are many:
/// they are the evidence on which the whole file is refused.
struct UnreadableDates<Column: ExportColumn> {
  let file: String
  let plan: ColumnPlan<Column>

  /// Of a file's records, the share with a date that cannot be read from which on its order is in doubt: a tenth.
  static func areMany(_ count: Int, of records: Int) -> Bool { count >= 3 && count * 10 >= records }

  /// - Parameter rows: records with a date that cannot be read, and their lines.
  /// - Throws: status `dataRefused` where half of them are well in another order, or as numbers.
  func check(_ rows: [(line: Int, cells: [String])]) throws(Failure) {
    let positions = plan.columns.filter { $0.column.rawValue.hasSuffix("_at") }.map(\.position)
    func share(_ fits: (String) -> Bool) -> Bool {
      let fitting = rows.count { row in
        positions.contains { $0 < row.cells.count && fits(row.cells[$0].trimmedSpaces) }
      }
      return fitting > 0 && fitting * 2 >= rows.count
    }
    let cells = rows.flatMap { row in positions.filter { $0 < row.cells.count }.map { row.cells[$0].trimmedSpaces } }
    let found: (what: String, declare: String)? =
      share(Self.isMonthFirst)
      ? (
        "the month stands before the day in this file's dates, the day before the month was expected",
        Self.patterns(of: cells.filter(Self.isMonthFirst), isMonthFirst: true)
      )
      : share(Self.isSerial)
        ? ("this file's dates are numbers as Excel stores them, dates as text were expected", "excel_serial")
        : share(Self.hasHalves)
          ? (
            "this file's dates have times of twelve hours, times of twenty-four were expected",
            Self.patterns(of: cells.filter(Self.hasHalves), isMonthFirst: false)
          ) : nil
    guard let found else { return }
    throw Failure(
      .dataRefused, found.what, at: rows.first.map { Location(file, line: $0.line) },
      hint: "declare dates: [\(found.declare)] in a profile, or export them as 2025-07-15")
  }

  /// The forms that dates are written in, for a profile, the most frequent first.
  private static func patterns(of cells: [String], isMonthFirst: Bool) -> String {
    let counts = Dictionary(cells.map { (pattern(of: $0, isMonthFirst: isMonthFirst), 1) }, uniquingKeysWith: +)
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4).map { "'\($0.key)'" }
      .joined(separator: ", ")
  }

  /// `M/d/yyyy H:mm` for `8/15/2025 8:00`: letters for numbers, all else as it stands.
  private static func pattern(of cell: String, isMonthFirst: Bool) -> String {
    let letters = (isMonthFirst ? ["M", "d"] : ["d", "M"]) + ["yyyy", hasHalves(cell) ? "h" : "H", "mm", "ss", "S"]
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

  /// Whether a time of day is followed by AM or PM, in Vietnamese SA or CH.
  private static func hasHalves(_ cell: String) -> Bool {
    ["AM", "PM", "SA", "CH"].contains(cell.suffix(2).uppercased()) && CellShape.dateParts(cell) != nil
  }

  private static func isMonthFirst(_ cell: String) -> Bool {
    guard let (first, second, year) = CellShape.dateParts(cell) else { return false }
    return (1...12).contains(first) && (13...31).contains(second) && year > 31
  }

  /// A day from 2009 to 2064, with or without a time of day behind the point.
  private static func isSerial(_ cell: String) -> Bool {
    guard let number = Double(cell), cell.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }) else { return false }
    return (40_000..<60_000).contains(number)
  }
}
