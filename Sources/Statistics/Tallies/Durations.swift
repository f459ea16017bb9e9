/// The number of dossiers by the number of days that they took: exact, and merged by adding.
package struct Durations: Sendable, Equatable {
  /// Dossiers by number of days.
  package private(set) var counts = SparseCounts()

  package init() {}

  init(_ counts: SparseCounts) { self.counts = counts }

  package mutating func add(_ days: Int, times: Int = 1) {
    precondition(days >= 0, "a duration is not negative")
    counts.add(days, times: times)
  }

  package mutating func merge(_ other: Durations) { counts.merge(other.counts) }

  package var total: Int { counts.total }

  /// Returns the smallest number of days that at least `percent` of the dossiers did not exceed (nearest rank); nil
  /// where there are no dossiers.
  package func percentile(_ percent: Int) -> Int? {
    let total = total
    guard total > 0 else { return nil }
    let rank = max(1, (total * percent + 99) / 100)
    var seen = 0
    for entry in counts.entries {
      seen += Int(entry.times)
      if seen >= rank { return Int(entry.number) }
    }
    return nil
  }

  /// The mean as an exact ratio, all days over all dossiers; nil where there are no dossiers.
  package var mean: Ratio? { Ratio(counts.entries.reduce(0) { $0 + Int($1.number) * Int($1.times) }, of: total) }
}
