import Administration
import Records

/// What a window of a run is for. A run sees all of them in one pass.
package enum WindowRole: String, Sendable, Codable, CaseIterable {
  /// The window that the edition reports.
  case own
  /// The window before it, for changes.
  case previous
  /// From the reform, or another configured day, to the own window's observation day.
  case cumulative
}

/// The windows of a run, each with its classifier.
package struct WindowPlan: Sendable {
  package let own: Window
  package let asOf: Moment
  package let comparison: Comparison
  package let breaks: [SeriesBreak]
  package let roles: [WindowRole]
  package let classifiers: [Classifier]

  /// - Parameter since: the first day of the cumulative window; left out where the own window ends before it.
  package init(
    own: Window, asOf: Moment, since: Day, comparison: Comparison, breaks: [SeriesBreak],
    calendar: WorkingCalendar
  ) {
    self.own = own
    self.asOf = asOf
    self.comparison = comparison
    self.breaks = breaks
    var windows: [(WindowRole, Window)] = [(.own, own)]
    if let previous = own.previous { windows.append((.previous, previous)) }
    let end = min(own.last, asOf.day)
    if since <= end { windows.append((.cumulative, Window(kind: .cumulative, first: since, last: end))) }
    roles = windows.map(\.0)
    classifiers = windows.map {
      Classifier(window: $0.1, asOf: asOf, comparison: comparison, calendar: calendar)
    }
  }

  /// The break in series that lies between a window and an earlier one, if any: their figures are not comparable.
  package func seriesBreak(between earlier: Window, and later: Window) -> SeriesBreak? {
    breaks.first { earlier.first < $0.day && $0.day <= later.last }
  }
}
