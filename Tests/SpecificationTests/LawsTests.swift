import Administration
import Records
import Statistics
import Testing

/// Laws that hold for any dossiers: what adding one changes, what adds up, and how ranks follow from rates.
@Suite struct LawsTests {
  private static let seeds: [UInt64] = [11, 12, 13, 14, 15, 16]

  private static func plan() throws -> WindowPlan { try Specified.plan("2025-W34") }

  private static func random(_ seed: UInt64, _ plan: WindowPlan) -> RandomDossiers {
    RandomDossiers(seed: seed, edges: plan.classifiers.flatMap { [$0.window.first, $0.window.last] })
  }

  /// Adding a dossier changes its own cells by what it is worth alone, in every window, and no other cell.
  @Test(arguments: seeds) func addingADossierChangesExactlyItsCells(_ seed: UInt64) throws {
    let plan = try Self.plan()
    var random = Self.random(seed, plan)
    var dossiers = random.dossiers(120)
    for _ in 0..<60 {
      let before = Specified.summary(dossiers, plan)
      let added = random.dossier()
      let alone = Specified.summary([added], plan)
      dossiers.append(added)
      let after = Specified.summary(dossiers, plan)
      for window in after.windows.indices {
        let (old, new, own) = (before.windows[window], after.windows[window], alone.windows[window])
        Self.changesOnlyItsOwn(old.units, new.units, own.units)
        Self.changesOnlyItsOwn(old.fields, new.fields, own.fields)
        Self.changesOnlyItsOwn(old.channels, new.channels, own.channels)
        #expect(own.units.count == 1 && own.fields.count == 1 && own.channels.count == 1)
      }
    }
  }

  private static func changesOnlyItsOwn<Key>(_ old: [Key: Tally], _ new: [Key: Tally], _ own: [Key: Tally]) {
    for key in Set(new.keys).union(old.keys) {
      #expect(new[key] ?? Tally() == (old[key] ?? Tally()).merged(with: own[key] ?? Tally()))
    }
  }

  /// Each breakdown adds up to the same whole, and the whole satisfies the identities (design: *Identities*).
  @Test(arguments: seeds) func everyBreakdownAddsUp(_ seed: UInt64) throws {
    let plan = try Self.plan()
    var random = Self.random(seed + 50, plan)
    let summary = Specified.summary(random.dossiers(500), plan)
    for window in summary.windows {
      let whole = Array(window.units.values).merged()
      #expect(whole[.toHandle] > 0)
      #expect(Array(window.fields.values).merged() == whole)
      #expect(Array(window.channels.values).merged() == whole)
      for tally in [whole] + window.units.values + window.fields.values + window.channels.values {
        #expect(tally[.toHandle] == tally[.carriedOver] + tally[.received])
        #expect(tally[.toHandle] == tally[.resolved] + tally[.withdrawn] + tally[.pending])
        #expect(
          tally[.resolved] == tally[.resolvedEarly] + tally[.resolvedOnTime] + tally[.resolvedLate]
            + tally[.resolvedNoDeadline])
        #expect(
          tally[.pending] == tally[.pendingInTime] + tally[.pendingOverdue] + tally[.pendingPaused]
            + tally[.pendingNoDeadline])
        #expect(tally[.received] == tally[.receivedOnline] + tally[.receivedInPerson] + tally[.receivedPostal])
        #expect(tally.working.total == tally[.resolved] && tally.calendar.total == tally[.resolved])
      }
    }
  }

  /// A rank is one more than the number of units that print better; the unit above a gap is reached by closing it.
  @Test(arguments: seeds, Rate.allCases) func ranksFollowFromRates(_ seed: UInt64, _ rate: Rate) throws {
    let plan = try Self.plan()
    var random = Self.random(seed + 90, plan)
    // Units of a few hundred dossiers each, dealt out at random.
    let tallies = (0..<24).map { unit in
      Specified.tally(Specified.summary(random.dossiers(unit % 6 * 500), plan))
    }
    let units = tallies.enumerated().map { position, tally in
      Ranking.Unit(tally: tally, coverage: position % 9 == 0 ? .partial : .full)
    }
    let ranking = Ranking(rate: rate, units: units)
    #expect(ranking.ranked.count > 5)
    let belowTheLine = ranking.entries.filter { $0.rank == nil }
    #expect(ranking.ranked.count + belowTheLine.count == units.count)
    for entry in ranking.ranked {
      let ratio = try #require(entry.ratio)
      #expect(ratio.denominator >= 30 && units[entry.unit].coverage == .full)
      let better = try ranking.ranked.filter { Self.prints(try #require($0.ratio), betterThan: ratio, rate) }
      #expect(entry.rank == better.count + 1)
      let gap = try #require(entry.rank == 1 ? 0 : entry.toDrawLevel)
      if entry.rank == 1 { #expect(entry.toDrawLevel == nil) }
      guard let next = better.last?.ratio else { continue }
      let step = rate.isBetterHigher ? 1 : -1
      let closed = try #require(Ratio(ratio.numerator + step * gap, of: ratio.denominator))
      let almost = try #require(Ratio(ratio.numerator + step * (gap - 1), of: ratio.denominator))
      #expect(!Self.prints(next, betterThan: closed, rate))
      #expect(Self.prints(next, betterThan: almost, rate))
    }
    for entry in belowTheLine {
      #expect(units[entry.unit].coverage != .full || (entry.ratio?.denominator ?? 0) < 30)
    }
  }

  /// Whether a rate prints better with two decimals, by long division; only what is whole prints as 100.00%.
  private static func prints(_ a: Ratio, betterThan b: Ratio, _ rate: Rate) -> Bool {
    func printed(_ ratio: Ratio) -> Double {
      let (whole, rest) = (ratio.numerator * 10_000 / ratio.denominator, ratio.numerator * 10_000 % ratio.denominator)
      let hundredths = rest * 2 >= ratio.denominator ? whole + 1 : whole
      if hundredths == 10_000, ratio.numerator < ratio.denominator { return 9999.5 }
      if hundredths == 0, ratio.numerator > 0 { return 0.5 }
      return Double(hundredths)
    }
    return rate.isBetterHigher ? printed(a) > printed(b) : printed(a) < printed(b)
  }
}
