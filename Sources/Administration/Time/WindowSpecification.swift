import Diagnostics

/// A window as a user writes it: `2025-07-01..2025-08-23`, `since:2025-07-01`, `2025-W34`, `2025-08`, `2025-Q3`,
/// `2025-H1`, `2025-9M`, `2025`, `last-week`, `last-month`, `last-quarter`, `last-half`, `last-year`.
package enum WindowSpecification: Sendable, Hashable {
  case range(Day, Day)
  case since(Day)
  case week(year: Int, number: Int)
  /// A number of months from a first month of a year on.
  case months(year: Int, first: Int, count: Int)
  /// The last complete period of a kind before today.
  case last(Window.Kind)

  /// The forms that a user can type, for messages.
  package static let forms =
    "2025-07-01..2025-08-23, since:2025-07-01, 2025-W34, 2025-08, 2025-Q3, 2025-H1, 2025-9M, 2025 or last-week"

  private static let relative: [String: Window.Kind] = [
    "last-week": .week, "last-month": .month, "last-quarter": .quarter, "last-half": .half, "last-year": .year,
  ]

  /// - Throws: a failure with status `usage` that names what was found and what may be typed.
  package init(_ text: String) throws(Failure) {
    guard let parsed = Self.parse(text) else {
      let hint = Suggestion.hint(for: text, in: Self.relative.keys.sorted()) ?? "type one of \(Self.forms)"
      throw Failure(.usage, "'\(text)' is not a reporting period", hint: hint)
    }
    self = parsed
  }

  private static func parse(_ text: String) -> Self? {
    if let kind = relative[text] { return .last(kind) }
    if text.hasPrefix("since:") { return Day(String(text.dropFirst(6))).map { .since($0) } }
    if let dots = text.firstRange(of: "..") {
      guard let first = Day(String(text[..<dots.lowerBound])), let last = Day(String(text[dots.upperBound...])),
        first <= last
      else { return nil }
      return .range(first, last)
    }
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts[0].utf8.count == 4, let year = number(parts[0]), year > 0 else { return nil }
    guard parts.count == 2 else { return .months(year: year, first: 1, count: 12) }
    let tail = parts[1]
    switch tail {
    case "9M": return .months(year: year, first: 1, count: 9)
    case "Q1", "Q2", "Q3", "Q4":
      return number(tail.dropFirst()).map { .months(year: year, first: $0 * 3 - 2, count: 3) }
    case "H1": return .months(year: year, first: 1, count: 6)
    case "H2": return .months(year: year, first: 7, count: 6)
    default:
      if tail.first == "W", tail.utf8.count == 3, let week = number(tail.dropFirst()),
        Day.monday(ofWeek: week, year: year) != nil
      {
        return .week(year: year, number: week)
      }
      guard tail.utf8.count == 2, let month = number(tail), (1...12).contains(month) else { return nil }
      return .months(year: year, first: month, count: 1)
    }
  }

  private static func number(_ digits: Substring) -> Int? {
    digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
  }

  /// Returns the window that the specification means.
  ///
  /// - Parameters:
  ///   - calendar: the calendar of months and longer periods; weeks and ranges are the same under each.
  ///   - weekStart: the ISO number of the weekday on which weeks start (1 is Monday).
  ///   - asOf: the last day of a cumulative window; yesterday if nil.
  ///   - today: the day from which relative windows are counted, in Vietnam's local time.
  package func window(
    calendar: PeriodCalendar = .calendar, weekStart: Int = 1, asOf: Day?, today: Day
  ) throws(Failure) -> Window {
    switch self {
    case .range(let first, let last): return Window(kind: .range, first: first, last: last)
    case .since(let first):
      let last = asOf ?? today - 1
      guard first <= last else {
        throw Failure(
          .usage, "the period since \(first) starts after \(last), the day it is stated for",
          hint: "give a later --as-of")
      }
      return Window(kind: .cumulative, first: first, last: last)
    case .week(let year, let number):
      guard let monday = Day.monday(ofWeek: number, year: year) else {
        throw Failure(.usage, "\(year) has no week \(number)")
      }
      let start = monday + Self.offset(ofWeekStart: weekStart)
      return Window(kind: .week, first: start, last: start + 6)
    case .months(let year, let first, let count):
      return Self.months(year: year, first: first, count: count, calendar: calendar)
    case .last(.week):
      let start = today - (today.weekday - weekStart + 7) % 7 - 7
      return Window(kind: .week, first: start, last: start + 6)
    case .last(let kind):
      let length = kind == .month ? 1 : kind == .quarter ? 3 : kind == .half ? 6 : 12
      // Take the period that contains today, then the one before it.
      let (year, month, day) = today.civil
      let index = year * 12 + month - 1 + (calendar == .statutory && day >= 15 ? 1 : 0)
      let start = index / length * length - length
      return Self.months(year: start / 12, first: start % 12 + 1, count: length, calendar: calendar)
    }
  }

  /// Returns the number of days from an ISO week's Monday to the configured first day of the week that contains the
  /// same Thursday.
  private static func offset(ofWeekStart weekday: Int) -> Int { weekday <= 4 ? weekday - 1 : weekday - 8 }

  private static func months(year: Int, first: Int, count: Int, calendar: PeriodCalendar) -> Window {
    let kind: Window.Kind =
      switch count {
      case 1: .month
      case 3: .quarter
      case 6: .half
      case 9: .nineMonths
      default: .year
      }
    let start = Day.firstOfMonth(year: year, month: first)
    let end = Day.firstOfMonth(year: year, month: first, offset: count)
    switch calendar {
    case .calendar: return Window(kind: kind, first: start, last: end - 1)
    case .statutory:
      let statutoryStart = Day.firstOfMonth(year: year, month: first, offset: -1) + 14
      let statutoryEnd = Day.firstOfMonth(year: year, month: first, offset: count - 1) + 13
      return Window(kind: kind, first: statutoryStart, last: statutoryEnd, calendar: .statutory)
    }
  }
}
