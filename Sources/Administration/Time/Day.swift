/// A day of the proleptic Gregorian calendar, without a time zone.
///
/// Stored as the number of days since 1 January 1970, so that days are compared and subtracted as integers.
@frozen public struct Day: Sendable, Hashable, Comparable {
  /// The number of days since 1970-01-01; negative before.
  public var number: Int32

  /// Creates the day that is this many days after 1970-01-01.
  @inlinable public init(number: Int32) { self.number = number }

  /// Creates the day of a civil date; nil if there is no such date (30 February, month 13).
  @inlinable public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  /// Creates the day of a civil date known to exist. It counts years from March, so that the leap day ends a year.
  @inlinable init(uncheckedYear year: Int, month: Int, day: Int) {
    let marchYear = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let leaps = marchYear / 4 - marchYear / 100 + marchYear / 400
    self.init(number: Int32(truncatingIfNeeded: marchYear * 365 + leaps + dayOfYear - 719_468))
  }

  /// Returns whether a day is earlier than another.
  @inlinable public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
  /// Returns the number of days from the second day to the first.
  @inlinable public static func - (a: Day, b: Day) -> Int { Int(a.number) - Int(b.number) }
  /// Returns the day that is this many days later.
  @inlinable public static func + (day: Day, days: Int) -> Day { Day(number: day.number + Int32(days)) }
  /// Returns the day that is this many days earlier.
  @inlinable public static func - (day: Day, days: Int) -> Day { day + -days }

  /// The civil date.
  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  package var year: Int { civil.year }

  /// The ISO 8601 number of the weekday: Monday is 1, Sunday is 7.
  package var weekday: Int { ((Int(number) % 7 + 7) % 7 + 3) % 7 + 1 }

  /// The ISO 8601 week, which belongs to the year that contains its Thursday.
  package var isoWeek: (year: Int, week: Int) {
    let thursday = self + (4 - weekday)
    let year = thursday.year
    let firstOfYear = Day(uncheckedYear: year, month: 1, day: 1)
    return (year, (thursday - firstOfYear) / 7 + 1)
  }

  /// Returns the Monday of an ISO 8601 week; nil if the year has no such week.
  package static func monday(ofWeek week: Int, year: Int) -> Day? {
    guard week >= 1, let fourth = Day(year: year, month: 1, day: 4) else { return nil }
    let monday = fourth - (fourth.weekday - 1) + (week - 1) * 7
    return monday.isoWeek == (year, week) ? monday : nil
  }

  /// Returns the number of days in a month.
  @inlinable public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Returns the first day of the month `offset` months after `month` of `year`.
  package static func firstOfMonth(year: Int, month: Int, offset: Int = 0) -> Day {
    let index = year * 12 + (month - 1) + offset
    return Day(uncheckedYear: index / 12, month: index % 12 + 1, day: 1)
  }

  /// Returns the same date `years` later; 29 February becomes the 28th in a common year.
  package func adding(years: Int) -> Day {
    let (year, month, day) = civil
    return Day(
      uncheckedYear: year + years, month: month,
      day: min(day, Day.length(ofMonth: month, year: year + years)))
  }
}

extension Day: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// The day as `2025-07-01`.
  public var description: String {
    let (year, month, day) = civil
    let text = String(year)
    return String(repeating: "0", count: max(0, 4 - text.count)) + text + "-" + twoDigits(month) + "-"
      + twoDigits(day)
  }

  /// Reads `2025-07-01` and nothing else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Reads `2025-07-01`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = Day(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a date like 2025-07-01")
    }
    self = day
  }

  /// Writes `2025-07-01`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Returns a number from 0 to 99 in two digits, with a leading zero if needed.
package func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
