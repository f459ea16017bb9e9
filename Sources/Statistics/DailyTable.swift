import Administration
import Records

/// What happened on each day of a span in each province: received, resolved, closed without a result, and how the number
/// of overdue dossiers changed. Days before the span are one, so that stocks begin at what was there.
struct DailyTable {
  let first: Day
  private let observation: Moment
  private let comparison: Comparison
  /// Days of the span, and before them the one for all earlier days.
  private let slots: Int
  private var counts: [Int32]
  private var isUsed: [Bool]

  private static let received = 0
  private static let resolved = 1
  private static let withdrawn = 2
  private static let overdue = 3
  private static let kinds = 4

  /// - Parameters:
  ///   - first: the first day of the span.
  ///   - observation: nothing later is counted; its day is the span's last.
  init(first: Day, observation: Moment, comparison: Comparison, provinces: Int) {
    self.first = first
    self.observation = observation
    self.comparison = comparison
    slots = max(0, observation.day - first + 1) + 1
    counts = [Int32](repeating: 0, count: provinces * slots * Self.kinds)
    isUsed = [Bool](repeating: false, count: provinces)
  }

  mutating func count(_ dossier: Dossier, sign: Int32) {
    if dossier.status.isBeforeAcceptance { return }
    guard let received = slot(of: dossier.received) else { return }
    let province = Int(dossier.province)
    isUsed[province] = true
    let base = province * slots
    add(base + received, Self.received, sign)
    let ended = dossier.finished.isBlank ? nil : slot(of: dossier.finished)
    if let ended { add(base + ended, dossier.status.isWithdrawal ? Self.withdrawn : Self.resolved, sign) }
    guard let onset = onset(of: dossier.due) else { return }
    let start = max(onset, received)
    let end = ended ?? slots
    guard start < end else { return }
    change(base, from: start, to: end, sign)
    guard let pause = pause(of: dossier) else { return }
    let (from, to) = (max(start, pause.lowerBound), min(end, pause.upperBound))
    if from < to { change(base, from: from, to: to, -sign) }
  }

  /// Puts a number of dossiers among the overdue from one slot on until another.
  private mutating func change(_ base: Int, from start: Int, to end: Int, _ sign: Int32) {
    add(base + start, Self.overdue, sign)
    if end < slots { add(base + end, Self.overdue, -sign) }
  }

  @inline(__always)
  private mutating func add(_ slot: Int, _ kind: Int, _ sign: Int32) { counts[slot * Self.kinds + kind] += sign }

  /// The slot of a moment that the observation has seen.
  private func slot(of moment: Moment) -> Int? { observation.isBefore(moment) ? nil : slot(of: moment.day) }

  private func slot(of day: Day) -> Int { day < first ? 0 : day - first + 1 }

  /// The first slot at whose end a dossier with this due moment is overdue.
  private func onset(of due: Moment) -> Int? {
    if due.isBlank { return nil }
    let today = observation.day
    var day = due.day + 1
    if comparison == .instant, due.isBefore(due.day == today ? observation : Moment(endOf: due.day)) { day = due.day }
    return today < day ? nil : slot(of: day)
  }

  /// The slots at whose end a supplement is requested and not yet supplied.
  private func pause(of dossier: Dossier) -> Range<Int>? {
    if dossier.supplementRequested.isBlank {
      return dossier.supplemented.isBlank && dossier.status == .supplementRequested ? 0..<slots : nil
    }
    guard let from = slot(of: dossier.supplementRequested) else { return nil }
    let to = dossier.supplemented.isBlank ? slots : slot(of: dossier.supplemented) ?? slots
    return from < to ? from..<to : nil
  }

  /// The series of each province that has any dossier, by position in the registry.
  func series() -> [Int: DailySeries] {
    var all: [Int: DailySeries] = [:]
    for (province, used) in isUsed.enumerated() where used {
      func kind(_ kind: Int) -> [Int] {
        (0..<slots).map { Int(counts[(province * slots + $0) * Self.kinds + kind]) }
      }
      let series = DailySeries(
        received: kind(Self.received), resolved: kind(Self.resolved), withdrawn: kind(Self.withdrawn),
        overdue: kind(Self.overdue))
      if series != DailySeries(slots: slots) { all[province] = series }
    }
    return all
  }
}
