import Administration
import Records
import TabularInput

/// Turns staff records into what counts of them, or says which rule a record breaks.
struct StaffDecoder {
  /// The canonical columns that statistics need.
  static let columns: [StaffColumn] = [
    .recordID, .provinceCode, .province, .level, .category, .policy, .decisionAt, .leftAt, .submittedAt, .approvedAt,
    .paidAt, .amountApproved, .amountPaid, .revokedAt,
  ]

  /// Places in a batch of the columns that a file has; -1 for those it lacks.
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
  /// The ids met, each inside its province.
  private var persons = RecordCodes()
  /// Those with other letters than ASCII's, as each was spelled first.
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

  /// The unknown words of the file begun last.
  func wordsUnknown(ofRecords records: Int) -> [UnknownWord] { unknownWords.all(ofRecords: records) }

  /// Decodes a record.
  ///
  /// - Returns: what counts of it, and the number of the person it is about, as far as the files say: of an id inside a
  ///   province. Numbers count from 0 in the order in which persons appear.
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

  /// By column, else by the file's name, as for dossiers; a conflict between them is flagged.
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

  /// Whole đồng; 0 where blank or where the cell says that there is none.
  private func amount(
    _ cell: Range<Int>, _ column: StaffColumn, _ batch: borrowing RecordBatch
  ) throws(Fault) -> Int64 {
    let text = batch.bytes.span
    // An amount stands behind the signs of a cell too narrow for it, and behind errors but one.
    let isError = !cell.isEmpty && text[cell.lowerBound] == UInt8(ascii: "#")
    if isError ? cell.map({ text[$0] }) == Array("#N/A".utf8) : PlaceholderCell.isOne(cell, in: text) { return 0 }
    guard let value = profile.numbers.amount(text.extracting(cell)) else {
      throw Fault(rule: .unreadableAmount, column: column)
    }
    return value
  }
}
