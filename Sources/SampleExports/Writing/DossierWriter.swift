import Administration
import Records

/// Writes the dossier export of one province.
struct DossierWriter: ~Copyable {
  private var file: OutputFile
  private var random: RandomSource
  private let days: WindowDays
  private let catalogue: ProcedureCatalogue
  private let planner: DossierPlanner
  private let pools: [Int]
  private let services: [Int]
  private let fees: [Int]
  private let texts: Texts

  init(file: consuming OutputFile, sample: Sample, units: ProvinceUnits, random: RandomSource) {
    self.file = file
    self.random = random
    days = sample.days
    catalogue = sample.catalogue
    planner = DossierPlanner(catalogue: sample.catalogue, days: sample.days)
    pools = units.units.map(\.pool)
    services = sample.catalogue.procedures.map(\.service.rawValue)
    fees = sample.catalogue.procedures.map(\.fee)
    texts = Texts(units: units, catalogue: sample.catalogue)
  }

  /// Writes the header and all rows; returns the size of the file.
  mutating func write(_ deck: DossierDeck) throws(SampleError) -> Int {
    try file.writeLine(DossierColumn.allCases.map(\.rawValue).joined(separator: ","))
    var number = 0
    for entry in deck.entries {
      number += 1
      try file.reserve()
      guard let outcome = Outcome(rawValue: entry.outcome) else { continue }
      write(entry, outcome: outcome, number: number)
    }
    return try file.finish()
  }

  @inline(__always)
  private mutating func write(_ entry: DossierDeck.Entry, outcome: Outcome, number: Int) {
    let (day, second) = entry.moment.quotientAndRemainder(dividingBy: 86_400)
    let isOnline = entry.channel == 0
    let plan = planner.plan(
      outcome, day: day, second: second, pool: catalogue.pool(pools[entry.unit], isOnline: isOnline),
      isOnline: isOnline, random: &random)

    file.append(texts.codePrefixes, entry.unit)
    file.append(texts.compactDays, day)
    file.append(number, digits: 7)
    file.append(texts.units, entry.unit)
    file.append(texts.procedures, plan.procedure)
    file.append(texts.channels, entry.channel * ServiceLevel.allCases.count + services[plan.procedure])
    appendMoment(day, second)
    appendDue(plan.due)
    appendMoment(plan.finished, plan.finishedSecond)
    appendMoment(plan.returned, plan.returnedSecond)
    appendMoment(plan.requested, plan.requestedSecond)
    appendMoment(plan.supplied, plan.suppliedSecond)
    file.append(texts.statuses, Int(status(of: outcome, plan: plan, day: day).rawValue))
    appendFee(fees[plan.procedure], isOnline: isOnline)
    if outcome.isResolved, random.chance(perMille: 200) {
      // Most ratings are good.
      let draw = random.below(100)
      file.append(draw < 72 ? 53 : draw < 89 ? 52 : draw < 95 ? 51 : draw < 98 ? 50 : 49)
    }
    file.append(10)
  }

  /// Appends a day and time, if there is one, and the comma after it.
  @inline(__always)
  private mutating func appendMoment(_ day: Int, _ second: Int) {
    if day >= 0 {
      file.append(texts.days, day)
      let (minute, rest) = second.quotientAndRemainder(dividingBy: 60)
      file.append(texts.minutes, minute)
      file.append(texts.twoDigits, rest)
    }
    file.append(44)
  }

  /// Appends a due date: most portals give the end of the working day, some the end of its morning, and some only the
  /// day.
  @inline(__always)
  private mutating func appendDue(_ day: Int) {
    if day >= 0 {
      file.append(texts.days, day)
      let draw = random.below(100)
      if draw >= 30 { file.append(texts.dueTimes, draw >= 40 ? 0 : 1) }
    }
    file.append(44)
  }

  @inline(__always)
  private mutating func appendFee(_ fee: Int, isOnline: Bool) {
    // Many provinces waive fees online.
    let due = fee > 0 && isOnline && random.chance(perMille: 400) ? 0 : fee
    file.append(due, digits: 1)
    file.append(44)
    if due > 0 { file.append(texts.answers, random.chance(perMille: isOnline ? 820 : 140) ? 1 : 0) }
    file.append(44)
  }

  @inline(__always)
  private mutating func status(of outcome: Outcome, plan: DossierPlan, day: Int) -> DossierStatus {
    switch outcome {
    case .early, .onTime, .late: return plan.returned >= 0 ? .returned : .finished
    case .withdrawn: return random.chance(perMille: 700) ? .withdrawalRequested : .stopped
    case .paused: return .supplementRequested
    case .submitted: return .submitted
    case .refused: return .notAccepted
    case .open, .overdue, .noDeadline:
      if plan.requested >= 0 { return .processing }
      let draw = random.below(100)
      if draw < 4 { return .paymentRequested }
      // Handling of the latest dossiers has often not begun yet.
      return draw < (days.workdaysLeft[day] < 2 ? 45 : 8) ? .accepted : .processing
    }
  }
}

/// The texts of dossier rows, each with the comma after it.
private struct Texts {
  let codePrefixes: ByteTexts
  let units: ByteTexts
  let procedures: ByteTexts
  /// The texts by channel and service level.
  let channels: ByteTexts
  let statuses: ByteTexts
  let days: ByteTexts
  /// The days as in dossier codes: `250715-`.
  let compactDays: ByteTexts
  /// The minutes of the day: `T08:31:`.
  let minutes: ByteTexts
  let twoDigits: ByteTexts
  let dueTimes = ByteTexts(["T17:00:00", "T11:30:00"])
  let answers = ByteTexts(["false", "true"])

  init(units: ProvinceUnits, catalogue: ProcedureCatalogue) {
    codePrefixes = ByteTexts(units.units.map(\.codePrefix))
    self.units = ByteTexts(units.units.map { ",\($0.cells)" })
    // The procedure's name stays blank: it would make the files a quarter larger, and the code already identifies the
    // procedure.
    procedures = ByteTexts(catalogue.procedures.map { "\($0.code),,\(csvCell($0.field))," })
    channels = ByteTexts(
      Channel.allCases.flatMap { channel in ServiceLevel.allCases.map { "\(channel.word),\($0.word)," } })
    // The raw values of statuses start at 1, so index 0 is empty.
    statuses = ByteTexts([""] + DossierStatus.allCases.map { $0.word + "," })
    let dates = (0..<WindowDays.count + 3 * Procedure.longest).map { (WindowDays.first + $0).description }
    days = ByteTexts(dates)
    compactDays = ByteTexts(dates.map { $0.replacing("-", with: "").dropFirst(2) + "-" })
    minutes = ByteTexts(
      (0..<1440).map { "T\(Administration.twoDigits($0 / 60)):\(Administration.twoDigits($0 % 60)):" })
    twoDigits = ByteTexts((0..<100).map(Administration.twoDigits))
  }
}
