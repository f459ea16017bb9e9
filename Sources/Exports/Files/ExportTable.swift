import Diagnostics
import Records
import TabularInput

/// An open export whose header fits. It knows the columns, and which rows are records (dossiers or staff).
///
/// The reader of its records is separate: several workers may share the table, but only one at a time draws records.
package struct ExportTable<Column: ExportColumn>: Sendable {
  package let plan: ColumnPlan<Column>
  package let profile: Profile
  private let rules: ExportRules
  private let name: String
  private let headerCells: Int
  private let dialect: Dialect
  private let rows: RowsSetAside<Column>
  private let setAsideAbove: SetAsideCounts

  /// Opens an export and returns it with the reader of its records.
  ///
  /// - Parameter wanted: the columns to deliver.
  /// - Throws: status `dataRefused` if the header does not fit, `inputMissing` if the file cannot be read.
  package static func open(
    file name: String, in folder: ExportFolder, reading wanted: [Column], rules: ExportRules
  ) throws(Failure) -> (table: ExportTable, reader: RecordReader) {
    let profile = rules.profile(of: name, Column.kind)
    let opening = try TableOpening<Column>(file: name, in: folder, reading: wanted, profile: profile)
    opening.reader.select(
      opening.plan.selection, identifiedBy: opening.plan.position(of: Column.identifier),
      orWith: opening.cellsWithoutNameless)
    return (ExportTable(opening, name, profile, rules), opening.reader)
  }

  private init(_ opening: TableOpening<Column>, _ name: String, _ profile: Profile, _ rules: ExportRules) {
    self.name = name
    self.rules = rules
    self.profile = profile
    plan = opening.plan
    headerCells = opening.headerCells
    dialect = opening.dialect
    rows = opening.rows
    setAsideAbove = opening.setAside
  }

  /// Returns the initial state of a reading of this file.
  func reading() -> FileReading {
    var reading = FileReading(name: name)
    reading.extractedOn = rules.extractionDate(of: name, Column.kind)
    reading.setAside = setAsideAbove
    reading.matchedColumns = plan.matched.map { ($0.header, $0.column.rawValue) }
    reading.unknownHeaders = plan.unknown
    return reading
  }

  func batch() -> RecordBatch { RecordBatch(columns: plan.selection.count) }

  /// Fills the batch with the next records and books them in `reading`.
  ///
  /// - Returns: false if there are none left.
  func next(
    from reader: RecordReader, into batch: inout RecordBatch, _ reading: inout FileReading
  ) throws(Failure) -> Bool {
    guard try reader.next(into: &batch) else { return false }
    try book(batch, &reading)
    return true
  }

  /// Books the records of a batch. Records whose cells do not fit the header, or hold rows of the table, are
  /// quarantined.
  func book(_ batch: borrowing RecordBatch, _ reading: inout FileReading) throws(Failure) {
    if reading.records == 0 { try checkShape(of: batch) }
    try checkUse(of: reading)
    reading.records += batch.count
    for fault in batch.faults {
      let rule = fault.swallowed.isEmpty ? QuarantineRule.cellCount : .rowsInQuotes
      for position in [fault.position] + fault.swallowed {
        reading.records += 1
        reading.quarantined.append(QuarantinedRow(position: position, rule: rule, column: "", received: nil))
      }
    }
  }

  /// Refuses a file in which most rows cannot be used, before the list of these rows fills the memory.
  private func checkUse(of reading: FileReading) throws(Failure) {
    let most = 1_000_000
    guard reading.quarantined.count > most, reading.quarantined.count > reading.records / 2,
      let first = reading.quarantined.first
    else { return }
    throw Failure(
      .dataRefused,
      "\(reading.quarantined.count) of the first \(reading.records) records cannot be used: \(first.rule.explanation)",
      at: Location(name, line: first.position.line), hint: "export the file again")
  }

  /// Returns whether a row's code does not look like one; `setAside` then decides whether the row is a record.
  func opensOtherwise(_ record: Int, of batch: borrowing RecordBatch) -> Bool { rows.opensOtherwise(record, of: batch) }

  /// Returns whether a row that breaks a rule is not a record of the table at all; if so, books it as set aside.
  ///
  /// - Throws: status `dataRefused` if the row is the header of another table.
  func setAside(_ record: Int, of batch: borrowing RecordBatch, _ reading: inout FileReading) throws(Failure) -> Bool {
    guard let row = try rows.judge(record, of: batch) else { return false }
    reading.records -= 1
    reading.setAside.add(row)
    return true
  }

  /// Examines quarantined rows again: sets aside those that are not records, and checks whether the others show that
  /// the whole file is written differently. It checks unreadable dates and amounts only if there are three or more and
  /// they are at least a tenth of the records.
  ///
  /// The reader does not deliver the cells of such rows, so they are read a second time.
  ///
  /// - Parameter reader: the reader that has read the file to its end.
  /// - Throws: status `dataRefused` if a row is the header of another table, the file ends within a record, its dates
  ///   are in another form, or its amounts have separators.
  func settle(_ reading: inout FileReading, with reader: RecordReader, in folder: ExportFolder) throws(Failure) {
    let ragged = reading.quarantined.count { $0.rule == .cellCount }
    func areMany(_ rule: QuarantineRule) -> Bool {
      let count = reading.quarantined.count { $0.rule == rule }
      return count >= 3 && count * 10 >= reading.records
    }
    var looked: Set<QuarantineRule> = ragged <= QuarantinedCells.most ? [.cellCount] : []
    if profile.dates.isEmpty, areMany(.unreadableDate) { looked.insert(.unreadableDate) }
    if profile.numbers == .plain, areMany(.unreadableAmount) { looked.insert(.unreadableAmount) }
    // The limit applies to each rule separately, so that the rows of one rule do not displace those of another.
    var left = Dictionary(uniqueKeysWithValues: looked.map { ($0, QuarantinedCells.most) })
    let rows = reading.quarantined.filter { row in
      guard let more = left[row.rule], more > 0 else { return false }
      left[row.rule] = more - 1
      return true
    }
    guard !rows.isEmpty else { return try checkEnd(reading, reader) }
    let starts = rows.map(\.position.byte)
    let cells =
      reader.canReadAgain
      ? try QuarantinedCells.read(at: starts, with: reader, dialect: dialect)
      : try QuarantinedCells.read(
        at: starts, of: try TableOpening<Column>.source(of: name, in: folder, profile: profile), dialect: dialect,
        sha256: reading.sha256)
    var settled: Set<Int> = []
    for (row, cells) in zip(rows, cells) where row.rule == .cellCount {
      guard let kind = try self.rows.judge(ragged: cells, line: row.position.line) else { continue }
      reading.setAside.add(kind)
      settled.insert(row.position.row)
    }
    reading.records -= settled.count
    if !settled.isEmpty { reading.quarantined.removeAll { settled.contains($0.position.row) } }
    try checkEnd(reading, reader)
    func breaking(_ rule: QuarantineRule) -> [(line: Int, cells: [String])] {
      zip(rows, cells).filter { $0.0.rule == rule }.map { ($0.0.position.line, $0.1) }
    }
    let (undated, unread) = (breaking(.unreadableDate), breaking(.unreadableAmount))
    if !undated.isEmpty { try UnreadableDates(file: name, plan: plan).check(undated) }
    if !unread.isEmpty { try UnreadableAmounts(file: name, plan: plan).check(unread) }
  }

  /// Books the file's size and checksum, once all of it has been read.
  func finish(_ reading: inout FileReading, with reader: RecordReader) {
    // Rows that do not fit the header are booked before the others of their batch. Rows already in order are not
    // sorted, because sorting would copy them.
    let isInOrder = zip(reading.quarantined, reading.quarantined.dropFirst()).allSatisfy {
      $0.position.row < $1.position.row
    }
    if !isInOrder { reading.quarantined.sort { $0.position.row < $1.position.row } }
    (reading.bytes, reading.sha256) = reader.finish()
    reading.contentDigest = reader.contentDigest
  }

  /// Refuses a file that ends within a record: what follows was cut off in transfer, and half an export is not an
  /// export.
  ///
  /// A last line of one cell is accepted: it is a remark or a signature under the table.
  private func checkEnd(_ reading: FileReading, _ reader: RecordReader) throws(Failure) {
    guard let last = reading.quarantined.last, last.rule == .cellCount, let end = reader.unended,
      end.row == last.position.row, (2..<headerCells).contains(end.cells)
    else { return }
    throw Failure(
      .dataRefused,
      "the file ends within this record, which has \(end.cells) of \(headerCells) cells and no line end: it is cut short",
      at: Location(name, line: last.position.line),
      hint: "have it sent once more; if this is no record, end the line or remove it")
  }

  /// Refuses a file in which no record of the first batch fits the header.
  private func checkShape(of batch: borrowing RecordBatch) throws(Failure) {
    guard batch.count == 0, let first = batch.faults.first(where: \.swallowed.isEmpty) else { return }
    throw Failure(
      .dataRefused, "the header has \(headerCells) cells, the records under it have \(first.cells)",
      at: Location(name, line: first.position.line), hint: "export the file again with one header cell a column")
  }
}
