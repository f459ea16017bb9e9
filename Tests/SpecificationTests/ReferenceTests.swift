import Administration
import Records
import Statistics
import Testing

/// Every counter and duration of random dossiers against the definitions read a second time (`Reference`), in every
/// window of a run, under both comparisons and in every breakdown.
@Suite struct ReferenceTests {
  static let plans: [(period: String, asOf: String?)] = [
    ("2025-W34", nil), ("2025-W34", "2025-08-20 12:00"), ("2025-W34", "2025-08-20"),
    ("2025-07-01..2025-08-23", nil), ("2025-02", nil), ("since:2025-07-01", "2025-08-31"), ("2025-W34", "2025-10-01"),
    ("2025-08-18..2025-08-18", nil), ("2025-Q2", "2025-05-03 23:59"),
  ]

  @Test(arguments: Comparison.allCases, plans.indices)
  func everyCounterOfRandomDossiers(_ comparison: Comparison, _ position: Int) throws {
    let (period, asOf) = Self.plans[position]
    let plan = try Specified.plan(period, asOf: asOf, compare: comparison)
    let edges = plan.classifiers.flatMap { [$0.window.first, $0.window.last, $0.observation.day] }
    var random = RandomDossiers(seed: UInt64(position + 1), edges: edges)
    let dossiers = random.dossiers(3000)
    // One by one, so that a difference names its dossier.
    for dossier in dossiers {
      for (number, classifier) in plan.classifiers.enumerated() {
        let expected = reference(classifier, plan).counters(of: dossier)
        let counted = Specified.counters(tally(of: dossier, classifier))
        #expect(
          Set(counted.keys) == Set(expected.map(\.rawValue)) && counted.values.allSatisfy { $0 == 1 },
          "\(plan.roles[number]) of \(period) as of \(asOf ?? "its end"): \(dossier)")
      }
    }
  }

  /// The same through a whole run: cells, sums and percentiles.
  @Test(arguments: Comparison.allCases, plans.indices)
  func everyCellOfARun(_ comparison: Comparison, _ position: Int) throws {
    let (period, asOf) = Self.plans[position]
    let plan = try Specified.plan(period, asOf: asOf, compare: comparison)
    let edges = plan.classifiers.flatMap { [$0.window.first, $0.window.last, $0.observation.day] }
    var random = RandomDossiers(seed: UInt64(position + 101), edges: edges)
    let dossiers = random.dossiers(2000)
    let summary = Specified.summary(dossiers, plan)
    let files = (0..<34).map { $0 < 4 ? 1 : 0 }
    let statistics = try RunStatistics(
      summary, plan: plan, files: files, staff: nil, registry: .vietnam, calendar: .vietnam)
    for case let window? in [
      statistics.own, statistics.previous, statistics.yearBefore, statistics.cumulative,
    ] {
      let number = try #require(plan.roles.firstIndex(of: window.role))
      let reference = reference(plan.classifiers[number], plan)
      let used = dossiers.filter { window.coverage[Int($0.province)].hasFigures }
      #expect(window.reporting == 4)
      expect(window.national, used, reference, "national")
      for province in 0..<4 {
        let own = used.filter { Int($0.province) == province }
        expect(try #require(window.provinces[province]), own, reference, "province \(province)")
        expect(
          try #require(window.ownLevel[province]), own.filter { $0.commune == Dossier.noCommune }, reference,
          "own level \(province)")
        for commune in Registry.vietnam.communesOfProvince[province].prefix(4) {
          expect(
            try #require(window.communes[commune]), own.filter { Int($0.commune) == commune }, reference,
            "commune \(commune)")
        }
      }
      for (level, tally) in window.levels { expect(tally, used.filter { $0.level == level }, reference, "\(level)") }
      for (channel, tally) in window.channels {
        expect(tally, used.filter { $0.channel == channel }, reference, "\(channel)")
      }
      #expect(window.fields.map(\.name).sorted() == (0..<6).map { "field \($0)" })
      for (name, tally) in window.fields {
        expect(tally, used.filter { "field \($0.field)" == name }, reference, name)
      }
    }
  }

  private func reference(_ classifier: Classifier, _ plan: WindowPlan) -> Reference {
    Reference(
      first: Int(classifier.window.first.number), last: Int(classifier.window.last.number),
      asOf: Reference.Time(day: Int(plan.asOf.day.number), second: plan.asOf.second),
      isInstant: plan.comparison == .instant)
  }

  private func tally(of dossier: Dossier, _ classifier: Classifier) -> Tally {
    var tally = Tally()
    guard let outcome = classifier.outcome(of: dossier) else { return tally }
    tally.add(outcome)
    if outcome.state?.isPending == true, classifier.isFinishedUndated(dossier) {
      tally.add(.finishedUndated(dossier.channel))
    }
    return tally
  }

  private func expect(
    _ tally: Tally, _ dossiers: [Dossier], _ reference: Reference, _ cell: String,
    at place: SourceLocation = #_sourceLocation
  ) {
    var expected: [String: Int] = [:]
    var working: [Int] = []
    var calendar: [Int] = []
    for dossier in dossiers {
      let counters = reference.counters(of: dossier)
      for counter in counters { expected[counter.rawValue, default: 0] += 1 }
      guard counters.contains(.resolved) else { continue }
      let days = Reference.durations(of: dossier)
      working.append(days.working)
      calendar.append(days.calendar)
    }
    #expect(Specified.counters(tally) == expected, "\(cell)", sourceLocation: place)
    for percent in [50, 90] {
      #expect(
        tally.working.percentile(percent) == Reference.percentile(percent, of: working), "\(cell)",
        sourceLocation: place)
      #expect(
        tally.calendar.percentile(percent) == Reference.percentile(percent, of: calendar), "\(cell)",
        sourceLocation: place)
    }
  }
}
