import Administration
import Records
import TabularInput

/// Turns records of one group of files into dossiers, or reports which rule a record breaks.
struct DossierDecoder: Sendable {
  /// The canonical columns that statistics need; the reader delivers no other.
  static let columns: [DossierColumn] = [
    .dossierID, .provinceCode, .province, .communeCode, .commune, .level, .agency,
    .procedureCode, .procedure, .field, .channel, .serviceLevel, .receivedAt, .dueAt, .finishedAt, .returnedAt,
    .supplementRequestedAt, .supplementedAt, .status,
    .paidOnline, .rating,
  ]

  /// What decoding a record gives besides the dossier: its code and flags, or the rule that it breaks.
  struct Result: Sendable {
    var code = DossierCode()
    var flags = FlagSet()
    var fault: Fault?
  }

  /// Consecutive records of a batch that are decoded together.
  struct Stretch {
    let records: Range<Int>
    /// The position of the first of these records in `LaneRows`.
    let first: Int

    /// The positions of these records in `LaneRows`.
    var positions: Range<Int> { first..<first &+ records.count }

    /// Returns where the cells of the first record begin in the batch.
    @inline(__always) func cells(_ batch: borrowing RecordBatch) -> Int { records.lowerBound &* batch.columns }
  }

  private(set) var codes = DossierCodes()
  var fields = Vocabulary()
  var agencies = Vocabulary()
  var procedures = ProcedureVocabulary()
  var serviceLevels = Vocabulary()
  var payments = DecodedWords<Bool?>()
  var units: UnitMatcher
  private let rules: ExportRules
  var file = FileRules()
  var statuses = DecodedWords<DossierStatus?>()
  var channels = DecodedWords<Channel?>()
  var levels = DecodedWords<Level?>()
  var agencyLevels = DecodedWords<Level?>()
  var prefixProvinces: [UnitMatcher.FoundProvince?] = []
  private var codeDays = CodeDays()
  var places = RememberedCells<Place>()
  var matters = RememberedCells<Matter>()
  /// Where the places and matters of the records being decoded are remembered; -1 for one that is not.
  private var placeSlots: [Int32] = []
  private var matterSlots: [Int32] = []
  /// Words in the records decoded last that are in no list.
  private(set) var unknownWords: [NotedWord] = []

  /// A word that is in no list, and its line.
  struct NotedWord: Sendable {
    let list: WordList
    let word: String
    let line: Int
  }

  /// What decoding needs to know of one file.
  struct FileRules: Sendable {
    var profile = Profile()
    var dates = DateReading()
    var words = Words()
    var province: UInt16?
    /// The scope within which codes that are not of the national form are unique; nil for the province of each row.
    var scopeOfCodes: UInt16?
    /// The last plausible date: a later one in the file is a mistake.
    var lastDay: Day?
    /// The day on which the file was made, if known.
    var extractedOn: Day?
  }

  init(rules: ExportRules) {
    self.rules = rules
    units = UnitMatcher(registry: rules.registry)
  }

  /// Prepares for the rows of a file. What words and matters mean is remembered as long as the profile stays the same;
  /// places are not, because a dossier's province may depend on the file's name.
  mutating func begin(_ name: String, profile: Profile) {
    if profile != file.profile {
      file = FileRules(profile: profile, dates: DateReading(profile), words: Words(profile))
      statuses = DecodedWords()
      channels = DecodedWords()
      levels = DecodedWords()
      matters = RememberedCells()
    }
    file.province = rules.province(ofFile: name, .dossiers).map { UInt16($0) }
    // Outside Vietnam, one system serves all units, and a later row may move a dossier to another unit.
    file.scopeOfCodes = rules.registry.isOfVietnam ? nil : file.province ?? DossierIndex.wholeSystem
    file.extractedOn = rules.extractionDate(of: name, .dossiers)
    file.lastDay = rules.lastDay(of: name, .dossiers)
    places = RememberedCells()
  }

