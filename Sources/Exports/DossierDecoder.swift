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
  private var payments = DecodedWords<Bool?>()
  var units: UnitMatcher
  private let rules: ExportRules
  var file = FileRules()
  private var statuses = DecodedWords<DossierStatus?>()
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

  /// Decodes records of a batch: first what is looked up of all of them, cell by cell, then each record.
  ///
  /// - Parameters:
  ///   - records: their places in the batch, in order.
  ///   - results: takes the place of what is in it; as many as there are records.
  mutating func decode(
    _ records: [Int], of batch: borrowing RecordBatch, layout: Layout, into results: inout [Result]
  ) {
    results.removeAll(keepingCapacity: true)
    unknownWords.removeAll()
    let text = batch.bytes.span
    let dates = file.dates
    // Made once: a dossier's initial values are asked for one by one.
    let blank = Result()
    for record in records {
      var result = blank
      let id = BatchCells(first: record * batch.columns).seen(layout.id, batch)
      if id.isEmpty {
        result.fault = (.blankCode, .dossierID)
      } else {
        result.code = codes.code(id, in: text)
        if result.code.prefix == nil {
          if RoundedCode.isOne(id, in: text) {
            result.fault = (.roundedCode, .dossierID)
          } else if PlaceholderCode.isOne(id, in: text) {
            result.fault = (.blankCode, .dossierID)
          }
        }
      }
      results.append(result)
    }
    matters.find(&matterSlots, of: layout.matterCells, records, batch)
    places.find(&placeSlots, of: layout.placeCells, records, batch) { position in
      results[position].code.prefix.map { $0 + 1 } ?? 0
    }
    for position in results.indices where results[position].fault == nil {
      let slots = (matter: matterSlots[position], place: placeSlots[position])
      decode(records[position], of: batch, layout, dates, slots, &results[position])
    }
  }

  @inline(__always)
  private mutating func decode(
    _ record: Int, of batch: borrowing RecordBatch, _ layout: Layout, _ dates: DateReading,
    _ slots: (matter: Int32, place: Int32), _ result: inout Result
  ) {
    let cells = BatchCells(first: record * batch.columns)
    if let fault = Self.decodeDates(dates, cells, batch, layout, &result) { return Self.refuse(fault, &result) }
    if let fault = decodeWords(record, cells, batch, layout, &result) { return Self.refuse(fault, &result) }
    if let fault = decodeMatter(slots.matter, record, cells, batch, layout, &result) {
      return Self.refuse(fault, &result)
    }
    if let fault = decodePlace(slots.place, record, cells, batch, layout, &result) {
      return Self.refuse(fault, &result)
    }
    if let fault = settle(&result) { Self.refuse(fault, &result) }
  }

  typealias Fault = (rule: QuarantineRule, column: DossierColumn)

  /// Leaves of a record no more than what it breaks and when it was received.
  private static func refuse(_ fault: Fault, _ result: inout Result) {
    let received = result.dossier.received
    result = Result()
    result.dossier.received = received
    result.fault = fault
  }

  /// Static, as what follows is where it can be: a method would copy the decoder for every record.
  private static func decodeDates(
    _ dates: DateReading, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, _ result: inout Result
  ) -> Fault? {
    let text = batch.bytes.span
    guard let received = dates.moment(cells.range(layout.received, batch), in: text) else {
      return (.unreadableDate, .receivedAt)
    }
    result.dossier.received = received
    guard let due = dates.moment(cells.range(layout.due, batch), in: text) else {
      return (.unreadableDate, .dueAt)
    }
    result.dossier.due = due
    guard let finished = dates.moment(cells.range(layout.finished, batch), in: text) else {
      return (.unreadableDate, .finishedAt)
    }
    guard let returned = dates.moment(cells.range(layout.returned, batch), in: text) else {
      return (.unreadableDate, .returnedAt)
    }
    result.dossier.finished = finished
    if finished.isBlank, !returned.isBlank {
      result.dossier.finished = returned
      result.flags.insert(.finishedFromReturned)
    }
    guard let requested = dates.moment(cells.range(layout.supplementRequested, batch), in: text) else {
      return (.unreadableDate, .supplementRequestedAt)
    }
    result.dossier.supplementRequested = requested
    guard let supplemented = dates.moment(cells.range(layout.supplemented, batch), in: text) else {
      return (.unreadableDate, .supplementedAt)
    }
    result.dossier.supplemented = supplemented
    return nil
  }

  private mutating func decodeWords(
    _ record: Int, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, _ result: inout Result
  ) -> Fault? {
    let text = batch.bytes.span
    let status = cells.range(layout.status, batch)
    if status.isEmpty {
      result.dossier.status = Self.statusFromDates(result.dossier)
    } else {
      guard let known = statuses.value(status, in: text, decide: file.words.status) else {
        note(.status, status, record, batch)
        return (.unknownStatus, .status)
      }
      result.dossier.status = known
    }
    let payment = cells.range(layout.paidOnline, batch)
    if !payment.isEmpty { result.dossier.isPaidOnline = payments.value(payment, in: text, decide: Words.isTrue) }
    let rating = cells.range(layout.rating, batch)
    if rating.count == 1, (49...53).contains(batch.bytes[rating.lowerBound]) {
      result.dossier.rating = batch.bytes[rating.lowerBound] - 48
    }
    return nil
  }

  mutating func note(_ list: WordList, _ cell: Range<Int>, _ record: Int, _ batch: borrowing RecordBatch) {
    unknownWords.append(
      NotedWord(
        list: list, word: String(decoding: batch.bytes[cell], as: UTF8.self), line: batch.positions[record].line))
  }

  /// What the dates of a dossier without a status say.
  private static func statusFromDates(_ dossier: Dossier) -> DossierStatus {
    if !dossier.finished.isBlank { return .finished }
    return !dossier.supplementRequested.isBlank && dossier.supplemented.isBlank ? .supplementRequested : .processing
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
