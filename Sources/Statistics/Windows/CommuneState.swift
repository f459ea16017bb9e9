import Administration
import Records

/// Whether a commune receives dossiers in a window, and what explains it if not (design: *Coverage*; "only under full
/// is a zero a zero").
package enum CommuneState: String, Sendable, CaseIterable {
  /// Ten or more dossiers received.
  case active
  /// One to nine dossiers received, and no note explains it.
  case low
  /// No dossier received, and nothing explains it.
  case none
  /// Fewer than ten dossiers received, because the commune keeps its dossiers on paper, as a note says.
  case paper
  /// Fewer than ten dossiers received, because a branch of a single-level centre (Trung tâm phục vụ hành chính công một
  /// cấp) receives for the commune: a note says so, or its province has such a centre and the commune received none.
  case branch
  /// The commune has no figures: its province has none for the window, or names no commune in its dossiers.
  case noFile = "no_file"

  /// Fewer dossiers than this are few.
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
  /// The states that figures alone cannot show.
  package enum State: String, Sendable, CaseIterable { case paper, branch }

  package let reason: String
  package let state: State?

  package init(reason: String, state: State? = nil) {
    self.reason = reason
    self.state = state
  }
}

/// The state of every commune in the own window, and how long it has received nothing.
package struct CommuneStatistics: Sendable {
  package struct Unit: Sendable, Equatable {
    package let state: CommuneState
    /// Whole weeks without a dossier received, back from where the province's data end; nil where no week is known.
    package let idleWeeks: Int?
    /// Whether the commune may have been idle for more weeks than that.
    package let isIdleBeyond: Bool
    /// Whether the commune received no dossier in this window but some in the previous one; nil where they are not
    /// compared.
    package let isNewlySilent: Bool?
    /// The reason from the notes; nil for a commune that receives enough.
    package let reason: String?
  }

  /// A commune without a dossier for at least this many weeks is named in reports.
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