  /// Decodes records of a batch, some at a time: first what single cells say, column by column; then what cells say
  /// together, record by record.
  ///
  /// - Parameters:
  ///   - records: the positions of the records in the batch.
  ///   - rows: receives the results, appended to what it holds.
  mutating func decode(
    _ records: Range<Int>, of batch: borrowing RecordBatch, layout: Layout, into rows: inout LaneRows
  ) {
    unknownWords.removeAll()
    for start in stride(from: records.lowerBound, to: records.upperBound, by: Self.together) {
      let stretch = Stretch(
        records: start..<min(start + Self.together, records.upperBound), first: rows.results.count)
      rows.append(stretch.records.count)
      decode(stretch, of: batch, layout, into: &rows)
    }
  }

  /// The number of records decoded together: few enough that their cells and results stay in the processor's nearer
  /// caches from column to column.
  private static let together = 128

  private mutating func decode(
    _ stretch: Stretch, of batch: borrowing RecordBatch, _ layout: Layout, into rows: inout LaneRows
  ) {
    decodeCodes(stretch, of: batch, layout, into: &rows.results)
    matters.find(&matterSlots, of: layout.matterCells, stretch.records, batch)
    places.find(&placeSlots, of: layout.placeCells, stretch.records, batch) { place in
      rows.results[stretch.first &+ place].code.prefix.map { $0 &+ 1 } ?? 0
    }
    Self.decodeDates(&file.dates, stretch, of: batch, layout, into: &rows.dossiers, &rows.results)
    decodeStatuses(stretch, of: batch, layout, into: &rows.dossiers, &rows.results)
    decodeService(stretch, of: batch, layout, into: &rows.dossiers)
    settle(stretch, of: batch, layout, &rows.dossiers, &rows.results)
  }

  private mutating func settle(
    _ stretch: Stretch, of batch: borrowing RecordBatch, _ layout: Layout, _ dossiers: inout [Dossier],
    _ results: inout [Result]
  ) {
    var dossiers = dossiers.mutableSpan
    var results = results.mutableSpan
    for place in 0..<stretch.records.count {
      let position = stretch.first &+ place
      if results[position].fault == nil {
        results[position].fault = settle(
          stretch.records.lowerBound &+ place, of: batch, layout, (matterSlots[place], placeSlots[place]),
          &dossiers[position], &results[position])
      }
      if let fault = results[position].fault {
        dossiers[position] = Dossier(province: 0, received: dossiers[position].received)
        results[position] = Result(fault: fault)
      }
    }
  }

  private mutating func decodeCodes(
    _ stretch: Stretch, of batch: borrowing RecordBatch, _ layout: Layout, into results: inout [Result]
  ) {
    let text = batch.bytes.span
    var results = results.mutableSpan
    var cells = BatchCells(first: stretch.cells(batch))
    for position in stretch.positions {
      let id = WrappedCode.unwrapped(cells.seen(layout.id, batch), in: text)
      cells.moveOn(batch)
      if id.isEmpty {
        results[position].fault = (.blankCode, .dossierID)
        continue
      }
      let code = codes.code(id, in: text)
      results[position].code = code
      if code.prefix != nil { continue }
      if RoundedCode.isOne(id, in: text) {
        results[position].fault = (.roundedCode, .dossierID)
      } else if PlaceholderCell.isOne(id, in: text) || PlaceholderCell.namesSum(id, in: text) {
        results[position].fault = (.blankCode, .dossierID)
      }
    }
  }

  @inline(__always)
  private mutating func settle(
    _ record: Int, of batch: borrowing RecordBatch, _ layout: Layout, _ slots: (matter: Int32, place: Int32),
    _ dossier: inout Dossier, _ result: inout Result
  ) -> Fault? {
    let cells = BatchCells(first: record &* batch.columns)
    return decodeMatter(slots.matter, record, cells, batch, layout, &dossier, &result)
      ?? decodePlace(slots.place, record, cells, batch, layout, &dossier, &result) ?? settle(&dossier, &result)
  }

