/// The counts of one cell of a breakdown in one window.
///
/// Tallies of disjoint sets of dossiers form a commutative monoid: an empty tally is the zero, and merging adds.
/// Counters are read by name (`CounterValues`).
package struct Tally: Sendable, Equatable {
  /// The number of times that each outcome occurred, by the outcome's index.
  package private(set) var outcomes = SparseCounts()
  package var working = Durations()
  package var calendar = Durations()

  package init() {}

  /// Makes a tally from counts kept elsewhere, in the order of the outcomes.
  init(outcomes: SparseCounts, working: SparseCounts, calendar: SparseCounts) {
    self.outcomes = outcomes
    self.working = Durations(working)
    self.calendar = Durations(calendar)
  }

  package mutating func add(_ outcome: Outcome, times: Int = 1) { outcomes.add(outcome.index, times: times) }

  package mutating func merge(_ other: Tally) {
    outcomes.merge(other.outcomes)
    working.merge(other.working)
    calendar.merge(other.calendar)
  }

  package func merged(with other: Tally) -> Tally {
    var sum = self
    sum.merge(other)
    return sum
  }
}

extension Sequence<Tally> {
  /// Returns the sum of all tallies.
  package func merged() -> Tally { reduce(into: Tally()) { $0.merge($1) } }
}
