import Administration
import Statistics
import Templates

/// The names of the daily series, of the backlog by age and of the counters by window.
enum SeriesNames {
  static let days = Names<TrendRow>([
    .text("code", "statistical code of the province; VN for the whole") { $0.unit.code },
    .value("name", "name of the province") { $0.unit.name($1) },
    .date("date", "the day") { $0.point.day },
    .flag("is_day_off", "whether the day is a weekend day or a holiday") { !$0.isWorked },
    .count("received", "dossiers accepted for handling on the day") { $0.isKnown ? $0.point.received : nil },
    .count("resolved", "finished on the day") { $0.isKnown ? $0.point.resolved : nil },
    .count("withdrawn", "closed without a result on the day") { $0.isKnown ? $0.point.withdrawn : nil },
    .count("open", "neither finished nor closed at the end of the day") { $0.isKnown ? $0.point.open : nil },
    .count("pending_overdue", "open at the end of the day, past the due day, not waiting for a supplement") {
      $0.isKnown ? $0.point.overdue : nil
    },
    .value("record", "the row as a record of trend.csv") { TemplateValue(CSVTable.trendRecord($0, $1)) },
  ])

  private static let windows = Names<SeriesRow>([
    .value("record", "the row as a record of series.csv") { row, printer in
      TemplateValue("\(row.window),\(printer.text(row.unit).text),\(row.counter),\(row.value)")
    }
  ])

  static let names: [Names<ReportSubject>.Name] = [
    .list("days", "each day of the period, or of twelve weeks where it is shorter, for the whole", days) {
      $0.series.national
    },
    .list("province_days", "each such day of each province, then of the whole", days) { $0.series.all },
    .list("window_counters", "every counter of every unit in every period of the run", windows) { $0.series.windows },
    .value("trend_columns", "the header of trend.csv") { _, _ in TemplateValue(CSVTable.trendHeader) },
    .value("backlog_columns", "the header of backlog.csv") { _, _ in TemplateValue(CSVTable.backlogHeader) },
    .value("series_columns", "the header of series.csv") { _, _ in TemplateValue("window,unit,counter,value") },
  ]
}
