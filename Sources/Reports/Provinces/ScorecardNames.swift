import Statistics
import Templates

/// The names of `here`, the province that a page is about.
enum ScorecardNames {
  static let names = Names<Scorecard>(
    ranking + units
      + ChartNames.ofProvince.map { name in
        .init(name: name.name, entry: name.entry) { name.make($0.unit, $1) }
      } + UnitNames.names.of { $0.unit })

  private static let ranking: [Names<Scorecard>.Name] = [
    .record("ranking", "the province's line in the ranking of all provinces and cities", ranked) { $0 },
    .record("ahead", "the unit ranked next before it", beside) { $0.ahead },
    .flag("has_ahead", "whether a unit is ranked before it") { $0.ahead != nil },
    .record("behind", "the unit ranked next behind it", beside) { $0.behind },
    .flag("has_behind", "whether a unit is ranked behind it") { $0.behind != nil },
    .flag("is_ranked", "whether the province is ranked") { $0.ranking?.entry.rank != nil },
    .value("slug", "its name in the names of files: 79-ho-chi-minh") { card, _ in TemplateValue(card.slug) },
    .flag("is_city", "whether it is a centrally run city") { $0.unit.kind == "city" },
    .record("median", "each rate's median over the provinces, or the cities, with figures", medians) { $0.medians },
    .record("rank_by", "its rank among all provinces and cities by each rate", ranks) { $0.ranks },
  ]

  private static let units: [Names<Scorecard>.Name] = [
    .list("units", "the province's own level, then its communes in code order", UnitNames.names) { $0.units },
    .list("costliest", "the ten units with most late and overdue dossiers", costly) { $0.costliest },
    .flag("has_costliest", "whether any dossier is late or overdue") { !$0.costliest.isEmpty },
    .record("first_costliest", "the unit with most late and overdue dossiers", costly) {
      $0.costliest.first ?? Scorecard.Costly(unit: $0.unit, share: nil, cumulative: nil)
    },
    .rate("costliest_share", "late and overdue dossiers of these ten / of the province") {
      $0.costliest.last?.cumulative
    },
    .count("costliest_count", "how many units 'costliest' lists", unit: "units") { $0.costliest.count },
    .value("units_without", "names of the communes that received no dossier") { card, printer in
      printer.joined(
        communes(card) { $0 == 0 }.map { $0.inlineName(printer) }, separator: ", ")
    },
    .value("units_with_few", "names of the communes that received one to nine dossiers") { card, printer in
      printer.joined(
        communes(card) { (1...9).contains($0) }.map { $0.inlineName(printer) }, separator: ", ")
    },
    .rate("finished_undated_share", "finished_undated / to_handle") { card in
      card.unit.cell.tally.flatMap { Ratio($0[.finishedUndated], of: $0[.toHandle]) }
    },
    .rate("no_deadline_share", "(resolved_no_deadline + pending_no_deadline) / to_handle") { card in
      card.unit.cell.tally.flatMap { Ratio($0[.resolvedNoDeadline] + $0[.pendingNoDeadline], of: $0[.toHandle]) }
    },
    .rate("paused_share", "pending_paused / to_handle") { card in
      card.unit.cell.tally.flatMap { Ratio($0[.pendingPaused], of: $0[.toHandle]) }
    },
    .count("records", "records read of its files", unit: "records") { $0.unit.files.reduce(0) { $0 + $1.records } },
    .count("records_used", "of these, used", unit: "records") { $0.unit.files.reduce(0) { $0 + $1.used } },
    .count("records_superseded", "of these, superseded by a later one of the same dossier", unit: "records") {
      $0.unit.files.reduce(0) { $0 + $1.superseded }
    },
    .count("records_quarantined", "of these, records that cannot be used", unit: "records") {
      $0.unit.files.reduce(0) { $0 + $1.quarantined }
    },
  ]

  private static let ranked = Names<Scorecard>([
    .count("rank", "its rank among all", unit: "rank") { $0.ranking?.entry.rank },
    .count("rank_among_peers", "its rank among the provinces, or the cities", unit: "rank") { $0.rankAmongPeers },
    .count("peers", "how many provinces, or cities, are ranked", unit: "units") { $0.peersRanked },
    .value("places", "places won since the period before; negative where lost", forms: ["arrow"], unit: "places") {
      $1.signedCount($0.ranking?.entry.places)
    },
    .count("places_won", "places won; none where it did not win any", unit: "places") {
      $0.ranking?.entry.places.flatMap { $0 > 0 ? $0 : nil }
    },
    .count("places_lost", "places lost; none where it did not lose any", unit: "places") {
      $0.ranking?.entry.places.flatMap { $0 < 0 ? -$0 : nil }
    },
    .rate("rate", "the rate that is ranked by") { $0.ranking?.entry.ratio },
    .value("points", "its change in percentage points", forms: Printer.pointForms, unit: "points") {
      $1.points($0.ranking?.entry.ratio, from: $0.ranking?.entry.before)
    },
    .count("to_draw_level", "dossiers more on time that would have given the rate of the unit ahead") {
      $0.ranking?.entry.toDrawLevel
    },
    .value("reason", "why it is not ranked") { card, printer in
      guard let reason = card.ranking?.entry.reason, let language = printer.language else { return printer.missing() }
      return printer.words(language.label(reason.label))
    },
  ])

  private static let beside = Names<RankingRow?>([
    .value("name", "name of the unit", forms: ["short", "inline", "strong"]) { row, printer in
      row?.unit.name(printer) ?? printer.missing()
    },
    .rate("rate", "its rate") { $0?.entry.ratio },
  ])

  private static let medians = Names<[Rate: Ratio]>(
    Rate.allCases.map { rate in .rate(rate.rawValue, "median of \(rate.formula)") { $0[rate] } })

  private static let ranks = Names<[Rate: Int]>(
    RankingSubject.rates.map { rate in
      .count(rate.rawValue, "rank by \(rate.formula)", unit: "rank") { $0[rate] }
    })

  private static let costly = Names<Scorecard.Costly>(
    [
      .rate("share", "late and overdue dossiers of the unit / of the province") { $0.share },
      .rate("cumulative_share", "of this unit and those before it / of the province") { $0.cumulative },
    ] + UnitNames.names.of { $0.unit })

  private static func communes(_ card: Scorecard, _ isMeant: (Int) -> Bool) -> [UnitRow] {
    card.units.filter { !$0.code.isEmpty && ($0.cell[.received].map(isMeant) ?? false) }
  }
}
