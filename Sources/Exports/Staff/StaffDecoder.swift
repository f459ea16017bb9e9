import Administration
import Records
import TabularInput

/// Decodes staff records, or reports which rule a record breaks.
struct StaffDecoder {
  /// The canonical columns that statistics need.
  static let columns: [StaffColumn] = [
    .recordID, .provinceCode, .province, .level, .category, .policy, .decisionAt, .leftAt, .submittedAt, .approvedAt,
    .paidAt, .amountApproved, .amountPaid, .revokedAt,
  ]

  /// The places in a batch of the columns that a file has; -1 for columns that it lacks.
  struct Layout {
    let id, provinceCode, province, level, category, policy: Int
    let decided, left, submitted, approved, paid, revoked, amountApproved, amountPaid: Int

    init(_ plan: ColumnPlan<StaffColumn>) {
      id = plan.slot(.recordID)
      provinceCode = plan.slot(.provinceCode)
      province = plan.slot(.province)
      level = plan.slot(.level)
      category = plan.slot(.category)
      policy = plan.slot(.policy)
      decided = plan.slot(.decisionAt)
      left = plan.slot(.leftAt)
      submitted = plan.slot(.submittedAt)
      approved = plan.slot(.approvedAt)
      paid = plan.slot(.paidAt)
      revoked = plan.slot(.revokedAt)
      amountApproved = plan.slot(.amountApproved)
      amountPaid = plan.slot(.amountPaid)
    }
  }

  struct Fault: Error {
    let rule: QuarantineRule
    let column: StaffColumn
  }

  private let rules: ExportRules
  private var units: UnitMatcher
  private var levels = DecodedWords<Level?>()
  private var categories = DecodedWords<StaffCategory?>()
  private var policies = DecodedWords<RedundancyPolicy?>()
  private var profile = Profile()
  private var words = Words()
  private var dates = DateReading()
  private var fileProvince: UInt16?
  private var lastDay: Day?
  /// The record ids seen so far, each within its province.
  private var persons = RecordCodes()
  /// The unknown words of the file begun last.
  private var unknownWords = UnknownWords()

  init(rules: ExportRules) {
    self.rules = rules
    units = UnitMatcher(registry: rules.registry)
  }

  mutating func begin(_ name: String, profile: Profile) {
    if profile != self.profile {
      self.profile = profile
      (words, dates) = (Words(profile), DateReading(profile))
      (levels, categories, policies) = (DecodedWords(), DecodedWords(), DecodedWords())
    }
    fileProvince = rules.province(ofFile: name, .staff).map { UInt16($0) }
    lastDay = rules.lastDay(of: name, .staff)
    unknownWords = UnknownWords()
  }

  /// Returns the unknown words of the file begun last.
  func wordsUnknown(ofRecords records: Int) -> [UnknownWord] { unknownWords.all(ofRecords: records) }

  /// Decodes a record.
  ///
  /// - Returns: the record, and a number of its person: of the id within the province, which is as far as the files
  ///   identify persons. Numbers count from 0 in order of first appearance.
  mutating func decode(
    _ record: Int, of batch: borrowing RecordBatch, _ layout: Layout, flags: inout FlagSet
  ) throws(Fault) -> (person: Int, record: StaffRecord) {
    let cells = BatchCells(first: record * batch.columns)
    let text = batch.bytes.span
    let id = WrappedCode.unwrapped(cells.seen(layout.id, batch), in: text)
    guard !PlaceholderCell.isOne(id, in: text), !PlaceholderCell.namesSum(id, in: text) else {
      throw Fault(rule: .blankCode, column: .recordID)
    }
    guard !RoundedCode.isOne(id, in: text) else { throw Fault(rule: .roundedCode, column: .recordID) }
    var staff = StaffRecord(province: try province(cells, batch, layout, &flags))
    try decodeWords(record, cells, batch, layout, &staff)
    func moment(_ slot: Int, _ column: StaffColumn) throws(Fault) -> Moment {
      switch dates.reading(of: cells.seen(slot, batch), in: batch.bytes.span) {
      case .moment(let moment): return moment
      case .blank: return .blank
      case .placeholder:
        flags.insert(.placeholderDate)
        return .blank
      case .unreadable: throw Fault(rule: .unreadableDate, column: column)
      }
    }
    staff.decided = try moment(layout.decided, .decisionAt)
    staff.left = try moment(layout.left, .leftAt)
    staff.submitted = try moment(layout.submitted, .submittedAt)
    staff.approved = try moment(layout.approved, .approvedAt)
    staff.paid = try moment(layout.paid, .paidAt)
    staff.revoked = try moment(layout.revoked, .revokedAt)
    staff.amountApproved = try amount(cells.seen(layout.amountApproved, batch), .amountApproved, batch)
    staff.amountPaid = try amount(cells.seen(layout.amountPaid, batch), .amountPaid, batch)
    if let lastDay, !staff.paid.isBlank, lastDay < staff.paid.day { flags.insert(.finishedInFuture) }
    return (Int(persons.number(of: id, in: batch.bytes.span, mark: UInt64(staff.province))), staff)
  }

