/// A day from which figures are not comparable with earlier ones.
package struct SeriesBreak: Sendable, Hashable, Codable {
  /// The first day of the new series.
  package let day: Day
  /// The name of the reason, for which a language file has the words.
  package let reason: String

  package init(day: Day, reason: String) {
    self.day = day
    self.reason = reason
  }

  /// The two-level government since 1 July 2025 (Resolution 202/2025/QH15).
  package static let reform = SeriesBreak(day: .firstOfMonth(year: 2025, month: 7), reason: "two_level_government")

  /// The breaks in the built-in data, in order of their days.
  package static let known: [SeriesBreak] = DataTable(embedded: "series_breaks.csv", columns: 3).rows.map { cells in
    guard let day = Day(String(cells[0])) else { preconditionFailure("series_breaks.csv: '\(cells[0])'") }
    return SeriesBreak(day: day, reason: String(cells[1]))
  }
  .sorted { $0.day < $1.day }
}
