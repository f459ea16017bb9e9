import Administration
import Diagnostics
import Records
import TabularInput

/// Checks whether the header of an export fits its first records.
///
/// Messages show what cells look like, never their content.
struct FirstRecords<Column: ExportColumn> {
  let file: String
  let header: [String]
  let plan: ColumnPlan<Column>
  /// The reader of the file's dates.
  var dates: DateReading

  /// How many records must agree before a column is called wrong; with fewer, chance could explain it.
  private static var leastRecords: Int { 5 }

  /// - Throws: status `dataRefused` if no record has as many cells as the header, a column of dates holds none, the
  ///   code column holds dates, or the month stands before the day.
  mutating func check(_ rows: [TableHead.Record]) throws(Failure) {
    let fitting = rows.filter { $0.cells.count == header.count }
    if fitting.isEmpty, let first = rows.first {
      try ForeignLineEnd.refuse(in: first.cells, of: "the row", at: Location(file, line: first.line))
      throw Failure(
        .dataRefused,
        "the header has \(header.count) cells, the records under it have \(first.cells.count): \(shape(of: first.cells))",
        at: Location(file, line: first.line), hint: "export the file again with one header cell a column")
    }
    try checkOrder(fitting)
    var wrong: [String] = []
    for (position, column) in plan.columns {
      let isMoment = column.content == .moment
      guard isMoment || column == Column.identifier else { continue }
      let cells = fitting.map { $0.cells[position].trimmedSpaces }.filter {
        !$0.isEmpty && reading(of: $0) != .placeholder
      }
      let shapes = cells.map { CellShape($0) }
      guard shapes.count >= Self.leastRecords else { continue }
      if isMoment, shapes.allSatisfy({ $0 == .code || $0 == .words }),
        cells.allSatisfy({
          reading(of: $0) == .unreadable && !DatePattern.isSpelled($0) && !DatePattern.hasMonthName($0)
        })
      {
        wrong.append("'\(header[position].trimmedSpaces)' over \(shapes[0].rawValue), where dates are expected")
      } else if !isMoment, shapes.allSatisfy({ $0 == .date }) {
        wrong.append("'\(header[position].trimmedSpaces)' over \(shapes[0].rawValue), where codes are expected")
      }
    }
    guard wrong.isEmpty else {
      throw Failure(
        .dataRefused,
        "headers stand over other columns than theirs in every record looked at: "
          + wrong.joined(separator: "; "), at: fitting.first.map { Location(file, line: $0.line) },
        hint: "export the file again with each header over its column")
    }
  }

  /// Refuses a file whose dossier codes show that its dates have the month before the day. For days up to the twelfth,
  /// nothing else shows it.
  private mutating func checkOrder(_ rows: [TableHead.Record]) throws(Failure) {
    guard let code = plan.position(of: Column.identifier),
      let received = (DossierColumn.receivedAt as? Column).flatMap(plan.position)
    else { return }
    var codes = DossierCodes()
    var swapped: [String] = []
    for row in rows {
      let (id, cell) = (Array(row.cells[code].trimmedSpaces.utf8), row.cells[received].trimmedSpaces)
      guard let day = codes.code(id.indices, in: id.span).date.flatMap(DossierCode.day),
        let parts = CellShape.dateParts(cell), parts.2 > 31, parts.0 != parts.1
      else { continue }
      // For days after the twelfth the cell cannot be read as day and month, but may be the same day with the two
      // exchanged.
      if case .moment(let moment) = reading(of: cell), moment.day == day { return }
      guard Day(year: parts.2, month: parts.0, day: parts.1) == day else { return }
      swapped.append(cell)
    }
    guard swapped.count >= Self.leastRecords, let first = rows.first else { return }
    throw Failure(
      .dataRefused,
      "the dates inside the dossier codes are those of receipt with day and month exchanged, in every record looked at",
      at: Location(file, line: first.line),
      hint: "declare dates: [\(DatePattern.list(of: swapped, isMonthFirst: true))] in a profile")
  }

  /// Reads a cell as a date. A date in the file's own format need not look like one: `08:30 18/08/2025`.
  private mutating func reading(of cell: String) -> DateReading.Cell {
    let bytes = Array(cell.utf8)
    return dates.reading(of: bytes.indices, in: bytes.span)
  }

  /// Returns what stands below each header: `'dossier_id' over a code, 'received_at' over a date`.
  private func shape(of cells: [String]) -> String {
    var parts = zip(header, cells).map { "'\($0.trimmedSpaces)' over \(CellShape($1).rawValue)" }
    if cells.count > header.count {
      parts += cells[header.count...].map { "no header over \(CellShape($0).rawValue)" }
    }
    let most = 12
    return parts.prefix(most).joined(separator: ", ") + (parts.count > most ? " and so on" : "")
  }
}
