/// How many dossiers took how many days: exact, and mergeable by adding.
package struct Durations: Sendable, Equatable {
  /// Dossiers by number of days, from 0 to the longest seen.
  private(set) var counts: [Int] = []

  package init() {}

  package mutating func add(_ days: Int, times: Int = 1) {
    precondition(days >= 0, "a duration is not negative")
    while counts.count <= days { counts.append(0) }
    counts[days] += times
  }

  package mutating func merge(_ other: Durations) {
    for (days, times) in other.counts.enumerated() where times != 0 { add(days, times: times) }
  }

  package var total: Int { counts.reduce(0, +) }

  /// The smallest number of days that at least `percent` of the dossiers did not exceed (nearest rank); nil for none.
  package func percentile(_ percent: Int) -> Int? {
    let total = total
    guard total > 0 else { return nil }
    let rank = max(1, (total * percent + 99) / 100)
    var seen = 0
    for (days, times) in counts.enumerated() {
      seen += times
      if seen >= rank { return days }
    }
    return nil
  }

  package static func == (a: Durations, b: Durations) -> Bool {
    a.trimmed == b.trimmed
  }

  private var trimmed: ArraySlice<Int> { counts[..<((counts.lastIndex { $0 != 0 } ?? -1) + 1)] }
}
