/// What has become of a dossier by the end of the window; every row of an export is of exactly one of these.
enum Outcome: Int, Sendable, CaseIterable {
  case early, onTime, late
  case withdrawn
  case open, overdue, paused, noDeadline
  case submitted, refused

  var isResolved: Bool { self == .early || self == .onTime || self == .late }

  /// Received in the sense of the statistics: accepted for handling.
  var isReceived: Bool { self != .submitted && self != .refused }

  /// Which processing times, in working days, can lead to this outcome where so many working days lie after the day of
  /// receipt up to the end of the window; nil where none can.
  ///
  /// Without this the last days would be full of dossiers that are late before they are due.
  func daysAllowed(workdaysLeft left: Int) -> ClosedRange<Int>? {
    switch self {
    // What came in last and is finished already was not a long procedure.
    case .early: 1...min(Procedure.longest, left + 2)
    case .onTime, .overdue: left >= 1 ? 1...min(Procedure.longest, left) : nil
    case .late: left >= 2 ? 1...min(Procedure.longest, left - 1) : nil
    case .open: left < Procedure.longest ? left + 1...Procedure.longest : nil
    case .withdrawn, .paused: left >= 1 ? 1...Procedure.longest : nil
    case .noDeadline, .submitted, .refused: 1...Procedure.longest
    }
  }
}
