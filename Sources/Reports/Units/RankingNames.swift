import Administration
import Statistics
import Templates

/// One line of a ranking.
struct RankingRow: Sendable {
  let unit: UnitRow
  let entry: Ranking.Entry
  let rate: Rate
  /// The group's key cells in ranking.csv: its kind, and the province within which units are ranked.
  var group: [String] = []
  /// The unit's rank by each rate by which provinces are ranked.
  var ranks: [Rate: Int] = [:]
  /// In the ranking of all provinces: the field that contributed most to the change of the province's rate.
  var movedBy: FieldMovement?

  /// Why the unit is not ranked; for a unit without figures, its coverage.
  var reason: Label? {
    guard let reason = entry.reason else { return nil }
    if reason == .noData, let coverage = unit.coverage, !coverage.hasFigures { return coverage.label }
    return reason.label
  }

  /// All reasons, in the order in which they are listed.
  static let reasons = Coverage.allCases.filter { !$0.hasFigures }.map(\.label) + Ranking.Reason.allCases.map(\.label)
}

/// Units ranked together, which form a section of the page.
struct RankingSection: Sendable {
  let kind: Label
  let rows: [RankingRow]

  var ranked: [RankingRow] { rows.filter { $0.entry.rank != nil } }
  var below: [RankingRow] { rows.filter { $0.entry.rank == nil } }

  /// Returns the unit's name for a sentence. Units of one kind are named without it, because the section's heading
  /// states it.
  func name(of unit: UnitRow, _ printer: Printer) -> String {
    kind == .rankedTogether ? unit.inlineName(printer) : unit.shortName(printer)
  }
}

/// A province with the rankings of its communes.
struct ProvinceRankings: Sendable {
  let province: UnitRow
  let sections: [RankingSection]
}

/// The rankings of a run, with the rows of the ranked units.
struct RankingSubject: Sendable {
  let statistics: RankingStatistics
  let together: RankingSection
  let cities: RankingSection
  let provinces: RankingSection
  let communes: [ProvinceRankings]
  let records: [RankingRow]
  /// The rate of the whole, and its target.
  let national: Ratio?
  let target: Ratio?

  /// The four rates that are compared, to show which units gain by which definition.
  private static let fourRates: [Rate] = [.onTimeRate, .onTimeRateDue, .onTimeRateIndex, .overdueShare]

  /// Returns the rates by which provinces are ranked: the four, and the configured one.
  static func rates(by rate: Rate) -> [Rate] { fourRates + (fourRates.contains(rate) ? [] : [rate]) }

  init(_ run: RunStatistics, by rate: Rate, units: UnitRows, registry: Registry, target: Ratio?) {
    national = run.own.total.flatMap { rate.of($0) }
    self.target = target
    let statistics = RankingStatistics(run, by: rate, registry: registry)
    self.statistics = statistics
    let communeRows = units.communes.filter { !$0.code.isEmpty }
    let ranks = Dictionary(
      uniqueKeysWithValues: Self.rates(by: rate).map { other in
        let isOwn = other == rate
        return (
          other,
          isOwn
            ? statistics.together.ranking
            : RankingStatistics(run, by: other, registry: registry, onlyProvinces: true).together.ranking
        )
      })
    func rows(_ group: RankingStatistics.Group, _ list: [UnitRow], within: String) -> [RankingRow] {
      group.ranking.entries.map { entry in
        let position = group.units[entry.unit]
        var row = RankingRow(unit: list[position], entry: entry, rate: rate, group: [group.kind.rawValue, within])
        if group.kind == .all {
          if entry.before != nil, let before = run.comparable {
            row.movedBy = FieldMovement.largest(
              rate, now: run.own.fieldsOfProvince[position], before: before.fieldsOfProvince[position])
          }
          row.ranks = ranks.compactMapValues { $0.entries.first { $0.unit == entry.unit }?.rank }
        }
        return row
      }
    }
    func section(_ group: RankingStatistics.Group, _ list: [UnitRow], within: String) -> RankingSection {
      RankingSection(kind: Self.label(group.kind), rows: rows(group, list, within: within))
    }
    together = section(statistics.together, units.provinces, within: Registry.wholeCode)
    cities = section(statistics.cities, units.provinces, within: Registry.wholeCode)
    provinces = section(statistics.provinces, units.provinces, within: Registry.wholeCode)
    communes = registry.provinces.indices.map { province in
      let groups = statistics.communes.filter { $0.province == province }
      return ProvinceRankings(
        province: units.provinces[province],
        sections: groups.map { section($0, communeRows, within: registry.provinces[province].code) })
    }
    records =
      together.rows + cities.rows + provinces.rows
      + statistics.communesOfCountry.flatMap { rows($0, communeRows, within: Registry.wholeCode) }
      + communes.flatMap { $0.sections.flatMap(\.rows) }
  }

