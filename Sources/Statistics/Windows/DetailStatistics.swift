import Administration
import Diagnostics
import Records

/// The finer breakdowns of the own window, over the provinces that have figures.
package struct DetailStatistics: Sendable {
  package struct Agency: Sendable {
    /// Position in the registry.
    package let province: Int
    package let level: Level
    /// Empty where none is stated.
    package let name: String
    package let tally: Tally
  }

  /// Late and overdue dossiers of a commune, or of an agency at the province's own level, in one field.
  package struct CostCell: Sendable {
    package let province: Int
    /// Position in the registry; nil for the province's own level.
    package let commune: Int?
    /// The agency at the province's own level; empty for a commune and where none is stated.
    package let agency: String
    package let field: String
    package let cost: Cost
    /// The late and overdue dossiers of this cell and the cells before it, as a share of all those of the province.
    package let cumulativeShare: Ratio?
  }

  /// The number of cells of late and overdue dossiers that are listed for each province.
  package static let mostCosts = 20

  private let names: SummaryNames
  private let classifier: Classifier
  /// By position of the province.
  private let costTables: [CostTable]
  /// In order of province, level and name.
  package let agencies: [Agency]
  /// In order of their names.
  package let serviceLevels: [(name: String, tally: Tally)]
  /// By position of the province: the cells with most late and overdue dossiers, the largest first.
  package let costsOfProvince: [[CostCell]]
  /// By position of the province; nil where it has no figures.
  package let service: [ServiceTally?]
  package let nationalService: ServiceTally
  /// First day of the daily series.
  package let seriesFirst: Day
  /// By position of the province; nil where it has no figures.
  package let series: [[DailySeries.Point]?]
  package let nationalSeries: [DailySeries.Point]
  /// Whole weeks without a dossier received, by position of the commune; nil where no week is known.
  ///
  /// They are counted back from the observation day or, where the province's data end earlier, from the last week that
  /// the data reach to its end. They go back as far as the data do, and at most a year before the observation day.
  package let idleWeeks: [Int?]
  /// Communes that may have been idle for longer: earlier weeks are not counted although their province's data reach
  /// them.
  let idleBeyond: Set<Int>

  init(_ summary: Summary, plan: WindowPlan, own: WindowStatistics, registry: Registry) throws(Failure) {
    let isCounted = own.coverage.map(\.hasFigures)
    let names = summary.names
    self.names = names
    classifier = plan.classifiers[0]
    let provinces = isCounted.enumerated().map { $1 ? summary.details[$0] ?? ProvinceDetails() : ProvinceDetails() }

    var byLevel: [NameKey: Tally] = [:]
    for province in provinces {
      for (key, tally) in province.serviceLevels { byLevel[key, default: Tally()].merge(tally.tally) }
    }
    serviceLevels = byLevel.sorted { $0.key < $1.key }.map { (names.serviceLevels.name(of: $0.key), $0.value) }
    agencies = provinces.enumerated().flatMap { province, details in
      details.agencies.sorted { $0.key < $1.key }.map { key, tally in
        Agency(province: province, level: key.level, name: names.agencies.name(of: key.agency), tally: tally.tally)
      }
    }
    costsOfProvince = provinces.enumerated().map { province, details in
      let whole = details.costs.sum
      var sum = 0
      return details.costs.largest(Self.mostCosts).map { place, field, cost in
        sum += cost.sum
        return CostCell(
          province: province, commune: place.commune, agency: names.agencies.name(of: place.agency),
          field: names.fields.name(of: field), cost: cost, cumulativeShare: Ratio(sum, of: whole))
      }
    }
    costTables = provinces.map(\.costs)
    service = isCounted.enumerated().map { $1 ? provinces[$0].service : nil }
    nationalService = provinces.reduce(ServiceTally()) { $0.merged(with: $1.service) }

    seriesFirst = plan.seriesFirst
    let slots = own.observation.day - seriesFirst + 2
    var whole = DailySeries(slots: slots)
    var series: [[DailySeries.Point]?] = []
    for (province, counted) in isCounted.enumerated() {
      let own = summary.days[province] ?? DailySeries(slots: slots)
      if counted { whole.merge(own) }
      series.append(counted ? own.points(from: plan.seriesFirst) : nil)
    }
    self.series = series
    nationalSeries = whole.points(from: seriesFirst)

    var idleBeyond: Set<Int> = []
    idleWeeks = registry.communesOfProvince.enumerated().flatMap { province, range in
      let (unknown, known) = Self.weeks(ofProvince: province, summary, own, registry)
      return range.map { commune -> Int? in
        guard isCounted[province], unknown < min(known, WeeksReceived.kept) else { return nil }
        let idle = (provinces[province].weeks[commune] ?? WeeksReceived()).idle
        if idle == nil, known > WeeksReceived.kept { idleBeyond.insert(commune) }
        return max(min(idle ?? WeeksReceived.kept, known) - unknown, 0)
      }
    }
    self.idleBeyond = idleBeyond
    try checkSums(own)
    if plan.countsSignals { try checkAges(own) }
  }

  /// Returns, in weeks back from the observation day, how many end after a province's data do, and how many the data
  /// reach back. For the communes of Vietnam no week before the reform is known, since they did not exist in their
  /// present form.
  private static func weeks(
    ofProvince province: Int, _ summary: Summary, _ own: WindowStatistics, _ registry: Registry
  ) -> (unknown: Int, known: Int) {
    let end = own.observation.day
    let reform = SeriesBreak.reform.day
    let known =
      summary.reach[province]?.beginning.map { beginning in
        let first = registry.isOfVietnam && !(end < reform) ? max(beginning, reform) : beginning
        return max(0, (end - first + 1) / 7)
      } ?? 0
    guard own.coverage[province] == .partial, let last = summary.reach[province]?.end else { return (0, known) }
    return (max(0, (end - last + 6) / 7), known)
  }

  /// Returns the spellings of fields that a list does not name, the most frequent first; fields that are not stated are
  /// left out.
  package func fieldSpellings(outside aliases: FieldAliases) -> [(spelling: String, times: Int)] {
    names.fields.spellings.filter { !$0.key.text.isEmpty && !aliases.names($0.key) }
      .flatMap { $0.value.counts.map { (spelling: $0.spelling, times: $0.times) } }
      .sorted {
        $0.times != $1.times
          ? $0.times > $1.times : $0.spelling.utf8.lexicographicallyPrecedes($1.spelling.utf8)
      }
  }

  /// Returns the overdue dossiers of a province by unit, field and age, the oldest due day first; empty where the plan
  /// counts no signals.
  package func work(ofProvince province: Int) -> [WorkItem] { costTables[province].work(classifier, names) }

  /// - Throws: status `internalError` where a breakdown does not add up to the window's total.
  private func checkSums(_ own: WindowStatistics) throws(Failure) {
    let breakdowns: [(String, Tally)] = [
      ("agencies", agencies.map(\.tally).merged()), ("service levels", serviceLevels.map(\.tally).merged()),
    ]
    for (name, sum) in breakdowns where sum != own.national {
      throw Failure(.internalError, "the \(name) of \(own.window.slug) do not add up to the total")
    }
    try Identities.check(agencies.map { (unit: $0.name, tally: $0.tally) }) { "the agency '\($0)'" }
    for (province, points) in series.enumerated() {
      guard let points, let tally = own.provinces[province] else { continue }
      try Self.check(points, against: tally, own, seriesFirst)
      guard costTables[province].sum == tally[.resolvedLate] + tally[.pendingOverdue] else {
        throw Failure(.internalError, "late and overdue dossiers by unit and field do not add up to the total")
      }
    }
  }

  /// - Throws: status `internalError` where the overdue dossiers of units and fields by age do not add up to the
  ///   province's.
  private func checkAges(_ own: WindowStatistics) throws(Failure) {
    for (province, table) in costTables.enumerated() {
      guard let tally = own.provinces[province] else { continue }
      var sums: [Counter: Int] = [:]
      for cell in table.all {
        for row in cell.cost.byAge(classifier) { row.age.ageCounter.map { sums[$0, default: 0] += row.dossiers } }
      }
      for counter in DossierState.overdue.compactMap(\.ageCounter) where sums[counter] ?? 0 != tally[counter] {
        throw Failure(.internalError, "overdue dossiers by unit, field and age do not add up to the total")
      }
    }
  }

  /// Checks that the series ends where the window's stocks do, and that its days in the window add up to the window's
  /// flows.
  private static func check(
    _ points: [DailySeries.Point], against tally: Tally, _ own: WindowStatistics, _ first: Day
  ) throws(Failure) {
    guard let last = points.last else { return }
    var pairs = [(last.open, tally[.pending]), (last.overdue, tally[.pendingOverdue])]
    if first <= own.window.first {
      let inside = points.filter { own.window.first <= $0.day }
      pairs.append((inside.reduce(0) { $0 + $1.received }, tally[.received]))
      pairs.append((inside.reduce(0) { $0 + $1.resolved }, tally[.resolved]))
      pairs.append((inside.reduce(0) { $0 + $1.withdrawn }, tally[.withdrawn]))
    }
    for (series, total) in pairs where series != total {
      throw Failure(
        .internalError, "the daily series of \(own.window.slug) comes to \(series) where the total is \(total)")
    }
  }
}
