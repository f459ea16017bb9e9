import Records

/// The values of all counters of one cell, computed in one pass over its outcomes: each counter is a sum over some of
/// them.
package struct CounterValues: Sendable {
  /// Dossiers to be handled, by state.
  private var states = InlineArray<13, Int>(repeating: 0)
  /// Dossiers received within the window, by channel.
  private var received = InlineArray<3, Int>(repeating: 0)
  private var carriedOver = 0
  private var awaitingAcceptance = 0
  private var refused = 0
  private var finishedUndated = 0

  init(_ outcomes: SparseCounts) {
    for entry in outcomes.entries { add(Outcome(index: Int(entry.number)), times: Int(entry.times)) }
  }

  private mutating func add(_ outcome: Outcome, times: Int) {
    switch outcome.kind {
    case .accepted(let state):
      states[state.rawValue] += times
      if outcome.isCarriedOver { carriedOver += times } else { received[outcome.channelNumber] += times }
    case .awaitingAcceptance: awaitingAcceptance += times
    case .refused: refused += times
    case .finishedUndated: finishedUndated += times
    }
  }

  private func count(_ state: DossierState) -> Int { states[state.rawValue] }
  private func sum(_ states: [DossierState]) -> Int { states.reduce(0) { $0 + count($1) } }
  private func received(by channel: Channel) -> Int { received[Int(channel.rawValue)] }

  package subscript(counter: Counter) -> Int {
    switch counter {
    case .received: Channel.allCases.reduce(0) { $0 + received(by: $1) }
    case .receivedOnline: received(by: .online)
    case .receivedInPerson: received(by: .inPerson)
    case .receivedPostal: received(by: .postal)
    case .carriedOver: carriedOver
    case .toHandle: sum(DossierState.allCases)
    case .resolved: sum(DossierState.resolved)
    case .resolvedEarly: count(.resolvedEarly)
    case .resolvedOnTime: count(.resolvedOnTime)
    case .resolvedLate: count(.resolvedLate)
    case .resolvedNoDeadline: count(.resolvedNoDeadline)
    case .withdrawn: count(.withdrawn)
    case .pending: sum(DossierState.pending)
    case .pendingInTime: count(.inTime) + count(.dueSoon)
    case .pendingOverdue: sum(DossierState.overdue)
    case .pendingPaused: count(.paused)
    case .pendingNoDeadline: count(.noDeadline)
    case .pendingDueSoon: count(.dueSoon)
    case .overdueTo5: count(.overdueTo5)
    case .overdueTo15: count(.overdueTo15)
    case .overdueTo30: count(.overdueTo30)
    case .overdueOver30: count(.overdueOver30)
    case .awaitingAcceptance: awaitingAcceptance
    case .refused: refused
    case .finishedUndated: finishedUndated
    }
  }
}

extension Tally {
  /// The values of all counters; use this rather than the subscript where several are needed.
  package var counters: CounterValues { CounterValues(outcomes) }

  /// The value of one counter.
  package subscript(counter: Counter) -> Int { counters[counter] }
}

extension PackedTally {
  /// Returns the number of dossiers in a state, without unpacking the tally.
  func count(of state: DossierState) -> Int {
    var reader = PackedReader(bytes: bytes)
    var (sum, last) = (0, -1)
    while let entry = reader.entry(after: &last) {
      if Outcome(index: Int(entry.number)).state == state { sum += Int(entry.times) }
    }
    return sum
  }
}
