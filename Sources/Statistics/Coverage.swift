import Administration

/// Whether a province's data reach over a window. Only under `full` is a zero a zero.
package enum Coverage: String, Sendable, Codable, CaseIterable {
  /// No file of the province.
  case noFile = "no_file"
  /// A file without a row.
  case empty
  /// The data end before the window.
  case stale
  /// The data end before the window's last working day.
  case partial
  case full

  /// Whether figures are given at all; without, cells stay blank.
  package var hasFigures: Bool { self == .partial || self == .full }

  /// - Parameters:
  ///   - coveredTo: the last day of receipt or finish in the data.
  ///   - through: the window's observation day.
  package static func of(
    files: Int, coveredTo: Day?, window: Window, through: Day, calendar: WorkingCalendar
  ) -> Coverage {
    guard let coveredTo else { return files == 0 ? .noFile : .empty }
    if coveredTo < window.first { return .stale }
    let end = min(window.last, through)
    let needed = calendar.lastWorkingDay(from: window.first, through: end) ?? window.first
    return coveredTo < needed ? .partial : .full
  }
}
