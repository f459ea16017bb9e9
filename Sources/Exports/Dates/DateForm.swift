import Administration

/// A date format that a profile declares: `MM/dd/yyyy hh:mm:ss a`, `yyyyMMdd`, `iso`, `excel_serial`.
///
/// Letters are those of Unicode's date patterns (UTS 35): `yyyy`, `yy` (2000 to 2099), `MM`, `dd`, `HH` (0 to 24), `hh`
/// (1 to 12), `mm`, `ss`, `SSS` (a fraction of any length), `a` (AM, PM, a.m., p.m., SA, CH). Literal text stands in
/// single quotes, as in `dd/MM/yyyy 'lúc' HH:mm`. A number other than a year may have one digit unless it adjoins
/// another number.
package struct DateForm: Sendable, Equatable {
  private enum Part: Equatable {
    case year4, year2, month, day, hour24, hour12, minute, second, fraction, half
    case literal(UInt8)
    case iso, excelSerial

    var isNumber: Bool {
      switch self {
      case .literal, .half, .iso, .excelSerial: false
      default: true
      }
    }
  }

  private let parts: [Part]

  /// The names of formats that letters cannot describe.
  package static let words = ["iso", "excel_serial"]

  /// Creates the format; nil if the pattern has an unknown letter or does not have year, month and day once each, or if
  /// its twelve-hour clock and `a` do not go together.
  package init?(_ pattern: String) {
    switch pattern {
    case "iso": parts = [.iso]
    case "excel_serial": parts = [.excelSerial]
    default:
      var parts: [Part] = []
      var rest = Array(pattern)[...]
      while let letter = rest.first {
        if letter == "'" {
          // Literal text in single quotes; two quotes without text stand for one quote.
          let text = rest.dropFirst().prefix { $0 != "'" }
          guard rest.count >= text.count + 2 else { return nil }
          rest = rest.dropFirst(text.count + 2)
          parts += Array((text.isEmpty ? "'" : String(text)).utf8).map { .literal($0) }
          continue
        }
        let run = rest.prefix { $0 == letter }
        rest = rest.dropFirst(run.count)
        switch (letter, run.count) {
        case ("y", 4): parts.append(.year4)
        case ("y", 2): parts.append(.year2)
        case ("M", 1...2): parts.append(.month)
        case ("d", 1...2): parts.append(.day)
        case ("H", 1...2): parts.append(.hour24)
        case ("h", 1...2): parts.append(.hour12)
        case ("m", 1...2): parts.append(.minute)
        case ("s", 1...2): parts.append(.second)
        case ("S", 1...9): parts.append(.fraction)
        case ("a", 1): parts.append(.half)
        default:
          guard !letter.isLetter || letter == "T", !letter.isNumber else { return nil }
          parts += Array(String(run).utf8).map { .literal($0) }
        }
      }
      let years = parts.count { $0 == .year4 || $0 == .year2 }
      let isTwelve = parts.contains(.hour12)
      guard years == 1, parts.count(where: { $0 == .month }) == 1, parts.count(where: { $0 == .day }) == 1,
        parts.contains(.half) == isTwelve, !(isTwelve && parts.contains(.hour24))
      else { return nil }
      self.parts = parts
    }
  }

  /// Returns the moment of a cell in this format; nil if the cell is in another.
  package func moment(_ cell: Range<Int>, in text: Span<UInt8>, zone: Int) -> Moment? {
    if parts == [.iso] {
      // A cell that begins with a four-digit year can be in no other built-in format.
      guard cell.count >= 8, (cell.lowerBound..<cell.lowerBound + 4).allSatisfy({ text[$0] &- 48 <= 9 }) else {
        return nil
      }
      return DateCell.moment(cell, in: text, zone: zone)
    }
    return parts == [.excelSerial] ? Self.excelSerial(cell, in: text) : parsed(cell, in: text)
  }

  private func parsed(_ cell: Range<Int>, in text: Span<UInt8>) -> Moment? {
    var position = cell.lowerBound
    var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
    var isAfternoon: Bool?
    for (index, part) in parts.enumerated() {
      let isEnded = index + 1 == parts.count || !parts[index + 1].isNumber
      let isFree = isEnded && (index == 0 || !parts[index - 1].isNumber)
      switch part {
      case .literal(let byte):
        guard position < cell.upperBound, text[position] == byte else { return nil }
        position += 1
      case .half:
        guard position + 2 <= cell.upperBound else { return nil }
        // `p.m.` has a point after each letter; setting bit 5 turns a capital into its small letter.
        let hasPoints =
          position + 4 <= cell.upperBound && text[position + 1] == UInt8(ascii: ".")
          && text[position + 3] == UInt8(ascii: ".")
        switch (text[position] | 32, text[position + (hasPoints ? 2 : 1)] | 32, hasPoints) {
        case (97, 109, _), (115, 97, false): isAfternoon = false
        case (112, 109, _), (99, 104, false): isAfternoon = true
        default: return nil
        }
        position += hasPoints ? 4 : 2
      case .fraction:
        let start = position
        while position < cell.upperBound, text[position] &- 48 <= 9 { position += 1 }
        guard position > start else { return nil }
      default:
        let most = part == .year4 ? 4 : 2
        let least = part == .year4 ? 4 : part == .year2 || !isFree ? 2 : 1
        var value = 0
        let start = position
        while position < cell.upperBound, position - start < most, text[position] &- 48 <= 9 {
          value = value * 10 + Int(text[position] - 48)
          position += 1
        }
        guard position - start >= least else { return nil }
        switch part {
        case .year4: year = value
        case .year2: year = 2000 + value
        case .month: month = value
        case .day: day = value
        case .hour24, .hour12: hour = value
        case .minute: minute = value
        default: second = value
        }
      }
    }
    guard position == cell.upperBound, minute < 60, second < 60, (1900..<2200).contains(year),
      let day = Day(year: year, month: month, day: day)
    else { return nil }
    if let isAfternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    if hour == 24, minute == 0, second == 0 { return Moment(day + 1) }
    guard hour < 24 else { return nil }
    let seconds = hour * 3600 + minute * 60 + second
    return seconds == 0 ? Moment(day) : Moment(day, second: seconds)
  }

  /// Reads days since 30 December 1899, as spreadsheets count them from 1 March 1900 on; a fraction is the time of day.
  private static func excelSerial(_ cell: Range<Int>, in text: Span<UInt8>) -> Moment? {
    var position = cell.lowerBound
    var days = 0
    while position < cell.upperBound, text[position] &- 48 <= 9, position - cell.lowerBound < 6 {
      days = days * 10 + Int(text[position] - 48)
      position += 1
    }
    // 1 March 1900 to the end of 2199.
    guard position > cell.lowerBound, (61..<109_575).contains(days) else { return nil }
    let day = Day(number: Int32(days - 25_569))
    if position == cell.upperBound { return Moment(day) }
    guard text[position] == 46 || text[position] == 44, position + 1 < cell.upperBound else { return nil }
    // Fractions may have any length; 12 digits are used, which is a precision of a ten-millionth of a second.
    var (numerator, denominator) = (0, 1)
    position += 1
    while position < cell.upperBound {
      let digit = text[position] &- 48
      guard digit <= 9 else { return nil }
      if denominator < 1_000_000_000_000 {
        numerator = numerator * 10 + Int(digit)
        denominator *= 10
      }
      position += 1
    }
    let second = (numerator * 86_400 + denominator / 2) / denominator
    if second == 86_400 { return Moment(day + 1) }
    return second == 0 ? Moment(day) : Moment(day, second: second)
  }
}

