import Records

/// What some dossiers add to every table of a window.
///
/// Each dossier is classified once. Every table then counts the result in its own loop, which touches one table and no
/// dossier.
struct CountedDossiers {
  /// An outcome of a dossier, by its position among the dossiers being counted.
  struct Fact {
    let position: UInt32
    let outcome: UInt8

    @inline(__always)
    init(_ position: UInt32, _ outcome: Outcome) {
      self.position = position
      self.outcome = UInt8(truncatingIfNeeded: outcome.index)
    }
  }

  /// A resolved dossier, with its days from receipt to finish.
  struct Resolved {
    let position: UInt32
    let outcome: UInt8
    let workingDays: UInt8
    let calendarDays: UInt8
  }

  /// A resolved dossier that took `mostDays` calendar days or more.
  struct LongResolved {
    let position: UInt32
    let outcome: UInt8
    let workingDays: Int
    let calendarDays: Int
  }

  /// Resolved dossiers that took this many calendar days or more are kept apart, so that days fit a byte in `Resolved`.
  static let mostDays = 64

  private(set) var resolved: [Resolved] = []
  private(set) var longResolved: [LongResolved] = []
  /// The outcomes of all other dossiers that count in the window.
  private(set) var others: [Fact] = []

  mutating func removeAll() {
    resolved.removeAll(keepingCapacity: true)
    longResolved.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
  }

  /// Adds what a dossier counts as in a window. Returns the state of an accepted dossier; nil where it is not accepted
  /// or the window does not count it.
  @inline(__always)
  mutating func add(
    _ dossier: Dossier, at position: Int, by classifier: Classifier
  ) -> (state: DossierState, isCarriedOver: Bool)? {
    let place = UInt32(truncatingIfNeeded: position)
    if dossier.status.isBeforeAcceptance {
      if let outcome = classifier.outcome(of: dossier) { others.append(Fact(place, outcome)) }
      return nil
    }
    guard let part = classifier.part(of: dossier) else { return nil }
    let outcome = Outcome(part.state, channel: dossier.channel, carriedOver: part.isCarriedOver)
    if part.state.isResolved {
      addResolved(place, outcome, classifier.durations(of: dossier))
      return part
    }
    others.append(Fact(place, outcome))
    if part.state.isPending, classifier.isFinishedUndated(dossier) {
      others.append(Fact(place, .finishedUndated(dossier.channel)))
    }
    return part
  }

  @inline(__always)
  private mutating func addResolved(_ place: UInt32, _ outcome: Outcome, _ days: (working: Int, calendar: Int)) {
    let number = UInt8(truncatingIfNeeded: outcome.index)
    // Working days never outnumber calendar days.
    if days.calendar < Self.mostDays {
      resolved.append(
        Resolved(
          position: place, outcome: number, workingDays: UInt8(days.working), calendarDays: UInt8(days.calendar)))
    } else {
      longResolved.append(
        LongResolved(position: place, outcome: number, workingDays: days.working, calendarDays: days.calendar))
    }
  }
}
