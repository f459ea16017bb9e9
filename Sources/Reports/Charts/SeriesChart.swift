import Administration
import Statistics
import Templates

/// The geometry of a daily series: received and resolved per day as lines, open dossiers as an area with an axis of its
/// own, and days off shaded.
struct SeriesChart: Sendable {
  /// One day's figures.
  struct Point: Sendable {
    let day: Day
    let received: Int
    let resolved: Int
    let open: Int
    let overdue: Int
    let isOff: Bool
  }

  struct Mark: Sendable {
    let position: Int
    let value: Int
    let day: Day?
  }

  struct Shade: Sendable {
    let left: Int
    let width: Int
  }

  static let left = 70
  /// The width of the plot, which leaves room for the labels of the right axis, such as "500 thousand".
  static let span = 550
  static let top = 70
  static let height = 220

  let points: [Point]
  private let flowTop: Int
  private let openTop: Int
  private let overdueTop: Int

  /// - Parameter rows: the days of one unit; days after the end of its data are left out.
  init(_ rows: [TrendRow]) {
    points = rows.filter(\.isKnown).map { row in
      Point(
        day: row.point.day, received: row.point.received, resolved: row.point.resolved, open: row.point.open,
        overdue: row.point.overdue, isOff: !row.isWorked)
    }
    flowTop = Self.ceiling(points.map { max($0.received, $0.resolved) }.max() ?? 0)
    overdueTop = Self.ceiling(points.map(\.overdue).max() ?? 0)
    openTop = Self.ceiling(points.map(\.open).max() ?? 0)
  }

  /// Returns the next round number whose quarter is round too: 4, 8, 12, 20, 40, 80, 120, 200 …
  static func ceiling(_ value: Int) -> Int {
    var unit = 4
    while true {
      for factor in [1, 2, 3, 5] where unit * factor >= value { return unit * factor }
      let (next, overflow) = unit.multipliedReportingOverflow(by: 10)
      if overflow { return value }
      unit = next
    }
  }

  /// Returns the centre of a day's strip.
  private func x(_ position: Int) -> Int { Self.left + (2 * position + 1) * Self.span / (2 * max(points.count, 1)) }
  private func y(_ value: Int, _ most: Int) -> Int {
    Self.top + Self.height - (Ratio(value, of: most)?.scaled(by: Self.height) ?? 0)
  }

  private func line(_ most: Int, _ value: (Point) -> Int) -> String {
    points.enumerated().map { "\(x($0)),\(y(value($1), most))" }.joined(separator: " ")
  }

  var received: String { line(flowTop, \.received) }
  var resolved: String { line(flowTop, \.resolved) }
  var open: String { area(openTop, \.open) }
  var overdue: String { area(overdueTop, \.overdue) }

  /// Returns the points of a line, extended down to the axis at both ends so that the area can be filled.
  private func area(_ most: Int, _ value: (Point) -> Int) -> String {
    let bottom = Self.top + Self.height
    guard !points.isEmpty else { return "" }
    return "\(x(0)),\(bottom) \(line(most, value)) \(x(points.count - 1)),\(bottom)"
  }

  var shades: [Shade] {
    points.indices.filter { points[$0].isOff }.map { position in
      let left = Self.left + position * Self.span / points.count
      return Shade(left: left, width: Self.left + (position + 1) * Self.span / points.count - left)
    }
  }

  var flowMarks: [Mark] { quarters(flowTop) }
  var openMarks: [Mark] { quarters(openTop) }
  var overdueMarks: [Mark] { quarters(overdueTop) }

  /// Returns the quarters of an axis, from the bottom.
  private func quarters(_ most: Int) -> [Mark] {
    (0...4).map { Mark(position: Self.top + Self.height - $0 * Self.height / 4, value: most / 4 * $0, day: nil) }
  }

  /// At most eight dates at equal distances, beginning with the first day.
  var dayMarks: [Mark] {
    let step = max(1, (points.count + 7) / 8)
    return stride(from: 0, to: points.count, by: step).map {
      Mark(position: x($0), value: 0, day: points[$0].day)
    }
  }
}

enum SeriesChartNames {
  private static let marks = Names<SeriesChart.Mark>([
    .length("position", "where the mark stands") { $0.position },
    .length("baseline", "where its text stands") { $0.position + 4 },
    .count("value", "the number at the mark") { $0.value },
    .date("day", "the date at the mark") { $0.day },
    .value("short_day", "day and month at the mark") { mark, printer in
      guard let day = mark.day else { return printer.missing() }
      guard let language = printer.language else { return TemplateValue(day.description) }
      return printer.words(Printer.date(day, pattern: language.file.dateMark, language))
    },
  ])

  private static let shades = Names<SeriesChart.Shade>([
    .length("left", "left edge of a day off") { $0.left },
    .length("shade_width", "width of a day") { $0.width },
  ])

  static let names = Names<SeriesChart>([
    .flag("is_empty", "whether there is no day to draw") { $0.points.isEmpty },
    .value("received_line", "points of the line of received dossiers", unit: "points") { chart, _ in
      TemplateValue(chart.received)
    },
    .value("resolved_line", "points of the line of resolved dossiers", unit: "points") { chart, _ in
      TemplateValue(chart.resolved)
    },
    .value("open_area", "points of the area of open dossiers", unit: "points") { chart, _ in TemplateValue(chart.open)
    },
    .value("overdue_area", "points of the area of overdue dossiers", unit: "points") { chart, _ in
      TemplateValue(chart.overdue)
    },
    .date("first_day", "the first day drawn") { $0.points.first?.day },
    .date("last_day", "the last day drawn") { $0.points.last?.day },
    .list("overdue_marks", "marks of the axis of overdue dossiers", marks) { $0.overdueMarks },
    .list("days_off", "each day off", shades) { $0.shades },
    .list("flow_marks", "marks of the axis of received and resolved", marks) { $0.flowMarks },
    .list("open_marks", "marks of the axis of open dossiers", marks) { $0.openMarks },
    .list("day_marks", "dates along the axis", marks) { $0.dayMarks },
  ])
}