/// How the dates of one file are read: in the built-in formats, or only in those that its profile declares.
package struct DateReading: Sendable {
  private let isBuiltIn: Bool
  private let forms: [DateForm]
  private let zone: Int
  private var days = RememberedDays()

  package init(_ profile: Profile = Profile()) {
    forms = profile.dates.compactMap { DateForm($0) }
    isBuiltIn = forms.isEmpty
    zone = profile.zone
  }

  /// Returns the moment of a cell: `.blank` for an empty one, nil if it cannot be read.
  package mutating func moment(_ cell: Range<Int>, in text: Span<UInt8>) -> Moment? {
    if cell.isEmpty { return .blank }
    guard isBuiltIn else { return declared(cell, in: text) }
    return plainMoment(text.bytes.extracting(cell)) ?? DateCell.moment(cell, in: text, zone: zone)
  }

  /// The content of a date cell.
  package enum Cell: Equatable, Sendable {
    case moment(Moment)
    case blank
    /// A mark that says that there is no date.
    case placeholder
    case unreadable
  }

  /// Reads a cell that may hold anything.
  package mutating func reading(of cell: Range<Int>, in text: Span<UInt8>) -> Cell {
    guard let moment = moment(cell, in: text) else {
      return PlaceholderDate.isOne(cell, in: text) ? .placeholder : .unreadable
    }
    if moment.isBlank { return .blank }
    return PlaceholderDate.isOne(moment) ? .placeholder : .moment(moment)
  }

  /// Returns the moment of a cell in one of the formats of almost all cells, in this century; nil if the cell is in
  /// another, or if formats are declared.
  @inline(__always)
  mutating func plainMoment(_ cell: RawSpan) -> Moment? {
    isBuiltIn ? DateCell.plainMoment(cell, &days) : nil
  }

  private func declared(_ cell: Range<Int>, in text: Span<UInt8>) -> Moment? {
    for form in forms {
      if let moment = form.moment(cell, in: text, zone: zone) { return moment }
    }
    return nil
  }
}
