import Records

/// What one dossier adds to every table of a window: decided once, counted in each table's own loop, which then touches
/// one table alone.
struct CountedDossier {
  /// Number of the outcome, or `none`.
  private(set) var outcome = CountedDossier.none
  /// Number of a further outcome, or `none`.
  private(set) var further = CountedDossier.none
  /// Days from receipt to the end, of a resolved dossier; else negative.
  private(set) var workingDays: Int32 = -1
  private(set) var calendarDays: Int32 = -1

  static let none = UInt8.max

  /// A dossier with no part in the window.
  init() {}

  fileprivate init(_ outcome: Outcome) { self.outcome = UInt8(truncatingIfNeeded: outcome.index) }

  fileprivate mutating func add(days: (working: Int, calendar: Int)) {
    workingDays = Int32(truncatingIfNeeded: days.working)
    calendarDays = Int32(truncatingIfNeeded: days.calendar)
  }

  fileprivate mutating func add(_ outcome: Outcome) { further = UInt8(truncatingIfNeeded: outcome.index) }
}

extension Classifier {
  /// What a dossier with an outcome adds.
  @inline(__always)
  func counted(_ dossier: Dossier, _ outcome: Outcome) -> CountedDossier {
    var counted = CountedDossier(outcome)
    guard let state = outcome.state else { return counted }
    if state.isResolved {
      counted.add(days: durations(of: dossier))
    } else if state.isPending, isFinishedUndated(dossier) {
      counted.add(.finishedUndated(dossier.channel))
    }
    return counted
  }
}

extension [CountedDossier] {
  /// Makes it a list of so many dossiers that count nowhere.
  mutating func clear(_ count: Int) {
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(CountedDossier(), count: count))
  }
}
