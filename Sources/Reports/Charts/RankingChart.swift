import Statistics
import Templates

/// The positions of the bars of a ranking: ranked units in order, then the other units that have a rate, hatched. The
/// rate of the whole and the target are lines.
///
/// All lengths are whole units of the drawing, which SVG scales to any size.
struct RankingChart: Sendable {
  struct Bar: Sendable {
    let row: RankingRow
    let top: Int
    let width: Int

    var isRanked: Bool { row.entry.rank != nil }
    /// The baseline of the unit's name and rate.
    var baseline: Int { top + 12 }
    var valueLeft: Int { RankingChart.left + width + 6 }
  }

  static let left = 190
  static let span = 440
  static let top = 88
  static let step = 20

  let bars: [Bar]
  let national: Ratio?
  let target: Ratio?

  init(_ ranking: RankingSubject) {
    let rows = ranking.together.ranked + ranking.together.below.filter { $0.entry.ratio != nil }
    bars = rows.enumerated().map { position, row in
      Bar(row: row, top: Self.top + position * Self.step, width: row.entry.ratio?.scaled(by: Self.span) ?? 0)
    }
    national = ranking.national
    target = ranking.target
  }

  var bottom: Int { Self.top + bars.count * Self.step }
}

enum RankingChartNames {
  private static let bars = Names<RankingChart.Bar>(
    [
      .length("top", "upper edge of the bar") { $0.top },
      .length("bar_width", "length of the bar") { $0.width },
      .length("baseline", "where name and rate stand") { $0.baseline },
      .length("value_left", "where the rate begins") { $0.valueLeft },
      .value("label", "rank and name of the unit, as much as the drawing takes") { bar, printer in
        let rank = bar.row.entry.rank.map { "\($0). " } ?? ""
        return bar.row.unit.drawnName(printer, after: rank, into: RankingChart.left - 16, size: 12)
      },
      .flag("is_ranked", "whether the unit is ranked") { $0.isRanked },
    ] + RankingNames.rows.of { $0.row })

  static let names = Names<RankingChart>([
    .list("bars", "each unit with a rate, ranked ones first", bars) { $0.bars },
    .flag("is_empty", "whether no unit has a rate") { $0.bars.isEmpty },
    .flag("has_hatched", "whether any bar is of a unit that is not ranked") { $0.bars.contains { !$0.isRanked } },
    .length("height", "height of the drawing") { $0.bottom + 44 },
    .length("bottom", "lower edge of the bars") { $0.bottom },
    .length("axis_label", "where the labels of the axis stand") { $0.bottom + 16 },
    .length("note_line", "where the note stands") { $0.bottom + 36 },
    .length("national_left", "where the country's line stands") {
      RankingChart.left + ($0.national?.scaled(by: RankingChart.span) ?? 0)
    },
    .rate("national", "the country's rate") { $0.national },
    .length("target_left", "where the target's line stands") {
      RankingChart.left + ($0.target?.scaled(by: RankingChart.span) ?? 0)
    },
    .rate("target_rate", "the target") { $0.target },
  ])
}
