import Administration
import Records
import TabularInput

/// Turns records of one group of files into dossiers, or says which rule a record breaks.
struct DossierDecoder {
  /// The canonical columns that statistics need; no other column is delivered by a reader.
  static let columns: [DossierColumn] = [
    .dossierID, .provinceCode, .province, .communeCode, .commune, .level, .agency,
    .procedureCode, .procedure, .field, .channel, .serviceLevel, .receivedAt, .dueAt, .finishedAt, .returnedAt,
    .supplementRequestedAt, .supplementedAt, .status,
    .paidOnline, .rating,
  ]

  /// One record decoded: a dossier and its key in the index, or the rule that it breaks.
  struct Result {
    var dossier = Dossier(province: 0)
    var key = DossierIndex.Key(number: 0, prefix: nil)
    var flags = FlagSet()
    var fault: (rule: QuarantineRule, column: DossierColumn)?
  }

  private(set) var fields = Vocabulary()
  private(set) var agencies = Vocabulary()
  private(set) var procedures = ProcedureVocabulary()
  private(set) var serviceLevels = Vocabulary()
  private var payments = DecodedWords<Bool?>()
  private var units: UnitMatcher
  private let rules: ExportRules
  private var file = FileRules()
  private var statuses = DecodedWords<DossierStatus?>()
  private var channels = DecodedWords<Channel?>()
  private var levels = DecodedWords<Level?>()
  private var agencyLevels = DecodedWords<Level?>()
  private var prefixProvinces: [UnitMatcher.FoundProvince?] = []
  private var codeDays = CodeDays()
  private var places = RememberedCells<Place>()
  private var matters = RememberedCells<Matter>()
  /// Words of the file being read that no list knows.
  private var unknownWords = UnknownWords()

  /// What differs from file to file.
  private struct FileRules {
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

  /// Prepares for the rows of a file; what was decided of cells is kept where the profile stays the same.
  mutating func begin(_ name: String, profile: Profile) {
    if profile != file.profile {
      file = FileRules(profile: profile, dates: DateReading(profile), words: Words(profile))
      statuses = DecodedWords()
      channels = DecodedWords()
      levels = DecodedWords()
    }
    file.province = rules.province(ofFile: name, .dossiers).map { UInt16($0) }
    file.lastDay = rules.extractionDate(of: name, .dossiers) ?? rules.asOf
    unknownWords = UnknownWords()
    places = RememberedCells()
    matters = RememberedCells()
  }

  /// The unknown words of the file begun last.
  var wordsUnknown: [UnknownWord] { unknownWords.all }

  /// Places in a batch of the columns that a file has; -1 for those it lacks.
  struct Layout {
    let id, provinceCode, province, communeCode, commune, level, agency, field, channel: Int
    let procedureCode, procedure, serviceLevel, paidOnline, rating: Int
    let received, due, finished, returned, supplementRequested, supplemented, status: Int
    /// The cells that say the place, and those that say the matter and the way.
    let placeCells, matterCells: CellSpan

    init(_ plan: ColumnPlan<DossierColumn>) {
      id = plan.slot(.dossierID)
      provinceCode = plan.slot(.provinceCode)
      province = plan.slot(.province)
      communeCode = plan.slot(.communeCode)
      commune = plan.slot(.commune)
      level = plan.slot(.level)
      agency = plan.slot(.agency)
      field = plan.slot(.field)
      channel = plan.slot(.channel)
      received = plan.slot(.receivedAt)
      due = plan.slot(.dueAt)
      finished = plan.slot(.finishedAt)
      returned = plan.slot(.returnedAt)
      supplementRequested = plan.slot(.supplementRequestedAt)
      supplemented = plan.slot(.supplementedAt)
      status = plan.slot(.status)
      procedureCode = plan.slot(.procedureCode)
      procedure = plan.slot(.procedure)
      serviceLevel = plan.slot(.serviceLevel)
      paidOnline = plan.slot(.paidOnline)
      rating = plan.slot(.rating)
      placeCells = CellSpan([provinceCode, province, communeCode, commune, level, agency])
      matterCells = CellSpan([procedureCode, procedure, field, channel, serviceLevel])
    }
  }

