/// Vietnam's local time: UTC+7 all year, without daylight saving.
package enum LocalTime {
  package static let offsetSeconds = 7 * 3600

  /// Returns the local day at a number of seconds since 1 January 1970 UTC.
  package static func day(atUnixTime seconds: Int) -> Day {
    let local = seconds + offsetSeconds
    return Day(number: Int32(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400))
  }
}
