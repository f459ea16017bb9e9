import Administration
import Diagnostics
import Exports
import Statistics

extension RunPlan {
  /// Returns the path of the calendar where it is a file; otherwise nil.
  static func calendarFile(_ configuration: Configuration) -> String? {
    configuration.calendar.flatMap { Setting.isFile($0) ? $0 : nil }
  }

  static func periods(_ table: SideTable) throws(Failure) -> PeriodList {
    var periods: [(name: String, first: Day, last: Day)] = []
    for row in table.rows { periods.append((row["name"], try row.day("from"), try row.day("to"))) }
    return try PeriodList(name: String(table.input.name.dropLast(4)), periods: periods)
  }

  /// The maximum length of a period in days: a hundred years. Longer periods are typing errors, and the seconds of a
  /// window are counted in 32 bits.
  private static let mostDays = 36_525

  static func windows(
    _ configuration: Configuration, periods list: PeriodList?, today: Day, calendar: WorkingCalendar,
    breaks: [SeriesBreak]
  ) throws(Failure) -> WindowPlan {
    let asOf = try moment(configuration.asOf, of: "as_of", called: "--as-of", in: configuration)
    let periods: PeriodCalendar =
      (list == nil ? try word(configuration.calendar, of: "calendar", called: "--calendar", in: configuration) : nil)
      ?? .calendar
    let comparison: Comparison =
      try word(configuration.compare, of: "compare", called: "--compare", in: configuration) ?? .date
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
    let since = try moment(configuration.since, of: "since", called: "'since'", in: configuration)?.day
    return WindowPlan(
      own: own, asOf: asOf ?? Moment(endOf: own.last), since: since ?? SeriesBreak.reform.day, comparison: comparison,
      breaks: breaks, calendar: calendar)
  }

  /// Returns the window of a period in its general form; where the calendar is a file, also by a name from that file.
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
}
