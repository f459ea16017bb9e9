import Administration
import Records
import Statistics
import Templates

/// The names at the root of every template: the whole run.
enum ReportNames {
  /// Names whose values are a language's words, and which do not exist without a language.
  static let ofLanguage = ["word", "commentary"]

  static let names = Names<ReportSubject>(
    edition + coverage + comparison + breakdowns + BreakdownNames.names + ServiceNames.names + SeriesNames.names
      + FormNames.names + tables + RevisionNames.names + BridgeNames.names + WeeklyNames.names
      + CommuneNames.ofReport + IndicatorNames.names + PublishedStaffNames.names + ChartNames.names
      + TallyNames.names.of { Cell(tally: $0.own.total) })

  private typealias Name = Names<ReportSubject>.Name

  private static let head = Names<ReportHead>([
    .value("line", "agency, number, place and date: what there is of them, on one line") { headLine($0, $1) },
    .text("agency", "the agency that publishes") { $0.agency },
    .text("number", "the document's number") { $0.number },
    .text("place", "the place of signing") { $0.place },
    .date("date", "the date of signing") { $0.date },
    .value("status", "of the figures: draft, preliminary, revised or final in words, or what the configuration says") {
      $0.status($1)
    },
    .flag("is_preliminary", "whether the figures are preliminary") { $0.isPreliminary },
    .text("receiver", "the unit that form II.06a is sent to") { $0.receiver },
    .text("compiled_by", "the person who compiled form II.06a") { $0.compiledBy },
    .value("place_date", "place and date of signing; none where one of them is not given") { head, printer in
      guard let language = printer.language, head.date != nil else { return printer.missing() }
      return TemplateValue(placeDate(head, language, printer) ?? "", isMissing: head.place == nil)
    },
    .list("signature", "the lines of the signature block", Names<String>([.text("line", "one line") { $0 }])) {
      $0.signature
    },
  ])

  private static let edition: [Name] = [
    .text("notice", "what every page must say, such as that the data are synthetic") { $0.notice },
    .value("commentary", "what the agency itself says of the figures, from the configuration") { subject, printer in
      printer.words(printer.language.flatMap { subject.commentary[$0.file.code] } ?? "")
    },
    .value("drawn_notice", "the notice, as much as a drawing takes") { subject, printer in
      printer.text(subject.notice.map { DrawnText.fitted($0, into: 690, size: 9, isBold: true) })
    },
    .text("edition", "name of the edition's folder") { $0.edition },
    .flag("has_national_page", "whether the edition has the report 'national'") { $0.reports.contains("national") },
    .flag("has_ranking_page", "whether the edition has the report 'ranking'") { $0.reports.contains("ranking") },
    .count("revision", "number of this publication of the period, from 1", unit: "number") { $0.revision },
    .record("head", "what the configuration puts at the head and foot", head) { $0.head },
    .record("period", "the window that is reported", PeriodNames.names) {
      PeriodSubject(window: $0.own.window, through: $0.own.observation)
    },
    .date("as_of", "the day to the end of which figures are stated") { $0.own.observation.day },
    .moment("as_of_moment", "the moment to which figures are stated, as a sentence names it") { $0.own.observation },
    .flag("compares_instants", "whether due moments are compared by time of day as well") {
      $0.statistics.plan.comparison == .instant
    },
    .value("compare", "date or instant: how due moments are compared") { subject, _ in
      TemplateValue(subject.statistics.plan.comparison.rawValue)
    },
  ]

  private static let targets = Names<[Rate: Ratio]>(
    Rate.allCases.map { rate in .rate(rate.rawValue, "target of \(rate.formula)") { $0[rate] } })