  /// Decodes one record of a batch.
  ///
  /// - Parameters:
  ///   - index: gives the record's code its key; nothing is entered.
  mutating func decode(
    _ record: Int, of batch: borrowing RecordBatch, layout: Layout, index: inout DossierIndex
  ) -> Result {
    let cells = BatchCells(first: record * batch.columns)
    let text = batch.bytes.span
    var result = Result()
    let id = cells.range(layout.id, batch)
    guard !id.isEmpty else { return refuse(.blankCode, .dossierID) }
    result.key = index.key(of: id, in: text)
    if let fault = decodeDates(cells, batch, layout, &result) { return refuse(fault.rule, fault.column, result) }
    if let fault = decodeWords(record, cells, batch, layout, &result) {
      return refuse(fault.rule, fault.column, result)
    }
    if let fault = decodeMatter(record, cells, batch, layout, &result) {
      return refuse(fault.rule, fault.column, result)
    }
    if let fault = decodePlace(record, cells, batch, layout, index, &result) {
      return refuse(fault.rule, fault.column, result)
    }
    if result.key.prefix == nil { result.key = index.key(result.key, within: result.dossier.province) }
    if let fault = settle(&result) { return refuse(fault.rule, fault.column, result) }
    return result
  }

  private typealias Fault = (rule: QuarantineRule, column: DossierColumn)

  private func refuse(_ rule: QuarantineRule, _ column: DossierColumn, _ result: Result = Result()) -> Result {
    var refused = Result()
    refused.dossier.received = result.dossier.received
    refused.fault = (rule, column)
    return refused
  }