  typealias Fault = (rule: QuarantineRule, column: DossierColumn)

  mutating func note(_ list: WordList, _ cell: Range<Int>, _ record: Int, _ batch: borrowing RecordBatch) {
    unknownWords.append(
      NotedWord(
        list: list, word: String(decoding: batch.bytes[cell], as: UTF8.self), line: batch.positions[record].line))
  }

  /// Flags dates that are suspicious as the file states them.
  private mutating func flagDates(_ received: Moment, _ due: Moment, _ finished: Moment, _ result: inout Result) {
    if due.isBlank {
      result.flags.insert(.noDueDate)
    } else {
      if due.day < received.day { result.flags.insert(.dueBeforeReceived) }
      if !rules.calendar.isWorked(due.day) { result.flags.insert(.dueOnDayOff) }
    }
    if let last = file.lastDay {
      if last < received.day {
        result.flags.insert(.receivedInFuture)
      } else if !finished.isBlank, last < finished.day {
        result.flags.insert(.finishedInFuture)
      }
    }
    if received.hasTime, finished == received, due.isBlank || due == received {
      result.flags.insert(.datesAtOneInstant)
    }
    if let date = result.code.date, codeDays.day(of: date) != received.day { result.flags.insert(.codeDateDiffers) }
  }

  /// Moves a finishing moment before receipt to the moment of receipt, for refusals as well as for results.
  private static func settleOrder(_ dossier: inout Dossier, _ result: inout Result) {
    guard dossier.finished.isBefore(dossier.received) else { return }
    dossier.finished = dossier.received
    result.flags.insert(.finishedBeforeReceived)
  }

  /// Reconciles status and dates (design: *Finishing moment*, *Canonical values*).
  ///
  /// In place: reading a whole dossier right after its parts were written makes the processor wait for these writes.
  private mutating func settle(_ dossier: inout Dossier, _ result: inout Result) -> Fault? {
    if dossier.status == .submitted, !dossier.finished.isBlank {
      dossier.status = .finished
      result.flags.insert(.dateWithUnfinishedStatus)
    }
    if dossier.status.isBeforeAcceptance {
      if !dossier.received.isBlank, !dossier.finished.isBlank { Self.settleOrder(&dossier, &result) }
      return nil
    }
    guard !dossier.received.isBlank else { return (.blankReceived, .receivedAt) }
    flagDates(dossier.received, dossier.due, dossier.finished, &result)
    if !dossier.supplemented.isBlank, !dossier.supplementRequested.isBlank,
      dossier.supplemented.isBefore(dossier.supplementRequested)
    {
      result.flags.insert(.supplementedBeforeRequested)
    }
    if dossier.finished.isBlank {
      if dossier.status.isWithdrawal {
        dossier.finished = dossier.received
        result.flags.insert(.withdrawnUndated)
      } else if dossier.status.isFinished {
        result.flags.insert(.finishedUndated)
      }
      return nil
    }
    Self.settleOrder(&dossier, &result)
    if !dossier.status.isFinished, !dossier.status.isWithdrawal {
      dossier.status = .finished
      result.flags.insert(.dateWithUnfinishedStatus)
    }
    return nil
  }
}

/// The days that the six digits in national dossier codes stand for, remembered because many codes share few days.
private struct CodeDays {
  private var dates = [UInt32](repeating: .max, count: 512)
  private var days = [Day?](repeating: nil, count: 512)

  /// Returns the day of a date; nil if there is no such day.
  ///
  /// - Parameter date: `yyMMdd` as a number.
  @inline(__always) mutating func day(of date: UInt32) -> Day? {
    let slot = Int(date & 511)
    if dates[slot] != date {
      dates[slot] = date
      days[slot] = DossierCode.day(of: date)
    }
    return days[slot]
  }
}
