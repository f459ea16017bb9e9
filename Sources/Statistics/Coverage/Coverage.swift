import Administration

/// Whether a province's data reach over a window. Only under `full` is a zero a zero.
package enum Coverage: String, Sendable, Codable, CaseIterable {
  /// No file of the province.
  case noFile = "no_file"
  /// A file, but no row of it that could stand in the window: none at all, or only dossiers received later.
  case empty
  /// The data end before the window.
  case stale
  /// The data end before the window's last working day.
  case partial
  case full

  /// Whether figures are given at all; without, cells stay blank.
  package var hasFigures: Bool { self == .partial || self == .full }

  /// - Parameters:
  ///   - isBase: whether a later window is compared with this one. Data that begin in it, after its first working day, then
  ///     give no figures: a change would tell of what is known, not of what happened.
  ///   - coveredFrom: the first day of receipt in the data.
  ///   - coveredTo: the last day of receipt or finish in the data, or as-of where it is later.
  ///   - through: the window's observation day.
  package static func of(
    files: Int, isBase: Bool = false, coveredFrom: Day? = nil, coveredTo: Day?, window: Window, through: Day,
    calendar: WorkingCalendar
  ) -> Coverage {
    guard let coveredTo else { return files == 0 ? .noFile : .empty }
    if coveredTo < window.first { return .stale }
    let end = min(window.last, through)
    // Data that begin after the window know nothing of it: their silence is no zero.
    let start = isBase ? calendar.firstWorkingDay(from: window.first, through: end) ?? end : end
    if let coveredFrom, start < coveredFrom { return .empty }
    let needed = calendar.lastWorkingDay(from: window.first, through: end) ?? window.first
    return coveredTo < needed ? .partial : .full
  }
}
