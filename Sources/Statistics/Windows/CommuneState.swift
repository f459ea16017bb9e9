import Administration
import Records

/// How a commune stands to receiving dossiers in a window (design: *Coverage*; "only under full is a zero a zero").
package enum CommuneState: String, Sendable, CaseIterable {
  /// Ten or more received.
  case active
  /// One to nine received.
  case low
  /// None received, and nothing explains it.
  case none
  /// Fewer than ten received, since it keeps its dossiers on paper: a note says so.
  case paper
  /// Fewer than ten received, since a branch of a single-level centre receives for it (Trung tâm phục vụ hành chính
  /// công một cấp): a note says so, or its province has such a centre and it received none.
  case branch
  /// Its province has no figures for the window, or none of its communes.
  case noFile = "no_file"

  /// Fewer dossiers than these are few.
  package static let few = 10

  static func of(received: Int?, note: CommuneNote.State?, hasCentre: Bool) -> CommuneState {
    guard let received else { return .noFile }
    if received >= few { return .active }
    switch note {
    case .paper: return .paper
    case .branch: return .branch
    case nil: return received > 0 ? .low : hasCentre ? .branch : .none
    }
  }
}

/// What the configuration says about a commune that receives little or nothing.
package struct CommuneNote: Sendable, Equatable {
  /// The states that figures alone do not show.
  package enum State: String, Sendable, CaseIterable { case paper, branch }

  package let reason: String
  package let state: State?

  package init(reason: String, state: State? = nil) {
    self.reason = reason
    self.state = state
  }
}

/// Every commune's state in the own window, with how long it has received nothing.
package struct CommuneStatistics: Sendable {
  package struct Unit: Sendable, Equatable {
    package let state: CommuneState
    /// Whole weeks without a dossier received, back from where its province's data end; nil where none is known.
    package let idleWeeks: Int?
    /// Whether these may be more.
    package let isIdleBeyond: Bool
    /// None received in this window, and some in the one before; nil where these are not compared.
    package let isNewlySilent: Bool?
    /// Why, from the notes; nil for a commune that receives enough.
    package let reason: String?
  }

  /// From so many weeks on without a dossier a commune is called by name.
  package static let silentWeeks = 4

  /// By position in the registry.
  package let units: [Unit]

  /// - Parameter notes: by position in the registry.
  package init(_ run: RunStatistics, notes: [Int: CommuneNote], registry: Registry) {
    var units: [Unit] = []
    units.reserveCapacity(registry.communes.count)
    for (province, range) in registry.communesOfProvince.enumerated() {
      let hasCentre = registry.provinces[province].singleLevelCentreSince.map { $0 <= run.own.window.last } ?? false
      for commune in range {
        let received = run.own.communes[commune]?[.received]
        let before = run.comparable?.communes[commune]?[.received]
        let state = CommuneState.of(received: received, note: notes[commune]?.state, hasCentre: hasCentre)
        units.append(
          Unit(
            state: state, idleWeeks: received == nil ? nil : run.details.idleWeeks[commune],
            isIdleBeyond: received != nil && run.details.idleBeyond.contains(commune),
            isNewlySilent: received.flatMap { received in before.map { received == 0 && $0 > 0 } },
            reason: state == .active ? nil : notes[commune]?.reason))
      }
    }
    self.units = units
  }
}
