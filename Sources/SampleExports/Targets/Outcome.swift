/// What has become of a dossier by the end of the window; every row of an export has exactly one outcome.
enum Outcome: Int, Sendable, CaseIterable {
  case early, onTime, late
  case withdrawn
  case open, overdue, paused, noDeadline
  case submitted, refused

  var isResolved: Bool { self == .early || self == .onTime || self == .late }

  /// Whether the dossier is received in the sense of the statistics: accepted for handling.
  var isReceived: Bool { self != .submitted && self != .refused }

  /// Returns the processing times, in working days, that can lead to this outcome if this many working days remain in
  /// the window after the day of receipt; nil if none can.
  ///
  /// Without this, the last days would be full of dossiers that are late before they are due.
  func daysAllowed(workdaysLeft left: Int) -> ClosedRange<Int>? {
    switch self {
    // A dossier of the last days that is already finished cannot have had a long procedure.
    case .early: 1...min(Procedure.longest, left + 2)
    case .onTime, .overdue: left >= 1 ? 1...min(Procedure.longest, left) : nil
    case .late: left >= 2 ? 1...min(Procedure.longest, left - 1) : nil
    case .open: left < Procedure.longest ? left + 1...Procedure.longest : nil
    case .withdrawn, .paused: left >= 1 ? 1...Procedure.longest : nil
    case .noDeadline, .submitted, .refused: 1...Procedure.longest
    }
  }
}
