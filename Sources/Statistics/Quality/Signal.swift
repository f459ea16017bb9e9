import Administration

/// A measure that may have another cause than the handling of dossiers, shown to the agency's own staff only.
///
/// A signal is a question to a province, not a finding. It has a measure and a threshold, and both are shown.
package struct Signal: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Dossiers finished exactly on the due day, against the mean of the working days before and after it.
    case dueDaySpike = "due_day_spike"
    /// The most dossiers finished at one second.
    case bulkClosing = "bulk_closing"
    /// Dossiers waiting for a supplement at the observation moment, or closed without a result, as a share of those to
    /// be handled.
    case parking
  }

  /// The values that measures must reach to raise a signal (configuration: `signals`).
  package struct Limits: Sendable, Equatable, Codable {
    /// As a multiple of the neighbouring days.
    package var dueDaySpike = 5
    /// As a number of dossiers.
    package var bulkClosing = 30
    /// In hundredths of a per cent.
    package var parking = 1000

    package init() {}

    /// The valid range of a limit that is a multiple or a number of dossiers.
    package static let numbers = 2...1_000_000

    /// Whether all limits are in their ranges; beyond these a product with a limit could exceed 64 bits.
    package var isPlausible: Bool {
      Self.numbers.contains(dueDaySpike) && Self.numbers.contains(bulkClosing) && (1...10_000).contains(parking)
    }

    private enum CodingKeys: String, CodingKey {
      case dueDaySpike = "due_day_spike"
      case bulkClosing = "bulk_closing"
      case parking
    }
  }

  /// Signals about fewer dossiers than this are not raised.
  package static let fewest = 30
  /// A busy province finishes some dossiers at every second: the largest number at one second must also be at least
  /// this multiple of the mean over the seconds.
  package static let timesTheMean = 10

  /// Position in the registry.
  package let province: Int
  package let kind: Kind
  /// The measure; nil where its denominator is zero.
  package let value: Ratio?
  /// The dossiers measured, by kind: finished on the due day; finished with a time of day; waiting or closed without a
  /// result.
  package let dossiers: Int
  /// What they are measured against, by kind: finished on the days before and after; seconds at which any dossier was
  /// finished; dossiers to be handled.
  package let beside: Int
  package let limit: Ratio
  package let isRaised: Bool

  /// Returns the three measures of a province.
  static func of(province: Int, _ counts: SignalCounts, _ tally: Tally, _ limits: Limits) -> [Signal] {
    let neighbours = counts.dayBefore + counts.dayAfter
    let timed = counts.timed
    let parked = tally[.pendingPaused] + tally[.withdrawn]
    let toHandle = tally[.toHandle]
    func limit(_ value: Int, of whole: Int = 1) -> Ratio {
      guard let ratio = Ratio(value, of: whole) else { preconditionFailure("a limit has a denominator") }
      return ratio
    }
    return [
      Signal(
        province: province, kind: .dueDaySpike, value: Ratio(2 * counts.onDueDay, of: neighbours),
        dossiers: counts.onDueDay, beside: neighbours, limit: limit(limits.dueDaySpike),
        isRaised: counts.onDueDay >= fewest && 2 * counts.onDueDay >= limits.dueDaySpike * neighbours),
      Signal(
        province: province, kind: .bulkClosing, value: Ratio(timed.most, of: 1), dossiers: timed.dossiers,
        beside: timed.instants, limit: limit(limits.bulkClosing),
        isRaised: timed.most >= limits.bulkClosing && timed.most * timed.instants >= timesTheMean * timed.dossiers),
      Signal(
        province: province, kind: .parking, value: Ratio(parked, of: toHandle), dossiers: parked, beside: toHandle,
        limit: limit(limits.parking, of: 10_000),
        isRaised: toHandle >= fewest && parked * 10_000 >= limits.parking * toHandle),
    ]
  }
}

extension RunStatistics {
  /// Returns the measures of every province with figures, in the order of provinces; none where the plan does not count
  /// signals.
  package func signals(_ limits: Signal.Limits) -> [Signal] {
    guard plan.countsSignals else { return [] }
    return own.provinces.enumerated().flatMap { province, tally in
      tally.map { Signal.of(province: province, signalCounts[province] ?? SignalCounts(), $0, limits) } ?? []
    }
  }
}
