import Records

extension Tally {
  /// The value of a counter of the design.
  package subscript(counter: Counter) -> Int { outcomes.total(of: CounterMask.of(counter)) }
}

extension PackedTally {
  /// The value of a counter; nothing is unpacked for it.
  subscript(counter: Counter) -> Int {
    let mask = CounterMask.of(counter)
    var reader = PackedReader(bytes: bytes)
    var (sum, last) = (0, -1)
    while let entry = reader.entry(after: &last) { sum += entry.times(in: mask) }
    return sum
  }
}

/// Which outcomes a counter sums, as a set of bits by their indices.
private enum CounterMask {
  static func of(_ counter: Counter) -> UInt128 {
    switch counter {
    case .received: received
    case .receivedOnline: receivedOnline
    case .receivedInPerson: receivedInPerson
    case .receivedPostal: receivedPostal
    case .carriedOver: carriedOver
    case .toHandle: toHandle
    case .resolved: resolved
    case .resolvedEarly: resolvedEarly
    case .resolvedOnTime: resolvedOnTime
    case .resolvedLate: resolvedLate
    case .resolvedNoDeadline: resolvedNoDeadline
    case .withdrawn: withdrawn
    case .pending: pending
    case .pendingInTime: pendingInTime
    case .pendingOverdue: pendingOverdue
    case .pendingPaused: pendingPaused
    case .pendingNoDeadline: pendingNoDeadline
    case .pendingDueSoon: pendingDueSoon
    case .overdueTo5: overdueTo5
    case .overdueTo15: overdueTo15
    case .overdueTo30: overdueTo30
    case .overdueOver30: overdueOver30
    case .awaitingAcceptance: awaitingAcceptance
    case .refused: refused
    case .finishedUndated: finishedUndated
    }
  }

  private static let received = of(DossierState.allCases, carriedOver: [false])
  private static let receivedOnline = of(DossierState.allCases, carriedOver: [false], [.online])
  private static let receivedInPerson = of(DossierState.allCases, carriedOver: [false], [.inPerson])
  private static let receivedPostal = of(DossierState.allCases, carriedOver: [false], [.postal])
  private static let carriedOver = of(DossierState.allCases, carriedOver: [true])
  private static let toHandle = of(DossierState.allCases)
  private static let resolved = of(DossierState.resolved)
  private static let resolvedEarly = of([.resolvedEarly])
  private static let resolvedOnTime = of([.resolvedOnTime])
  private static let resolvedLate = of([.resolvedLate])
  private static let resolvedNoDeadline = of([.resolvedNoDeadline])
  private static let withdrawn = of([.withdrawn])
  private static let pending = of(DossierState.pending)
  private static let pendingInTime = of([.inTime, .dueSoon])
  private static let pendingOverdue = of(DossierState.overdue)
  private static let pendingPaused = of([.paused])
  private static let pendingNoDeadline = of([.noDeadline])
  private static let pendingDueSoon = of([.dueSoon])
  private static let overdueTo5 = of([.overdueTo5])
  private static let overdueTo15 = of([.overdueTo15])
  private static let overdueTo30 = of([.overdueTo30])
  private static let overdueOver30 = of([.overdueOver30])
  private static let awaitingAcceptance = of(Outcome.awaitingAcceptance)
  private static let refused = of(Outcome.refused)
  private static let finishedUndated = of(Outcome.finishedUndated)

  private static func of(
    _ states: [DossierState], carriedOver: [Bool] = [false, true], _ channels: [Channel] = Channel.allCases
  ) -> UInt128 {
    var mask: UInt128 = 0
    for carried in carriedOver {
      for channel in channels {
        for state in states { mask |= 1 << UInt128(Outcome(state, channel: channel, carriedOver: carried).index) }
      }
    }
    return mask
  }

  private static func of(_ outcome: (Channel) -> Outcome) -> UInt128 {
    Channel.allCases.reduce(0) { $0 | 1 << UInt128(outcome($1).index) }
  }
}

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

  /// What it counts, within or at the end of the window (design: *Definitions*).
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
    case .resolvedOnTime: "finished on the due day"
    case .resolvedLate: "finished after the due day"
    case .resolvedNoDeadline: "finished, without a due date"
    case .withdrawn: "closed without a result after acceptance: withdrawn, stopped or sent back"
    case .pending: "neither finished nor closed at the observation moment"
    case .pendingInTime: "open, the due day is not before the observation day"
    case .pendingOverdue: "open, the due day is before the observation day"
    case .pendingPaused: "open, a supplement is requested and not yet supplied"
    case .pendingNoDeadline: "open, without a due date"
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