  private static let coverage: [Name] = [
    .count("provinces_reporting", "provinces with figures for the period", unit: "provinces") { $0.own.reporting },
    .count("provinces_total", "provinces of the registry", unit: "provinces") { $0.registry.provinces.count },
    .record("word", "what the units are called: Vietnam's, or those of any other country", UnitWord.names) { _ in },
    .flag(
      "has_open_units",
      "whether the units are not Vietnam's: those that the files name, or a registry of another country"
    ) {
      !$0.registry.isOfVietnam
    },
    .flag("is_complete", "whether every province has figures") { $0.own.reporting == $0.registry.provinces.count },
    .list("provinces_behind", "provinces that sent files which do not reach over the whole period", UnitNames.names) {
      $0.units.provinces.filter { $0.coverage != .full && $0.coverage != .noFile }
    },
    .flag("has_stale_provinces", "whether any province's data end before the period begins") {
      $0.own.coverage.contains(.stale)
    },
    .value("no_file_provinces", "names of the provinces that sent no file") { subject, printer in
      names(subject.units.provinces.filter { $0.coverage == .noFile }, printer)
    },
    .list(
      "no_file_since", "provinces that sent no file, by the last edition with one of theirs; none without earlier ones",
      SilenceNames.names
    ) { $0.filesBefore.silences($0.units.provinces) },
    .list("provinces_not_full", "provinces whose data do not reach over the whole period", UnitNames.names) {
      $0.units.provinces.filter { $0.coverage != .full }
    },
    .value("missing_provinces", "names of the provinces without figures") { subject, printer in
      names(subject.units.provinces.filter { $0.cell.tally == nil }, printer)
    },
    .value("partial_provinces", "the provinces whose data end within the period: their names, or that these are all") {
      subject, printer in
      let partial = subject.units.provinces.filter { $0.coverage == .partial }
      guard partial.count > 3, partial.count == subject.own.reporting, let language = printer.language else {
        return names(partial, printer)
      }
      return printer.words(language.label(.allPartial, ["n": printer.digits(partial.count)]))
    },
    .flag("has_figures", "whether any province has figures for the period") { $0.own.reporting > 0 },
    .flag("has_carried_over", "whether any dossier was carried over") { $0.own.national[.carriedOver] > 0 },
    .flag("has_withdrawn", "whether any dossier was closed without a result") { $0.own.national[.withdrawn] > 0 },
    .flag("has_overdue", "whether any dossier is pending past its due date") { $0.own.national[.pendingOverdue] > 0 },
    .flag("is_revision", "whether the period was published before") { $0.revision > 1 },
    .count("records", "records read", unit: "records") { $0.files.reduce(0) { $0 + $1.records } },
    .count("records_used", "records used", unit: "records") { $0.files.reduce(0) { $0 + $1.used } },
    .count("records_superseded", "records superseded by a later one of the same dossier", unit: "records") {
      $0.files.reduce(0) { $0 + $1.superseded }
    },
    .count("records_quarantined", "records that cannot be used", unit: "records") {
      $0.files.reduce(0) { $0 + $1.quarantined }
    },
  ]

  private static let comparison: [Name] = [
    .flag("is_comparable", "whether there are figures of the period before to compare with") { $0.matched ?? 0 > 0 },
    .flag("is_matched_in_part", "whether changes leave out provinces that lack figures in one of the periods") {
      $0.matched ?? 0 < $0.registry.provinces.count
    },
    .count("matched", "provinces with figures in this period and the one before", unit: "provinces") { $0.matched },
    .value("series_break", "why the period before is not compared, where a break in series lies between") {
      subject, printer in
      let plan = subject.statistics.plan
      guard let previous = subject.statistics.previous, let language = printer.language,
        let broken = plan.seriesBreak(between: previous.window, and: subject.own.window)
      else { return printer.missing() }
      guard let label = Label(rawValue: "break_" + broken.reason) else {
        preconditionFailure("no language has words for the break '\(broken.reason)'")
      }
      return printer.words(
        language.label(label, ["date": Printer.date(broken.day, pattern: language.file.dateShort, language)]))
    },
    .record("target", "what each rate is meant to reach, from the configuration", targets) { $0.targets },
    .flag("has_targets", "whether the configuration names any target") { !$0.targets.isEmpty },
    .record("previous", "the period before, over the provinces with figures in both", TallyNames.names) {
      $0.previous
    },
    .record("change", "from the period before to this one, over the same provinces", TallyNames.changes) {
      $0.change
    },
    .record(
      "year_before", "the same period a year before, over the provinces with figures in both", TallyNames.names
    ) { $0.yearBefore },
    .record(
      "change_on_year", "from the same period a year before to this one, over the same provinces", TallyNames.changes
    ) {
      $0.changeOnYear
    },
    .flag("is_comparable_on_year", "whether there are figures of the same period a year before to compare with") {
      $0.yearBefore.tally != nil
    },
    .record("cumulative", "since the reform, over the provinces with data since then", TallyNames.names) {
      $0.cumulative
    },
    .count(
      "cumulative_reporting",
      "how many provinces have data since the reform; none where as many have figures for the period", unit: "units"
    ) { $0.cumulativeReporting },
    .date("since", "first day of the cumulative figures") { $0.statistics.cumulative?.window.first },
  ]

