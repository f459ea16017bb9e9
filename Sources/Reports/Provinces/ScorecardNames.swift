import Statistics
import Templates

/// The names of `here`, the province that a page is about.
enum ScorecardNames {
  static let names = Names<Scorecard>(
    ranking + units + details + work + ChartNames.ofProvince + UnitNames.names.of { $0.unit })

  private static let ranking: [Names<Scorecard>.Name] = [
    .record("ranking", "the province's line in the ranking of all provinces and cities", ranked) { $0 },
    .record("ahead", "the unit ranked next before it", beside) { $0.ahead },
    .flag("has_ahead", "whether a unit is ranked before it") { $0.ahead != nil },
    .record("behind", "the unit ranked next behind it", beside) { $0.behind },
    .flag("has_behind", "whether a unit is ranked behind it") { $0.behind != nil },
    .value("lead", "percentage points between its rate and that of the unit ranked next behind it", unit: "points") {
      card, printer in
      printer.pointsBetween(card.ranking?.entry.ratio, card.behind?.entry.ratio)
    },
    .flag("is_ranked", "whether the province is ranked") { $0.ranking?.entry.rank != nil },
    .value("slug", "its name in the names of files: 79-ho-chi-minh") { card, _ in TemplateValue(card.slug) },
    .value("drawn_name", "its name, as much as the heading of a drawing takes") { card, printer in
      card.unit.drawnName(printer, into: 220, size: 15, isBold: true)
    },
    .flag("is_city", "whether it is a centrally run city") { $0.unit.kind == "city" },
    .record("median", "each rate's median over the provinces, or the cities, with figures", medians) { $0.medians },
    .record("rank_by", "its rank among all provinces and cities by each rate", ranks) { $0 },
  ]

  private static let units: [Names<Scorecard>.Name] = [
    .list(
      "units",
      "what it has without a known commune (its own level, central agencies, dossiers of unknown communes), then its communes in code order",
      UnitNames.names
    ) { $0.units },
    .list("units_with_few", "communes with fewer than ten dossiers received", UnitNames.names) { card in
      card.units.filter(\.hasFew)
    },
    .flag("has_few", "whether there is any such commune") { $0.units.contains(where: \.hasFew) },
    .rate("finished_undated_share", "finished_undated / to_handle") { card in
      card.unit.cell.tally.flatMap { Ratio($0[.finishedUndated], of: $0[.toHandle]) }
    },
    .rate("no_deadline_share", "(resolved_no_deadline + pending_no_deadline) / to_handle") { card in
      card.unit.cell.tally.flatMap { Ratio($0[.resolvedNoDeadline] + $0[.pendingNoDeadline], of: $0[.toHandle]) }
    },
    .rate("paused_share", "pending_paused / to_handle") { card in
      card.unit.cell.tally.flatMap { Ratio($0[.pendingPaused], of: $0[.toHandle]) }
    },
    .rate("paused_share_of_all", "the same of all provinces with figures") { card in
      card.whole.tally.flatMap { Ratio($0[.pendingPaused], of: $0[.toHandle]) }
    },
    .flag("has_files", "whether any file's name says the province") { !$0.unit.files.isEmpty },
    .count("dossiers_used", "its dossiers in use, whatever files they stand in") { $0.dossiersUsed },
    .flag("has_dossiers_used", "whether there is any") { $0.dossiersUsed > 0 },
    .count("records", "records read of its files", unit: "records") { $0.unit.files.reduce(0) { $0 + $1.records } },
    .count("records_used", "of these, used", unit: "records") { $0.unit.files.reduce(0) { $0 + $1.used } },
    .count("records_superseded", "of these, superseded by a later one of the same dossier", unit: "records") {
      $0.unit.files.reduce(0) { $0 + $1.superseded }
    },
    .count("records_quarantined", "of these, records that cannot be used", unit: "records") {
      $0.unit.files.reduce(0) { $0 + $1.quarantined }
    },
  ]

