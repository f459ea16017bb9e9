import Diagnostics

/// The equations between counters that must hold in every cell (design: *Identities*).
package enum Identities {
  /// The equations that a cell breaks, with both sides; empty where all hold.
  package static func broken(in tally: Tally) -> [String] {
    let equations: [(String, Int, Int)] = [
      (
        "to_handle = resolved + withdrawn + pending", tally[.toHandle],
        tally[.resolved] + tally[.withdrawn] + tally[.pending]
      ),
      ("to_handle = carried_over + received", tally[.toHandle], tally[.carriedOver] + tally[.received]),
      (
        "resolved = early + on_time + late + no_deadline", tally[.resolved],
        tally[.resolvedEarly] + tally[.resolvedOnTime] + tally[.resolvedLate] + tally[.resolvedNoDeadline]
      ),
      (
        "pending = in_time + overdue + paused + no_deadline", tally[.pending],
        tally[.pendingInTime] + tally[.pendingOverdue] + tally[.pendingPaused] + tally[.pendingNoDeadline]
      ),
      (
        "received = online + in_person + postal", tally[.received],
        tally[.receivedOnline] + tally[.receivedInPerson] + tally[.receivedPostal]
      ),
      (
        "pending_overdue = its four ages", tally[.pendingOverdue],
        tally[.overdueTo5] + tally[.overdueTo15] + tally[.overdueTo30] + tally[.overdueOver30]
      ),
      ("resolved = durations counted", tally[.resolved], tally.working.total),
      ("resolved = calendar durations counted", tally[.resolved], tally.calendar.total),
    ]
    return equations.filter { $0.1 != $0.2 }.map { "\($0.0): \($0.1) ≠ \($0.2)" }
  }

  /// - Throws: status `internalError`, naming every cell and equation that fails.
  package static func check(_ cells: [(name: String, tally: Tally)]) throws(Failure) {
    var findings: [Finding] = []
    for (name, tally) in cells {
      for equation in broken(in: tally) {
        findings.append(Finding(.error, "the figures of \(name) contradict themselves: \(equation)"))
      }
    }
    guard findings.isEmpty else { throw Failure(.internalError, findings) }
  }
}
