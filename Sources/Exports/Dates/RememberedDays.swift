import Administration

/// Remembers the days of date texts: the millions of dates in a file are of a few hundred days.
///
/// It is only a cache, so a collision of two dates costs time and nothing else.
struct RememberedDays: Sendable {
  private var entries = [Entry](repeating: Entry(), count: Self.most)

  private struct Entry: Sendable {
    /// Eight bytes, `25-07-15`; zero, which no text holds, if nothing is remembered.
    var date: UInt64 = 0
    var day = Day(number: 0)
  }

  /// The number of entries, a power of two.
  private static let most = 512

  /// Returns the day with which a text begins, such as `2025-07-15`; nil if its first ten bytes are not such a date of
  /// this century.
  ///
  /// - Precondition: the text has ten bytes or more.
  @inline(__always)
  mutating func day(of text: RawSpan) -> Day? {
    let isOfThisCentury = text.number(at: 0, as: UInt16.self) == 0x3032
    guard isOfThisCentury else { return nil }
    let date = text.eight(at: 2)
    let place = Int(truncatingIfNeeded: (date &* 0x9E37_79B9_7F4A_7C15) >> 55)
    if entries[place].date == date { return entries[place].day }
    guard let day = DateCell.isoDay(text) else { return nil }
    entries[place] = Entry(date: date, day: day)
    return day
  }
}
