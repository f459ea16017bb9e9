import Statistics
import Templates

/// The positions of the bars of the overdue backlog by age: for each age this period's bar and, where it may be
/// compared, that of the previous period.
struct BacklogChart: Sendable {
  struct Band: Sendable {
    let counter: Counter
    let now: Int?
    let before: Int?
    let top: Int
    let most: Int

    private func width(_ value: Int?) -> Int {
      value.flatMap { Ratio($0, of: most) }?.scaled(by: BacklogChart.span) ?? 0
    }

    var nowWidth: Int { width(now) }
    var beforeWidth: Int { width(before) }
  }

  static let left = 170
  static let span = 420
  static let top = 62
  static let step = 56
  private static let counters: [Counter] = [.overdueTo5, .overdueTo15, .overdueTo30, .overdueOver30]

  let bands: [Band]

  init(now: Tally?, before: Tally?) {
    let values = Self.counters.flatMap { [now?[$0], before?[$0]] }.compactMap(\.self)
    let most = max(values.max() ?? 0, 1)
    bands = Self.counters.enumerated().map { position, counter in
      Band(
        counter: counter, now: now?[counter], before: before?[counter], top: Self.top + position * Self.step, most: most
      )
    }
  }

  var hasBefore: Bool { bands.contains { $0.before != nil } }
  var isEmpty: Bool { bands.allSatisfy { $0.now ?? 0 == 0 && $0.before ?? 0 == 0 } }
}

enum BacklogChartNames {
  private static let band = Names<BacklogChart.Band>([
    .count("now", "overdue dossiers of the age in this period") { $0.now },
    .count("before", "overdue dossiers of the age in the period before") { $0.before },
    .length("top", "upper edge of this period's bar") { $0.top },
    .length("baseline", "where this period's figure stands") { $0.top + 15 },
    .length("middle", "where the band's name stands") { $0.top + ($0.before == nil ? 15 : 25) },
    .length("now_width", "length of this period's bar") { $0.nowWidth },
    .length("now_value_left", "where this period's figure begins") { BacklogChart.left + $0.nowWidth + 6 },
    .length("before_top", "upper edge of the bar of the period before") { $0.top + 22 },
    .length("before_baseline", "where the figure of the period before stands") { $0.top + 35 },
    .length("before_width", "length of the bar of the period before") { $0.beforeWidth },
    .length("before_value_left", "where the figure of the period before begins") {
      BacklogChart.left + $0.beforeWidth + 6
    },
  ])

  static let names = Names<BacklogChart>([
    .record("to_5", "overdue by up to five working days", band) { $0.bands[0] },
    .record("to_15", "overdue by six to fifteen working days", band) { $0.bands[1] },
    .record("to_30", "overdue by sixteen to thirty working days", band) { $0.bands[2] },
    .record("over_30", "overdue by more than thirty working days", band) { $0.bands[3] },
    .flag("has_before", "whether the period before may be compared") { $0.hasBefore },
    .flag("has_figures", "whether there are figures at all") { $0.bands.contains { $0.now != nil } },
    .flag("is_empty", "whether nothing is or was overdue") { $0.isEmpty },
  ])
}
