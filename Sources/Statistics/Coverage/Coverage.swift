import Administration

/// How far a province's data reach over a window. Only under `full` does a zero mean that nothing happened.
package enum Coverage: String, Sendable, Codable, CaseIterable {
  /// The province has no file.
  case noFile = "no_file"
  /// There is a file, but no data that could count in the window: the file has no usable day, or its data begin too
  /// late.
  case empty
  /// The data end before the window begins.
  case stale
  /// The data end before the last working day of the window that lies on or before the observation day.
  case partial
  case full

  /// Whether figures are given at all; where they are not, cells stay blank.
  package var hasFigures: Bool { self == .partial || self == .full }

  /// Returns the coverage of a province.
  ///
  /// - Parameters:
  ///   - isBase: whether a later window is compared with this one. Data that begin in it, after its first working day,
  ///     then give no figures: a change would show what became known, not what happened.
  ///   - coveredFrom: the first day of receipt in the data.
  ///   - coveredTo: the last day of receipt or finish in the data, at most as-of.
  ///   - through: the window's observation day.
  package static func of(
    files: Int, isBase: Bool = false, coveredFrom: Day? = nil, coveredTo: Day?, window: Window, through: Day,
    calendar: WorkingCalendar
  ) -> Coverage {
    guard let coveredTo else { return files == 0 ? .noFile : .empty }
    if coveredTo < window.first { return .stale }
    let end = min(window.last, through)
    // Data that begin after the window say nothing about it, so a missing count is not a zero.
    let start = isBase ? min(calendar.day(1, workingDaysAfter: window.first - 1), end) : end
    if let coveredFrom, start < coveredFrom { return .empty }
    let needed = calendar.lastWorkingDay(from: window.first, through: end) ?? window.first
    return coveredTo < needed ? .partial : .full
  }
}
