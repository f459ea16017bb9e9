import Administration
import Diagnostics

/// All figures of a run: its windows and, where staff exports were given, the staff pipeline.
package struct RunStatistics: Sendable {
  package let plan: WindowPlan
  package let own: WindowStatistics
  package let previous: WindowStatistics?
  /// The same window one year earlier; nil across a break in series.
  package let yearBefore: WindowStatistics?
  package let cumulative: WindowStatistics?
  /// The finer breakdowns of the own window.
  package let procedures: ProcedureStatistics
  package let details: DetailStatistics
  package var staff: StaffStatistics?
  /// Where the data of each province begin and end, by position of the province; provinces without data are left out.
  package let reach: [Int: DataReach]
  /// The first and the last day of that reach, by position of the province; the last day is never after as-of.
  package let coveredFrom: [Int: Day]
  package let coveredTo: [Int: Day]
  let signalCounts: [Int: SignalCounts]

  /// - Parameters:
  ///   - files: the number of dossier files of each province, by position in the registry.
  /// - Throws: status `internalError` where figures contradict each other.
  package init(
    _ summary: Summary, plan: WindowPlan, files: [Int], staff: StaffStatistics?, registry: Registry,
    calendar: WorkingCalendar
  ) throws(Failure) {
    let figures = Figures(summary: summary, plan: plan, files: files, registry: registry, calendar: calendar)
    let own = try figures.window(.own)
    try self.init(
      own: own, procedures: try figures.procedures(), details: try figures.details(own),
      others: try figures.otherWindows(), figures, staff: staff)
  }

  /// Makes the same statistics, computing the windows and breakdowns in parallel.
  package static func inParallel(
    _ summary: Summary, plan: WindowPlan, files: [Int], staff: StaffStatistics?, registry: Registry,
    calendar: WorkingCalendar
  ) async throws(Failure) -> RunStatistics {
    let figures = Figures(summary: summary, plan: plan, files: files, registry: registry, calendar: calendar)
    // Start the longest computations first.
    async let procedures = Result { () throws(Failure) in try figures.procedures() }
    async let others = Result { () throws(Failure) in try figures.otherWindows() }
    let own = try figures.window(.own)
    let details = try figures.details(own)
    return try RunStatistics(
      own: own, procedures: try await procedures.get(), details: details, others: try await others.get(), figures,
      staff: staff)
  }

  /// The inputs from which the figures of each window are made.
  private struct Figures: Sendable {
    let summary: Summary
    let plan: WindowPlan
    let files: [Int]
    let registry: Registry
    let calendar: WorkingCalendar

    func window(_ role: WindowRole) throws(Failure) -> WindowStatistics {
      guard let position = plan.roles.firstIndex(of: role) else { preconditionFailure("a plan has its own window") }
      return try WindowStatistics(
        summary, position: position, plan: plan, files: files, registry: registry, calendar: calendar)
    }

    func otherWindows() throws(Failure) -> [WindowRole: WindowStatistics] {
      var windows: [WindowRole: WindowStatistics] = [:]
      for role in plan.roles where role != .own { windows[role] = try window(role) }
      return windows
    }

    func procedures() throws(Failure) -> ProcedureStatistics {
      let coverage = WindowStatistics.coverage(summary, of: plan.classifiers[0], files: files, calendar: calendar)
      return try ProcedureStatistics(summary, isCounted: coverage.map(\.hasFigures))
    }

    func details(_ own: WindowStatistics) throws(Failure) -> DetailStatistics {
      try DetailStatistics(summary, plan: plan, own: own, registry: registry)
    }
  }

  private init(
    own: WindowStatistics, procedures: ProcedureStatistics, details: DetailStatistics,
    others: [WindowRole: WindowStatistics], _ figures: Figures, staff: StaffStatistics?
  ) throws(Failure) {
    plan = figures.plan
    self.staff = staff
    self.own = own
    self.procedures = procedures
    self.details = details
    guard procedures.all.map(\.tally).merged() == own.national else {
      throw Failure(.internalError, "the procedures of \(own.window.slug) do not add up to the total")
    }
    reach = figures.summary.reach
    coveredFrom = reach.compactMapValues(\.beginning)
    coveredTo = reach.compactMapValues(\.end)
    signalCounts = figures.summary.signals
    previous = others[.previous]
    yearBefore = others[.yearBefore]
    cumulative = others[.cumulative]
    let registry = figures.registry
    if let previous, previous.window.last + 1 == own.window.first, !(own.observation.day < own.window.first) {
      // Both windows see the same dossiers at the same moment, so what was pending before is what is carried over now.
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

  /// Whether the own window has ended at its observation moment: else its first days would be set against full windows.
  package var hasEnded: Bool { !own.observation.isBefore(Moment(endOf: own.window.last)) }

  /// The previous window, where figures may be compared with it. Nil across a break in series, and nil where the own
  /// window has not ended at as-of: its first days would be compared with a full window.
  package var comparable: WindowStatistics? {
    guard hasEnded, let previous, plan.seriesBreak(between: previous.window, and: own.window) == nil else { return nil }
    return previous
  }
}
