import Administration
import Records

/// What a window of a run is for. A run counts all its windows in one pass.
package enum WindowRole: String, Sendable, Codable, CaseIterable {
  /// The window that the edition reports.
  case own
  /// The window before the own one, from which changes are computed.
  case previous
  /// The same window one year earlier.
  case yearBefore = "year_before"
  /// From the reform, or another configured day, to the observation day of the own window.
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
  /// Whether signals are counted, and overdue dossiers of a unit and field by age. Only an edition for the agency's own
  /// staff shows them.
  package var countsSignals = false

  /// - Parameter since: the first day of the cumulative window, which is left out where the own window or as-of ends
  ///   before it.
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
    // Figures on both sides of a break in series are not comparable, so such a window is not counted.
    if let before = own.yearBefore, !breaks.contains(where: { before.first < $0.day && $0.day <= own.last }) {
      windows.append((.yearBefore, before))
    }
    let end = min(own.last, asOf.day)
    if since <= end { windows.append((.cumulative, Window(kind: .cumulative, first: since, last: end))) }
    roles = windows.map(\.0)
    classifiers = windows.map {
      Classifier(window: $0.1, asOf: asOf, comparison: comparison, calendar: calendar)
    }
  }

  /// The first day of the daily series: that of the own window, or twelve weeks before the observation day where that
  /// is earlier. The series never begins before a break in series or more than ten years back.
  package var seriesFirst: Day {
    let observation = classifiers[0].observation.day
    let start = min(max(own.first, observation - 3652), observation - (12 * 7 - 1))
    return max(start, breaks.map(\.day).filter { $0 <= own.first }.max() ?? start)
  }

  /// Returns the break in series between a window and an earlier one, whose figures are then not comparable; nil for
  /// none.
  package func seriesBreak(between earlier: Window, and later: Window) -> SeriesBreak? {
    breaks.first { earlier.first < $0.day && $0.day <= later.last }
  }
}
