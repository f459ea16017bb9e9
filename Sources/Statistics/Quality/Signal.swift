import Administration

/// What may have another reason than the handling of dossiers, for the agency's own staff alone.
///
/// A signal is a question to a province, no finding: it has a measure and a threshold, and both are shown.
package struct Signal: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Finished exactly on the due day, against the mean of the working days before and after it.
    case dueDaySpike = "due_day_spike"
    /// The most dossiers finished at one second.
    case bulkClosing = "bulk_closing"
    /// Waiting for a supplement, or closed without a result, at the window's end, of those to be handled.
    case parking
  }

  /// What a measure must reach to be a signal (configuration: `signals`).
  package struct Limits: Sendable, Equatable, Codable {
    /// How many times the neighbours.
    package var dueDaySpike = 5
    /// How many dossiers.
    package var bulkClosing = 30
    /// Hundredths of a per cent.
    package var parking = 1000

    package init() {}

    /// What a limit in times or dossiers may be.
    package static let numbers = 2...1_000_000

    /// Whether each may be a limit: with others a product of theirs could pass 64 bits.
    package var isPlausible: Bool {
      Self.numbers.contains(dueDaySpike) && Self.numbers.contains(bulkClosing) && (1...10_000).contains(parking)
    }

    private enum CodingKeys: String, CodingKey {
      case dueDaySpike = "due_day_spike"
      case bulkClosing = "bulk_closing"
      case parking
    }
  }

  /// Fewer dossiers than these raise no signal.
  package static let fewest = 30
  /// A busy province finishes some at every second: many at one must also be so many times the mean of all.
  package static let timesTheMean = 10

  /// Position in the registry.
  package let province: Int
  package let kind: Kind
  /// The measure; nil where what it is measured against is empty.
  package let value: Ratio?
  /// On the due day; finished with a time of day; waiting or closed.
  package let dossiers: Int
  /// On the days before and after; seconds at which any was finished; to be handled.
  package let beside: Int
  package let limit: Ratio
  package let isRaised: Bool

  /// The three measures of a province.
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
  /// The measures of every province with figures, in its order; none where the plan does not count signals.
  package func signals(_ limits: Signal.Limits) -> [Signal] {
    guard plan.countsSignals else { return [] }
    return own.provinces.enumerated().flatMap { province, tally in
      tally.map { Signal.of(province: province, signalCounts[province] ?? SignalCounts(), $0, limits) } ?? []
    }
  }
}
