import Statistics

/// The characters with which a language writes numbers.
struct NumberMarks {
  let group: String
  let decimal: String
  let minus: String
  /// The text before and after the number of a percentage.
  let percent: (before: String, after: String)

  init(_ language: Language) {
    (group, decimal, minus) = (language.file.group, language.file.decimal, language.file.minus)
    let parts = language.file.percent.split(separator: "{n}", maxSplits: 1, omittingEmptySubsequences: false)
    percent = (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
  }
}

extension Printer {
  func digits(_ value: Int) -> String {
    guard let marks else { return String(value) }
    return Self.grouped(value, by: marks.group, minus: marks.minus)
  }

  /// Returns a number with its sign; a page also shows a plus.
  func signed(_ value: Int) -> String { (value > 0 && marks != nil ? "+" : "") + digits(value) }

  func arrow(_ value: Int) -> String { value > 0 ? "↑ " : value < 0 ? "↓ " : "→ " }

  func inWords(_ value: Int, _ print: (Int) -> String, _ up: Label = .up, _ down: Label = .down) -> String {
    guard let language else { return (value < 0 ? "-" : "") + print(abs(value)) }
    if value == 0 { return language.label(.unchanged) }
    return language.label(value > 0 ? up : down, ["x": print(abs(value))])
  }

  func percentOfTenths(_ tenths: Int) -> String { percent(decimal(tenths, decimals: 1)) }

  /// Returns a share given in millionths, with as many of its four decimals as it needs.
  func percentOfMillionths(_ millionths: Int) -> String {
    var (number, decimals) = (millionths, 4)
    while decimals > 0, number.isMultiple(of: 10) { (number, decimals) = (number / 10, decimals - 1) }
    return percent(decimals == 0 ? digits(number) : decimal(number, decimals: decimals))
  }

  private func percent(_ number: String) -> String {
    marks.map { $0.percent.before + number + $0.percent.after } ?? number
  }

  func pointsOfTenths(_ tenths: Int) -> String {
    language?.label(.points, ["x": decimal(tenths, decimals: 1)]) ?? decimal(tenths, decimals: 1)
  }

  static func grouped(_ value: Int, by separator: String, minus: String) -> String {
    if value.magnitude < 1000 { return value < 0 ? minus + String(value.magnitude) : String(value) }
    let digits = Array(String(value.magnitude).utf8)
    var text = value < 0 ? minus : ""
    text.reserveCapacity(text.utf8.count + digits.count * 2)
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position).isMultiple(of: 3) { text += separator }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return text
  }

  /// Returns a decimal number with its sign; a page also shows a plus.
  func signed(_ scaled: Int, decimals: Int) -> String {
    (scaled > 0 && marks != nil ? "+" : "") + decimal(scaled, decimals: decimals)
  }

  /// Returns a number given in units of its last decimal: 738 with one decimal is 73.8.
  func decimal(_ scaled: Int, decimals: Int) -> String {
    let unit = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let fraction = String(scaled.magnitude % UInt(unit))
    let padded = fraction.utf8.count < decimals ? String(repeating: "0", count: decimals - fraction.utf8.count) : ""
    let whole = digits(Int(scaled.magnitude) / unit)
    let sign = scaled < 0 ? (marks?.minus ?? "-") : ""
    return sign + whole + (marks?.decimal ?? ".") + padded + fraction
  }

  /// Returns a share as a percentage, or as a fraction with six decimals in a CSV file. 100% is printed only when
  /// nothing is missing, and 0% only when nothing is counted.
  func share(_ ratio: Ratio, decimals: Int) -> String {
    guard marks != nil else { return decimal(ratio.scaled(by: 1_000_000), decimals: 6) }
    let unit = decimals == 1 ? 1000 : 10_000
    let scaled = ratio.scaled(by: unit)
    var number = decimal(scaled, decimals: decimals)
    if scaled == unit, !ratio.isWhole, ratio.numerator < ratio.denominator {
      number = ">" + decimal(unit - 1, decimals: decimals)
    }
    if scaled == 0, !ratio.isZero { number = "<" + decimal(1, decimals: decimals) }
    return percent(number)
  }

  /// Returns a number in the largest magnitude that fits, with at most one decimal: 6.5 million, 753 thousand.
  func compact(_ value: Int) -> String {
    guard let language else { return String(value) }
    let magnitudes = language.file.magnitudes.sorted { $0.value > $1.value }
    for (position, magnitude) in magnitudes.enumerated() where value.magnitude >= UInt(magnitude.value) {
      guard let tenths = Ratio(value, of: magnitude.value)?.scaled(by: 10) else { continue }
      // Rounding may reach the next magnitude: 999,960 prints as 1 million. The magnitudes of a language are arbitrary.
      if position > 0 {
        let next = magnitudes[position - 1].value
        if Int128(abs(tenths)) * Int128(magnitude.value) >= Int128(next) * 10 { return compact(next * value.signum()) }
      }
      let number = tenths.isMultiple(of: 10) ? digits(tenths / 10) : decimal(tenths, decimals: 1)
      return number + " " + magnitude.word
    }
    return digits(value)
  }
}
