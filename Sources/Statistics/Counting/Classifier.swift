import Administration
import Records

/// How due moments are compared with the moments of finishing and of observation.
package enum Comparison: String, Sendable, Codable, CaseIterable {
  /// By day, as official statistics do.
  case date
  /// By moment, where both moments have a time of day.
  case instant
}

/// Determines what a dossier counts as in one window (design: *Definitions*).
package struct Classifier: Sendable {
  package let window: Window
  /// The earlier of as-of and the window's end; every counter is stated as of this moment.
  package let observation: Moment
  private let comparison: Comparison
  private let calendar: WorkingCalendar

  package init(window: Window, asOf: Moment, comparison: Comparison, calendar: WorkingCalendar) {
    self.window = window
    let end = Moment(endOf: window.last)
    observation = asOf.isBefore(end) ? asOf : end
    self.comparison = comparison
    self.calendar = calendar
  }

  /// Returns whether every dossier counts alike in both windows: they begin on the same day and are observed at the
  /// same moment, under the same comparison.
  func seesLike(_ other: Classifier) -> Bool {
    window.first == other.window.first && observation == other.observation && comparison == other.comparison
  }

  /// Returns what a dossier counts as in the window; nil where the window does not count it.
  package func outcome(of dossier: Dossier) -> Outcome? {
    if dossier.status.isBeforeAcceptance { return beforeAcceptance(dossier) }
    guard let part = part(of: dossier) else { return nil }
    return Outcome(part.state, channel: dossier.channel, carriedOver: part.isCarriedOver)
  }

  /// Returns the state of an accepted dossier, and whether it was carried over into the window; nil where the window
  /// does not count it.
  @inline(__always)
  func part(of dossier: Dossier) -> (state: DossierState, isCarriedOver: Bool)? {
    let received = dossier.received
    if observation.isBefore(received) { return nil }
    let carriedOver = received.day < window.first
    let ended = !dossier.finished.isBlank && !observation.isBefore(dossier.finished)
    if carriedOver, ended, dossier.finished.day < window.first { return nil }
    return (ended ? finalState(dossier) : openState(dossier), carriedOver)
  }

  /// Returns what a dossier that was not accepted counts as.
  ///
  /// Dossiers awaiting acceptance are a stock. Refusals are a flow, dated by the day of the refusal or, where this is
  /// unknown, by the day of submission.
  private func beforeAcceptance(_ dossier: Dossier) -> Outcome? {
    if dossier.status == .submitted {
      let isLater = !dossier.received.isBlank && observation.isBefore(dossier.received)
      return isLater ? nil : .awaitingAcceptance(dossier.channel)
    }
    let refused = dossier.finished.isBlank ? dossier.received : dossier.finished
    if refused.isBlank || refused.day < window.first || observation.isBefore(refused) { return nil }
    return .refused(dossier.channel)
  }

  @inline(__always)
  private func finalState(_ dossier: Dossier) -> DossierState {
    if dossier.status.isWithdrawal { return .withdrawn }
    let (due, finished) = (dossier.due, dossier.finished)
    if due.isBlank { return .resolvedNoDeadline }
    if finished.day < due.day { return .resolvedEarly }
    if due.day < finished.day { return .resolvedLate }
    return comparison == .instant && due.isBefore(finished) ? .resolvedLate : .resolvedOnTime
  }

  private func openState(_ dossier: Dossier) -> DossierState {
    if isPaused(dossier) { return .paused }
    let due = dossier.due
    if due.isBlank { return .noDeadline }
    let today = observation.day
    let isOverdue = due.day < today || (comparison == .instant && due.isBefore(observation))
    guard isOverdue else {
      return calendar.workingDays(after: today, through: due.day) <= 5 ? .dueSoon : .inTime
    }
    return Self.overdue(by: workingDaysOverdue(since: due.day))
  }

  /// Returns the number of working days after a due day, up to and including the observation day.
  func workingDaysOverdue(since due: Day) -> Int { calendar.workingDays(after: due, through: observation.day) }

  /// Returns the state of an open dossier that is overdue by a number of working days.
  static func overdue(by days: Int) -> DossierState {
    switch days {
    case ...5: .overdueTo5
    case ...15: .overdueTo15
    case ...30: .overdueTo30
    default: .overdueOver30
    }
  }

  /// Returns whether a supplement was requested and is not yet supplied. The two dates decide; the status decides only
  /// where both are missing.
  private func isPaused(_ dossier: Dossier) -> Bool {
    let (requested, supplied) = (dossier.supplementRequested, dossier.supplemented)
    if requested.isBlank {
      return supplied.isBlank && dossier.status == .supplementRequested
    }
    if observation.isBefore(requested) { return false }
    return supplied.isBlank || observation.isBefore(supplied)
  }

  /// Returns where the finish of a resolved dossier lies next to its due day: on it, or within one working day of it.
  /// Nil where it lies farther away, and where there is no due date.
  func finishBesideDue(of dossier: Dossier) -> FinishBesideDue? {
    if dossier.due.isBlank { return nil }
    let (due, finished) = (dossier.due.day, dossier.finished.day)
    if finished == due { return .onDueDay }
    if finished < due { return calendar.workingDays(after: finished, through: due) <= 1 ? .dayBefore : nil }
    return calendar.workingDays(after: due, through: finished) <= 1 ? .dayAfter : nil
  }

  /// Returns whether a dossier's status says finished although no date does, so that it counts as open.
  @inline(__always)
  package func isFinishedUndated(_ dossier: Dossier) -> Bool {
    dossier.finished.isBlank && dossier.status.isFinished
  }

  /// Returns the days from receipt to finish of a resolved dossier, as working days and as calendar days. Both leave
  /// the day of receipt out and include the finishing day.
  package func durations(of dossier: Dossier) -> (working: Int, calendar: Int) {
    let (received, finished) = (dossier.received.day, dossier.finished.day)
    return (calendar.workingDays(after: received, through: finished), finished - received)
  }
}
