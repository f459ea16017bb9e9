import Administration
import Records
import TabularInput

/// Turns records of one group of files into dossiers, or says which rule a record breaks.
struct DossierDecoder: Sendable {
  /// The canonical columns that statistics need; no other column is delivered by a reader.
  static let columns: [DossierColumn] = [
    .dossierID, .provinceCode, .province, .communeCode, .commune, .level, .agency,
    .procedureCode, .procedure, .field, .channel, .serviceLevel, .receivedAt, .dueAt, .finishedAt, .returnedAt,
    .supplementRequestedAt, .supplementedAt, .status,
    .paidOnline, .rating,
  ]

  /// What a record says beside its dossier: its code and what is odd about it, or the rule that it breaks.
  struct Result: Sendable {
    var code = DossierCode()
    var flags = FlagSet()
    var fault: Fault?
  }

  /// Records that are decoded together, one behind the other in their batch.
  struct Stretch {
    let records: Range<Int>
    /// The position of the first among the rows.
    let first: Int

    /// The positions of all of them.
    var positions: Range<Int> { first..<first &+ records.count }

    /// Where the cells of the first one begin in the batch.
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
  /// Where the places and matters of the records being decoded are remembered.
  private var placeSlots: [Int32] = []
  private var matterSlots: [Int32] = []
  /// Words of the records decoded last that no list knows.
  private(set) var unknownWords: [NotedWord] = []

  /// A word that no list knows, where it stands.
  struct NotedWord: Sendable {
    let list: WordList
    let word: String
    let line: Int
  }

  /// What differs from file to file.
  struct FileRules: Sendable {
    var profile = Profile()
    var dates = DateReading()
    var words = Words()
    var province: UInt16?
    /// What codes of another form than the national one are counted within; nil for the province of each row.
    var scopeOfCodes: UInt16?
    /// A date of the file that is later is a slip.
    var lastDay: Day?
    /// The day on which it was made, as far as that is known.
    var extractedOn: Day?
  }

  init(rules: ExportRules) {
    self.rules = rules
    units = UnitMatcher(registry: rules.registry)
  }

  /// Prepares for the rows of a file. What words and matters mean is kept where the profile stays the same; whose a
  /// dossier is may depend on the file's name.
  mutating func begin(_ name: String, profile: Profile) {
    if profile != file.profile {
      file = FileRules(profile: profile, dates: DateReading(profile), words: Words(profile))
      statuses = DecodedWords()
      channels = DecodedWords()
      levels = DecodedWords()
      matters = RememberedCells()
    }
    file.province = rules.province(ofFile: name, .dossiers).map { UInt16($0) }
    // Elsewhere one system serves all units, and a row may be corrected to another of them.
    file.scopeOfCodes = rules.registry.isOfVietnam ? nil : file.province ?? DossierIndex.wholeSystem
    file.extractedOn = rules.extractionDate(of: name, .dossiers)
    file.lastDay = rules.lastDay(of: name, .dossiers)
    places = RememberedCells()
  }

  /// Decodes records of a batch, some at a time: column by column what stands in one cell, then record by record what cells
  /// say together.
  ///
  /// - Parameters:
  ///   - records: their places in the batch.
  ///   - rows: gets what they say, behind what it holds.
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

  /// Records decoded together: their cells and results stay in the processor's nearer caches from column to column.
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

  /// What is odd about the dates as they stand in the file.
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

  /// What is finished before it was received counts as finished on receipt, a refusal as well as a result.
  private static func settleOrder(_ dossier: inout Dossier, _ result: inout Result) {
    guard dossier.finished.isBefore(dossier.received) else { return }
    dossier.finished = dossier.received
    result.flags.insert(.finishedBeforeReceived)
  }

  /// Settles what status and dates say together (design: *Finishing moment*, *Canonical values*).
  ///
  /// In place: to read a dossier as a whole, right after its parts were written, makes the processor wait for them.
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

/// The days that the six digits of national dossier codes stand for, remembered: few days make many codes.
private struct CodeDays {
  private var dates = [UInt32](repeating: .max, count: 512)
  private var days = [Day?](repeating: nil, count: 512)

  /// - Parameter date: `yyMMdd` as a number; nil where that is no day.
  @inline(__always) mutating func day(of date: UInt32) -> Day? {
    let slot = Int(date & 511)
    if dates[slot] != date {
      dates[slot] = date
      days[slot] = DossierCode.day(of: date)
    }
    return days[slot]
  }
}
