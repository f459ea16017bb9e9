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

  init(_ outcome: Outcome, _ dossier: Dossier, _ classifier: Classifier) {
    self.outcome = UInt8(outcome.index)
    guard let state = outcome.state else { return }
    if state.isResolved {
      let days = classifier.durations(of: dossier)
      (workingDays, calendarDays) = (Int32(days.working), Int32(days.calendar))
    } else if state.isPending, classifier.isFinishedUndated(dossier) {
      further = UInt8(Outcome.finishedUndated(dossier.channel).index)
    }
  }
}
