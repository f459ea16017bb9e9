import Statistics
import TestSupport
import Testing

/// Sparse counts and packed tallies hold what dense ones would.
@Suite struct SparseCountsTests {
  @Test(arguments: 1...20) func mergingAddsUp(_ seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed))
    var dense = [Int](repeating: 0, count: 40)
    var whole = SparseCounts()
    for _ in 0..<6 {
      var part = SparseCounts()
      for _ in 0..<Int.random(in: 0..<12, using: &random) {
        let (number, times) = (Int.random(in: 0..<40, using: &random), Int.random(in: 1..<300, using: &random))
        part.add(number, times: times)
        dense[number] += times
      }
      whole.merge(part)
    }
    let expected = dense.enumerated().filter { $1 > 0 }
    #expect(whole.pairs.map(\.number) == expected.map(\.offset))
    #expect(whole.pairs.map(\.times) == expected.map(\.element))
    #expect(whole.total == dense.reduce(0, +))
  }

  @Test func takingAllBackLeavesNothing() {
    var counts = SparseCounts()
    counts.add(7, times: 3)
    counts.add(7, times: -3)
    #expect(counts == SparseCounts())
  }

  @Test(arguments: 1...20) func packedTalliesUnpack(_ seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed))
    func tally() -> Tally {
      var tally = Tally()
      for _ in 0..<20 {
        let state = DossierState.allCases.randomElement(using: &random) ?? .inTime
        tally.add(
          Outcome(state, channel: .online, carriedOver: Bool.random(using: &random)),
          times: Int.random(in: 1..<100_000, using: &random))
        tally.working.add(Int.random(in: 0..<700, using: &random), times: Int.random(in: 1..<400, using: &random))
        tally.calendar.add(Int.random(in: 0..<2000, using: &random))
      }
      return tally
    }
    let (a, b) = (tally(), tally())
    #expect(PackedTally(a).tally == a)
    #expect(PackedTally(a).merged(with: PackedTally(b)).tally == a.merged(with: b))
    #expect(PackedTally(Tally()).tally == Tally())
  }

  /// The mean of days as an exact ratio: 0, 3 and 8 days are 11 thirds.
  @Test func mean() {
    var durations = Durations()
    #expect(durations.mean == nil)
    for days in [0, 3, 8] { durations.add(days) }
    #expect(durations.mean == Ratio(11, of: 3))
  }
}
