/// The number of dossiers that a unit received in each of the weeks before the observation day; the week that ends on
/// that day comes first.
package struct WeeksReceived: Sendable, Equatable {
  /// The number of weeks that are kept.
  package static let kept = 53

  private(set) var counts = SparseCounts()

  package init() {}

  init(counts: SparseCounts) { self.counts = counts }

  /// - Parameter first: the position in `weeks` of the unit's first week.
  init(_ weeks: Span<UInt32>, from first: Int) { counts = SparseCounts(weeks, from: first, count: Self.kept) }

  package func merged(with other: WeeksReceived) -> WeeksReceived {
    var sum = self
    sum.counts.merge(other.counts)
    return sum
  }

  /// Whole weeks back from the observation day in which nothing was received; nil where nothing was received in any
  /// week.
  package var idle: Int? { counts.pairs.first?.number }
}
