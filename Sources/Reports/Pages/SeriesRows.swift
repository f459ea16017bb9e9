import Administration
import Statistics

/// One day of a daily series.
struct TrendRow: Sendable {
  let unit: UnitRow
  let point: DailySeries.Point
  let isWorked: Bool
  /// Whether the unit's data reach this day; where they do not, the figures are blank.
  let isKnown: Bool
}

/// One counter of one unit in one window.
struct SeriesRow: Sendable {
  let window: String
  let unit: String
  let counter: String
  let value: Int
}

/// The daily series of the whole and of each province, and the counters of every window.
struct SeriesRows: Sendable {
  private let statistics: RunStatistics
  private let units: UnitRows
  private let registry: Registry
  private let calendar: WorkingCalendar

  init(_ statistics: RunStatistics, units: UnitRows, registry: Registry, calendar: WorkingCalendar) {
    self.statistics = statistics
    self.units = units
    self.registry = registry
    self.calendar = calendar
  }

  /// Each day of the whole; empty where no province has figures. Figures after the last day of all provinces' data are
  /// unknown.
  var national: [TrendRow] {
    let own = statistics.own
    if own.total == nil { return [] }
    let isAnyFull = own.coverage.contains(.full)
    let last = own.coverage.indices.filter { own.coverage[$0].hasFigures }.compactMap { statistics.coveredTo[$0] }.max()
    return statistics.details.nationalSeries.map { point in
      TrendRow(
        unit: units.total, point: point, isWorked: calendar.isWorked(point.day),
        isKnown: isAnyFull || last.map { point.day <= $0 } ?? false)
    }
  }

  /// Returns each day of a province; empty where it has no figures. Figures after the last day of its data are unknown.
  func days(ofProvince province: Int) -> [TrendRow] {
    let isFull = statistics.own.coverage[province] == .full
    let coveredTo = statistics.coveredTo[province]
    return (statistics.details.series[province] ?? []).map { point in
      TrendRow(
        unit: units.provinces[province], point: point, isWorked: calendar.isWorked(point.day),
        isKnown: isFull || coveredTo.map { point.day <= $0 } ?? false)
    }
  }

  /// Province by province, then the whole.
  var all: [TrendRow] { registry.provinces.indices.flatMap { days(ofProvince: $0) } + national }

  /// Every counter of the whole and of each province with figures in every window of the run, sorted.
  var windows: [SeriesRow] {
    var rows: [SeriesRow] = []
    var seen: Set<String> = []
    let windows = [statistics.own, statistics.previous, statistics.yearBefore, statistics.cumulative]
    for window in windows.compactMap(\.self).sorted(by: { $0.window.slug < $1.window.slug }) {
      guard seen.insert(window.window.slug).inserted else { continue }
      let cells = zip(registry.provinces.map(\.code), window.provinces) + [(Registry.wholeCode, window.total)]
      for (code, tally) in cells {
        guard let tally else { continue }
        for counter in Counter.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
          rows.append(
            SeriesRow(window: window.window.slug, unit: code, counter: counter.rawValue, value: tally[counter]))
        }
      }
    }
    return rows
  }
}
