import Administration
import Records

/// What happened in each province on each day of a span: dossiers received, resolved and closed without a result, and
/// changes in the number of overdue dossiers. All days before the span share one slot, so that stocks begin with what
/// was there.
struct DailyTable {
  private let span: DailySpan
  private var counts: [Int32]
  private let provinces: Int

  fileprivate static let received = 0
  fileprivate static let resolved = 1
  fileprivate static let withdrawn = 2
  fileprivate static let overdue = 3
  fileprivate static let kinds = 4

  /// - Parameters:
  ///   - first: the first day of the span.
  ///   - observation: the last moment that is counted; its day is the last of the span.
  init(first: Day, observation: Moment, comparison: Comparison, provinces: Int) {
    span = DailySpan(first: first, observation: observation, comparison: comparison)
    counts = [Int32](repeating: 0, count: provinces * span.slots * Self.kinds)
    self.provinces = provinces
  }

  mutating func count(_ dossiers: [Dossier], sign: Int32) {
    // Copied once, since it is read for every dossier.
    let span = span
    var counts = counts.mutableSpan
    for dossier in dossiers {
      if dossier.status.isBeforeAcceptance { continue }
      guard let received = span.slot(of: dossier.received) else { continue }
      let base = Int(dossier.province) * span.slots
      counts.add(base + received, Self.received, sign)
      let ended = dossier.finished.isBlank ? nil : span.slot(of: dossier.finished)
      if let ended { counts.add(base + ended, dossier.status.isWithdrawal ? Self.withdrawn : Self.resolved, sign) }
      guard let onset = span.onset(of: dossier.due) else { continue }
      let start = max(onset, received)
      let end = ended ?? span.slots
      guard start < end else { continue }
      counts.change(base, from: start, to: end, of: span.slots, sign)
      guard let pause = span.pause(of: dossier) else { continue }
      let (from, to) = (max(start, pause.lowerBound), min(end, pause.upperBound))
      if from < to { counts.change(base, from: from, to: to, of: span.slots, -sign) }
    }
  }

  /// Returns the series of each province in which anything happened, by position in the registry.
  func series() -> [Int: DailySeries] {
    let slots = span.slots
    var all: [Int: DailySeries] = [:]
    for province in 0..<provinces {
      let own = counts[province * slots * Self.kinds..<(province + 1) * slots * Self.kinds]
      if own.allSatisfy({ $0 == 0 }) { continue }
      func kind(_ kind: Int) -> [Int] { (0..<slots).map { Int(own[own.startIndex + $0 * Self.kinds + kind]) } }
      all[province] = DailySeries(
        received: kind(Self.received), resolved: kind(Self.resolved), withdrawn: kind(Self.withdrawn),
        overdue: kind(Self.overdue))
    }
    return all
  }
}

extension MutableSpan<Int32> {
  @inline(__always)
  fileprivate mutating func add(_ slot: Int, _ kind: Int, _ sign: Int32) {
    self[slot * DailyTable.kinds + kind] += sign
  }

  /// Counts dossiers as overdue from one slot until another; where `end` is past the last slot, they stay overdue.
  @inline(__always)
  fileprivate mutating func change(_ base: Int, from start: Int, to end: Int, of slots: Int, _ sign: Int32) {
    add(base + start, DailyTable.overdue, sign)
    if end < slots { add(base + end, DailyTable.overdue, -sign) }
  }
}

/// The days of a series by slot: slot 0 holds all days before the span, and each day of the span has a slot of its own.
private struct DailySpan {
  private let first: Day
  private let observation: Moment
  private let comparison: Comparison
  let slots: Int

  init(first: Day, observation: Moment, comparison: Comparison) {
    self.first = first
    self.observation = observation
    self.comparison = comparison
    slots = max(0, observation.day - first + 1) + 1
  }

  /// Returns the slot of a moment; nil where the moment is after the observation.
  @inline(__always)
  func slot(of moment: Moment) -> Int? { observation.isBefore(moment) ? nil : slot(of: moment.day) }

  private func slot(of day: Day) -> Int { day < first ? 0 : day - first + 1 }

  /// Returns the first slot at whose end a dossier with this due moment is overdue; nil where there is none.
  func onset(of due: Moment) -> Int? {
    if due.isBlank { return nil }
    let today = observation.day
    var day = due.day + 1
    if comparison == .instant, due.isBefore(due.day == today ? observation : Moment(endOf: due.day)) { day = due.day }
    return today < day ? nil : slot(of: day)
  }

  /// Returns the slots at whose end a supplement is requested and not yet supplied; nil where there are none.
  func pause(of dossier: Dossier) -> Range<Int>? {
    if dossier.supplementRequested.isBlank {
      return dossier.supplemented.isBlank && dossier.status == .supplementRequested ? 0..<slots : nil
    }
    guard let from = slot(of: dossier.supplementRequested) else { return nil }
    let to = dossier.supplemented.isBlank ? slots : slot(of: dossier.supplemented) ?? slots
    return from < to ? from..<to : nil
  }
}