  /// Returns the province from the columns, else from the file's profile or name, as for dossiers; a conflict between
  /// them is flagged.
  private mutating func province(
    _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, _ flags: inout FlagSet
  ) throws(Fault) -> UInt16 {
    let text = batch.bytes.span
    let code = cells.seen(layout.provinceCode, batch)
    let name = cells.seen(layout.province, batch)
    let coded = code.isEmpty ? nil : units.province(code: code, in: text)
    let named = name.isEmpty ? nil : units.province(name: name, in: text)
    if let coded, let named, named.position != coded.position { flags.insert(.provinceConflict) }
    var found = coded ?? named
    if found == nil {
      if !PlaceholderCell.isOne(code, in: text) { throw Fault(rule: .unknownProvince, column: .provinceCode) }
      if !PlaceholderCell.isOne(name, in: text) { throw Fault(rule: .unknownProvince, column: .province) }
      found = fileProvince.map { UnitMatcher.FoundProvince(position: $0) }
    }
    guard let found else { throw Fault(rule: .unknownProvince, column: .provinceCode) }
    if let fileProvince, fileProvince != found.position { flags.insert(.provinceConflict) }
    return found.position
  }

  private mutating func decodeWords(
    _ record: Int, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout,
    _ staff: inout StaffRecord
  ) throws(Fault) {
    let text = batch.bytes.span
    let level = cells.seen(layout.level, batch)
    staff.level = level.isEmpty ? nil : levels.value(level, in: text, decide: words.level)
    if staff.level == nil, !PlaceholderCell.isOne(level, in: text) {
      throw unknown(.level, level, record, batch, Fault(rule: .unknownLevel, column: .level))
    }
    let category = cells.seen(layout.category, batch)
    staff.category = category.isEmpty ? nil : categories.value(category, in: text, decide: words.category)
    if staff.category == nil, !PlaceholderCell.isOne(category, in: text) {
      throw unknown(.category, category, record, batch, Fault(rule: .unknownCategory, column: .category))
    }
    let policy = cells.seen(layout.policy, batch)
    staff.policy = policy.isEmpty ? nil : policies.value(policy, in: text, decide: words.policy)
    if staff.policy == nil, !PlaceholderCell.isOne(policy, in: text) {
      throw unknown(.policy, policy, record, batch, Fault(rule: .unknownPolicy, column: .policy))
    }
  }

  private mutating func unknown(
    _ list: WordList, _ cell: Range<Int>, _ record: Int, _ batch: borrowing RecordBatch, _ fault: Fault
  ) -> Fault {
    unknownWords.add(list, String(decoding: batch.bytes[cell], as: UTF8.self), line: batch.positions[record].line)
    return fault
  }

  /// Returns an amount in whole đồng; 0 if the cell is blank or states none.
  private func amount(
    _ cell: Range<Int>, _ column: StaffColumn, _ batch: borrowing RecordBatch
  ) throws(Fault) -> Int64 {
    let text = batch.bytes.span
    // `###` hides an amount in a cell too narrow for it, and so do all errors except `#N/A`.
    let isError = !cell.isEmpty && text[cell.lowerBound] == UInt8(ascii: "#")
    if isError ? cell.map({ text[$0] }) == Array("#N/A".utf8) : PlaceholderCell.isOne(cell, in: text) { return 0 }
    guard let value = profile.numbers.amount(text.extracting(cell)) else {
      throw Fault(rule: .unreadableAmount, column: column)
    }
    return value
  }
}
