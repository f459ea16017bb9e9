import Administration
import ArgumentParser
import Diagnostics
import Foundation
import Pipeline

/// The options that `generate` and `check` share. Each overrides the configuration.
struct RunOptions: ParsableArguments {
  @OptionGroup var inputs: InputOptions

  @Option(
    help: ArgumentHelp(
      "Reporting period: 2025-07-01..2025-08-23, since:2025-07-01, 2025-W34, 2025-08, 2025-Q3, 2025-H1, 2025-9M, 2025 or last-week (default), last-month, last-quarter, last-half, last-year.",
      valueName: "window"))
  var period: String?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("State figures to the end of this day (default: the period's last day).", valueName: "date"))
  var asOf: String?

  @Option(
    name: .customLong("staff-as-of"),
    help: ArgumentHelp("The same for staff figures (default: the report's).", valueName: "date"))
  var staffAsOf: String?

  @Option(help: ArgumentHelp("calendar or statutory (15th to 14th) months and quarters.", valueName: "name"))
  var calendar: String?

  @Option(help: ArgumentHelp("date or instant: how due moments are compared.", valueName: "name"))
  var compare: String?

  @Option(help: ArgumentHelp("Languages, separated by commas (default: vi,en).", valueName: "list"))
  var languages: String?

  @Option(
    help: ArgumentHelp(
      "Reports to make, separated by commas; provinces/04-cao-bang for one province (default: all).", valueName: "list")
  )
  var reports: String?

  @Option(
    help: ArgumentHelp("Folder in which editions are published (default: reports).", valueName: "folder"),
    transform: Path.given)
  var output: String?

  /// Returns the run that these options and the configuration ask for.
  ///
  /// - Parameter cache: whether the run reuses what earlier runs have counted; nil leaves it to the configuration.
  func plan(cache: Bool? = nil) throws(Failure) -> RunPlan {
    var options = Configuration()
    options.cache = cache
    options.period = period
    options.asOf = asOf
    options.staffAsOf = staffAsOf
    options.calendar = calendar
    options.compare = compare
    options.languages = languages?.split(separator: ",").map(String.init)
    options.reports = reports?.split(separator: ",").map(String.init)
    options.output = output
    return try RunPlan(
      try inputs.configuration().overridden(by: options), today: try Self.today(),
      processors: ProcessInfo.processInfo.activeProcessorCount)
  }

  /// Returns the current day in Vietnam, by the clock or by SOURCE_DATE_EPOCH.
  ///
  /// - Throws: status `usage` where SOURCE_DATE_EPOCH is not a second of the years 1000 to 9999: the edition would be
  ///   that of another week.
  private static func today() throws(Failure) -> Day {
    guard let given = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], !given.isEmpty else {
      return LocalTime.day(atUnixTime: Int(Date().timeIntervalSince1970.rounded(.down)))
    }
    guard let seconds = Int(given), (-30_610_224_000...253_402_300_799).contains(seconds) else {
      throw Failure(
        .usage, "SOURCE_DATE_EPOCH is '\(given)', a number of seconds since 1 January 1970 was expected",
        hint: "unset it, or take the output of date +%s")
    }
    return LocalTime.day(atUnixTime: seconds)
  }
}
