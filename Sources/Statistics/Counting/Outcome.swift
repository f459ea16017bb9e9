import Records

/// The state of a dossier at a window's observation moment.
package enum DossierState: Int, Sendable, CaseIterable {
  case resolvedEarly, resolvedOnTime, resolvedLate, resolvedNoDeadline
  case withdrawn
  case inTime
  /// In time, and due within the next five working days.
  case dueSoon
  /// Overdue by so many working days.
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

/// One of the facts that a dossier adds to a cell; a tally counts how often each occurred.
///
/// The main fact is whether the dossier was received or carried over, by which channel, and in which state; or that it
/// awaits acceptance, or was refused. One more fact is added for a finished status without a date. Every counter of the
/// design is a sum over some of these facts. So a dossier is counted with one addition per cell, and the identities
/// between counters hold by construction.
package struct Outcome: Sendable, Hashable {
  package let index: Int

  // The numbers of cases, which a test checks. They are literals, so that they are constants where dossiers are
  // counted.
  @inlinable package static var states: Int { 13 }
  @inlinable package static var channels: Int { 3 }
  /// Outcomes of dossiers received or carried over come first, those before acceptance after them.
  @inlinable package static var accepted: Int { 2 * states * channels }
  /// The number of outcomes.
  package static var count: Int { (2 * states + 3) * channels }

  /// A dossier received within the window, or carried over into it.
  @inlinable
  package init(_ state: DossierState, channel: Channel, carriedOver: Bool) {
    index = ((carriedOver ? 1 : 0) * Self.channels + Int(channel.rawValue)) * Self.states + state.rawValue
  }

  /// - Precondition: `index` is that of an outcome.
  init(index: Int) { self.index = index }

  /// The kind of a fact.
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

  /// Whether the dossier was received before the window; false before acceptance.
  @inlinable
  package var isCarriedOver: Bool { index >= Self.accepted / 2 && index < Self.accepted }

  package static func awaitingAcceptance(_ channel: Channel) -> Outcome {
    Outcome(index: accepted + Int(channel.rawValue))
  }

  package static func refused(_ channel: Channel) -> Outcome {
    Outcome(index: accepted + channels + Int(channel.rawValue))
  }

  /// A pending dossier whose status says finished although no date does; counted in addition to the dossier's own
  /// outcome.
  package static func finishedUndated(_ channel: Channel) -> Outcome {
    Outcome(index: accepted + 2 * channels + Int(channel.rawValue))
  }
}
