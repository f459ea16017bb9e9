/// A named rate; the raw value is its name in columns and templates.
package enum Rate: String, Sendable, CaseIterable {
  case onlineShare = "online_share"
  case resolutionRate = "resolution_rate"
  case onTimeRate = "on_time_rate"
  case onTimeRateDue = "on_time_rate_due"
  case onTimeRateIndex = "on_time_rate_index"
  case overdueShare = "overdue_share"
  case lateRate = "late_rate"

  /// Returns the rate of a cell; nil where its denominator is zero.
  package func of(_ tally: Tally) -> Ratio? { of(tally.counters) }

  /// Returns the rate of a cell from the values of its counters.
  package func of(_ cell: CounterValues) -> Ratio? {
    let byDue = cell[.resolvedEarly] + cell[.resolvedOnTime]
    let late = cell[.resolvedLate]
    return switch self {
    case .onlineShare: Ratio(cell[.receivedOnline], of: cell[.received])
    case .resolutionRate: Ratio(cell[.resolved], of: cell[.toHandle])
    case .onTimeRate: Ratio(byDue, of: byDue + late)
    case .onTimeRateDue: Ratio(byDue, of: byDue + late + cell[.pendingOverdue])
    case .onTimeRateIndex: Ratio(cell[.toHandle] - late - cell[.pendingOverdue], of: cell[.toHandle])
    case .overdueShare: Ratio(late + cell[.pendingOverdue], of: cell[.toHandle])
    case .lateRate: Ratio(late, of: byDue + late)
    }
  }

  /// The numerator over the denominator, in the names of the counters (design: *Definitions*).
  package var formula: String {
    switch self {
    case .onlineShare: "received_online / received"
    case .resolutionRate: "resolved / to_handle"
    case .onTimeRate: "(resolved_early + resolved_on_time) / (resolved_early + resolved_on_time + resolved_late)"
    case .onTimeRateDue:
      "(resolved_early + resolved_on_time) / (resolved_early + resolved_on_time + resolved_late + pending_overdue)"
    case .onTimeRateIndex: "(to_handle − resolved_late − pending_overdue) / to_handle"
    case .overdueShare: "(resolved_late + pending_overdue) / to_handle"
    case .lateRate: "resolved_late / (resolved_early + resolved_on_time + resolved_late)"
    }
  }
}
