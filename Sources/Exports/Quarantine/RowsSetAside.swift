import Diagnostics
import Records
import TabularInput

/// Finds, among rows that break a rule, those that are not records of the table.
///
/// A row that may be a record is never set aside as a total. It counts as a record, and is quarantined if it cannot be
/// used, in each of these cases: its code neither names a total nor is blank or a plain number; it has a date or a
/// status; no cell of it names a total.
struct RowsSetAside<Column: ExportColumn>: Sendable {
  private let file: String
  private let profile: Profile
  /// The rows of the header, with their selected cells only.
  private let headerRows: [[String]]
  /// The places in a batch of columns that only records fill.
  private let facts: [Int]
  private let code: Int
  /// The headers of the code column that look like codes.
  private let headersLikeCodes: Set<String>

  init(file: String, headerRows: [[String]], plan: ColumnPlan<Column>, profile: Profile) {
    self.file = file
    self.profile = profile
    self.headerRows = headerRows.map { row in
      plan.selection.map { $0 < row.count ? row[$0].trimmedSpaces : "" }
    }
    let code = plan.slot(Column.identifier)
    self.code = code
    headersLikeCodes = Set(
      self.headerRows.compactMap { code < 0 ? nil : $0[code] }.filter { $0.utf8.contains { (48...57).contains($0) } })
    facts = Column.allCases.filter { $0.content == .moment || $0.content == .state }
      .map(plan.slot).filter { $0 >= 0 }
  }

  /// Returns what a row is; nil for a record.
  ///
  /// - Throws: status `dataRefused` if the row is the header of another table.
  func judge(_ record: Int, of batch: borrowing RecordBatch) throws(Failure) -> SetAsideRow? {
    if opensWithCode(record, of: batch) { return nil }
    var cells: [String] = []
    for column in 0..<batch.columns { cells.append(batch.text(record: record, column: column).trimmedSpaces) }
    let filled = cells.filter { !$0.isEmpty }
    if filled.isEmpty { return .blank }
    if headerRows.contains(where: { row in row == cells }) { return .repeatedHeader }
    if SetAsideRow.isNumberRow(cells) { return .numberRow }
    try refuseHeader(cells, line: batch.positions[record].line)
    let isSum = code >= 0 && SetAsideRow.isTotal(cells[code])
    // Next to the name of a total, numbers may stand in any column.
    guard facts.allSatisfy({ cells[$0].isEmpty || isSum && SetAsideRow.isCount(cells[$0]) }),
      cells.contains(where: SetAsideRow.isTotal)
    else { return nil }
    return code < 0 || isSum || cells[code].isEmpty || SetAsideRow.isCount(cells[code]) ? .footer : nil
  }

  /// Returns whether the code alone shows that the row is a record, as nearly every code does: it has a digit and a
  /// letter or a mark that no number has, and neither is a header nor names a total. It looks at bytes for speed,
  /// because a file may be full of records that break a rule.
  private func opensWithCode(_ record: Int, of batch: borrowing RecordBatch) -> Bool {
    let cell = BatchCells(first: record * batch.columns).range(code, batch)
    var (hasDigit, hasOther) = (false, false)
    for place in cell {
      let byte = batch.bytes[place]
      if (48...57).contains(byte) {
        hasDigit = true
      } else if byte < 128, !" \t()[]=+-.,".utf8.contains(byte) {
        hasOther = true
      }
    }
    guard hasDigit, hasOther else { return false }
    guard !headersLikeCodes.isEmpty || "tcgs".utf8.contains(batch.bytes[cell.lowerBound] | 0x20) else { return true }
    let text = batch.text(record: record, column: code).trimmedSpaces
    return !headersLikeCodes.contains(text) && !SetAsideRow.isTotal(text)
  }

  /// Returns whether a total, a header or a column number stands in place of the code; a look at the whole row then
  /// decides.
  func opensOtherwise(_ record: Int, of batch: borrowing RecordBatch) -> Bool {
    guard code >= 0, !beginsLikeNoHeader(record, of: batch) else { return false }
    let text = batch.text(record: record, column: code).trimmedSpaces
    return SetAsideRow.isTotal(text) || headerRows.contains { $0[code] == text } || text.hasPrefix("(")
  }

  /// Returns whether the code begins with a digit and no header of the code column has one: it is then neither a total
  /// nor a header nor in brackets.
  private func beginsLikeNoHeader(_ record: Int, of batch: borrowing RecordBatch) -> Bool {
    let cell = BatchCells(first: record * batch.columns).range(code, batch)
    return !cell.isEmpty && headersLikeCodes.isEmpty && (48...57).contains(batch.bytes[cell.lowerBound])
  }

  /// Returns what a row is whose cells do not fit the header; nil for a broken record.
  ///
  /// - Throws: status `dataRefused` if the row is the header of another table.
  func judge(ragged cells: [String], line: Int) throws(Failure) -> SetAsideRow? {
    let cells = cells.map(\.trimmedSpaces)
    let filled = cells.filter { !$0.isEmpty }
    guard let first = filled.first else { return .blank }
    try refuseHeader(cells, line: line)
    let shapes = filled.dropFirst().map { CellShape($0) }
    return SetAsideRow.isTotal(first) && !shapes.contains { $0 == .date || $0 == .code } ? .footer : nil
  }

  private func refuseHeader(_ cells: [String], line: Int) throws(Failure) {
    // Names of columns have no digits in them, but records have: this settles nearly every broken record.
    if cells.contains(where: { $0.utf8.contains { (48...57).contains($0) } }) { return }
    let known = ColumnPlan<Column>.matches(in: cells, profile: profile)
    let filled = cells.count { !$0.isEmpty }
    guard known >= 3 && known * 2 >= filled || known == 2 && filled == 2 else { return }
    throw Failure(
      .dataRefused, "another header stands here, with other columns or in another order",
      at: Location(file, line: line), hint: "put each table into a file of its own")
  }
}
