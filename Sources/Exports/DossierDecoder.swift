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

  /// One record decoded: a dossier and its code, or the rule that it breaks.
  struct Result: Sendable {
    var dossier = Dossier(province: 0)
    var code = DossierCode()
    var flags = FlagSet()
    var fault: Fault?
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
    /// No date of the file can be later.
    var lastDay: Day?
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
    file.lastDay = rules.extractionDate(of: name, .dossiers) ?? rules.asOf
    places = RememberedCells()
  }

  /// Decodes records of a batch, some at a time: column by column what stands in one cell, then record by record what cells
  /// say together.
  ///
  /// - Parameters:
  ///   - records: their places in the batch, in order.
  ///   - results: takes the place of what is in it; as many as there are records.
  mutating func decode(
    _ records: [Int], of batch: borrowing RecordBatch, layout: Layout, into results: inout [Result]
  ) {
    unknownWords.removeAll()
    results.removeAll(keepingCapacity: true)
    for start in stride(from: 0, to: records.count, by: Self.together) {
      decode(records[start..<min(start + Self.together, records.count)], of: batch, layout, into: &results)
    }
  }

  /// Records decoded together: their cells and results stay in the processor's nearer caches from column to column.
  private static let together = 128

  private mutating func decode(
    _ records: ArraySlice<Int>, of batch: borrowing RecordBatch, _ layout: Layout, into results: inout [Result]
  ) {
    decodeCodes(records, of: batch, layout, into: &results)
    matters.find(&matterSlots, of: layout.matterCells, records, batch)
    places.find(&placeSlots, of: layout.placeCells, records, batch) { position in
      results[position].code.prefix.map { $0 + 1 } ?? 0
    }
    Self.decodeDates(&file.dates, records, of: batch, layout, into: &results)
    decodeStatuses(records, of: batch, layout, into: &results)
    decodeService(records, of: batch, layout, into: &results)
    for position in records.indices where results[position].fault == nil {
      let place = position - records.startIndex
      settle(records[position], of: batch, layout, (matterSlots[place], placeSlots[place]), &results[position])
    }
    for position in records.indices {
      if let fault = results[position].fault { Self.refuse(fault, &results[position]) }
    }
  }

  private mutating func decodeCodes(
    _ records: ArraySlice<Int>, of batch: borrowing RecordBatch, _ layout: Layout, into results: inout [Result]
  ) {
    let text = batch.bytes.span
    results.append(contentsOf: repeatElement(Result(), count: records.count))
    var results = results.mutableSpan
    for position in records.indices {
      let id = BatchCells(first: records[position] * batch.columns).seen(layout.id, batch)
      if id.isEmpty {
        results[position].fault = (.blankCode, .dossierID)
        continue
      }
      let code = codes.code(id, in: text)
      results[position].code = code
      if code.prefix != nil { continue }
      if RoundedCode.isOne(id, in: text) {
        results[position].fault = (.roundedCode, .dossierID)
      } else if PlaceholderCode.isOne(id, in: text) {
        results[position].fault = (.blankCode, .dossierID)
      }
    }
  }

  @inline(__always)
  private mutating func settle(
    _ record: Int, of batch: borrowing RecordBatch, _ layout: Layout, _ slots: (matter: Int32, place: Int32),
    _ result: inout Result
  ) {
    let cells = BatchCells(first: record * batch.columns)
    result.fault = decodeMatter(slots.matter, record, cells, batch, layout, &result)
    if result.fault == nil { result.fault = decodePlace(slots.place, record, cells, batch, layout, &result) }
    if result.fault == nil { result.fault = settle(&result) }
  }

  typealias Fault = (rule: QuarantineRule, column: DossierColumn)

  /// Leaves of a record no more than what it breaks and when it was received.
  private static func refuse(_ fault: Fault, _ result: inout Result) {
    let received = result.dossier.received
    result = Result()
    result.dossier.received = received
    result.fault = fault
  }

  mutating func note(_ list: WordList, _ cell: Range<Int>, _ record: Int, _ batch: borrowing RecordBatch) {
    unknownWords.append(
      NotedWord(
        list: list, word: String(decoding: batch.bytes[cell], as: UTF8.self), line: batch.positions[record].line))
  }

  /// What is odd about the dates as they stand in the file.
  private mutating func flagDates(_ result: inout Result) {
    let (received, due, finished) = (result.dossier.received, result.dossier.due, result.dossier.finished)
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
  private static func settleOrder(_ result: inout Result) {
    guard result.dossier.finished.isBefore(result.dossier.received) else { return }
    result.dossier.finished = result.dossier.received
    result.flags.insert(.finishedBeforeReceived)
  }

  /// Settles what status and dates say together (design: *Finishing moment*, *Canonical values*).
  ///
  /// In place: to read a dossier as a whole, right after its parts were written, makes the processor wait for them.
  private mutating func settle(_ result: inout Result) -> Fault? {
    if result.dossier.status == .submitted, !result.dossier.finished.isBlank {
      result.dossier.status = .finished
      result.flags.insert(.dateWithUnfinishedStatus)
    }
    if result.dossier.status.isBeforeAcceptance {
      if !result.dossier.received.isBlank, !result.dossier.finished.isBlank { Self.settleOrder(&result) }
      return nil
    }
    guard !result.dossier.received.isBlank else { return (.blankReceived, .receivedAt) }
    flagDates(&result)
    if result.dossier.finished.isBlank {
      if result.dossier.status.isWithdrawal {
        result.dossier.finished = result.dossier.received
        result.flags.insert(.withdrawnUndated)
      } else if result.dossier.status.isFinished {
        result.flags.insert(.finishedUndated)
      }
      return nil
    }
    Self.settleOrder(&result)
    if !result.dossier.status.isFinished, !result.dossier.status.isWithdrawal {
      result.dossier.status = .finished
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
      days[slot] = Day(year: 2000 + Int(date / 10_000), month: Int(date / 100 % 100), day: Int(date % 100))
    }
    return days[slot]
  }
}
