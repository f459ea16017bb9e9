import Administration
import Records
import Statistics
import TestSupport
import Testing

/// Signals, for the internal audience only: a spike of finishing exactly on the due day against its neighbours, many
/// dossiers finished at one instant, and the share paused or withdrawn at the window's end; each with its measure and
/// threshold.
@Suite struct SignalTests {
  private func plan(counts: Bool = true) throws -> WindowPlan {
    var plan = try Specified.plan("2025-W34")
    plan.countsSignals = counts
    return plan
  }

  private func signals(
    _ table: String, _ limits: Signal.Limits = Signal.Limits(), counts: Bool = true
  ) throws -> [Signal.Kind: Signal] {
    let statistics = try Specified.statistics(try DossierTable(table), try plan(counts: counts))
    let signals = statistics.signals(limits)
    #expect(signals.allSatisfy { $0.province == 0 })
    return Dictionary(uniqueKeysWithValues: signals.map { ($0.kind, $0) })
  }

  private static let header = "received | due | finished | status\n"

  private func rows(_ count: Int, _ due: String, _ finished: String, _ status: String = "") -> String {
    String(repeating: "2025-08-11 | \(due) | \(finished) | \(status)\n", count: count)
  }

  /// Monday the 18th is due: Friday to Sunday before count as the day before it, Tuesday as the day after.
  @Test func finishingOnTheDueDay() throws {
    let beside =
      rows(2, "2025-08-22", "2025-08-21") + rows(3, "2025-08-22", "2025-08-23") + rows(1, "2025-08-18", "2025-08-19")
      + rows(6, "2025-08-22", "2025-08-20") + rows(7, "2025-08-15", "2025-08-20") + rows(5, "", "2025-08-20")
    let spike = try #require(try signals(Self.header + rows(30, "2025-08-20", "2025-08-20") + beside)[.dueDaySpike])
    #expect(spike.dossiers == 30)
    #expect(spike.beside == 2 + 3 + 1)
    // Thirty against a mean of three.
    #expect(spike.value == Ratio(60, of: 6))
    #expect(spike.isRaised)
    var limits = Signal.Limits()
    limits.dueDaySpike = 11
    #expect(
      try signals(Self.header + rows(30, "2025-08-20", "2025-08-20") + beside, limits)[.dueDaySpike]?.isRaised == false)
    // One less than thirty raises no signal, whatever stands beside it.
    let few = try #require(try signals(Self.header + rows(29, "2025-08-20", "2025-08-20"))[.dueDaySpike])
    #expect(few.value == nil)
    #expect(!few.isRaised)
    #expect(try signals(Self.header + rows(30, "2025-08-20", "2025-08-20"))[.dueDaySpike]?.isRaised == true)
  }

  @Test func manyAtOneInstant() throws {
    let spread = (0..<20).map { "2025-08-11 | 2025-08-29 | 2025-08-20 08:\($0 + 10) |\n" }.joined()
    func bulk(_ count: Int) throws -> Signal {
      try #require(
        try signals(
          Self.header + spread + rows(count, "2025-08-29", "2025-08-21 17:00") + rows(50, "2025-08-29", "2025-08-22"))[
            .bulkClosing])
    }
    let signal = try bulk(30)
    #expect(signal.value == Ratio(30, of: 1))
    // Those without a time of day are left out.
    #expect(signal.dossiers == 50)
    #expect(signal.beside == 21)
    #expect(signal.isRaised)
    #expect(try bulk(29).isRaised == false)
    // A system that writes minutes and is busy in each of them: 40 a minute is no bulk.
    let busy = (0..<40).map { rows(40, "2025-08-29", "2025-08-20 08:\($0 + 10)") }.joined()
    let even = try #require(try signals(Self.header + busy)[.bulkClosing])
    #expect(even.value == Ratio(40, of: 1))
    #expect(!even.isRaised)
  }

  /// Paused and withdrawn, of those to be handled: 3 of 30 reach the tenth that is the default.
  @Test func parking() throws {
    func parking(_ paused: Int, _ withdrawn: Int, _ others: Int) throws -> Signal {
      try #require(
        try signals(
          Self.header + rows(paused, "2025-08-29", "", "supplement_requested")
            + rows(withdrawn, "2025-08-29", "2025-08-20", "stopped") + rows(others, "2025-08-29", ""))[.parking])
    }
    let signal = try parking(2, 1, 27)
    #expect(signal.value == Ratio(3, of: 30))
    #expect(signal.isRaised)
    #expect(try parking(2, 1, 28).isRaised == false)
    #expect(try parking(5, 5, 19).isRaised == false)
  }

  /// Nothing is counted for the public.
  @Test func onlyWhereTheyAreAskedFor() throws {
    #expect(try signals(Self.header + rows(40, "2025-08-20", "2025-08-20"), counts: false).isEmpty)
    let dossiers = try DossierTable(Self.header + rows(40, "2025-08-20", "2025-08-20")).dossiers
    #expect(Specified.summary(dossiers, try plan(counts: false)).signals.isEmpty)
    #expect(Specified.summary(dossiers, try plan()).signals[0]?.onDueDay == 40)
  }

  /// Any split in any order gives the same counts, and what is taken back was never there.
  @Test(arguments: [UInt64(1), 2, 3]) func theyMerge(_ seed: UInt64) throws {
    let plan = try plan()
    var source = RandomDossiers(seed: seed, edges: plan.classifiers.flatMap { [$0.window.first, $0.window.last] })
    let dossiers = source.dossiers(600)
    let whole = Specified.summary(dossiers, plan)
    #expect(whole.signals.values.contains { $0.timed.dossiers > 0 && $0.onDueDay > 0 })
    var random = SeededNumbers(seed: seed + 1)
    var parts = [[Dossier]](repeating: [], count: 7)
    for dossier in dossiers.shuffled(using: &random) { parts[Int.random(in: 0..<7, using: &random)].append(dossier) }
    var merged = Summary(windows: plan.roles.count)
    for part in parts { merged.merge(Specified.summary(part, plan)) }
    #expect(merged.signals == whole.signals)
    #expect(merged == whole)
    // As bytes they are the same too, and those counted without signals do not merge with them.
    let header = SummaryHeader(plan, reference: "r")
    let archive = SummaryArchive(whole, header: header)
    #expect(try SummaryArchive(bytes: archive.bytes) == archive)
    #expect(archive.bytes == SummaryArchive(merged, header: header).bytes)
    var other = SummaryArchive(whole, header: SummaryHeader(try self.plan(counts: false), reference: "r"))
    let mismatch = #expect(throws: SummaryArchive.Mismatch.self) { try other.merge(archive) }
    #expect(mismatch?.what == "signals")
    var accumulator = Accumulator(plan: plan, registry: .vietnam)
    accumulator.add(Array(dossiers[..<400]))
    accumulator.add(Array(dossiers[400...]))
    accumulator.remove(Array(dossiers[200..<400]))
    let kept = Specified.summary(Array(dossiers[..<200] + dossiers[400...]), plan)
    #expect(accumulator.summary(Specified.words()).signals == kept.signals)
  }
}
