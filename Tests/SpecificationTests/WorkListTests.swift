import Administration
import Records
import Statistics
import Testing

/// The work list of a province, for the internal audience only: its overdue dossiers by unit, field and age, with the
/// earliest due day of each line; it holds counts and no dossier.
@Suite struct WorkListTests {
  private func plan(counts: Bool = true, _ comparison: Comparison = .date) throws -> WindowPlan {
    var plan = try Specified.plan("2025-W34", compare: comparison)
    plan.countsSignals = counts
    return plan
  }

  /// Seen at the end of Sunday, 24 August 2025. Friday the 15th is five working days ago, Thursday the 14th six.
  private static let table = """
    received | due | finished | commune | field
    2025-06-02 | 2025-07-04 | | 00004 | land
    2025-06-02 | 2025-07-01 | | 00004 | land
    2025-07-01 | 2025-08-14 | | 00004 | land
    2025-07-01 | 2025-08-15 | | 00004 | land
    2025-07-01 | 2025-08-22 | | 00004 | land
    2025-07-01 | 2025-08-14 | | 00004 | births
    2025-07-01 | 2025-08-13 | | | land
    2025-07-01 | 2025-08-24 | | 00004 | land
    2025-07-01 | 2025-07-04 | 2025-08-20 | 00004 | land
    2025-07-01 | | | 00004 | land

    """

  private func lines(_ items: [WorkItem]) -> [String] {
    items.map {
      "\($0.commune.map { Registry.vietnam.communes[$0].code } ?? "-") \($0.field) \($0.age.ageCounter?.rawValue ?? "") \($0.dossiers) \($0.oldestDue) \($0.workingDays)"
    }
  }

  @Test func theOldestDueDayComesFirst() throws {
    let statistics = try Specified.statistics(try DossierTable(Self.table), try plan())
    #expect(
      lines(statistics.details.work(ofProvince: 0)) == [
        "00004 land overdue_over_30 2 2025-07-01 38", "- land overdue_to_15 1 2025-08-13 7",
        "00004 births overdue_to_15 1 2025-08-14 6", "00004 land overdue_to_15 1 2025-08-14 6",
        "00004 land overdue_to_5 2 2025-08-15 5",
      ])
    #expect(statistics.details.work(ofProvince: 1).isEmpty)
  }

  @Test func onlyWhereItIsAskedFor() throws {
    let statistics = try Specified.statistics(try DossierTable(Self.table), try plan(counts: false))
    #expect(statistics.details.work(ofProvince: 0).isEmpty)
  }

  /// What is taken back was never there, any split gives the same list, and so do its bytes; every line is what the
  /// definition of overdue says of random dossiers.
  @Test(arguments: Comparison.allCases, [UInt64(4), 5, 6]) func itAddsUp(_ comparison: Comparison, _ seed: UInt64)
    throws
  {
    let plan = try plan(comparison)
    var source = RandomDossiers(seed: seed, edges: plan.classifiers.flatMap { [$0.window.first, $0.window.last] })
    let dossiers = source.dossiers(900)
    var accumulator = Accumulator(plan: plan, registry: .vietnam)
    accumulator.add(dossiers)
    accumulator.remove(Array(dossiers[600...]))
    let kept = Array(dossiers[..<600])
    var merged = Specified.summary(Array(kept[..<250]), plan)
    merged.merge(Specified.summary(Array(kept[250...]), plan))
    #expect(accumulator.summary(Specified.words()).details.mapValues(\.costs) == merged.details.mapValues(\.costs))
    let archive = SummaryArchive(merged, header: SummaryHeader(plan, reference: "r"))
    #expect(try SummaryArchive(bytes: archive.bytes).summary == merged)
    let statistics = try RunStatistics(
      merged, plan: plan, files: Array(repeating: 1, count: 34), staff: nil, registry: .vietnam, calendar: .vietnam)
    var seen = 0
    for province in 0..<4 {
      for item in statistics.details.work(ofProvince: province) {
        let own = kept.filter { dossier in
          let state = plan.classifiers[0].outcome(of: dossier)?.state
          let agency = dossier.agency == 0 || dossier.commune != Dossier.noCommune ? "" : "Agency \(dossier.agency)"
          return Int(dossier.province) == province && state == item.age && "field \(dossier.field)" == item.field
            && (dossier.commune == Dossier.noCommune ? nil : Int(dossier.commune)) == item.commune
            && agency == item.agency
        }
        #expect(own.count == item.dossiers)
        #expect(own.map(\.due.day).min() == item.oldestDue)
        seen += item.dossiers
      }
    }
    #expect(seen == statistics.own.national[.pendingOverdue])
    #expect(seen > 20)
  }
}