  private static func label(_ kind: RankingStatistics.Kind) -> Label {
    switch kind {
    case .all: .rankedTogether
    case .city: .rankedCities
    case .province: .rankedProvinces
    case .commune: .rankedCommunes
    case .ward: .rankedWards
    case .specialZone: .rankedSpecialZones
    }
  }

  /// Returns the three provinces whose rate rose or fell most, of those whose earlier rate also had at least thirty
  /// dossiers.
  func movers(up: Bool) -> [RankingRow] {
    let moved = together.ranked.compactMap { row -> (row: RankingRow, change: RateChange)? in
      guard let now = row.entry.ratio, let before = row.entry.before, before.denominator >= Ranking.minimum else {
        return nil
      }
      let change = RateChange(from: before, to: now)
      return (up ? .none < change : change < .none) ? (row, change) : nil
    }
    return moved.sorted { a, b in
      if a.change == b.change { return a.row.unit.code < b.row.unit.code }
      return up ? b.change < a.change : a.change < b.change
    }
    .prefix(3).map(\.row)
  }
}

enum RankingNames {
  static let rows = Names<RankingRow>(
    [
      .count("rank", "competition rank; units with the same printed rate share one", unit: "rank") { $0.entry.rank },
      .rate("rate", "the rate that is ranked by") { $0.entry.ratio },
      .value("points", "change of the rate in percentage points", forms: Printer.pointForms, unit: "points") {
        row, printer in
        printer.points(row.entry.ratio, from: row.entry.before)
      },
      .value(
        "places", "places won since the period before among the units ranked in both; negative where lost",
        forms: ["arrow"], unit: "places"
      ) { row, printer in
        printer.signedCount(row.entry.places)
      },
      .count("to_draw_level", "the fewest dossiers whose other outcome would have given the rate ranked before") {
        $0.entry.toDrawLevel
      },
      .value("to_draw_level_words", "these dossiers with the outcome that the rate asks for, in words") {
        row, printer in
        printer.toDrawLevel(row.entry.toDrawLevel, row.rate)
      },
      .value("interval", "Wilson's 95% interval of the rate") { row, printer in
        printer.interval(row.entry.interval)
      },
      .value("reason", "why the unit is not ranked") { row, printer in
        guard let reason = row.reason, let language = printer.language else { return printer.missing() }
        return printer.words(language.label(reason))
      },
      .value("moved_by", "the field whose part in the change of the rate is the largest; of provinces among all") {
        row, printer in
        guard let movement = row.movedBy else { return printer.missing() }
        guard movement.field.isEmpty, let language = printer.language else { return printer.field(movement.field) }
        return printer.words(language.label(.notStated))
      },
      .value("moved_by_points", "that field's part in the change, in percentage points", unit: "points") {
        row, printer in
        printer.pointsOfMillionths(row.movedBy?.part)
      },
      .value("ranking_record", "the row as a record of ranking.csv") { row, printer in
        TemplateValue(CSVTable.rankingRecord(row, printer))
      },
    ]
      + Rate.allCases.map { rate in
        .value(
          "rank_by_\(rate.rawValue)", "rank among all provinces by \(rate.rawValue), where it is ranked by",
          forms: Printer.countForms, unit: "rank"
        ) { row, printer in
          printer.rank(row.ranks, by: rate, among: row.rate)
        }
      } + UnitNames.names.of { $0.unit })

  private static let sections = Names<RankingSection>([
    .value("kind", "which units are ranked together") { section, printer in
      printer.words(printer.language?.label(section.kind) ?? "")
    },
    .list("ranked", "the ranked units in order", rows) { $0.ranked },
    .list("below", "the units below the line, in code order", rows) { $0.below },
    .value("below_names", "the units below the line by their reason: no data: A, B; incomplete data: C") {
      section, printer in
      let groups = Dictionary(grouping: section.below, by: \.reason)
      return printer.joined(
        RankingRow.reasons.compactMap { reason in
          guard let rows = groups[reason], let language = printer.language else { return nil }
          return printer.kind.words(language.label(reason)) + ": "
            + rows.map { section.name(of: $0.unit, printer) }.joined(separator: ", ")
        })
    },
    .flag("has_ranked", "whether any unit is ranked") { !$0.ranked.isEmpty },
    .flag("has_below", "whether any unit stands below the line") { !$0.below.isEmpty },
  ])

