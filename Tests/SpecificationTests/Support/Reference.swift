import Administration
import Records
import Statistics

/// The definitions of the design read a second time, word by word and without any care for speed: what the product's
/// figures are compared with. Of the product it uses the record types and the names of counters, nothing that decides.
struct Reference {
  /// Days since 1970-01-01, and seconds of the day where known.
  struct Time {
    let day: Int
    let second: Int?

    init(day: Int, second: Int?) {
      self.day = day
      self.second = second
    }

    init?(_ moment: Moment) {
      if moment.isBlank { return nil }
      self.init(day: Int(moment.day.number), second: moment.second)
    }

    /// "A moment without time of day stands for its whole day, and a comparison with one compares days."
    func isBefore(_ other: Time) -> Bool {
      if day != other.day { return day < other.day }
      guard let second, let theirs = other.second else { return false }
      return second < theirs
    }
  }

  let first: Int
  let last: Int
  let asOf: Time
  let isInstant: Bool

  /// "The observation moment of a window is the earlier of as-of and the window's end."
  var observation: Time {
    let end = Time(day: last, second: 86_399)
    return asOf.isBefore(end) ? asOf : end
  }

  /// What a dossier is in the window: the counters that it adds one to.
  func counters(of dossier: Dossier) -> Set<Counter> {
    let received = Time(dossier.received)
    let finished = Time(dossier.finished)
    switch dossier.status {
    case .submitted:
      if let received, observation.isBefore(received) { return [] }
      return [.awaitingAcceptance]
    case .notAccepted:
      guard let day = finished ?? received, day.day >= first, !observation.isBefore(day) else { return [] }
      return [.refused]
    default: break
    }
    guard let received, !observation.isBefore(received) else { return [] }
    var isClosed = false
    if let finished, !observation.isBefore(finished) { isClosed = true }
    var counters: Set<Counter> = [.toHandle]
    if received.day >= first {
      counters.insert(.received)
      switch dossier.channel {
      case .online: counters.insert(.receivedOnline)
      case .inPerson: counters.insert(.receivedInPerson)
      case .postal: counters.insert(.receivedPostal)
      }
    } else {
      if isClosed, let finished, finished.day < first { return [] }
      counters.insert(.carriedOver)
    }
    if isClosed, let finished {
      counters.formUnion(closed(dossier, finished))
    } else {
      counters.insert(.pending)
      counters.formUnion(open(dossier))
      if finished == nil, dossier.status == .finished || dossier.status == .returned {
        counters.insert(.finishedUndated)
      }
    }
    return counters
  }

  private func closed(_ dossier: Dossier, _ finished: Time) -> Set<Counter> {
    if dossier.status == .withdrawalRequested || dossier.status == .stopped { return [.withdrawn] }
    guard let due = Time(dossier.due) else { return [.resolved, .resolvedNoDeadline] }
    if finished.day < due.day { return [.resolved, .resolvedEarly] }
    let isLate = isInstant ? due.isBefore(finished) : due.day < finished.day
    return [.resolved, isLate ? .resolvedLate : .resolvedOnTime]
  }

  private func open(_ dossier: Dossier) -> Set<Counter> {
    let requested = Time(dossier.supplementRequested)
    let supplied = Time(dossier.supplemented)
    if let requested {
      let isRequested = !observation.isBefore(requested)
      let isSupplied = supplied.map { !observation.isBefore($0) } ?? false
      if isRequested, !isSupplied { return [.pendingPaused] }
    } else if supplied == nil, dossier.status == .supplementRequested {
      return [.pendingPaused]
    }
    guard let due = Time(dossier.due) else { return [.pendingNoDeadline] }
    let isOverdue = isInstant ? due.isBefore(observation) : due.day < observation.day
    if isOverdue {
      let age = Self.workingDays(after: due.day, through: observation.day)
      let band: Counter =
        age <= 5 ? .overdueTo5 : age <= 15 ? .overdueTo15 : age <= 30 ? .overdueTo30 : .overdueOver30
      return [.pendingOverdue, band]
    }
    let isSoon = Self.workingDays(after: observation.day, through: due.day) <= 5
    return isSoon ? [.pendingInTime, .pendingDueSoon] : [.pendingInTime]
  }

  /// Working and calendar days from receipt to finish.
  static func durations(of dossier: Dossier) -> (working: Int, calendar: Int) {
    let (from, to) = (Int(dossier.received.day.number), Int(dossier.finished.day.number))
    return (workingDays(after: from, through: to), to - from)
  }

  static func workingDays(after start: Int, through end: Int) -> Int {
    var count = 0
    var day = start + 1
    while day <= end {
      // 1 January 1970 was a Thursday.
      let isWeekend = (day % 7 + 7 + 3) % 7 >= 5
      if isWeekend ? madeUp.contains(day) : !off.contains(day) { count += 1 }
      day += 1
    }
    return count
  }

  /// Public holidays on weekdays and make-up Saturdays of 2024 and 2025, as announced by the Government.
  private static let off = numbers([
    "2024-01-01", "2024-02-08", "2024-02-09", "2024-02-12", "2024-02-13", "2024-02-14", "2024-04-18", "2024-04-29",
    "2024-04-30", "2024-05-01", "2024-09-02", "2024-09-03",
    "2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-07", "2025-04-30",
    "2025-05-01", "2025-05-02", "2025-09-01", "2025-09-02",
  ])
  private static let madeUp = numbers(["2024-05-04", "2025-04-26"])

  private static func numbers(_ days: [String]) -> Set<Int> { Set(days.compactMap { Day($0).map { Int($0.number) } }) }

  /// Nearest rank: the value at position ⌈percent / 100 · n⌉ of the sorted values.
  static func percentile(_ percent: Int, of days: [Int]) -> Int? {
    if days.isEmpty { return nil }
    let position = (Double(days.count) * Double(percent) / 100).rounded(.up)
    return days.sorted()[Int(position) - 1]
  }
}
