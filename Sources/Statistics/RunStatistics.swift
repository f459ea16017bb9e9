import Administration
import Diagnostics

/// All figures of a run: its windows and, where staff exports were given, the staff pipeline.
package struct RunStatistics: Sendable {
  package let plan: WindowPlan
  package let own: WindowStatistics
  package let previous: WindowStatistics?
  /// The same window a year before; nil across a break in series.
  package let yearBefore: WindowStatistics?
  package let cumulative: WindowStatistics?
  /// The finer breakdowns of the own window.
  package let details: DetailStatistics
  package var staff: StaffStatistics?
  package let coveredTo: [Int: Day]

  /// - Parameters:
  ///   - files: how many dossier files each province has, by position in the registry.
  /// - Throws: status `internalError` where figures contradict one another.
  package init(
    _ summary: Summary, plan: WindowPlan, files: [Int], staff: StaffStatistics?, registry: Registry,
    calendar: WorkingCalendar
  ) throws(Failure) {
    self.plan = plan
    self.staff = staff
    coveredTo = summary.coveredTo
    var windows: [WindowRole: WindowStatistics] = [:]
    for (position, role) in plan.roles.enumerated() {
      windows[role] = try WindowStatistics(
        summary, position: position, plan: plan, files: files, registry: registry, calendar: calendar)
    }
    guard let own = windows[.own] else { preconditionFailure("a plan has its own window") }
    self.own = own
    previous = windows[.previous]
    yearBefore = windows[.yearBefore]
    cumulative = windows[.cumulative]
    details = try DetailStatistics(summary, plan: plan, own: own, registry: registry)
    if let previous, previous.window.last + 1 == own.window.first, !(own.observation.day < own.window.first) {
      // Both see the same dossiers at the same moment, so what was left open is what was carried over.
      for (province, figures) in zip(own.provinces, previous.provinces).enumerated() {
        guard let now = figures.0, let before = figures.1 else { continue }
        guard now[.carriedOver] == before[.pending] else {
          throw Failure(
            .internalError,
            "province \(registry.provinces[province].code) carries over \(now[.carriedOver]) dossiers, \(before[.pending]) were pending before"
          )
        }
      }
    }
  }

  /// The window before, where figures may be set against it: not across a break in series, and not against a window
  /// that has not ended at as-of, whose first days would be set against a full one.
  package var comparable: WindowStatistics? {
    let hasEnded = !own.observation.isBefore(Moment(endOf: own.window.last))
    guard hasEnded, let previous, plan.seriesBreak(between: previous.window, and: own.window) == nil else { return nil }
    return previous
  }
}
