import Administration
import Foundation
import Statistics
import Templates

/// Writes values for one output: in a language for readers, or plainly for a CSV file.
struct Printer: Sendable {
  enum Style: Sendable {
    /// Markdown in a language.
    case prose(Language)
    /// CSV: digits, ISO dates, shares as fractions, nothing for a missing value. The escaper quotes text cells.
    case record(escape: @Sendable (String) -> String)
  }

  let style: Style

  var language: Language? { if case .prose(let language) = style { language } else { nil } }

  // MARK: Values

  /// Free text, such as a name from an export, escaped for the output.
  func text(_ text: String?) -> TemplateValue {
    guard let text, !text.isEmpty else { return TemplateValue("", isMissing: true) }
    return switch style {
    case .prose: TemplateValue(MarkdownText.escaped(text))
    case .record(let escape): TemplateValue(escape(text))
    }
  }

  /// Words of this program's own files, which are markup already.
  func words(_ words: String) -> TemplateValue { TemplateValue(words, isMissing: words.isEmpty) }

  func missing() -> TemplateValue {
    TemplateValue(language?.label(.missing) ?? "", isMissing: true) { _ in self.missing() }
  }

  func count(_ value: Int?) -> TemplateValue {
    guard let value else { return missing() }
    return TemplateValue(digits(value)) { form in
      form == "compact" ? TemplateValue(compact(value)) : form == "exact" ? TemplateValue(digits(value)) : nil
    }
  }

  func rate(_ ratio: Ratio?) -> TemplateValue {
    guard let ratio else { return missing() }
    return TemplateValue(share(ratio, decimals: 1)) { form in
      switch form {
      case "precise": TemplateValue(share(ratio, decimals: 2))
      case "numerator": TemplateValue(digits(ratio.numerator))
      case "denominator": TemplateValue(digits(ratio.denominator))
      case "fraction": TemplateValue(digits(ratio.numerator) + "/" + digits(ratio.denominator))
      default: nil
      }
    }
  }

  /// Vietnamese đồng.
  func money(_ amount: Int64?) -> TemplateValue {
    guard let amount else { return missing() }
    return TemplateValue(digits(Int(amount))) { form in
      switch form {
      case "compact": TemplateValue(compact(Int(amount)))
      case "billions":
        TemplateValue(Ratio(Int(amount), of: 1_000_000_000).map { decimal($0.scaled(by: 10), decimals: 1) } ?? "")
      default: nil
      }
    }
  }

  func date(_ day: Day?) -> TemplateValue {
    guard let day else { return missing() }
    guard let language else { return TemplateValue(day.description) }
    return TemplateValue(Self.date(day, pattern: language.dateShort, language)) { form in
      switch form {
      case "long": TemplateValue(Self.date(day, pattern: language.dateLong, language))
      case "iso": TemplateValue(day.description)
      default: nil
      }
    }
  }

  /// A difference of two counts: signed, or in words against the earlier one.
  func change(_ now: Int?, from before: Int?) -> TemplateValue {
    guard let now, let before else { return missing() }
    return TemplateValue(signed(now - before)) { form in
      switch form {
      case "words": TemplateValue(inWords(now - before, digits))
      case "percent":
        Ratio(now - before, of: before).map { TemplateValue(inWords($0.scaled(by: 1000), percentOfTenths)) }
          ?? missing()
      default: nil
      }
    }
  }

  /// A difference of two rates, in percentage points with one decimal, of the rates as they are, not as printed.
  func points(_ now: Ratio?, from before: Ratio?) -> TemplateValue {
    guard let now, let before else { return missing() }
    let numerator =
      Int128(now.numerator) * Int128(before.denominator) - Int128(before.numerator) * Int128(now.denominator)
    let denominator = Int128(now.denominator) * Int128(before.denominator)
    let doubled = numerator * 2000
    let tenths = Int((doubled + (doubled < 0 ? -denominator : denominator)) / (2 * denominator))
    let text = (tenths > 0 ? "+" : "") + decimal(tenths, decimals: 1)
    return TemplateValue(text) { form in
      form == "words" ? TemplateValue(inWords(tenths) { pointsOfTenths($0) }) : nil
    }
  }

  /// A count with its sign, such as places won.
  func signedCount(_ value: Int?) -> TemplateValue { value.map { TemplateValue(signed($0)) } ?? missing() }

