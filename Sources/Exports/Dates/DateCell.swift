import Administration

/// Reads dates as exports write them, directly from bytes and without Foundation.
///
/// Accepted are ISO 8601 with `T` or a space, fractions, `Z` or an offset; and `dd/MM/yyyy` with or without a time
/// after or before it, where the four-digit year shows the order. Midnight means that no time was recorded; `24:00` is
/// the next day's midnight. A time with an offset is converted to the local time of the file, which is Vietnam's unless
/// its profile says otherwise.
package enum DateCell {
  /// Returns the moment of a cell: `.blank` for an empty one, nil if it cannot be read.
  ///
  /// - Parameter zone: the time zone in which days are counted, in seconds east of UTC.
  package static func moment(
    _ cell: Range<Int>, in text: Span<UInt8>, zone: Int = LocalTime.offsetSeconds
  ) -> Moment? {
    if cell.isEmpty { return .blank }
    var scanner = Scanner(position: cell.lowerBound, end: cell.upperBound)
    guard let day = scanner.day(text) else { return timeFirst(cell, in: text) }
    if scanner.isAtEnd { return Moment(day) }
    guard scanner.take(84, text) || scanner.takeSpace(text), let second = scanner.timeOfDay(text) else { return nil }
    if scanner.isAtEnd { return moment(day, second) }
    guard let offset = scanner.offset(text), scanner.isAtEnd else { return nil }
    return moment(day, second - offset + zone)
  }

  /// Reads `08:30 15/07/2025`, as one-stop-shop systems print it.
  private static func timeFirst(_ cell: Range<Int>, in text: Span<UInt8>) -> Moment? {
    var scanner = Scanner(position: cell.lowerBound, end: cell.upperBound)
    guard let second = scanner.timeOfDay(text), scanner.takeSpace(text), let day = scanner.day(text), scanner.isAtEnd
    else { return nil }
    return moment(day, second)
  }

  /// Reads the two formats of almost every cell, `2025-07-15` and `2025-07-15T08:30:00`, eight bytes at a time; returns
  /// nil if the cell is in another format or its day in another century.
  @inline(__always)
  static func plainMoment(_ cell: RawSpan, _ days: inout RememberedDays) -> Moment? {
    if cell.byteCount == 10 { return days.day(of: cell).map { Moment($0) } }
    guard cell.byteCount == 19 else { return nil }
    let separator = cell.number(at: 10, as: UInt8.self)
    guard separator == 84 || separator == 32 else { return nil }
    // Digits become their values and colons become zero; any other byte sets a high bit in the check below.
    let clock = cell.eight(at: 11) ^ 0x3030_3A30_303A_3030
    guard (clock | (clock &+ 0x7676_7F76_767F_7676)) & 0x8080_8080_8080_8080 == 0 else { return nil }
    let pairs = Pairs(clock)
    let (hour, minute, second) = (pairs[0], pairs[3], pairs[6])
    guard hour < 24, minute < 60, second < 60, let day = days.day(of: cell) else { return nil }
    let sum = hour &* 3600 &+ minute &* 60 &+ second
    return sum == 0 ? Moment(day) : Moment(day, second: sum)
  }

  /// Returns the day with which a text begins, such as `2025-07-15`; nil if its first ten bytes are not such a date.
  ///
  /// - Precondition: the text has ten bytes or more.
  static func isoDay(_ text: RawSpan) -> Day? {
    let head = text.eight(at: 0) ^ 0x2D30_302D_3030_3030
    let (tens, ones) = (
      text.number(at: 8, as: UInt8.self) &- 48, text.number(at: 9, as: UInt8.self) &- 48
    )
    guard (head | (head &+ 0x7F76_767F_7676_7676)) & 0x8080_8080_8080_8080 == 0, tens <= 9, ones <= 9 else {
      return nil
    }
    let pairs = Pairs(head)
    return plausible(Day(year: pairs[0] * 100 + pairs[2], month: pairs[5], day: Int(tens) * 10 + Int(ones)))
  }

  /// Returns nil for years outside 1900–2199: they are typing errors, which no dossier has.
  private static func plausible(_ day: Day?) -> Day? {
    guard let day, day.number > -25_568, day.number < 84_006 else { return nil }
    return day
  }

  /// The two-digit numbers in eight bytes of digits, by the position of the first digit.
  private struct Pairs {
    private let sums: UInt64

    @inline(__always)
    init(_ digits: UInt64) { sums = digits &* 10 &+ digits >> 8 }

    @inline(__always)
    subscript(byte: UInt64) -> Int { Int(truncatingIfNeeded: sums &>> (byte &* 8) & 0xFF) }
  }

  private static func moment(_ day: Day, _ second: Int) -> Moment {
    let shift = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
    let rest = second - shift * 86_400
    let actual = day + shift
    return rest == 0 ? Moment(actual) : Moment(actual, second: rest)
  }

  private struct Scanner {
    var position: Int
    let end: Int

    var isAtEnd: Bool { position == end }

    /// Reads a number of `least` to `limit` digits.
    mutating func number(_ text: Span<UInt8>, atMost limit: Int, atLeast least: Int = 1) -> Int? {
      var value = 0
      let start = position
      while position < end, position - start < limit {
        let digit = text[position] &- 48
        if digit > 9 { break }
        value = value * 10 + Int(digit)
        position += 1
      }
      return position - start >= least ? value : nil
    }

    mutating func take(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
      guard position < end, text[position] == byte else { return false }
      position += 1
      return true
    }

    /// Skips spaces and no-break spaces; returns whether there were any.
    mutating func takeSpace(_ text: Span<UInt8>) -> Bool {
      let start = position
      while true {
        if take(32, text) { continue }
        guard position + 1 < end, text[position] == 0xC2, text[position + 1] == 0xA0 else { break }
        position += 2
      }
      return position > start
    }

    /// Reads `2025-07-15`, `2025/07/15`, `15/07/2025`, `15-07-2025` or `15.07.2025`.
    mutating func day(_ text: Span<UInt8>) -> Day? {
      let start = position
      guard let first = number(text, atMost: 4) else { return nil }
      if position - start == 4 {
        guard take(45, text) || take(47, text), let month = number(text, atMost: 2, atLeast: 2),
          take(text[start + 4], text),
          let day = number(text, atMost: 2, atLeast: 2)
        else { return nil }
        return plausible(Day(year: first, month: month, day: day))
      }
      guard position - start <= 2, position < end else { return nil }
      let separator = text[position]
      guard separator == 47 || separator == 45 || separator == 46, take(separator, text),
        let month = number(text, atMost: 2), take(separator, text), let year = number(text, atMost: 4, atLeast: 4)
      else { return nil }
      return plausible(Day(year: year, month: month, day: first))
    }

    /// Reads `08:30`, `08:30:15`, `08:30:15.250` or `24:00`: seconds of the day.
    mutating func timeOfDay(_ text: Span<UInt8>) -> Int? {
      guard let hour = number(text, atMost: 2), take(58, text), let minute = number(text, atMost: 2, atLeast: 2),
        minute < 60
      else { return nil }
      var second = 0
      if take(58, text) {
        guard let value = number(text, atMost: 2, atLeast: 2), value < 60 else { return nil }
        second = value
        if take(46, text), number(text, atMost: 9) == nil { return nil }
      }
      guard hour < 24 || (hour == 24 && minute == 0 && second == 0) else { return nil }
      return hour * 3600 + minute * 60 + second
    }

    /// Reads `Z`, `+07:00`, `+0700` or `+07`: seconds east of UTC.
    mutating func offset(_ text: Span<UInt8>) -> Int? {
      if take(90, text) { return 0 }
      let sign = take(43, text) ? 1 : take(45, text) ? -1 : 0
      guard sign != 0, let hours = number(text, atMost: 2, atLeast: 2), hours <= 14 else { return nil }
      if isAtEnd { return sign * hours * 3600 }
      _ = take(58, text)
      guard let minutes = number(text, atMost: 2, atLeast: 2), minutes < 60 else { return nil }
      return sign * (hours * 3600 + minutes * 60)
    }
  }
}
