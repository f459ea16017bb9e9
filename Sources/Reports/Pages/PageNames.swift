import Statistics
import Templates

/// The subject of a page about one province.
struct PageSubject: Sendable {
  let report: ReportSubject
  let here: Scorecard

  /// - Parameter province: the position of the province in the registry.
  init(report: ReportSubject, province: Int) {
    self.report = report
    here = report.scorecards[province]
  }
}

/// The names at the root of a template that makes one page per province: the province as `here`, and all names of the
/// whole run.
enum PageNames {
  static let names = Names<PageSubject>(
    ReportNames.names.of { $0.report } + [
      .record("here", "the province that the page is about", ScorecardNames.names) { $0.here }
    ])
}
