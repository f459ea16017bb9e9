import Diagnostics
import Records
import TabularInput

extension Dialect {
  /// What a profile declares, RFC 4180 otherwise.
  init(_ profile: Profile) {
    self.init()
    if let separator = profile.separator?.utf8.first { delimiter = separator }
    if let quote = profile.quote?.utf8.first { self.quote = quote }
  }
}

/// An open export whose header fits: the one loop over the records of any file, dossiers or staff.
package struct ExportTable<Column: ExportColumn> {
  package let plan: ColumnPlan<Column>
  package let profile: Profile
  private let rules: ExportRules
  private let reader: RecordReader
  private let name: String
  private let headerCells: Int
  /// The header's cells over the columns that are read.
  private let selected: [String]

  /// - Parameter wanted: the columns to deliver.
  /// - Throws: status `dataRefused` where the header does not fit, `inputMissing` where the file cannot be read.
  package init(
    file name: String, in folder: ExportFolder, reading wanted: [Column], rules: ExportRules
  ) throws(Failure) {
    self.name = name
    self.rules = rules
    let profile = rules.profile(of: name, Column.kind)
    self.profile = profile
    let file = try SourceFile(path: folder.path + "/" + name, name: name)
    reader = RecordReader(
      TextSource(file, encoding: profile.encoding.flatMap { TextEncoding(named: $0) }), dialect: Dialect(profile))
    let header = try reader.header()
    headerCells = header.count
    plan = try ColumnPlan(header: header, reading: wanted, file: name, profile: profile)
    selected = plan.selection.map { header[$0].trimmedSpaces }
    reader.select(plan.selection)
  }

  /// What a reading of this file begins with.
  func reading() -> FileReading {
    var reading = FileReading(name: name)
    reading.ignoredColumns = plan.ignored
    reading.extractedOn = rules.extractionDate(of: name, Column.kind)
    reading.matchedColumns = plan.matched.map { ($0.header, $0.column.rawValue) }
    return reading
  }

  func batch() -> RecordBatch { RecordBatch(columns: plan.selection.count) }

  /// Fills the batch with the next records and books those whose cells do not fit the header.
  ///
  /// - Returns: false where there are none left.
  func next(into batch: inout RecordBatch, _ reading: inout FileReading) throws(Failure) -> Bool {
    guard try reader.next(into: &batch) else { return false }
    if reading.records == 0 { try checkShape(of: batch) }
    reading.records += batch.count + batch.faults.count
    for fault in batch.faults {
      reading.quarantined.append(QuarantinedRow(position: fault.position, rule: .cellCount, column: "", received: nil))
    }
    return true
  }

  /// Refuses a file in which a second table begins with a record that is quarantined: a header, but not this one's. What
  /// follows would be read under the wrong names. The same header once more does no harm.
  func checkIsNoHeader(_ record: Int, of batch: borrowing RecordBatch) throws(Failure) {
    let cells = record * batch.columns..<(record + 1) * batch.columns
    // Records have numbers in them, headers have none: nearly every record is judged by that.
    for cell in cells {
      for byte in Int(batch.starts[cell])..<Int(batch.ends[cell]) where (48...57).contains(batch.bytes[byte]) { return }
    }
    let names = (0..<batch.columns).map { batch.text(record: record, column: $0).trimmedSpaces }
    let known = ColumnPlan<Column>.matches(in: names, profile: profile)
    guard known * 2 > names.count, names != selected else { return }
    throw Failure(
      .dataRefused, "a second header stands here, with its columns in another order than the first one's",
      at: Location(name, line: batch.positions[record].line), hint: "put the second table into a file of its own")
  }

  /// Books size and sum of the file, once all of it has been read.
  func finish(_ reading: inout FileReading) {
    reading.quarantined.sort { $0.position.row < $1.position.row }
    (reading.bytes, reading.sha256) = reader.finish()
  }

  /// Refuses a file in which no record of the first batch fits the header.
  private func checkShape(of batch: borrowing RecordBatch) throws(Failure) {
    guard batch.count == 0, let first = batch.faults.first else { return }
    throw Failure(
      .dataRefused, "the header has \(headerCells) cells, the records under it have \(first.cells)",
      at: Location(name, line: first.position.line), hint: "export the file again with one header cell a column")
  }
}
