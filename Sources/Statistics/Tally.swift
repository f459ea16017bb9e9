/// The counts of one cell of a breakdown in one window.
///
/// Tallies over disjoint dossiers form a commutative monoid: an empty one is the zero, merging adds. Counters are read
/// off by name (`Tally+Counters.swift`).
package struct Tally: Sendable, Equatable {
  /// How often each outcome occurred, by its index.
  package private(set) var outcomes: [Int]
  package var working = Durations()
  package var calendar = Durations()

  package init() { outcomes = [Int](repeating: 0, count: Outcome.count) }

  /// A tally of counts kept elsewhere, in the order of the outcomes.
  init(outcomes: some Sequence<UInt32>) {
    self.outcomes = outcomes.map(Int.init)
    precondition(self.outcomes.count == Outcome.count, "a tally has one count an outcome")
  }

  package mutating func add(_ outcome: Outcome, times: Int = 1) { outcomes[outcome.index] += times }

  package mutating func merge(_ other: Tally) {
    for index in outcomes.indices { outcomes[index] += other.outcomes[index] }
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
  /// All tallies as one.
  package func merged() -> Tally { reduce(into: Tally()) { $0.merge($1) } }
}
