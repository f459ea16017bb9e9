import Diagnostics

/// The equations between counters that must hold in every cell (design: *Identities*).
package enum Identities {
  private struct Equation: Sendable {
    let text: String
    let left: @Sendable (CounterValues) -> Int
    let right: @Sendable (CounterValues) -> Int
  }

  private static let equations = [
    Equation(text: "to_handle = resolved + withdrawn + pending") {
      $0[.toHandle]
    } right: {
      $0[.resolved] + $0[.withdrawn] + $0[.pending]
    },
    Equation(text: "to_handle = carried_over + received") {
      $0[.toHandle]
    } right: {
      $0[.carriedOver] + $0[.received]
    },
    Equation(text: "resolved = early + on_time + late + no_deadline") {
      $0[.resolved]
    } right: {
      $0[.resolvedEarly] + $0[.resolvedOnTime] + $0[.resolvedLate] + $0[.resolvedNoDeadline]
    },
    Equation(text: "pending = in_time + overdue + paused + no_deadline") {
      $0[.pending]
    } right: {
      $0[.pendingInTime] + $0[.pendingOverdue] + $0[.pendingPaused] + $0[.pendingNoDeadline]
    },
    Equation(text: "received = online + in_person + postal") {
      $0[.received]
    } right: {
      $0[.receivedOnline] + $0[.receivedInPerson] + $0[.receivedPostal]
    },
    Equation(text: "pending_overdue = its four ages") {
      $0[.pendingOverdue]
    } right: {
      $0[.overdueTo5] + $0[.overdueTo15] + $0[.overdueTo30] + $0[.overdueOver30]
    },
  ]

  /// Returns the equations that a cell breaks, with the values of both sides; empty where all hold.
  package static func broken(in tally: Tally) -> [String] {
    let counters = tally.counters
    let resolved = counters[.resolved]
    // Nearly all of the thousands of cells are sound, and no list is built for these.
    let areAllTrue =
      equations.allSatisfy { $0.left(counters) == $0.right(counters) } && tally.working.total == resolved
      && tally.calendar.total == resolved
    if areAllTrue { return [] }
    var sides = equations.map { ($0.text, $0.left(counters), $0.right(counters)) }
    sides.append(("resolved = durations counted", resolved, tally.working.total))
    sides.append(("resolved = calendar durations counted", resolved, tally.calendar.total))
    return sides.filter { $1 != $2 }.map { "\($0): \($1) ≠ \($2)" }
  }

  /// - Parameter name: returns the name of a cell's unit; called only for cells that fail.
  /// - Throws: status `internalError`, naming every cell and equation that fails.
  package static func check<Unit>(
    _ cells: [(unit: Unit, tally: Tally)], name: (Unit) -> String
  ) throws(Failure) {
    var findings: [Finding] = []
    for (unit, tally) in cells {
      for equation in broken(in: tally) {
        findings.append(Finding(.error, "the figures of \(name(unit)) contradict themselves: \(equation)"))
      }
    }
    guard findings.isEmpty else { throw Failure(.internalError, findings) }
  }
}
