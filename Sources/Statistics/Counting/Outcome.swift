import Records

/// What a dossier is, seen from a window's observation moment.
package enum DossierState: Int, Sendable, CaseIterable {
  case resolvedEarly, resolvedOnTime, resolvedLate, resolvedNoDeadline
  case withdrawn
  case inTime
  /// In time, and due within the next five working days.
  case dueSoon
  /// Overdue by that many working days.
  case overdueTo5, overdueTo15, overdueTo30, overdueOver30
  case paused, noDeadline

  package static let resolved: [DossierState] = [.resolvedEarly, .resolvedOnTime, .resolvedLate, .resolvedNoDeadline]
  package static let overdue: [DossierState] = [.overdueTo5, .overdueTo15, .overdueTo30, .overdueOver30]
  package static let pending: [DossierState] = [.inTime, .dueSoon] + overdue + [.paused, .noDeadline]

  package var isResolved: Bool { rawValue <= DossierState.resolvedNoDeadline.rawValue }
  package var isOverdue: Bool {
    rawValue >= DossierState.overdueTo5.rawValue && rawValue <= DossierState.overdueOver30.rawValue
  }
  package var isPending: Bool { rawValue >= DossierState.inTime.rawValue }
}

/// One of the facts that a dossier adds to a cell: a tally is a count of each of them.
///
/// Received or carried over, by which channel, and in which state; or awaiting acceptance, or refused. A fact on top of
/// these is a finished status without a date. Every counter of the design is a sum over some of them, so a dossier is
/// counted with one addition a cell, and the identities between counters hold by construction.
package struct Outcome: Sendable, Hashable {
  package let index: Int

  // As many as there are cases; a test holds them to it. Written out, so that they are known where a dossier is counted.
  @inlinable package static var states: Int { 13 }
  @inlinable package static var channels: Int { 3 }
  /// Outcomes of dossiers received or carried over come first, those before acceptance behind them.
  @inlinable package static var accepted: Int { 2 * states * channels }
  /// How many there are.
  package static var count: Int { (2 * states + 3) * channels }

  /// A dossier received within the window, or carried over into it.
  @inlinable
  package init(_ state: DossierState, channel: Channel, carriedOver: Bool) {
    index = ((carriedOver ? 1 : 0) * Self.channels + Int(channel.rawValue)) * Self.states + state.rawValue
  }

  /// - Precondition: there is an outcome of that index.
  init(index: Int) { self.index = index }

  /// What kind of fact it is.
  enum Kind {
    case accepted(DossierState)
    case awaitingAcceptance, refused, finishedUndated
  }

  var kind: Kind {
    if let state { return .accepted(state) }
    return switch (index - Self.accepted) / Self.channels {
    case 0: .awaitingAcceptance
    case 1: .refused
    default: .finishedUndated
    }
  }

  /// The raw value of the dossier's channel.
  var channelNumber: Int {
    index < Self.accepted ? index / Self.states % Self.channels : (index - Self.accepted) % Self.channels
  }

  /// The dossier's state; nil before acceptance.
  @inlinable
  package var state: DossierState? { index < Self.accepted ? DossierState(rawValue: index % Self.states) : nil }

  /// Received before the window; false before acceptance.
  @inlinable
  package var isCarriedOver: Bool { index >= Self.accepted / 2 && index < Self.accepted }

  package static func awaitingAcceptance(_ channel: Channel) -> Outcome {
    Outcome(index: accepted + Int(channel.rawValue))
  }

  package static func refused(_ channel: Channel) -> Outcome {
    Outcome(index: accepted + channels + Int(channel.rawValue))
  }

  /// Pending although the status says finished, because no date does; counted beside the dossier's own outcome.
  package static func finishedUndated(_ channel: Channel) -> Outcome {
    Outcome(index: accepted + 2 * channels + Int(channel.rawValue))
  }
}
