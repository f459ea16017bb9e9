/// A counter of the design; the raw value is its name in columns, templates and definitions.
package enum Counter: String, Sendable, CaseIterable {
  case received
  case receivedOnline = "received_online"
  case receivedInPerson = "received_in_person"
  case receivedPostal = "received_postal"
  case carriedOver = "carried_over"
  case toHandle = "to_handle"
  case resolved
  case resolvedEarly = "resolved_early"
  case resolvedOnTime = "resolved_on_time"
  case resolvedLate = "resolved_late"
  case resolvedNoDeadline = "resolved_no_deadline"
  case withdrawn
  case pending
  case pendingInTime = "pending_in_time"
  case pendingOverdue = "pending_overdue"
  case pendingPaused = "pending_paused"
  case pendingNoDeadline = "pending_no_deadline"
  case pendingDueSoon = "pending_due_soon"
  case overdueTo5 = "overdue_to_5"
  case overdueTo15 = "overdue_to_15"
  case overdueTo30 = "overdue_to_30"
  case overdueOver30 = "overdue_over_30"
  case awaitingAcceptance = "awaiting_acceptance"
  case refused
  case finishedUndated = "finished_undated"

  /// What the counter counts, within the window or at its observation moment (design: *Definitions*).
  package var definition: String {
    switch self {
    case .received: "dossiers accepted for handling within the period"
    case .receivedOnline: "received, submitted online"
    case .receivedInPerson: "received, submitted in person (a blank channel counts as in person)"
    case .receivedPostal: "received, submitted by post"
    case .carriedOver: "received before the period, neither finished nor closed before it"
    case .toHandle: "carried over and received"
    case .resolved: "finished within the period"
    case .resolvedEarly: "finished on a day before the due day"
    case .resolvedOnTime: "finished on the due day; with compare: instant, not after the due moment"
    case .resolvedLate: "finished after the due day; with compare: instant, after the due moment"
    case .resolvedNoDeadline: "finished, without a due date"
    case .withdrawn: "closed without a result after acceptance: withdrawn, stopped or sent back"
    case .pending: "neither finished nor closed at the observation moment"
    case .pendingInTime: "open, not waiting for a supplement, the due day is not before the observation day"
    case .pendingOverdue:
      "open, not waiting for a supplement, the due day is before the observation day; with compare: instant, the due moment before the observation moment"
    case .pendingPaused: "open, a supplement is requested and not yet supplied"
    case .pendingNoDeadline: "open, not waiting for a supplement, without a due date"
    case .pendingDueSoon: "open in time, due within the next five working days"
    case .overdueTo5: "overdue by 0 to 5 working days"
    case .overdueTo15: "overdue by 6 to 15 working days"
    case .overdueTo30: "overdue by 16 to 30 working days"
    case .overdueOver30: "overdue by more than 30 working days"
    case .awaitingAcceptance: "submitted, not yet accepted, at the observation moment"
    case .refused: "not accepted, within the period"
    case .finishedUndated: "open although the status says finished, because no date does"
    }
  }
}
