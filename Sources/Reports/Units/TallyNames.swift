import Administration
import Statistics

/// The figures of one cell; nil where the coverage of the unit gives none.
struct Cell: Sendable {
  let tally: Tally?

  subscript(counter: Counter) -> Int? { tally?[counter] }
  func rate(_ rate: Rate) -> Ratio? { tally.flatMap { rate.of($0) } }
  /// Late and overdue dossiers, which lower every on-time rate.
  var lateOrOverdue: Int? { tally.map { $0[.resolvedLate] + $0[.pendingOverdue] } }
  var resolvedByDue: Int? { tally.map { $0[.resolvedEarly] + $0[.resolvedOnTime] } }
  var resolvedWithDue: Int? { tally.map { $0[.resolved] - $0[.resolvedNoDeadline] } }
}

/// The figures of a cell now and before, from which changes are computed; nil where they may not be compared.
struct Change: Sendable {
  let now: Tally?
  let before: Tally?
}

enum TallyNames {
  /// Every counter, every rate and every duration of a cell.
  static let names = Names<Cell>(
    Counter.allCases.map { counter in .count(counter.rawValue, counter.definition) { $0[counter] } }
      + [
        .count("resolved_by_due", "resolved_early + resolved_on_time") { $0.resolvedByDue },
        .count("resolved_with_due", "resolved, with a due date") { $0.resolvedWithDue },
        .count("late_or_overdue", "resolved_late + pending_overdue") { $0.lateOrOverdue },
        .count("median_days", "working days from receipt to finish, median, nearest rank", unit: "working days") {
          $0.tally?.working.percentile(50)
        },
        .count("p90_days", "working days from receipt to finish, 90th percentile, nearest rank", unit: "working days") {
          $0.tally?.working.percentile(90)
        },
        .count("median_calendar_days", "calendar days from receipt to finish, median", unit: "calendar days") {
          $0.tally?.calendar.percentile(50)
        },
        .count("p90_calendar_days", "calendar days from receipt to finish, 90th percentile", unit: "calendar days") {
          $0.tally?.calendar.percentile(90)
        },
        .value("mean_days", "working days from receipt to finish, mean") { $1.mean($0.tally?.working.mean) },
        .value("mean_calendar_days", "calendar days from receipt to finish, mean") {
          $1.mean($0.tally?.calendar.mean)
        },
      ]
      + Rate.allCases.map { rate in .rate(rate.rawValue, rate.formula) { $0.rate(rate) } })

  /// The change of every counter and rate.
  static let changes = Names<Change>(
    Counter.allCases.map { counter in
      .value(counter.rawValue, "change of: \(counter.definition)", forms: Printer.changeForms, unit: "dossiers") {
        change, printer in
        printer.change(change.now?[counter], from: change.before?[counter])
      }
    }
      + Rate.allCases.map { rate in
        .value(
          rate.rawValue, "change in percentage points of \(rate.formula)", forms: Printer.pointForms, unit: "points"
        ) { change, printer in
          printer.points(change.now.flatMap { rate.of($0) }, from: change.before.flatMap { rate.of($0) })
        }
      })
}
