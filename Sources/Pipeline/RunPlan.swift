import Administration
import Diagnostics
import Exports
import Publishing
import Records
import Reports
import Statistics
import TabularInput

/// A configuration resolved and checked: everything that can be wrong before the first row is read.
package struct RunPlan: Sendable {
  package let dossiers: ExportFolder
  package let staff: ExportFolder?
  package let windows: WindowPlan
  package let staffAsOf: Moment
  package let output: String
  package let workers: Int
  /// Whether what earlier runs have counted of unchanged files is taken up.
  let usesCache: Bool
  package let notice: String?
  package let synthetic: Bool
  let audience: Audience
  let side: SideFiles
  /// The agency's own words on the figures, by language.
  let commentary: [String: String]
  /// Small files that the configuration names, as the manifest gives them.
  let sideInputs: [Manifest.Input]
  /// The rate that units are ranked by.
  let ranking: Rate
  let signalLimits: Signal.Limits
  let reports: ReportSet
  let head: ReportHead
  let targets: [Rate: Ratio]
  let csv: CSVFormat
  let registry: Registry
  let registryFiles: [(path: String, sha256: String)]
  /// How exports are to be read.
  let rules: ExportRules
  let unknownWords: UnknownWordPolicy
  let gates: Gates
  let calendar: WorkingCalendar
  let languages: [String]
  /// The settings as the manifest gives them.
  let settings: [String: String]

  /// - Parameters:
  ///   - today: the local day, for relative periods.
  ///   - processors: how many workers to use where the configuration does not say.
  /// - Throws: status `usage`, `inputMissing` or `badConfiguration`.
  package init(_ configuration: Configuration, today: Day, processors: Int) throws(Failure) {
    head = configuration.head
    audience =
      try configuration.resolving("audience") { () throws(Failure) in
        try Self.word(configuration.audience, of: "'audience'")
      } ?? .public
    ranking =
      try configuration.resolving("ranking") { () throws(Failure) in
        try Self.word(configuration.ranking, of: "'ranking'")
      } ?? .onTimeRateDue
    output = configuration.output ?? "reports"
    workers = min(configuration.workers ?? processors, processors)
    usesCache = configuration.cache ?? true
    let holidays = try configuration.holidays.map { path throws(Failure) in
      try SideTable(path, kind: "holidays", columns: HolidaysFile.columns, optional: HolidaysFile.optional)
    }
    // The holidays of Vietnam are those of its own units.
    calendar =
      try holidays.map { table throws(Failure) in try HolidaysFile.calendar(table) }
      ?? (configuration.units == .open ? .weekends : .vietnam)
    dossiers = try ExportFolder(path: configuration.exports ?? "exports/dossiers")
    staff = try configuration.staff.map { path throws(Failure) in try ExportFolder(path: path) }
    try Self.checkProfiles(configuration.profiles, dossiers, staff)
    let workers = workers
    try configuration.resolving("workers") { () throws(Failure) in
      guard workers >= 1 else {
        throw Failure(
          .usage, "\(workers) workers were asked for, at least 1 is needed", hint: "leave it out for one a processor")
      }
    }
    let languages = configuration.languages ?? ["vi", "en"]
    try configuration.resolving("languages") { () throws(Failure) in
      guard !languages.isEmpty, Set(languages).count == languages.count else {
        throw Failure(.usage, "the languages are empty or one stands twice", hint: "type --languages vi,en")
      }
    }
    self.languages = languages
    try configuration.resolving("reports") { () throws(Failure) in
      guard configuration.reports?.isEmpty != true else {
        throw Failure(.usage, "the list of reports is empty", hint: "leave it out for all of them")
      }
    }
    let periodTable = try Self.calendarFile(configuration).map { path throws(Failure) in
      try SideTable(path, kind: "calendar", columns: ["name", "from", "to"])
    }
    let periods = try periodTable.map { table throws(Failure) in try Self.periods(table) }
    let commentaries = try CommentaryFile.read(configuration, languages: languages)
    commentary = commentaries.mapValues(\.text)
    var windows = try Self.windows(configuration, periods: periods, today: today, calendar: calendar)
    windows.countsSignals = audience == .internal
    self.windows = windows
    signalLimits = configuration.signals
    gates = configuration.gates
    try Self.checkWaivers(gates)
    try Self.checkStaffGate(gates, hasStaff: staff != nil)
    staffAsOf =
      try configuration.staffAsOf.map { text throws(Failure) in
        try configuration.resolving("staff_as_of") { () throws(Failure) in try Self.moment(text, of: "--staff-as-of") }
      }
      ?? windows.classifiers[0].observation
    if configuration.units == .open, configuration.indicators == nil {
      // To find the units takes as long as to read the files: templates are looked at first, with any units and so without
      // the reports of single ones.
      var ofAll = configuration
      ofAll.reports = configuration.reports?.filter { !$0.hasPrefix("provinces/") }
      if ofAll.reports?.isEmpty == true { ofAll.reports = nil }
      _ = try Self.reports(
        ofAll, languages: languages, registry: .vietnam, indicators: [], isInternal: audience == .internal)
    }
    (registry, registryFiles) = try Self.units(configuration, dossiers, staff)
    try Self.checkProvinces(configuration, registry)
    side = try SideFiles(configuration, registry: registry)
    sideInputs =
      side.inputs + [periodTable?.input, holidays?.input].compactMap(\.self)
      + commentaries.sorted { $0.key < $1.key }.map(\.value.input)
    csv = configuration.csv
    targets = configuration.targets
    reports = try Self.reports(
      configuration, languages: languages, registry: registry, indicators: side.indicators.map(\.name),
      isInternal: audience == .internal)
    let notices = [configuration.notice, dossiers.notice, staff?.notice].compactMap(\.self)
    notice = notices.first
    synthetic = configuration.synthetic ?? notices.contains { $0.uppercased().contains("SYNTHETIC DATA") }
    unknownWords = configuration.unknownWords ?? .refuse
    rules = ExportRules(
      registry: registry, profiles: configuration.profiles, calendar: calendar,
      asOf: windows.asOf.day)
    settings = configuration.resolved(
      windows, staffAsOf: configuration.staff == nil ? nil : staffAsOf, languages: languages)
  }

  private static func reports(
    _ configuration: Configuration, languages: [String], registry: Registry, indicators: [String], isInternal: Bool
  ) throws(Failure) -> ReportSet {
    let overrides =
      try configuration.templates.map { folder throws(Failure) in try TemplateFiles.read(folder) } ?? [:]
    func set(_ languages: [String], only reports: [String]?) throws(Failure) -> ReportSet {
      try ReportSet(
        overrides: overrides, languages: languages, only: reports, registry: registry, indicators: indicators,
        isInternal: isInternal, csv: configuration.csv,
        quoted: CSVQuoting.cell(_:separator:))
    }
    // Languages first, so that each fault is told at the setting it lies in.
    let all = try configuration.resolving("languages") { () throws(Failure) in try set(languages, only: nil) }
    guard configuration.reports != nil else { return all }
    return try configuration.resolving("reports") { () throws(Failure) in
      try set(languages, only: configuration.reports)
    }
  }

  /// The units of the run, and the files that list them where they are the user's own.
  private static func units(
    _ configuration: Configuration, _ dossiers: ExportFolder, _ staff: ExportFolder?
  ) throws(Failure) -> (Registry, [(path: String, sha256: String)]) {
    if configuration.units == .open {
      guard configuration.registry == nil else {
        throw Failure(.badConfiguration, "'units: open' and 'registry' exclude each other", hint: "remove one of them")
      }
      let units = try OpenUnits.registry(dossiers: dossiers, staff: staff, profiles: configuration.profiles)
      return (units, [])
    }
    guard let folder = configuration.registry else { return (.vietnam, []) }
    let own = try RegistryFolder(path: folder)
    return (own.registry, own.files)
  }

  /// Only a gate that is set can be waived.
  private static func checkWaivers(_ gates: Gates) throws(Failure) {
    let findings = gates.waived.keys.sorted().filter { gates.limits[$0] == nil }.map {
      Finding(.error, "'waive' names the gate '\($0)', which 'gates' does not set", hint: "remove it from 'waive'")
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
  }

  private static func checkStaffGate(_ gates: Gates, hasStaff: Bool) throws(Failure) {
    guard !hasStaff, gates.limits[Gates.ofStaff] != nil else { return }
    throw Failure(
      .badConfiguration, "the gate \(Gates.ofStaff) is set, and no folder of staff exports is named",
      hint: "name it with 'staff', or remove the gate")
  }

  /// A file is read by one profile at most.
  private static func checkProfiles(
    _ profiles: [Profile], _ dossiers: ExportFolder, _ staff: ExportFolder?
  ) throws(Failure) {
    var findings: [Finding] = []
    for (kind, folder) in [(ExportKind.dossiers, dossiers), (.staff, staff)] {
      for file in folder?.files ?? [] {
        let matching = profiles.enumerated().filter { $1.kind == kind && $1.matches(file) }.map { "\($0.offset + 1)" }
        guard matching.count > 1 else { continue }
        findings.append(
          Finding(
            .error, "the patterns of the profiles \(matching.joined(separator: " and ")) both name this file",
            at: Location(file), hint: "make one of them narrower"))
      }
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
  }

  /// A failure to read exports with the kind before the names of staff files that a dossier file bears as well: the folders
  /// of both often hold the same names.
  func named(_ failure: Failure, of kind: ExportKind) -> Failure {
    guard kind == .staff else { return failure }
    return Failure(
      failure.status,
      failure.findings.map { finding in
        var finding = finding
        if let file = finding.location?.file, dossiers.files.contains(file) {
          finding.location?.file = kind.rawValue + "/" + file
        }
        return finding
      })
  }

  /// What of the settings has no use, and so may be a slip.
  package var unusedSettings: [Finding] {
    unusedProfiles
      + reports.unusedLanguages.map { language in
        Finding(
          .warning, "the templates have a language '\(language)', and nothing is made in it",
          hint: "name it: --languages \((languages + [language]).joined(separator: ","))")
      }
  }

  /// Profiles whose patterns name none of the files: a slip in a pattern leaves its files to be read without it.
  private var unusedProfiles: [Finding] {
    rules.profiles.enumerated().compactMap { position, profile in
      guard !profile.files.isEmpty, let folder = profile.kind == .dossiers ? dossiers : staff,
        !folder.files.contains(where: profile.matches)
      else { return nil }
      return Finding(
        .warning, "profile \(position + 1) is for \(profile.files.joined(separator: ", ")), and no file is called so",
        hint: "correct the pattern, or remove the profile")
    }
  }

  /// A profile's province is one of the registry's: under another code its files would belong to none, whatever their
  /// names say.
  private static func checkProvinces(_ configuration: Configuration, _ registry: Registry) throws(Failure) {
    let codes = registry.provinces.map(\.code)
    let findings = configuration.profiles.enumerated().compactMap { position, profile -> Finding? in
      guard let code = profile.province, registry.province(code: code) == nil else { return nil }
      return Finding(
        .error, "'\(code)' of a profile is no province's code",
        at: configuration.places[Configuration.provincePlace(ofProfile: position)],
        hint: Suggestion.hint(for: code, in: codes) ?? codes.first.map { "write one such as \"\($0)\"" })
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
  }

  /// The templates that the edition is made with.
  var templates: [Manifest.Source] {
    reports.sources.map { Manifest.Source(path: $0.path, bytes: Array($0.text.utf8)) }
  }

  /// The path of a page: `vi/headline.txt` as it stands, `weekly` as the page of that name in the first language.
  ///
  /// - Throws: status `usage` where the run makes no such page.
  package func page(_ name: String) throws(Failure) -> String {
    let known = pages
    if known.contains(name) { return name }
    if let page = known.first(where: { $0.hasPrefix("\(languages[0])/\(name).") }) { return page }
    // Under its bare name a page of another language is as near as one that is nearly called so.
    let bare = known.map { path in
      (path: path, name: path.split(separator: "/").last?.prefix { $0 != "." }.description ?? path)
    }
    let near = Suggestion.nearest(to: name, in: bare.map(\.name)).flatMap { near in bare.first { $0.name == near }?.path
    }
    throw Failure(
      .usage, "the edition has no page '\(name)'",
      hint: Suggestion.hint(for: name, in: known) ?? near.map { "did you mean '\($0)'?" }
        ?? "there are \(known.filter { !$0.contains("/provinces/") && !$0.contains("/charts/") }.joined(separator: ", "))"
    )
  }

  /// What of the edition can be printed: its pages, CSV files and the figures for machines, in order of their paths.
  package var pages: [String] { (reports.outputs.map(\.path) + [Manifest.statistics]).sorted() }

  /// The path of a calendar that is a file.
  private static func calendarFile(_ configuration: Configuration) -> String? {
    configuration.calendar.flatMap { Setting.isFile($0) ? $0 : nil }
  }

  private static func periods(_ table: SideTable) throws(Failure) -> PeriodList {
    var periods: [(name: String, first: Day, last: Day)] = []
    for row in table.rows { periods.append((row["name"], try row.day("from"), try row.day("to"))) }
    return try PeriodList(name: String(table.input.name.dropLast(4)), periods: periods)
  }

  /// The most days of a period: a hundred years. Longer ones are slips of the finger, and the seconds of a window are
  /// counted in 32 bits.
  private static let mostDays = 36_525

  private static func windows(
    _ configuration: Configuration, periods list: PeriodList?, today: Day, calendar: WorkingCalendar
  ) throws(Failure) -> WindowPlan {
    let asOf = try configuration.resolving("as_of") { () throws(Failure) in
      try configuration.asOf.map { text throws(Failure) in try moment(text, of: "--as-of") }
    }
    let periods: PeriodCalendar =
      try configuration.resolving("calendar") { () throws(Failure) in
        list == nil ? try word(configuration.calendar, of: "--calendar") : nil
      } ?? .calendar
    let comparison: Comparison =
      try configuration.resolving("compare") { () throws(Failure) in try word(configuration.compare, of: "--compare") }
      ?? .date
    let weekStart = configuration.weekStart ?? 1
    try configuration.resolving("week_start") { () throws(Failure) in
      guard (1...7).contains(weekStart) else {
        throw Failure(.usage, "weeks cannot start on day \(weekStart)", hint: "1 is Monday, 7 is Sunday")
      }
    }
    let period = configuration.period ?? (list == nil ? "last-week" : "last")
    let own = try configuration.resolving("period") { () throws(Failure) in
      if let listed = list?.window(period, today: today) { return listed }
      return try Self.window(period, list, periods, weekStart: weekStart, asOf: asOf?.day, today: today)
    }
    try configuration.resolving("period") { () throws(Failure) in
      guard own.last - own.first < mostDays else {
        throw Failure(.usage, "the period has more than a hundred years", hint: "type a later first day")
      }
    }
    try configuration.resolving("as_of") { () throws(Failure) in
      if let asOf, asOf.day < own.first {
        throw Failure(
          .usage, "as-of \(asOf.day) lies before the period, which starts on \(own.first)", hint: "give a later --as-of"
        )
      }
    }
    let since = try configuration.resolving("since") { () throws(Failure) in
      try configuration.since.map { text throws(Failure) in try moment(text, of: "'since'").day }
    }
    return WindowPlan(
      own: own, asOf: asOf ?? Moment(endOf: own.last), since: since ?? SeriesBreak.reform.day, comparison: comparison,
      breaks: configuration.units == .open ? [] : SeriesBreak.known, calendar: calendar)
  }

  /// A period by its general form; where the calendar is a file, its names are known as well.
  private static func window(
    _ period: String, _ list: PeriodList?, _ calendar: PeriodCalendar, weekStart: Int, asOf: Day?, today: Day
  ) throws(Failure) -> Window {
    do throws(Failure) {
      return try WindowSpecification(period).window(calendar: calendar, weekStart: weekStart, asOf: asOf, today: today)
    } catch {
      guard let list else { throw error }
      throw Failure(
        .usage, "'\(period)' is no period of the calendar",
        hint: Suggestion.hint(for: period, in: list.names) ?? "there are \(list.names.joined(separator: ", "))")
    }
  }

  /// A date, which means the end of that day, or a date with a time of day.
  private static func moment(_ text: String, of option: String) throws(Failure) -> Moment {
    let bytes = Array(text.utf8)
    guard let moment = DateCell.moment(0..<bytes.count, in: bytes.span), !moment.isBlank else {
      throw Failure(
        .usage, "'\(text)' of \(option) is not a date", hint: "type a date like 2025-08-23 or 2025-08-23T12:00")
    }
    // A day alone is ten bytes at most.
    guard moment.hasTime || bytes.count <= 10 else {
      throw Failure(
        .usage, "'\(text)' of \(option) is midnight, between two days",
        hint: "type \(moment.day - 1) for the end of that day"
      )
    }
    return moment.hasTime ? moment : Moment(endOf: moment.day)
  }

  private static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ text: String?, of option: String
  ) throws(Failure) -> Word? {
    guard let text else { return nil }
    if let word = Word(rawValue: text) { return word }
    let known = Word.allCases.map(\.rawValue)
    throw Failure(
      .usage, "'\(text)' is no value of \(option)",
      hint: Suggestion.hint(for: text, in: known) ?? "type \(known.joined(separator: " or "))")
  }
}
