import Administration

/// The dossiers received, resolved and closed without a result on each day, and those open and overdue at each day's
/// end.
///
/// The series is stored as daily changes, so that series merge by adding. The first change stands for all days before
/// the span.
package struct DailySeries: Sendable, Equatable {
  private(set) var received: [Int]
  private(set) var resolved: [Int]
  private(set) var withdrawn: [Int]
  private(set) var overdue: [Int]

  init(received: [Int], resolved: [Int], withdrawn: [Int], overdue: [Int]) {
    self.received = received
    self.resolved = resolved
    self.withdrawn = withdrawn
    self.overdue = overdue
  }

  init(slots: Int) {
    let none = [Int](repeating: 0, count: slots)
    self.init(received: none, resolved: none, withdrawn: none, overdue: none)
  }

  package mutating func merge(_ other: DailySeries) {
    precondition(received.count == other.received.count, "series of different spans do not merge")
    for slot in received.indices {
      received[slot] += other.received[slot]
      resolved[slot] += other.resolved[slot]
      withdrawn[slot] += other.withdrawn[slot]
      overdue[slot] += other.overdue[slot]
    }
  }

  /// One day of a series.
  package struct Point: Sendable, Equatable {
    package let day: Day
    package let received: Int
    package let resolved: Int
    package let withdrawn: Int
    /// Dossiers neither finished nor closed at the end of the day.
    package let open: Int
    /// How many of these are past their due day and not waiting for a supplement.
    package let overdue: Int
  }

  /// Returns the days of the span.
  package func points(from first: Day) -> [Point] {
    var open = 0
    var late = 0
    var points: [Point] = []
    for slot in received.indices {
      open += received[slot] - resolved[slot] - withdrawn[slot]
      late += overdue[slot]
      if slot == 0 { continue }
      points.append(
        Point(
          day: first + (slot - 1), received: received[slot], resolved: resolved[slot], withdrawn: withdrawn[slot],
          open: open, overdue: late))
    }
    return points
  }
}
