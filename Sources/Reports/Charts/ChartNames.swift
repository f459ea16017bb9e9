import Statistics
import Templates

/// The drawings of the pages. Their geometry is computed here, and the templates in `charts` write it as SVG.
enum ChartNames {
  static let names: [Names<ReportSubject>.Name] = [
    .record("ranking_chart", "the ranking of provinces as bars", RankingChartNames.names) {
      RankingChart($0.ranking)
    },
    .record("backlog_chart", "overdue dossiers by age", BacklogChartNames.names) {
      BacklogChart(now: $0.own.total, before: $0.previous.tally)
    },
    .record(
      "daily_chart", "dossiers day by day: the period, or twelve weeks where it is shorter", SeriesChartNames.names
    ) {
      SeriesChart($0.series.national)
    },
    .record("funnel_chart", "the staff pipeline", FunnelChart.names) { subject in
      let national = subject.staff?.national
      return FunnelChart(
        decisions: national?.decisions.value, submitted: national?.submitted.value, approved: national?.approved.value,
        paid: national?.paid.value)
    },
  ]

  /// The drawings of the page of one province.
  static let ofProvince: [Names<Scorecard>.Name] = [
    .record("backlog_chart", "the province's overdue dossiers by age", BacklogChartNames.names) {
      BacklogChart(now: $0.unit.cell.tally, before: $0.unit.before)
    },
    .record("daily_chart", "the province's dossiers day by day", SeriesChartNames.names) { SeriesChart($0.days) },
  ]
}

extension Names.Name {
  /// A length in a drawing, in whole units and without the language's digit grouping.
  static func length(_ name: String, _ definition: String, _ path: @escaping Path<Int>) -> Self {
    .value(name, definition, unit: "length") { subject, _ in TemplateValue(String(path(subject))) }
  }
}