  /// A range of rates given in hundredths of a per cent, printed with one decimal.
  func interval(_ range: ClosedRange<Int>?) -> TemplateValue {
    guard let range, let low = Ratio(range.lowerBound, of: 10_000), let high = Ratio(range.upperBound, of: 10_000)
    else { return missing() }
    return TemplateValue(share(low, decimals: 1) + "–" + share(high, decimals: 1))
  }

  // MARK: Digits

  func digits(_ value: Int) -> String {
    guard let language else { return String(value) }
    return Self.grouped(value, by: language.group, minus: language.minus)
  }

  private func signed(_ value: Int) -> String { (value > 0 ? "+" : "") + digits(value) }

  private func inWords(_ value: Int, _ print: (Int) -> String) -> String {
    guard let language else { return String(value) }
    if value == 0 { return language.label(.unchanged) }
    return language.label(value > 0 ? .up : .down, ["x": print(abs(value))])
  }

  private func percentOfTenths(_ tenths: Int) -> String {
    (language?.percent ?? "{n}").replacingOccurrences(of: "{n}", with: decimal(tenths, decimals: 1))
  }

  private func pointsOfTenths(_ tenths: Int) -> String {
    language?.label(.points, ["x": decimal(tenths, decimals: 1)]) ?? decimal(tenths, decimals: 1)
  }

  static func grouped(_ value: Int, by separator: String, minus: String) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? minus : ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position).isMultiple(of: 3) { text += separator }
      text.append(digit)
    }
    return text
  }

  /// A number given in units of its last decimal: 738 with one decimal is 73.8.
  private func decimal(_ scaled: Int, decimals: Int) -> String {
    let unit = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let fraction = String(scaled.magnitude % UInt(unit))
    let padded = String(repeating: "0", count: decimals - fraction.count) + fraction
    let whole = digits(Int(scaled.magnitude) / unit)
    let sign = scaled < 0 ? (language?.minus ?? "-") : ""
    return sign + whole + (language?.decimal ?? ".") + padded
  }

  /// A share as a percentage, or as a fraction with six decimals in a CSV file. 100% is printed only when nothing is
  /// missing, 0% only when nothing is there.
  private func share(_ ratio: Ratio, decimals: Int) -> String {
    guard let language else { return decimal(ratio.scaled(by: 1_000_000), decimals: 6) }
    let unit = decimals == 1 ? 1000 : 10_000
    let scaled = ratio.scaled(by: unit)
    var number = decimal(scaled, decimals: decimals)
    if scaled == unit, !ratio.isWhole, ratio.numerator < ratio.denominator {
      number = ">" + decimal(unit - 1, decimals: decimals)
    }
    if scaled == 0, !ratio.isZero { number = "<" + decimal(1, decimals: decimals) }
    return language.percent.replacingOccurrences(of: "{n}", with: number)
  }

  /// A number in the largest magnitude that fits, with at most one decimal: 6.5 million, 753 thousand.
  private func compact(_ value: Int) -> String {
    guard let language else { return String(value) }
    let magnitudes = language.magnitudes.sorted { $0.value > $1.value }
    for (position, magnitude) in magnitudes.enumerated() where Int(value.magnitude) >= magnitude.value {
      guard let tenths = Ratio(value, of: magnitude.value)?.scaled(by: 10) else { continue }
      // Rounding may reach the next magnitude: 999,960 is 1 million.
      if position > 0, abs(tenths) * magnitude.value >= magnitudes[position - 1].value * 10 {
        return compact(magnitudes[position - 1].value * value.signum())
      }
      let number = tenths.isMultiple(of: 10) ? digits(tenths / 10) : decimal(tenths, decimals: 1)
      return number + " " + magnitude.word
    }
    return digits(value)
  }

  static func date(_ day: Day, pattern: String, _ language: Language) -> String {
    let (year, month, number) = day.civil
    let parts = [
      "{dd}": twoDigits(number), "{d}": String(number), "{mm}": twoDigits(month), "{m}": String(month),
      "{mo}": month <= 2 ? twoDigits(month) : String(month), "{yyyy}": String(year),
      "{month}": language.months.indices.contains(month - 1) ? language.months[month - 1] : "",
    ]
    return parts.reduce(pattern) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
  }
}

/// Text inside Markdown, table cells included.
enum MarkdownText {
  /// With everything neutralised that Markdown or HTML would take for markup.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": result += " "
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "|", "*", "_", "`", "[", "]", "\\", "#", "~": result += "\\" + String(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
