/// A calendar of working days, which counts the working days between two days.
///
/// Working days are Monday to Friday, less the public holidays, plus the make-up Saturdays that the Government fixes
/// each year. Outside the years of the list, only weekends are off. Years with planned holidays are marked
/// `provisional`, so that a report can say so.
///
/// Public, because it is used for every dossier: other modules do not inline members of a package type, even those
/// marked `@inlinable`.
public struct WorkingCalendar: Sendable {
  @usableFromInline let first: Day
  /// The number of working days in `first ..< first + i`, for each `i`.
  @usableFromInline let workedBefore: [Int32]
  /// The years whose holidays are planned but not yet decided.
  package let provisionalYears: Set<Int>
  /// The years for which holidays are known, decided or planned.
  package let knownYears: ClosedRange<Int>

  /// Builds the calendar from lists of days off and of make-up working days.
  package init(off: Set<Day>, work: Set<Day>, provisionalYears: Set<Int> = [], knownYears: ClosedRange<Int>) {
    self.provisionalYears = provisionalYears
    self.knownYears = knownYears
    first = .firstOfMonth(year: 1990, month: 1)
    var counts: [Int32] = [0]
    counts.reserveCapacity(Self.weeks * 7 + 1)
    var count: Int32 = 0
    for offset in 0..<Self.weeks * 7 {
      let day = first + offset
      // The first day is a Monday, so the weekday follows from the offset.
      if offset % 7 < 5 ? !off.contains(day) : work.contains(day) { count += 1 }
      counts.append(count)
    }
    workedBefore = counts
  }

  /// The number of weeks from Monday, 1 January 1990 for which counts are kept: to the start of 2100.
  private static let weeks = 5740

  /// Returns the number of working days before `day`, counted from the calendar's first day.
  @inlinable func worked(before day: Day) -> Int32 {
    let offset = day - first
    return workedBefore.indices.contains(offset) ? workedBefore[offset] : workedOutside(offset)
  }

  @usableFromInline func workedOutside(_ offset: Int) -> Int32 {
    // Outside the span, every week has five working days, counted from the nearer end of the span, which is a Monday.
    let end = workedBefore.count - 1
    let (base, beyond) = offset < 0 ? (0, offset) : (Int(workedBefore[end]), offset - end)
    let week = beyond >= 0 ? beyond / 7 : (beyond - 6) / 7
    return Int32(base + week * 5 + min(beyond - week * 7, 5))
  }

  /// Returns whether a day is a working day.
  @inlinable public func isWorked(_ day: Day) -> Bool {
    let offset = day - first
    // For most days one look at the counts is enough: compare the working days before the day and before the next one.
    guard offset >= 0, offset < workedBefore.count - 1 else { return worked(before: day + 1) > worked(before: day) }
    return workedBefore[offset + 1] > workedBefore[offset]
  }

  /// Returns the number of working days after `start`, up to and including `end`; 0 if `end` is not later.
  ///
  /// - Complexity: O(1).
  @inlinable public func workingDays(after start: Day, through end: Day) -> Int {
    start < end ? Int(worked(before: end + 1) - worked(before: start + 1)) : 0
  }

  /// Returns the day of the `count`-th working day after `start`.
  package func day(_ count: Int, workingDaysAfter start: Day) -> Day {
    var day = start
    var left = count
    while left > 0 {
      day = day + 1
      if isWorked(day) { left -= 1 }
    }
    return day
  }

  /// Returns the last working day of a span; nil if it has none.
  package func lastWorkingDay(from first: Day, through last: Day) -> Day? {
    var day = last
    while !(day < first) {
      if isWorked(day) { return day }
      day = day - 1
    }
    return nil
  }

  /// A calendar in which only Saturdays and Sundays are off, for units outside Vietnam.
  package static let weekends = WorkingCalendar(off: [], work: [], knownYears: 1990...2099)

  /// Vietnam's public holidays and make-up days 2024–2027; 2027 is provisional.
  package static let vietnam: WorkingCalendar = {
    var off: Set<Day> = []
    var work: Set<Day> = []
    var provisional: Set<Int> = []
    var years: Set<Int> = []
    for cells in DataTable(embedded: "holidays.csv", columns: 5).rows {
      guard let day = Day(String(cells[0])) else { preconditionFailure("holidays.csv: '\(cells[0])'") }
      if cells[1] == "off" { off.insert(day) } else { work.insert(day) }
      if cells[4] == "provisional" { provisional.insert(day.year) }
      years.insert(day.year)
    }
    let span = (years.min() ?? 0)...(years.max() ?? 0)
    return WorkingCalendar(off: off, work: work, provisionalYears: provisional, knownYears: span)
  }()
}