  private static let details: [Names<Scorecard>.Name] = [
    .list("costs", "ten cells of unit and field with most late and overdue dossiers", BreakdownNames.costs) {
      Array($0.costs.prefix(Scorecard.most))
    },
    .flag("has_costs", "whether any dossier is late or overdue") { !$0.costs.isEmpty },
    .count("costs_count", "how many cells 'costs' lists", unit: "cells") { min($0.costs.count, Scorecard.most) },
    .rate("costs_share", "late and overdue dossiers of these cells / of the province") {
      $0.costs.prefix(Scorecard.most).last?.cell.cumulativeShare
    },
    .record("first_cost", "the cell with most late and overdue dossiers", firstCost) { $0.costs.first },
    .list(
      "agencies", "the agencies at the province's own level and central ones, in order of their names", UnitNames.names
    ) { $0.agencies },
    .flag("has_agencies", "whether any agency is named") { !$0.agencies.isEmpty },
    .list("slow_procedures", "ten procedures with most dossiers resolved late", UnitNames.names) { $0.slowProcedures },
    .list("weaknesses", "what weakens the province's rates, beside the whole", weaknesses) { $0.weaknesses },
    .flag("has_weaknesses", "whether any dossier of the province is in use") { !$0.weaknesses.isEmpty },
    .flag("has_slow_procedures", "whether any named procedure was resolved late") { !$0.slowProcedures.isEmpty },
  ]

  private static let work: [Names<Scorecard>.Name] = [
    .list(
      "work", "what to handle first: overdue dossiers by unit, field and age, the oldest due day first; internal only",
      BreakdownNames.work
    ) { $0.workRows },
    .list("work_first", "the first ten of these", BreakdownNames.work) { $0.workFirst },
    .count("work_count", "how many lines 'work' has; none in an edition for anyone", unit: "lines") {
      $0.work.isEmpty ? nil : $0.work.count
    },
    .value("work_columns", "the header of the province's file in internal/work-lists") { _, _ in
      TemplateValue(CSVTable.workHeader)
    },
  ]

  private static let weaknesses = Names<Weakness>([
    .text("flag", "name of the flag in quality.csv") { $0.flag },
    .value("meaning", "what is wrong, in words") { row, printer in
      printer.words(printer.language?.quality(row.flag)?.meaning ?? row.flag)
    },
    .value("remedy", "how it counts, and what to do about it") { row, printer in
      printer.words(printer.language?.quality(row.flag)?.remedy ?? "")
    },
    .count("dossiers", "the province's dossiers with it") { $0.dossiers },
    .rate("share", "of the province's dossiers in use") { $0.share },
    .rate("whole_share", "the same over all provinces") { $0.wholeShare },
  ])

  private static let firstCost = Names<CostRow?>([
    .value("unit_inline", "the unit, as a sentence writes it") { row, printer in
      row.map { TemplateValue($0.unit.inlineName(printer)) } ?? printer.missing()
    },
    .value("field", "the field; missing where none is stated") { row, printer in
      row.map { printer.field($0.field) } ?? printer.missing()
    },
    .count("late_or_overdue", "resolved_late + pending_overdue") { $0?.cell.cost.sum },
    .rate("share", "late_or_overdue of the cell / of the province") { $0?.cell.cumulativeShare },
  ])

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
    .count("to_draw_level", "the fewest dossiers whose other outcome would have given the rate of the unit ahead") {
      $0.ranking?.entry.toDrawLevel
    },
    .value("to_draw_level_words", "these dossiers with the outcome that the rate asks for, in words") {
      card, printer in
      printer.toDrawLevel(card.ranking?.entry.toDrawLevel, card.rankedBy)
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

  private static let ranks = Names<Scorecard>(
    Rate.allCases.map { rate in
      .value(
        rate.rawValue, "rank by \(rate.formula), where provinces are ranked by it", forms: Printer.countForms,
        unit: "rank"
      ) { card, printer in
        printer.rank(card.ranks, by: rate, among: card.rankedBy)
      }
    })
}