  private static let ofProvince = Names<ProvinceRankings>(
    [.list("sections", "communes, wards and special zones apart", sections) { $0.sections }]
      + UnitNames.names.of { $0.province })

  private static let isBy = Names<Rate>(
    Rate.allCases.map { rate in .flag(rate.rawValue, "whether units are ranked by \(rate.rawValue)") { $0 == rate } })

  static let names = Names<RankingSubject>([
    .value("rate_label", "the rate that is ranked by, in words") { subject, printer in
      printer.words(printer.language?.label(subject.statistics.rate.label) ?? subject.statistics.rate.rawValue)
    },
    .record("is_by", "whether that rate is", isBy) { $0.statistics.rate },
    .value("draw_level_question", "how many dossiers with which outcome would draw level, as a sentence asks it") {
      subject, printer in
      guard let language = printer.language else { return printer.missing() }
      let rate = subject.statistics.rate
      return printer.words(language.label(rate.drawLabel, ["dossiers": language.label(.drawHowMany)]))
    },
    .value("formula", "numerator over denominator of that rate") { subject, _ in
      TemplateValue(subject.statistics.rate.formula)
    },
    .rate("national", "that rate of the whole") { $0.national },
    .rate("target", "what that rate is meant to reach") { $0.target },
    .count("ranked_count", "provinces that are ranked", unit: "provinces") { $0.together.ranked.count },
    .count("below_count", "provinces below the line", unit: "provinces") { $0.together.below.count },
    .record("together", "provinces and cities together", sections) { $0.together },
    .record("cities", "cities apart", sections) { $0.cities },
    .record("provinces_apart", "provinces apart", sections) { $0.provinces },
    .list("risen", "three provinces whose rate rose most", rows) { $0.movers(up: true) },
    .list("fallen", "three provinces whose rate fell most", rows) { $0.movers(up: false) },
    .flag("has_movers", "whether any rate rose or fell") {
      !$0.movers(up: true).isEmpty || !$0.movers(up: false).isEmpty
    },
    .list("communes", "each province with the rankings of its communes", ofProvince) { $0.communes },
    .value("columns", "the header of ranking.csv") { _, _ in TemplateValue(CSVTable.rankingHeader) },
    .list("records", "every line of every ranking, for ranking.csv", rows) { $0.records },
  ])
}

extension Ranking.Reason {
  var label: Label {
    switch self {
    case .noData: .reasonNoData
    case .partial: .reasonPartial
    case .tooFew: .reasonTooFew
    }
  }
}

extension Rate {
  var label: Label {
    switch self {
    case .onlineShare: .rateOnlineShare
    case .resolutionRate: .rateResolution
    case .onTimeRate: .rateOnTime
    case .onTimeRateDue: .rateOnTimeDue
    case .onTimeRateIndex: .rateOnTimeIndex
    case .overdueShare: .rateOverdue
    case .lateRate: .rateLate
    }
  }

  /// The label for the dossiers that would have given a better rate.
  fileprivate var drawLabel: Label {
    switch self {
    case .onlineShare: .drawOnlineShare
    case .resolutionRate: .drawResolution
    case .onTimeRate: .drawOnTime
    case .onTimeRateDue: .drawOnTimeDue
    case .onTimeRateIndex: .drawOnTimeIndex
    case .overdueShare: .drawOverdue
    case .lateRate: .drawLate
    }
  }
}

extension Printer {
  /// Prints how many dossiers, with the outcome that the rate asks for, would have given the next better printed rate.
  func toDrawLevel(_ dossiers: Int?, _ rate: Rate) -> TemplateValue {
    guard let dossiers, let language else { return missing() }
    let number = digits(dossiers)
    let counted = language.phrase("dossiers", dossiers, digits: number) ?? number
    return words(language.label(rate.drawLabel, ["dossiers": counted]))
  }

  /// Prints a rank by one of several rates; `[z]` for a rate by which units are not ranked.
  ///
  /// - Parameter set: the rate by which the configuration ranks.
  func rank(_ ranks: [Rate: Int], by rate: Rate, among set: Rate) -> TemplateValue {
    RankingSubject.rates(by: set).contains(rate) ? count(ranks[rate]) : notApplicable()
  }
}
