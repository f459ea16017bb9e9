import Records

/// What some dossiers add to every table of a window: decided once, counted in each table's own loop, which then touches
/// one table alone and asks no dossier what it is.
struct CountedDossiers {
  /// An outcome of a dossier, by its position among the dossiers being counted.
  struct Fact {
    let position: UInt32
    let outcome: UInt8
  }

  /// A dossier that is resolved, with its days from receipt to the end.
  struct Resolved {
    let position: UInt32
    let outcome: UInt8
    let workingDays: UInt8
    let calendarDays: UInt8
  }

  /// A resolved dossier that took `mostDays` or more.
  struct LongResolved {
    let position: UInt32
    let outcome: UInt8
    let workingDays: Int
    let calendarDays: Int
  }

  /// Resolved dossiers that took so many calendar days or more are kept apart.
  static let mostDays = 64

  private(set) var resolved: [Resolved] = []
  private(set) var longResolved: [LongResolved] = []
  /// Of all others with a part in the window.
  private(set) var others: [Fact] = []

  mutating func removeAll() {
    resolved.removeAll(keepingCapacity: true)
    longResolved.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
  }

  /// Adds a dossier with an outcome.
  @inline(__always)
  mutating func add(_ dossier: Dossier, _ outcome: Outcome, at position: Int, by classifier: Classifier) {
    let place = UInt32(truncatingIfNeeded: position)
    let number = UInt8(truncatingIfNeeded: outcome.index)
    let state = outcome.state
    guard let state, state.isResolved else {
      others.append(Fact(position: place, outcome: number))
      if let state, state.isPending, classifier.isFinishedUndated(dossier) {
        let further = Outcome.finishedUndated(dossier.channel)
        others.append(Fact(position: place, outcome: UInt8(truncatingIfNeeded: further.index)))
      }
      return
    }
    let (working, calendar) = classifier.durations(of: dossier)
    // Working days are never more than calendar days.
    if calendar < Self.mostDays {
      resolved.append(
        Resolved(position: place, outcome: number, workingDays: UInt8(working), calendarDays: UInt8(calendar)))
    } else {
      longResolved.append(
        LongResolved(position: place, outcome: number, workingDays: working, calendarDays: calendar))
    }
  }
}
