import Diagnostics
import Records
import TabularInput

/// Distinguishes a file whose dates are all written in another order or form from one in which some dates are mistyped.
/// Other forms are numbers, times of twelve hours, and dates in words.
///
/// In a file with the month before the day, days up to the twelfth can be read, but wrongly. The other days cannot be
/// read and are many: they are the evidence on which the whole file is refused.
struct UnreadableDates<Column: ExportColumn> {
  let file: String
  let plan: ColumnPlan<Column>

  /// - Parameter rows: the records with an unreadable date, and their lines.
  /// - Throws: status `dataRefused` if at least half of them are valid in one other order or form.
  func check(_ rows: [(line: Int, cells: [String])]) throws(Failure) {
    let positions = plan.columns.filter { $0.column.content == .moment }.map(\.position)
    let dates = rows.map { row in positions.filter { $0 < row.cells.count }.map { row.cells[$0].trimmedSpaces } }
    let signs: [(fits: (String) -> Bool, what: String, declaration: ([String]) -> String)] = [
      (
        DatePattern.isMonthFirst,
        "the month stands before the day in this file's dates, the day before the month was expected",
        { DatePattern.list(of: $0, isMonthFirst: true) }
      ),
      (
        Self.isSerial, "this file's dates are numbers as Excel stores them, dates as text were expected",
        { cells in
          let others = cells.filter { !Self.isSerial($0) }
          return "excel_serial" + (others.isEmpty ? "" : ", " + DatePattern.list(of: others, isMonthFirst: false))
        }
      ),
      (
        DatePattern.hasShortYear, "the years of this file's dates have two digits, four were expected",
        { DatePattern.list(of: $0, isMonthFirst: false) }
      ),
      (
        DatePattern.isCompact, "this file's dates and times are one row of digits, separate numbers were expected",
        { DatePattern.list(of: $0, isMonthFirst: false) }
      ),
      (
        DatePattern.hasHalves, "this file's dates have times of twelve hours, times of twenty-four were expected",
        // List days without a time too: if a profile declares forms, only these are read.
        { DatePattern.list(of: $0, isMonthFirst: false) }
      ),
      (
        DatePattern.isSpelled, "this file's dates have words or signs of their own between their numbers",
        { DatePattern.list(of: $0, isMonthFirst: false) }
      ),
    ]
    let named = dates.count { $0.contains(where: DatePattern.hasMonthName) }
    if named * 2 >= rows.count, named > 0 {
      throw Failure(
        .dataRefused, "the months of this file's dates are words, numbers were expected",
        at: rows.first.map { Location(file, line: $0.line) }, hint: "export them as 2025-07-15")
    }
    for sign in signs {
      let fitting = dates.count { $0.contains(where: sign.fits) }
      guard fitting > 0, fitting * 2 >= rows.count else { continue }
      let written = dates.joined().filter { sign.fits($0) || CellShape($0) == .date }
      let declaration = sign.declaration(written)
      throw Failure(
        .dataRefused, sign.what, at: rows.first.map { Location(file, line: $0.line) },
        hint: "declare dates: [\(declaration)] in a profile, or export them as 2025-07-15")
    }
  }

  /// Returns whether a cell is the serial number of a day from 2009 to 2064, with or without a fraction for the time of
  /// day.
  private static func isSerial(_ cell: String) -> Bool {
    let parts = cell.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let day = parts.first.flatMap({ Int($0) })
    else { return false }
    return (40_000..<60_000).contains(day)
  }
}
