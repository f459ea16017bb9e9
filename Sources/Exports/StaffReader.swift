import Administration
import Diagnostics
import Records
import TabularInput

/// Reads the staff files of a folder. They are small (one row a person who leaves), so the rows that count are kept.
package struct StaffReader {
  private let folder: ExportFolder
  private let registry: Registry
  private var units: UnitMatcher
  private var levels = DecodedWords<Level?>()
  private var categories = DecodedWords<StaffCategory?>()
  private var policies = DecodedWords<RedundancyPolicy?>()

  private static let columns: [StaffColumn] = [
    .recordID, .provinceCode, .province, .level, .category, .policy, .decisionAt, .leftAt, .submittedAt, .approvedAt,
    .paidAt, .amountApproved, .amountPaid,
  ]

  package init(_ folder: ExportFolder, registry: Registry) {
    self.folder = folder
    self.registry = registry
    units = UnitMatcher(registry: registry)
  }

  /// Who a record is about, as far as the files say: an id inside a province.
  private struct Key: Hashable {
    let province: UInt16
    let id: String
  }

  /// Reads all files, the winning one first, and returns the records that count, in the order of files and rows, with
  /// what became of each file's rows.
  ///
  /// - Throws: status `dataRefused` at a fault of a whole file, `inputMissing` where one cannot be read.
  package mutating func read() throws(Failure) -> (records: [StaffRecord], files: [FileReading]) {
    var kept: [Key: (file: Int, row: Int, record: StaffRecord)] = [:]
    var readings: [FileReading] = []
    let groups = ExportGroup.groups(of: folder.files, registry: registry)
    for (position, name) in groups.flatMap(\.files).enumerated() {
      let table = try ExportTable<StaffColumn>(file: name, in: folder, reading: Self.columns)
      var reading = table.reading()
      let fileProvince = ExportGroup.province(ofFile: name, registry: registry).map { UInt16($0) }
      var batch = table.batch()
      while try table.next(into: &batch, &reading) {
        for record in 0..<batch.count {
          do throws(RowFault) {
            let (key, staff) = try decode(record, of: batch, plan: table.plan, fileProvince: fileProvince)
            if let before = kept[key] {
              reading.superseded += 1
              if before.file != position { continue }
            }
            kept[key] = (position, batch.positions[record].row, staff)
          } catch {
            try table.checkIsNoHeader(record, of: batch)
            reading.quarantined.append(
              QuarantinedRow(
                position: batch.positions[record], rule: error.rule, column: error.column.rawValue, received: nil))
          }
        }
      }
      table.finish(&reading)
      reading.used = reading.records - reading.superseded - reading.quarantined.count
      readings.append(reading)
    }
    let records = kept.values.sorted { ($0.file, $0.row) < ($1.file, $1.row) }.map(\.record)
    return (records, readings)
  }

  private struct RowFault: Error {
    let rule: QuarantineRule
    let column: StaffColumn
  }

  private mutating func decode(
    _ record: Int, of batch: borrowing RecordBatch, plan: ColumnPlan<StaffColumn>, fileProvince: UInt16?
  ) throws(RowFault) -> (Key, StaffRecord) {
    let cells = BatchCells(first: record * batch.columns)
    let text = batch.bytes.span
    func moment(_ column: StaffColumn) throws(RowFault) -> Moment {
      guard let moment = DateCell.moment(cells.range(plan.slot(column), batch), in: batch.bytes.span) else {
        throw RowFault(rule: .unreadableDate, column: column)
      }
      return moment
    }
    func amount(_ column: StaffColumn) throws(RowFault) -> Int64 {
      let cell = cells.range(plan.slot(column), batch)
      if cell.isEmpty { return 0 }
      guard let value = Int64(String(decoding: batch.bytes[cell], as: UTF8.self)), value >= 0 else {
        throw RowFault(rule: .unreadableAmount, column: column)
      }
      return value
    }
    let id = cells.range(plan.slot(.recordID), batch)
    guard !id.isEmpty else { throw RowFault(rule: .blankCode, column: .recordID) }
    let code = cells.range(plan.slot(.provinceCode), batch)
    let name = cells.range(plan.slot(.province), batch)
    let stated =
      !code.isEmpty
      ? units.province(code: code, in: text)
      : name.isEmpty ? fileProvince : units.province(name: name, in: text)
    guard let province = stated else {
      throw RowFault(rule: .unknownProvince, column: code.isEmpty && !name.isEmpty ? .province : .provinceCode)
    }
    var staff = StaffRecord(province: province)
    let level = cells.range(plan.slot(.level), batch)
    if !level.isEmpty {
      staff.level = levels.value(level, in: text) { Words.find($0, \Level.word) }
      if staff.level == nil { throw RowFault(rule: .unknownLevel, column: .level) }
    }
    let category = cells.range(plan.slot(.category), batch)
    if !category.isEmpty {
      staff.category = categories.value(category, in: text) { Words.find($0, \StaffCategory.word) }
      if staff.category == nil { throw RowFault(rule: .unknownCategory, column: .category) }
    }
    let policy = cells.range(plan.slot(.policy), batch)
    if !policy.isEmpty {
      staff.policy = policies.value(policy, in: text) { Words.find($0, \RedundancyPolicy.word) }
      if staff.policy == nil { throw RowFault(rule: .unknownPolicy, column: .policy) }
    }
    staff.decided = try moment(.decisionAt)
    staff.left = try moment(.leftAt)
    staff.submitted = try moment(.submittedAt)
    staff.approved = try moment(.approvedAt)
    staff.paid = try moment(.paidAt)
    staff.amountApproved = try amount(.amountApproved)
    staff.amountPaid = try amount(.amountPaid)
    return (Key(province: province, id: String(decoding: batch.bytes[id], as: UTF8.self)), staff)
  }
}