  private func decodeDates(
    _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, _ result: inout Result
  ) -> Fault? {
    let text = batch.bytes.span
    let dates = file.dates
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
      result.dossier.status = statusFromDates(result.dossier)
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

  /// What a dossier is about and the way it came: the same for all rows that say it with the same bytes.
  private struct Matter {
    var procedure: UInt32 = 0
    var field: UInt32 = 0
    var serviceLevel: UInt32 = 0
    var channel = Channel.inPerson
    var flags = FlagSet()
  }

  private mutating func decodeMatter(
    _ record: Int, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, _ result: inout Result
  ) -> Fault? {
    let text = batch.bytes.span
    let slot = matters.slot(of: layout.matterCells, cells, batch)
    var matter: Matter
    if let known = matters[slot] {
      matter = known
    } else {
      matter = Matter()
      let channel = cells.range(layout.channel, batch)
      if channel.isEmpty {
        matter.flags.insert(.blankChannel)
      } else {
        guard let known = channels.value(channel, in: text, decide: file.words.channel) else {
          note(.channel, channel, record, batch)
          return (.unknownChannel, .channel)
        }
        matter.channel = known
      }
      matter.field = fields.number(of: cells.range(layout.field, batch), in: text)
      matter.procedure = procedures.number(
        of: cells.range(layout.procedureCode, batch), cells.range(layout.procedure, batch), in: text)
      matter.serviceLevel = serviceLevels.number(of: cells.range(layout.serviceLevel, batch), in: text)
      matters[slot] = matter
    }
    result.dossier.procedure = matter.procedure
    result.dossier.field = matter.field
    result.dossier.serviceLevel = matter.serviceLevel
    result.dossier.channel = matter.channel
    result.flags.formUnion(matter.flags)
    return nil
  }

  private mutating func note(_ list: WordList, _ cell: Range<Int>, _ record: Int, _ batch: borrowing RecordBatch) {
    unknownWords.add(list, String(decoding: batch.bytes[cell], as: UTF8.self), line: batch.positions[record].line)
  }

  /// What the dates of a dossier without a status say.
  private func statusFromDates(_ dossier: Dossier) -> DossierStatus {
    if !dossier.finished.isBlank { return .finished }
    return !dossier.supplementRequested.isBlank && dossier.supplemented.isBlank ? .supplementRequested : .processing
  }

  /// Who resolves a dossier: the same for all rows that say it with the same bytes and whose codes begin alike.
  private struct Place {
    var province: UInt16 = 0
    var commune = Dossier.noCommune
    var level = Level.province
    var agency: UInt32 = 0
    var flags = FlagSet()
    /// Whether a unit is named that ended with the reform.
    var isFormer = false
  }

  private mutating func decodePlace(
    _ record: Int, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, _ index: DossierIndex,
    _ result: inout Result
  ) -> Fault? {
    let slot = places.slot(
      of: layout.placeCells, cells, batch, beside: UInt16(truncatingIfNeeded: result.key.prefix ?? .max))
    let place: Place
    if let known = places[slot] {
      place = known
    } else {
      var found = Place()
      if let fault = decideUnits(record, cells, batch, layout, index, result.key, &found) { return fault }
      found.agency = agencies.number(of: cells.range(layout.agency, batch), in: batch.bytes.span)
      places[slot] = found
      place = found
    }
    result.dossier.province = place.province
    result.dossier.commune = place.commune
    result.dossier.level = place.level
    result.dossier.agency = place.agency
    result.flags.formUnion(place.flags)
    // A unit that ended on 1 July 2025 is no matter of course in what was received since.
    let received = result.dossier.received
    if place.isFormer, !received.isBlank, !(received.day < SeriesBreak.reform.day) {
      result.flags.insert(.formerUnitAfterReform)
    }
    return nil
  }

  private mutating func decideUnits(
    _ record: Int, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, _ index: DossierIndex,
    _ key: DossierIndex.Key, _ place: inout Place
  ) -> Fault? {
    let text = batch.bytes.span
    let fromCode = provinceOfCode(key, index)
    let code = cells.range(layout.provinceCode, batch)
    let name = cells.range(layout.province, batch)
    let stated: UnitMatcher.FoundProvince?
    if !code.isEmpty {
      guard let found = units.province(code: code, in: text) else { return (.unknownProvince, .provinceCode) }
      stated = found
      // The code decides; a name that says another province is worth a look.
      if !name.isEmpty, let named = units.province(name: name, in: text), named.position != found.position {
        place.flags.insert(.provinceConflict)
      }
    } else if !name.isEmpty {
      guard let found = units.province(name: name, in: text) else { return (.unknownProvince, .province) }
      stated = found
    } else {
      stated = nil
    }
    guard let province = stated?.position ?? fromCode?.position ?? file.province else {
      return (.unknownProvince, .provinceCode)
    }
    if let other = fromCode?.position, other != province { place.flags.insert(.provinceConflict) }
    if let other = file.province, other != province { place.flags.insert(.provinceConflict) }
    place.province = province
    place.isFormer = stated?.isFormer == true || fromCode?.isFormer == true
    decideCommune(cells, batch, layout, &place)
    let level = cells.range(layout.level, batch)
    if level.isEmpty {
      place.flags.insert(.levelGuessed)
      place.level = levelUnstated(cells, batch, layout, key, index)
    } else {
      guard let known = levels.value(level, in: text, decide: file.words.level) else {
        note(.level, level, record, batch)
        return (.unknownLevel, .level)
      }
      place.level = known
    }
    return nil
  }

  /// From the agency or the dossier code, else commune when a commune is named, else province (design: *Level*).
  private mutating func levelUnstated(
    _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, _ key: DossierIndex.Key,
    _ index: DossierIndex
  ) -> Level {
    let agency = cells.range(layout.agency, batch)
    if !agency.isEmpty,
      let known = agencyLevels.value(agency, in: batch.bytes.span, decide: AgencyLevel.of(agency:))
    {
      return known
    }
    if let prefix = key.prefix, let known = AgencyLevel.of(codePrefix: index.prefixes[prefix]) { return known }
    let isCommuneNamed =
      !cells.range(layout.communeCode, batch).isEmpty || !cells.range(layout.commune, batch).isEmpty
    return isCommuneNamed ? .commune : .province
  }

  private mutating func decideCommune(
    _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, _ place: inout Place
  ) {
    let text = batch.bytes.span
    let code = cells.range(layout.communeCode, batch)
    let name = cells.range(layout.commune, batch)
    if code.isEmpty, name.isEmpty { return }
    let found =
      code.isEmpty
      ? units.commune(name: name, in: text, province: place.province) : units.commune(code: code, in: text)
    switch found {
    case .unknown: place.flags.insert(.unknownCommune)
    case .undecidable:
      place.flags.insert(.formerCommuneUndecidable)
      place.isFormer = true
    case .commune(let commune, let isFormer):
      guard units.contains(commune: commune, province: place.province) else {
        place.flags.insert(.communeOutsideProvince)
        return
      }
      if isFormer { place.isFormer = true }
      place.commune = commune
    }
  }

  private mutating func provinceOfCode(_ key: DossierIndex.Key, _ index: DossierIndex) -> UnitMatcher.FoundProvince? {
    guard let prefix = key.prefix else { return nil }
    while prefixProvinces.count <= Int(prefix) {
      prefixProvinces.append(units.province(codePrefix: index.prefixes[UInt32(prefixProvinces.count)]))
    }
    return prefixProvinces[Int(prefix)]
  }

  /// What is odd about the dates as they stand in the file.
  private mutating func flagDates(_ dossier: Dossier, _ key: DossierIndex.Key, _ flags: inout FlagSet) {
    let received = dossier.received
    if dossier.due.isBlank {
      flags.insert(.noDueDate)
    } else {
      if dossier.due.day < received.day { flags.insert(.dueBeforeReceived) }
      if !rules.calendar.isWorked(dossier.due.day) { flags.insert(.dueOnDayOff) }
    }
    if let last = file.lastDay {
      if last < received.day { flags.insert(.receivedInFuture) }
      if !dossier.finished.isBlank, last < dossier.finished.day { flags.insert(.finishedInFuture) }
    }
    if received.hasTime, dossier.finished == received, dossier.due.isBlank || dossier.due == received {
      flags.insert(.datesAtOneInstant)
    }
    if let date = key.codeDate, codeDays.day(of: date) != received.day { flags.insert(.codeDateDiffers) }
  }

  /// Settles what status and dates say together (design: *Finishing moment*, *Canonical values*).
  private mutating func settle(_ result: inout Result) -> Fault? {
    var dossier = result.dossier
    defer { result.dossier = dossier }
    if dossier.status == .submitted, !dossier.finished.isBlank, !dossier.received.isBlank {
      dossier.status = .finished
      result.flags.insert(.dateWithUnfinishedStatus)
    }
    if dossier.status.isBeforeAcceptance { return nil }
    guard !dossier.received.isBlank else { return (.blankReceived, .receivedAt) }
    flagDates(dossier, result.key, &result.flags)
    if dossier.finished.isBlank {
      if dossier.status.isWithdrawal {
        dossier.finished = dossier.received
        result.flags.insert(.withdrawnUndated)
      } else if dossier.status.isFinished {
        result.flags.insert(.finishedUndated)
      }
      return nil
    }
    if dossier.finished.isBefore(dossier.received) {
      dossier.finished = dossier.received
      result.flags.insert(.finishedBeforeReceived)
    }
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
      days[slot] = Day(year: 2000 + Int(date / 10_000), month: Int(date / 100 % 100), day: Int(date % 100))
    }
    return days[slot]
  }
}
