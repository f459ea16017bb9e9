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

  /// Who a record is about, as far as the files say: an id inside a province.
  struct Key: Hashable {
    let province: UInt16
    let id: String
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
    lastDay = rules.extractionDate(of: name, .staff) ?? rules.asOf
    unknownWords = UnknownWords()
  }

  /// The unknown words of the file begun last.
  var wordsUnknown: [UnknownWord] { unknownWords.all }

  mutating func decode(
    _ record: Int, of batch: borrowing RecordBatch, plan: ColumnPlan<StaffColumn>, flags: inout FlagSet
  ) throws(Fault) -> (Key, StaffRecord) {
    let cells = BatchCells(first: record * batch.columns)
    let id = cells.seen(plan.slot(.recordID), batch)
    guard !id.isEmpty else { throw Fault(rule: .blankCode, column: .recordID) }
    var staff = StaffRecord(province: try province(cells, batch, plan, &flags))
    try decodeWords(record, cells, batch, plan, &staff)
    staff.decided = try moment(.decisionAt, cells, batch, plan)
    staff.left = try moment(.leftAt, cells, batch, plan)
    staff.submitted = try moment(.submittedAt, cells, batch, plan)
    staff.approved = try moment(.approvedAt, cells, batch, plan)
    staff.paid = try moment(.paidAt, cells, batch, plan)
    staff.revoked = try moment(.revokedAt, cells, batch, plan)
    staff.amountApproved = try amount(.amountApproved, cells, batch, plan)
    staff.amountPaid = try amount(.amountPaid, cells, batch, plan)
    if let lastDay, !staff.paid.isBlank, lastDay < staff.paid.day { flags.insert(.finishedInFuture) }
    return (Key(province: staff.province, id: String(decoding: batch.bytes[id], as: UTF8.self)), staff)
  }

  /// By column, else by the file's name, as for dossiers; a conflict between them is flagged.
  private mutating func province(
    _ cells: BatchCells, _ batch: borrowing RecordBatch, _ plan: ColumnPlan<StaffColumn>, _ flags: inout FlagSet
  ) throws(Fault) -> UInt16 {
    let text = batch.bytes.span
    let code = cells.seen(plan.slot(.provinceCode), batch)
    let name = cells.seen(plan.slot(.province), batch)
    var found = code.isEmpty ? nil : units.province(code: code, in: text)
    let named = name.isEmpty ? nil : units.province(name: name, in: text)
    if !code.isEmpty {
      if let found, let named, named.position != found.position { flags.insert(.provinceConflict) }
    } else if !name.isEmpty {
      found = named
    } else {
      found = fileProvince.map { UnitMatcher.FoundProvince(position: $0) }
    }
    guard let found else {
      throw Fault(rule: .unknownProvince, column: code.isEmpty && !name.isEmpty ? .province : .provinceCode)
    }
    if let fileProvince, fileProvince != found.position { flags.insert(.provinceConflict) }
    return found.position
  }

  private mutating func decodeWords(
    _ record: Int, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ plan: ColumnPlan<StaffColumn>,
    _ staff: inout StaffRecord
  ) throws(Fault) {
    let text = batch.bytes.span
    let level = cells.seen(plan.slot(.level), batch)
    if !level.isEmpty {
      staff.level = levels.value(level, in: text, decide: words.level)
      if staff.level == nil { throw unknown(.level, level, record, batch, Fault(rule: .unknownLevel, column: .level)) }
    }
    let category = cells.seen(plan.slot(.category), batch)
    if !category.isEmpty {
      staff.category = categories.value(category, in: text, decide: words.category)
      if staff.category == nil {
        throw unknown(.category, category, record, batch, Fault(rule: .unknownCategory, column: .category))
      }
    }
    let policy = cells.seen(plan.slot(.policy), batch)
    if !policy.isEmpty {
      staff.policy = policies.value(policy, in: text, decide: words.policy)
      if staff.policy == nil {
        throw unknown(.policy, policy, record, batch, Fault(rule: .unknownPolicy, column: .policy))
      }
    }
  }

  private mutating func unknown(
    _ list: WordList, _ cell: Range<Int>, _ record: Int, _ batch: borrowing RecordBatch, _ fault: Fault
  ) -> Fault {
    unknownWords.add(list, String(decoding: batch.bytes[cell], as: UTF8.self), line: batch.positions[record].line)
    return fault
  }

  private func moment(
    _ column: StaffColumn, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ plan: ColumnPlan<StaffColumn>
  ) throws(Fault) -> Moment {
    guard let moment = dates.moment(cells.seen(plan.slot(column), batch), in: batch.bytes.span) else {
      throw Fault(rule: .unreadableDate, column: column)
    }
    return moment
  }

  /// Whole đồng; 0 where blank.
  private func amount(
    _ column: StaffColumn, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ plan: ColumnPlan<StaffColumn>
  ) throws(Fault) -> Int64 {
    let cell = cells.seen(plan.slot(column), batch)
    if cell.isEmpty { return 0 }
    guard let value = profile.numbers.amount(batch.bytes.span.extracting(cell)) else {
      throw Fault(rule: .unreadableAmount, column: column)
    }
    return value
  }
}
