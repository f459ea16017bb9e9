import Administration
import Archives
import Records
import Statistics
import TestSupport
import Testing

/// "A summary's header carries window, as-of, compare and reference version, and merging refuses a mismatch. Everything is
/// serialisable." (design: *Summaries merge*)
@Suite struct SummaryArchiveTests {
  private static func dossiers(_ seed: UInt64, _ plan: WindowPlan, _ count: Int = 300) -> [Dossier] {
    var random = RandomDossiers(seed: seed, edges: plan.classifiers.flatMap { [$0.window.first, $0.window.last] })
    return random.dossiers(count)
  }

  private static func archive(_ dossiers: [Dossier], _ plan: WindowPlan) -> SummaryArchive {
    SummaryArchive(Specified.summary(dossiers, plan), header: SummaryHeader(plan, reference: "r"))
  }

  /// However dossiers are split, counted, written, read and merged in whatever order: the same summary, the same bytes.
  @Test(arguments: 1...6 as ClosedRange<UInt64>) func anySplitGivesTheSameBytes(_ seed: UInt64) throws {
    let plan = try Specified.plan("2025-W34")
    let dossiers = Self.dossiers(seed, plan)
    let whole = Self.archive(dossiers, plan)
    var random = SeededNumbers(seed: seed)
    for count in [1, 2, 5, 40] {
      var parts = [[Dossier]](repeating: [], count: count)
      for dossier in dossiers { parts[Int.random(in: 0..<count, using: &random)].append(dossier) }
      let written = parts.map { Self.archive($0, plan).bytes }.shuffled(using: &random)
      var merged = try SummaryArchive(bytes: written[0])
      for bytes in written.dropFirst() { try merged.merge(try SummaryArchive(bytes: bytes)) }
      #expect(merged == whole)
      #expect(merged.bytes == whole.bytes)
    }
  }

  @Test func summariesOfDifferentHeadersDoNotMerge() throws {
    let plan = try Specified.plan("2025-W34")
    let mine = Self.archive(Self.dossiers(1, plan), plan)
    func refusal(_ plan: WindowPlan, reference: String = "r") -> String? {
      let other = SummaryArchive(
        Specified.summary(Self.dossiers(2, plan), plan), header: SummaryHeader(plan, reference: reference))
      var merged = mine
      do throws(SummaryArchive.Mismatch) {
        try merged.merge(other)
        return nil
      } catch {
        #expect(merged == mine)
        return error.what
      }
    }
    #expect(refusal(plan) == nil)
    #expect(refusal(plan, reference: "s") == "reference data")
    #expect(refusal(try Specified.plan("2025-W33")) == "windows and as-of")
    #expect(refusal(try Specified.plan("2025-W34", asOf: "2025-08-20")) == "windows and as-of")
    #expect(refusal(try Specified.plan("2025-W34", compare: .instant)) == "compare")
  }

  /// Bytes that were cut off or changed are a fault or another summary, never a crash.
  @Test func damagedBytesAreAFault() throws {
    let plan = try Specified.plan("2025-W34")
    let whole = Self.archive(Self.dossiers(3, plan, 40), plan).bytes
    for end in whole.indices { #expect(throws: ArchiveFault.self) { try SummaryArchive(bytes: Array(whole[..<end])) } }
    #expect(throws: ArchiveFault.self) { try SummaryArchive(bytes: whole + [0]) }
    var random = SeededNumbers(seed: 9)
    for _ in 0..<3000 {
      var bytes = whole
      bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      _ = try? SummaryArchive(bytes: bytes)
    }
  }
}
