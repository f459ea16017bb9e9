/// A reporting period (kỳ báo cáo): the days that a set of figures covers, including the first and the last.
package struct Window: Sendable, Hashable, Codable {
  /// The kind of period; it decides which period is the previous one, and how the period is titled.
  package enum Kind: String, Sendable, Codable {
    case range, cumulative, week, month, quarter, half, nineMonths = "nine_months", year
  }

  package let kind: Kind
  package let first: Day
  package let last: Day
  package let calendar: PeriodCalendar
  /// For a period from a calendar file: its name, followed by the calendar's, and the period before it.
  package var listed: Listed?

  /// What a calendar file says of a period.
  package struct Listed: Sendable, Hashable, Codable {
    /// The name of the period and the calendar, such as `2025-Q3-fiscal`.
    package let slug: String
    package let previous: Span?

    package init(slug: String, previous: Span?) {
      self.slug = slug
      self.previous = previous
    }
  }

  /// The days from a first to a last one, both included.
  package struct Span: Sendable, Hashable, Codable {
    package let slug: String
    package let first: Day
    package let last: Day

    package init(slug: String, first: Day, last: Day) {
      self.slug = slug
      self.first = first
      self.last = last
    }
  }

  package init(kind: Kind, first: Day, last: Day, calendar: PeriodCalendar = .calendar) {
    precondition(first <= last, "a window ends on or after its first day")
    self.kind = kind
    self.first = first
    self.last = last
    self.calendar = calendar
  }

  package var days: Int { last - first + 1 }

  /// The year and the number within it, as in week 34, month 8, quarter 3, half 1; nil if the kind has none.
  package var ordinal: (year: Int, number: Int)? {
    // The year and month that name a period are those of its last day under the statutory calendar, and those of its
    // middle for weeks and under the civil calendar.
    let named = calendar == .statutory && kind != .week ? last.civil : (first + (days - 1) / 2).civil
    switch kind {
    case .range, .cumulative: return nil
    case .week:
      let (year, week) = (first + 3).isoWeek
      return (year, week)
    case .month: return (named.year, named.month)
    case .quarter: return (named.year, (named.month - 1) / 3 + 1)
    case .half: return (named.year, named.month <= 6 ? 1 : 2)
    case .nineMonths, .year: return (named.year, 1)
    }
  }

  /// The name of the window's edition: a folder name that gives the period and, if it is not the usual one, the
  /// calendar or the day on which weeks begin.
  package var slug: String {
    if let listed { return listed.slug }
    guard let (year, number) = ordinal else {
      return kind == .cumulative ? "since-\(first)..\(last)" : "\(first)..\(last)"
    }
    let suffix = nameSuffix
    switch kind {
    case .week: return "\(year)-W\(twoDigits(number))\(suffix)"
    case .month: return "\(year)-\(twoDigits(number))\(suffix)"
    case .quarter: return "\(year)-Q\(number)\(suffix)"
    case .half: return "\(year)-H\(number)\(suffix)"
    case .nineMonths: return "\(year)-9M\(suffix)"
    default: return "\(year)\(suffix)"
    }
  }

  /// The end of the name of a window that is not the usual one of its year and number, such as `-statutory`; else
  /// empty.
  package var nameSuffix: String {
    guard ordinal != nil, listed == nil else { return "" }
    if kind == .week { return first.weekday == 1 ? "" : "-" + Self.weekdays[first.weekday - 1] }
    return calendar == .statutory ? "-statutory" : ""
  }

  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  /// The previous period: the week, month or year before; for a range, as many days before it; nil for a cumulative
  /// window.
  package var previous: Window? {
    if let listed {
      return listed.previous.map { span in
        var window = Window(kind: .range, first: span.first, last: span.last, calendar: calendar)
        window.listed = Listed(slug: span.slug, previous: nil)
        return window
      }
    }
    switch kind {
    case .cumulative: return nil
    case .range, .week: return Window(kind: kind, first: first - days, last: first - 1, calendar: calendar)
    case .month, .quarter, .half: return shifted(months: -months)
    case .nineMonths, .year: return shifted(months: -12)
    }
  }

  /// The same period of the year before; nil for a cumulative window, and for a week 53 if that year has only 52.
  package var yearBefore: Window? {
    switch kind {
    case .cumulative: return nil
    case .range:
      return Window(kind: kind, first: first.adding(years: -1), last: last.adding(years: -1), calendar: calendar)
    case .week:
      guard let (year, number) = ordinal, let monday = Day.monday(ofWeek: number, year: year - 1) else { return nil }
      let start = monday + ((first.weekday + 2) % 7 - 3)
      return Window(kind: kind, first: start, last: start + 6, calendar: calendar)
    default: return shifted(months: -12)
    }
  }

  private var months: Int {
    switch kind {
    case .month: 1
    case .quarter: 3
    case .half: 6
    case .nineMonths: 9
    default: 12
    }
  }

  private func shifted(months offset: Int) -> Window {
    let start = first.civil
    let end = (last + 1).civil
    // Under both calendars, periods start on a fixed day of the month (1st or 15th), so months can be shifted
    // independently of days.
    let newFirst = Day.firstOfMonth(year: start.year, month: start.month, offset: offset) + (start.day - 1)
    let newEnd = Day.firstOfMonth(year: end.year, month: end.month, offset: offset) + (end.day - 1)
    return Window(kind: kind, first: newFirst, last: newEnd - 1, calendar: calendar)
  }
}

/// The calendar that delimits months, quarters and years.
package enum PeriodCalendar: String, Sendable, Hashable, Codable, CaseIterable {
  /// From the first to the last day of the civil period (Decision 766/QĐ-TTg).
  case calendar
  /// From the 15th of the month before to the 14th (Decree 09/2019/NĐ-CP).
  case statutory
}
