import Administration
import Diagnostics
import Exports
import Publishing
import Records
import Reports
import Statistics
import TabularInput

/// A configuration, resolved and checked for everything that can be wrong before the first row is read.
package struct RunPlan: Sendable {
  package let dossiers: ExportFolder
  package let staff: ExportFolder?
  package let windows: WindowPlan
  package let staffAsOf: Moment
  package let output: String
  package let workers: Int
  /// Whether the run reuses what earlier runs have counted of unchanged files.
  let usesCache: Bool
  package let notice: String?
  package let synthetic: Bool
  let audience: Audience
  let side: SideFiles
  /// The agency's own commentary on the figures, by language.
  let commentary: [String: String]
  /// The small files that the configuration names, as listed in the manifest.
  let sideInputs: [Manifest.Input]
  /// The rate by which units are ranked.
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
  /// The settings as listed in the manifest.
  let settings: [String: String]

  /// - Parameters:
  ///   - today: the local day, from which relative periods are resolved.
  ///   - processors: the number of processors, which limits the number of workers and is its default.
  /// - Throws: status `usage`, `inputMissing` or `badConfiguration`.
  package init(_ configuration: Configuration, today: Day, processors: Int) throws(Failure) {
    head = configuration.head
    audience = try Self.word(configuration.audience, of: "audience", called: "'audience'", in: configuration) ?? .public
    ranking =
      try Self.word(configuration.ranking, of: "ranking", called: "'ranking'", in: configuration) ?? .onTimeRateDue
    output = configuration.output ?? "reports"
    usesCache = configuration.cache ?? true
    let holidays = try configuration.holidays.map { path throws(Failure) in
      try SideTable(path, kind: "holidays", columns: HolidaysFile.columns, optional: HolidaysFile.optional)
    }
    let ownUnits = try Self.ownUnits(configuration)
    // Vietnam's holidays and breaks in series apply only to its own units.
    let areOfVietnam = ownUnits?.registry.isOfVietnam ?? (configuration.units != .open)
    calendar =
      try holidays.map { table throws(Failure) in try HolidaysFile.calendar(table) }
      ?? (areOfVietnam ? .vietnam : .weekends)
    dossiers = try ExportFolder(path: configuration.exports ?? "exports/dossiers")
    staff = try configuration.staff.map { path throws(Failure) in try ExportFolder(path: path) }
    try Self.checkProfiles(configuration.profiles, dossiers, staff)
    workers = try Self.workers(configuration, processors: processors)
    let languages = try Self.languages(configuration)
    self.languages = languages
    try Self.checkReports(configuration)
    let periodTable = try Self.calendarFile(configuration).map { path throws(Failure) in
      try SideTable(path, kind: "calendar", columns: ["name", "from", "to"])
    }
    let periods = try periodTable.map { table throws(Failure) in try Self.periods(table) }
    let commentaries = try CommentaryFile.read(configuration, languages: languages)
    commentary = commentaries.mapValues(\.text)
    var windows = try Self.windows(
      configuration, periods: periods, today: today, calendar: calendar, breaks: areOfVietnam ? SeriesBreak.known : [])
    windows.countsSignals = audience == .internal
    self.windows = windows
    signalLimits = configuration.signals
    gates = configuration.gates
    try Self.checkWaivers(gates)
    try Self.checkStaffGate(gates, hasStaff: staff != nil)
    staffAsOf =
      try Self.moment(configuration.staffAsOf, of: "staff_as_of", called: "--staff-as-of", in: configuration)
      ?? windows.classifiers[0].observation
    if configuration.units == .open, configuration.indicators == nil {
      // Finding the units takes as long as reading the files, so the templates are checked first: with any registry,
      // and therefore without the reports of single units.
      var ofAll = configuration
      ofAll.reports = configuration.reports?.filter { !$0.hasPrefix("provinces/") }
      if ofAll.reports?.isEmpty == true { ofAll.reports = nil }
      _ = try Self.reports(
        ofAll, languages: languages, registry: .vietnam, indicators: [], isInternal: audience == .internal)
    }
    registryFiles = ownUnits?.files ?? []
    if let ownUnits {
      registry = ownUnits.registry
    } else {
      registry = try Self.units(configuration, dossiers, staff)
    }
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
    // Languages first, so that each error is reported at the setting that causes it.
    let all = try configuration.resolving("languages") { () throws(Failure) in try set(languages, only: nil) }
    guard configuration.reports != nil else { return all }
    return try configuration.resolving("reports") { () throws(Failure) in
      try set(languages, only: configuration.reports)
    }
  }

  /// Whether the units are those that the files name.
  var hasOpenUnits: Bool { !registry.isOfVietnam && registryFiles.isEmpty }

  /// Returns the user's own registry, where there is one.
  private static func ownUnits(_ configuration: Configuration) throws(Failure) -> RegistryFolder? {
    guard let folder = configuration.registry else { return nil }
    guard configuration.units != .open else {
      throw Failure(
        .badConfiguration, "'units: open' and 'registry' exclude each other",
        hint:
          "remove 'units: open' to count the units that the registry lists, 'registry' to count those that files name")
    }
    return try RegistryFolder(path: folder)
  }

  /// Returns the units of a run without a registry of the user's own.
  private static func units(
    _ configuration: Configuration, _ dossiers: ExportFolder, _ staff: ExportFolder?
  ) throws(Failure) -> Registry {
    guard configuration.units == .open else { return .vietnam }
    return try OpenUnits.registry(dossiers: dossiers, staff: staff, profiles: configuration.profiles)
  }

  /// Returns a failure to read exports, with the kind put before names of staff files that a dossier file has as well:
  /// the two folders often contain the same names.
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
}