  private static let breakdowns: [Name] = [
    .list("provinces", "each province, in code order", UnitNames.names) { $0.units.provinces },
    .list("provinces_and_total", "each province in code order, then the total", UnitNames.names) {
      $0.units.provinces + [$0.units.total]
    },
    .record("total", "the total row", UnitNames.names) { $0.units.total },
    .list(
      "communes",
      "each commune in code order, after what its province has without a known one: own level, central agencies, unknown",
      UnitNames.names
    ) { $0.units.communes },
    .printedList(
      "fields", "each field, in the order of names of the language; by name key in a CSV file", UnitNames.names
    ) { subject, printer in
      guard let language = printer.language else { return subject.units.fields }
      return subject.units.fields.sorted {
        language.orders(language.field($0.nameVi), before: language.field($1.nameVi))
      }
    },
    .list("weightiest_fields", "ten fields by late and overdue, others, not stated, total", UnitNames.names) {
      $0.units.weightiestFields()
    },
    .printedList("channels", "each channel; by code in a CSV file", UnitNames.names) { subject, printer in
      inOrder(subject.units.channels, printer)
    },
    .printedList(
      "levels", "each level of the agency that resolves; by code in a CSV file, on pages without an empty district",
      UnitNames.names
    ) { subject, printer in
      let isPage = printer.language != nil
      return inOrder(subject.units.levels.filter { !(isPage && $0.isDistrictOfThePast) }, printer)
    },
    .record("commune", "the commune level", UnitNames.names) { $0.units.level(.commune) },
    .rate("commune_share_of_received", "received at commune level / received") { subject in
      Ratio(subject.units.level(.commune).cell[.received] ?? 0, of: subject.own.national[.received])
    },
    .value("top_provinces", "the seven provinces that received most, with their figures; none of a single one") {
      subject, printer in
      let most = subject.units.provinces.filter { $0.cell[.received] ?? 0 > 0 }
        .sorted { ($1.cell[.received] ?? 0, $0.code) < ($0.cell[.received] ?? 0, $1.code) }.prefix(7)
      return printer.joined(
        (most.count > 1 ? most : []).map {
          $0.inlineName(printer) + " (" + printer.count($0.cell[.received]).text + ")"
        })
    },
    .record("ranking", "provinces and communes in the order of a rate", RankingNames.names) { $0.ranking },
    .record("quality", "what the data are worth", QualityNames.names) { $0 },
    .record("staff", "staff leaving under Decree 178, as of its own day", StaffNames.names) {
      StaffSubject(publication: $0.staff, before: $0.staffBefore, registry: $0.registry)
    },
  ]

  private static let tables: [Name] = [
    .value("province_columns", "the header of provinces.csv") { _, _ in
      TemplateValue(CSVTable.counterHeader(CSVTable.provinceKeys))
    },
    .value("field_columns", "the header of fields.csv") { _, _ in TemplateValue(CSVTable.counterHeader(["field"])) },
    .value("channel_columns", "the header of channels.csv") { _, _ in
      TemplateValue(CSVTable.counterHeader(["channel"]))
    },
    .value("level_columns", "the header of levels.csv") { _, _ in TemplateValue(CSVTable.counterHeader(["level"])) },
    .value("coverage_columns", "the header of coverage.csv") { _, _ in TemplateValue(CSVTable.coverageHeader) },
  ]

  private static func headLine(_ head: ReportHead, _ printer: Printer) -> TemplateValue {
    guard let language = printer.language else { return printer.missing() }
    let parts = [
      head.agency.map { printer.kind.strong(printer.kind.escaped($0)) },
      head.number.map { language.label(.headNumber, ["number": printer.kind.escaped($0)]) },
      placeDate(head, language, printer),
    ]
    return printer.joined(parts.compactMap(\.self), separator: " — ")
  }

  /// Returns place and date of signing as the language writes them; only one of them where the other is not given.
  private static func placeDate(_ head: ReportHead, _ language: Language, _ printer: Printer) -> String? {
    let date = head.date.map { Printer.date($0, pattern: language.file.dateLong, language) }
    let place = head.place.map { printer.kind.escaped($0) }
    guard let place, let date else { return place ?? date }
    return language.label(.placeDate, ["place": place, "date": date])
  }

  /// Returns rows in code order for a CSV file; a page keeps the order in which people name them.
  private static func inOrder(_ rows: [UnitRow], _ printer: Printer) -> [UnitRow] {
    printer.language == nil ? rows.sorted { $0.code < $1.code } : rows
  }

  private static func names(_ rows: [UnitRow], _ printer: Printer) -> TemplateValue {
    printer.joined(rows.map { $0.inlineName(printer) }, separator: ", ")
  }
}

extension UnitRows {
  func level(_ level: Level) -> UnitRow { levels[Int(level.rawValue)] }
}

extension UnitRow {
  /// Districts ended with the reform, so their row is empty unless it has dossiers.
  fileprivate var isDistrictOfThePast: Bool {
    code == Level.district.word && cell[.toHandle] == 0 && cell[.awaitingAcceptance] == 0 && cell[.refused] == 0
  }
}
