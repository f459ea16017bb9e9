import Administration
import Records
import Statistics
import TestSupport
import Testing

/// "Over disjoint dossiers a tally is a commutative monoid (zero, add, merge; and remove, for a late winner)"
/// (design: *Summaries merge*).
@Suite struct MergeTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7, 8]

  private static func plan() throws -> WindowPlan { try Specified.plan("2025-W34") }

  private static func dossiers(_ seed: UInt64, _ count: Int) throws -> [Dossier] {
    let plan = try plan()
    var random = RandomDossiers(seed: seed, edges: plan.classifiers.flatMap { [$0.window.first, $0.window.last] })
    return random.dossiers(count)
  }

  private static func merged(_ parts: [Summary]) throws -> Summary {
    var whole = Summary(windows: try plan().roles.count)
    for part in parts { whole.merge(part) }
    return whole
  }

  /// However the dossiers are cut into parts, and in whatever order the dossiers are counted and the parts merged, the
  /// summary is the same.
  @Test(arguments: seeds) func anySplitInAnyOrderIsTheSame(_ seed: UInt64) throws {
    let plan = try Self.plan()
    let dossiers = try Self.dossiers(seed, 400)
    let whole = Specified.summary(dossiers, plan)
    #expect(Specified.tally(whole) != Tally())
    var random = SeededNumbers(seed: seed + 1000)
    for count in [1, 2, 3, 7, 50] {
      var parts = [[Dossier]](repeating: [], count: count)
      for dossier in dossiers.shuffled(using: &random) {
        parts[Int.random(in: 0..<count, using: &random)].append(dossier)
      }
      let summaries = parts.map { Specified.summary($0, plan) }.shuffled(using: &random)
      #expect(try Self.merged(summaries) == whole)
    }
  }

  @Test(arguments: seeds) func mergingIsAssociativeAndCommutativeWithAZero(_ seed: UInt64) throws {
    let plan = try Self.plan()
    let dossiers = try Self.dossiers(seed + 100, 90)
    let (a, b, c) = (
      Specified.summary(Array(dossiers[..<30]), plan), Specified.summary(Array(dossiers[30..<60]), plan),
      Specified.summary(Array(dossiers[60...]), plan)
    )
    #expect(try Self.merged([a, b]) == Self.merged([b, a]))
    #expect(try Self.merged([try Self.merged([a, b]), c]) == Self.merged([a, try Self.merged([b, c])]))
    #expect(try Self.merged([a, Summary(windows: plan.roles.count)]) == a)
    #expect(try Self.merged([Summary(windows: plan.roles.count), a]) == a)
    #expect(a != b)
  }

  /// Tallies alone obey the same laws, long durations included.
  @Test(arguments: seeds) func talliesMerge(_ seed: UInt64) throws {
    let plan = try Self.plan()
    let dossiers = try Self.dossiers(seed + 200, 90)
    let (a, b, c) = (
      Specified.tally(Specified.summary(Array(dossiers[..<30]), plan)),
      Specified.tally(Specified.summary(Array(dossiers[30..<60]), plan)),
      Specified.tally(Specified.summary(Array(dossiers[60...]), plan))
    )
    #expect(a.merged(with: b) == b.merged(with: a))
    #expect(a.merged(with: b).merged(with: c) == a.merged(with: b.merged(with: c)))
    #expect(a.merged(with: Tally()) == a)
    #expect([a, b, c].merged() == Specified.tally(Specified.summary(dossiers, plan)))
  }

  /// What is taken back was never there.
  @Test(arguments: seeds) func removingUndoesAdding(_ seed: UInt64) throws {
    let plan = try Self.plan()
    let kept = try Self.dossiers(seed + 300, 60)
    let takenBack = try Self.dossiers(seed + 400, 40)
    var accumulator = Accumulator(plan: plan, registry: .vietnam)
    accumulator.add(takenBack)
    accumulator.add(kept)
    accumulator.remove(takenBack)
    #expect(accumulator.summary(Specified.words()) == Specified.summary(kept, plan))
  }

  /// A field whose only dossier was superseded leaves no row behind.
  @Test func aFieldThatWasTakenBackIsNoRow() throws {
    let plan = try Self.plan()
    let received = Moment(try #require(Day("2025-08-22")))
    let names = ["Hộ tịch", "Đất đai"]
    var accumulator = Accumulator(plan: plan, registry: .vietnam)
    accumulator.add([Dossier(province: 0, field: 0, received: received)])
    accumulator.add([Dossier(province: 0, field: 1, received: received)])
    accumulator.remove([Dossier(province: 0, field: 0, received: received)])
    let statistics = try RunStatistics(
      accumulator.summary(DossierWords { names[Int($0)] }), plan: plan, files: [1] + [Int](repeating: 0, count: 33),
      staff: nil,
      registry: .vietnam, calendar: .vietnam)
    #expect(statistics.own.fields.map(\.name) == ["Đất đai"])
    #expect(statistics.own.national[.received] == 1)
  }
}
