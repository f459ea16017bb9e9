import Administration
import Statistics

/// The configured texts at the head and foot of every report.
package struct ReportHead: Sendable, Equatable {
  package var agency: String?
  package var number: String?
  package var place: String?
  package var date: Day?
  package var status: String?
  package var signature: [String] = []
  /// The unit to which the form is sent, and the person who compiled it.
  package var receiver: String?
  package var compiledBy: String?

  package init() {}
}

/// What became of the records of one file, for the tables on coverage and quality.
package struct FileFigures: Sendable {
  package let province: Int?
  package let records: Int
  package let used: Int
  package let superseded: Int
  package let quarantined: Int

  package init(province: Int?, records: Int, used: Int, superseded: Int, quarantined: Int) {
    self.province = province
    self.records = records
    self.used = used
    self.superseded = superseded
    self.quarantined = quarantined
  }
}

/// Everything from which reports are made.
///
/// A class, so that each value of a page keeps it alive at the cost of one reference.
package final class ReportSubject: Sendable {
  package let statistics: RunStatistics
  /// The part of the staff figures that may be published; no report has access to the unprotected figures.
  package let staff: StaffPublication?
  package let registry: Registry
  package let head: ReportHead
  /// The targets of rates; empty where the configuration sets none.
  package let targets: [Rate: Ratio]
  /// A sentence that every page must print, such as that the data are synthetic.
  package let notice: String?
  /// The edition's folder name.
  package let edition: String
  package let revision: Int
  package let files: [FileFigures]
  /// The previous revision of the edition; nil where there is none.
  package let revised: Revised?
  /// The most recent earlier edition with staff figures.
  package let staffBefore: PublishedFigures?
  /// When each province without a file last had one.
  package let filesBefore: FilesBefore
  /// The quality of the data.
  package let quality: QualityStatistics
  /// Figures from other sources that the configuration quotes.
  package let indicators: [QuotedIndicator]
  /// The staff pipeline as published elsewhere, beside this run's figures.
  package let publishedStaff: [PipelineComparison]
  /// The agency's own commentary on the figures, by language, as Markdown.
  package let commentary: [String: String]
  /// Names of the edition's reports, so that pages link to no others.
  package let reports: Set<String>
  let units: UnitRows
  let ranking: RankingSubject
  let breakdowns: BreakdownRows
  let series: SeriesRows
  /// By position of the province. Each is made once, for the province's page and drawings in every language.
  let scorecards: [Scorecard]
  let form: FormSubject

  package init(
    statistics: RunStatistics, staff: StaffPublication? = nil, registry: Registry, head: ReportHead,
    targets: [Rate: Ratio] = [:], notice: String?, edition: String, revision: Int, files: [FileFigures],
    ranking: Rate = .onTimeRateDue, calendar: WorkingCalendar = .vietnam, form: FormSources = FormSources(),
    revised: Revised? = nil, staffBefore: PublishedFigures? = nil, filesBefore: FilesBefore = FilesBefore(),
    quality: QualityStatistics = QualityStatistics(), communeNotes: [Int: CommuneNote] = [:],
    indicators: [QuotedIndicator] = [], publishedStaff: [PipelineComparison] = [], commentary: [String: String] = [:],
    reports: Set<String> = []
  ) {
    var statistics = statistics
    statistics.staff = nil
    self.statistics = statistics
    self.staff = staff
    self.registry = registry
    self.head = head
    self.targets = targets
    self.notice = notice
    self.edition = edition
    self.revision = revision
    self.files = files
    self.revised = revised
    self.staffBefore = staffBefore
    self.filesBefore = filesBefore
    self.quality = quality
    self.indicators = indicators
    self.publishedStaff = publishedStaff
    self.commentary = commentary
    self.reports = reports
    let communes = CommuneStatistics(statistics, notes: communeNotes, registry: registry)
    let units = UnitRows(statistics, communes, registry: registry, files: files)
    self.units = units
    let breakdowns = BreakdownRows(statistics, provinces: units.provinces, registry: registry)
    let series = SeriesRows(statistics, units: units, registry: registry, calendar: calendar)
    let ranking = RankingSubject(
      statistics, by: ranking, units: units, registry: registry, target: targets[ranking])
    self.form = FormSubject(statistics, sources: form, units: units, registry: registry)
    self.breakdowns = breakdowns
    self.series = series
    self.ranking = ranking
    scorecards = registry.slugs.enumerated().map { province, slug in
      Scorecard(
        ofProvince: province, slug: slug, units, ranking, breakdowns, series, quality: quality.provinces,
        registry: registry)
    }
  }

  var own: WindowStatistics { statistics.own }

  /// The previous window; nil where no province has figures in both windows.
  private var compared: WindowStatistics? { matched ?? 0 > 0 ? statistics.comparable : nil }

  /// The previous window's figures, summed over the provinces that have figures in both; empty across a break in
  /// series.
  var previous: Cell { Cell(tally: compared?.national(matching: own)) }

  var change: Change {
    Change(now: compared.map { own.national(matching: $0) }, before: previous.tally)
  }

  /// The same window a year before, where any province has figures in both, and this one has ended.
  private var comparedOnYear: WindowStatistics? {
    guard let before = statistics.yearBefore, statistics.hasEnded,
      zip(own.provinces, before.provinces).contains(where: { $0 != nil && $1 != nil })
    else { return nil }
    return before
  }

  /// The same window a year before, over the provinces that have figures in both; none across a break in series.
  var yearBefore: Cell { Cell(tally: comparedOnYear?.national(matching: own)) }

  var changeOnYear: Change {
    Change(now: comparedOnYear.map { own.national(matching: $0) }, before: yearBefore.tally)
  }

  /// Figures since the reform, over the provinces with data since then, including provinces whose data end before this
  /// window.
  var cumulative: Cell { Cell(tally: statistics.cumulative?.total) }

  /// The number of these provinces; nil where it equals the number of provinces with figures in this window.
  var cumulativeReporting: Int? {
    statistics.cumulative.flatMap { $0.reporting == own.reporting ? nil : $0.reporting }
  }

  /// The number of provinces with figures in both this window and the previous one.
  var matched: Int? {
    statistics.comparable.map { before in zip(own.provinces, before.provinces).count { $0 != nil && $1 != nil } }
  }
}
