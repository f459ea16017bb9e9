/// How many dossiers a unit received in each of the weeks that end on the observation day: the last seven days first.
package struct WeeksReceived: Sendable, Equatable {
  /// How many weeks are looked back on.
  package static let kept = 53

  private(set) var counts = SparseCounts()

  package init() {}

  init(counts: SparseCounts) { self.counts = counts }

  /// - Parameter first: where, among many, the weeks of a unit begin.
  init(_ weeks: Span<UInt32>, from first: Int) { counts = SparseCounts(weeks, from: first, count: Self.kept) }

  package func merged(with other: WeeksReceived) -> WeeksReceived {
    var sum = self
    sum.counts.merge(other.counts)
    return sum
  }

  /// Whole weeks, up to the observation day, in which nothing was received; nil where nothing was in any.
  package var idle: Int? { counts.pairs.first?.number }
}
