/// A day from which figures are not comparable with those before it.
package struct SeriesBreak: Sendable, Hashable, Codable {
  /// The first day of the new series.
  package let day: Day
  /// Why, by a name that a language file puts into words.
  package let reason: String

  package init(day: Day, reason: String) {
    self.day = day
    self.reason = reason
  }

  /// The two-level government since 1 July 2025 (Resolution 202/2025/QH15).
  package static let reform = SeriesBreak(day: .firstOfMonth(year: 2025, month: 7), reason: "two_level_government")
}
