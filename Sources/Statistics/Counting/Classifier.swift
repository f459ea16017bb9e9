import Administration
import Records

/// How due moments are compared with finishing and observation moments.
package enum Comparison: String, Sendable, Codable, CaseIterable {
  /// By day: the official habit.
  case date
  /// By moment, where both sides have a time of day.
  case instant
}

/// Says what a dossier is in one window (design: *Definitions*).
package struct Classifier: Sendable {
  package let window: Window
  /// The earlier of as-of and the window's end; every counter is seen from it.
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

  /// Whether every dossier has the same part in both windows: they begin on one day and are seen from one moment.
  func seesLike(_ other: Classifier) -> Bool {
    window.first == other.window.first && observation == other.observation && comparison == other.comparison
  }

  /// A dossier's part in the window; nil where it has none.
  package func outcome(of dossier: Dossier) -> Outcome? {
    if dossier.status.isBeforeAcceptance { return beforeAcceptance(dossier) }
    guard let part = part(of: dossier) else { return nil }
    return Outcome(part.state, channel: dossier.channel, carriedOver: part.isCarriedOver)
  }

  /// The state of a dossier that was accepted, and whether it was carried over into the window; nil where it has no part in
  /// it.
  @inline(__always)
  func part(of dossier: Dossier) -> (state: DossierState, isCarriedOver: Bool)? {
    let received = dossier.received
    if observation.isBefore(received) { return nil }
    let carriedOver = received.day < window.first
    let ended = !dossier.finished.isBlank && !observation.isBefore(dossier.finished)
    if carriedOver, ended, dossier.finished.day < window.first { return nil }
    return (ended ? finalState(dossier) : openState(dossier), carriedOver)
  }

  /// Submitted and not yet accepted is a stock; refused is a flow, on the day of the refusal or, where none is known,
  /// of the submission.
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

  /// Working days after a due day up to the observation day.
  func workingDaysOverdue(since due: Day) -> Int { calendar.workingDays(after: due, through: observation.day) }

  /// The state of an open dossier that is overdue by so many working days.
  static func overdue(by days: Int) -> DossierState {
    switch days {
    case ...5: .overdueTo5
    case ...15: .overdueTo15
    case ...30: .overdueTo30
    default: .overdueOver30
    }
  }

  /// A supplement requested and not yet supplied: by the two dates, by the status only where both are missing.
  private func isPaused(_ dossier: Dossier) -> Bool {
    let (requested, supplied) = (dossier.supplementRequested, dossier.supplemented)
    if requested.isBlank {
      return supplied.isBlank && dossier.status == .supplementRequested
    }
    if observation.isBefore(requested) { return false }
    return supplied.isBlank || observation.isBefore(supplied)
  }

  /// Where a resolved dossier's finish lies beside its due day; nil farther away, and without a due date.
  func finishBesideDue(of dossier: Dossier) -> FinishBesideDue? {
    if dossier.due.isBlank { return nil }
    let (due, finished) = (dossier.due.day, dossier.finished.day)
    if finished == due { return .onDueDay }
    if finished < due { return calendar.workingDays(after: finished, through: due) <= 1 ? .dayBefore : nil }
    return calendar.workingDays(after: due, through: finished) <= 1 ? .dayAfter : nil
  }

  /// Whether the dossier is open although its status says finished.
  @inline(__always)
  package func isFinishedUndated(_ dossier: Dossier) -> Bool {
    dossier.finished.isBlank && dossier.status.isFinished
  }

  /// Days from receipt to the end, where the dossier is resolved: working days after the day of receipt up to and
  /// including the finishing day, and calendar days.
  package func durations(of dossier: Dossier) -> (working: Int, calendar: Int) {
    let (received, finished) = (dossier.received.day, dossier.finished.day)
    return (calendar.workingDays(after: received, through: finished), finished - received)
  }
}
