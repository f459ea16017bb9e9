import Administration
import Statistics
import Templates

/// Prints values for one kind of output: in a language for readers, or plainly for a CSV file.
///
/// A class, so that every value can refer to its printer for its other forms at the cost of one reference.
package final class Printer: Sendable {
  package let kind: OutputKind
  /// Nil for CSV files, which have plain digits, ISO dates, shares as fractions, and nothing for a missing value.
  let language: Language?
  /// How the language writes numbers, prepared once because every number needs it.
  let marks: NumberMarks?
  /// Quotes a text cell of a CSV file.
  private let quoted: @Sendable (String) -> String

  /// Makes the printer for a page in a language.
  package init(_ kind: OutputKind, _ language: Language) {
    self.kind = kind
    self.language = language
    marks = NumberMarks(language)
    quoted = { $0 }
  }

  /// Makes the printer for a CSV file.
  package init(quoting quoted: @escaping @Sendable (String) -> String) {
    kind = .csv
    language = nil
    marks = nil
    self.quoted = quoted
  }

  // MARK: Text

  /// Prints free text, such as a name from an export, escaped for the output.
  package func text(_ text: String?) -> TemplateValue {
    guard let text, !text.isEmpty else { return TemplateValue("", isMissing: true) }
    return TemplateValue(kind == .csv ? quoted(Formula.neutralised(text)) : kind.escaped(text))
  }

  /// Prints the name of a field: in the page's language where its file has the field; in a CSV file as exports have it.
  func field(_ name: String?) -> TemplateValue { text(name.map { language?.field($0) ?? $0 }) }

  /// Prints words from this program's own files, which are already Markdown.
  func words(_ words: String) -> TemplateValue { TemplateValue(kind.words(words), isMissing: words.isEmpty) }

  /// Joins texts that are escaped already; in a CSV file they become one cell.
  package func joined(_ texts: [String], separator: String? = nil) -> TemplateValue {
    guard kind == .csv else {
      return TemplateValue(
        texts.joined(separator: separator ?? language?.file.listSeparator ?? "; "), isMissing: texts.isEmpty)
    }
    guard !texts.isEmpty else { return text("") }
    // The first text may already have been neutralised as a cell of its own.
    let cell = texts.map(Self.unquoted).joined(separator: "; ")
    return TemplateValue(quoted(Formula.isNeutralised(cell[...]) ? cell : Formula.neutralised(cell)))
  }

  /// Returns a text as it was before it became a cell of a CSV file.
  private static func unquoted(_ cell: String) -> String {
    guard cell.count > 1, cell.first == "\"", cell.last == "\"" else { return cell }
    return String(cell.dropFirst().dropLast().replacing("\"\"", with: "\""))
  }

  /// Prints a name in a CSV file, where all its forms are the same.
  func plainName(_ name: String) -> TemplateValue {
    let value = text(name)
    return TemplateValue(value.text, isMissing: value.isMissing) { _ in value }
  }

  /// Prints a name with its other forms: `short` omits the kind of unit, `inline` is as a sentence writes it.
  ///
  /// - Parameter isMarkup: whether the names are this program's own words, which need no escaping in Markdown.
  func name(
    _ full: String, short: String, inline: @autoclosure @escaping @Sendable () -> String, isMarkup: Bool = false
  ) -> TemplateValue {
    func printed(_ name: String) -> String { isMarkup ? kind.words(name) : kind.escaped(name) }
    let text = printed(full)
    return TemplateValue(text) { [kind] form in
      switch form {
      case "short": TemplateValue(isMarkup ? kind.words(short) : kind.escaped(short))
      case "inline": TemplateValue(isMarkup ? kind.words(inline()) : kind.escaped(inline()))
      case "strong": TemplateValue(kind.strong(text))
      default: nil
      }
    }
  }

  /// Returns the text of a value's form, or of the value itself where it has no form of that name.
  func form(_ name: String, of value: TemplateValue) -> String {
    (value.form(name) ?? value).text
  }

  /// Prints that there are no data, or that they are not comparable: `–` on a page, nothing in a CSV file.
  package func missing() -> TemplateValue { mark(.missing, "") }

  /// Prints that a figure is hidden by disclosure control: `[c]`.
  package func hidden() -> TemplateValue { mark(.hidden, "[c]") }

  /// Prints that a figure cannot exist: `[z]` on a page, nothing in a CSV file.
  package func notApplicable() -> TemplateValue { mark(.notApplicable, "") }

  private func mark(_ label: Label, _ plain: String) -> TemplateValue {
    TemplateValue(language.map { kind.words($0.label(label)) } ?? plain, isMissing: true) { [self] _ in
      mark(label, plain)
    }
  }

  /// Makes a value of digits and the language's words, with a strong form.
  private func value(_ text: String, _ form: @escaping @Sendable (String) -> String?) -> TemplateValue {
    let text = kind.words(text)
    return TemplateValue(text) { [self] name in
      name == "strong" ? TemplateValue(kind.strong(text)) : form(name).map { TemplateValue(kind.words($0)) }
    }
  }

  // MARK: Numbers

  /// Forms of counts that every language has; a language adds phrases of its own.
  static let countForms = ["exact", "compact", "ordinal", "strong"]

  package func count(_ value: Int?) -> TemplateValue {
    guard let value else { return missing() }
    return self.value(digits(value)) { [self] form in
      switch form {
      case "compact": compact(value)
      case "exact": digits(value)
      case "ordinal": language?.ordinal(value, digits: digits(value)) ?? digits(value)
      default: language?.phrase(form, value, digits: digits(value))
      }
    }
  }

  static let rateForms = ["precise", "numerator", "denominator", "fraction", "strong"]

  package func rate(_ ratio: Ratio?) -> TemplateValue {
    guard let ratio else { return missing() }
    return value(share(ratio, decimals: 1)) { [self] form in
      switch form {
      case "precise": share(ratio, decimals: 2)
      case "numerator": digits(ratio.numerator)
      case "denominator": digits(ratio.denominator)
      case "fraction": digits(ratio.numerator) + "/" + digits(ratio.denominator)
      default: nil
      }
    }
  }

  /// Prints a share with two decimals, as sources publish it.
  func preciseRate(_ ratio: Ratio?) -> TemplateValue {
    ratio.map { words(share($0, decimals: 2)) } ?? missing()
  }

  /// Prints a mean with one decimal, rounded half away from zero on the exact ratio; with six decimals in a CSV file.
  func mean(_ ratio: Ratio?) -> TemplateValue {
    guard let ratio else { return missing() }
    return language == nil ? TemplateValue(CSVTable.fraction(ratio)) : words(decimal(ratio.scaled(by: 10), decimals: 1))
  }

  static let moneyForms = ["exact", "compact", "millions", "billions", "strong"]

  /// Prints an amount of Vietnamese đồng.
  package func money(_ amount: Int64?) -> TemplateValue {
    guard let amount else { return missing() }
    return value(digits(Int(amount))) { [self] form in
      switch form {
      case "exact": digits(Int(amount))
      case "compact": compact(Int(amount))
      case "millions": money(amount, inUnitsOf: 1_000_000)
      case "billions": money(amount, inUnitsOf: 1_000_000_000)
      default: nil
      }
    }
  }

  /// Returns an amount in larger units, with one decimal; a positive amount is never printed as zero.
  private func money(_ amount: Int64, inUnitsOf unit: Int) -> String? {
    Ratio(Int(amount), of: unit).map { units in
      let tenths = units.scaled(by: 10)
      return tenths == 0 && amount > 0 ? "<" + decimal(1, decimals: 1) : decimal(tenths, decimals: 1)
    }
  }

  // MARK: Changes

  static let changeForms = ["words", "percent", "arrow", "strong"]

  /// Prints the difference between two counts of dossiers: signed, or in words relative to the earlier one.
  package func change(_ now: Int?, from before: Int?) -> TemplateValue {
    guard let now, let before else { return missing() }
    let difference = now - before
    let percent = Ratio(difference, of: before)
    return TemplateValue(kind.words(signed(difference))) { [self] form in
      switch form {
      case "words": words(inWords(difference, { digits($0) }, .upDossiers, .downDossiers))
      case "percent": percent.map { words(inWords($0.scaled(by: 1000), percentOfTenths)) } ?? missing()
      case "arrow": words(arrow(difference) + digits(abs(difference)))
      case "strong": TemplateValue(kind.strong(kind.words(signed(difference))))
      default: nil
      }
    }
  }

  static let pointForms = ["words", "arrow", "strong"]

  /// Prints the difference between two rates in percentage points with one decimal, computed from the exact rates and
  /// not from the printed ones.
  package func points(_ now: Ratio?, from before: Ratio?) -> TemplateValue {
    guard let now, let before else { return missing() }
    let change = RateChange(from: before, to: now)
    // In a CSV file shares are fractions.
    if language == nil {
      let fraction = decimal(change.scaled(by: 1_000_000), decimals: 6)
      return value(fraction) { _ in fraction }
    }
    let tenths = change.scaled(by: 1000)
    return value(signed(tenths, decimals: 1)) { [self] form in
      switch form {
      case "words": inWords(tenths) { pointsOfTenths($0) }
      case "arrow": arrow(tenths) + decimal(abs(tenths), decimals: 1)
      default: nil
      }
    }
  }

  /// Prints the difference between two shares in percentage points with two decimals, computed from the exact shares.
  func precisePoints(_ now: Ratio?, from before: Ratio?) -> TemplateValue {
    guard let now, let before else { return missing() }
    let change = RateChange(from: before, to: now)
    if language == nil { return words(decimal(change.scaled(by: 1_000_000), decimals: 6)) }
    return words(signed(change.scaled(by: 10_000), decimals: 2))
  }

  /// Prints the distance between two rates as they are printed with two decimals, whichever is higher, because ranks
  /// depend on the printed rates.
  package func pointsBetween(_ first: Ratio?, _ second: Ratio?) -> TemplateValue {
    guard let first, let second else { return missing() }
    return words(decimal(abs(first.scaled(by: 10_000) - second.scaled(by: 10_000)), decimals: 2))
  }

  /// Prints a difference of rates given in millionths, in percentage points with one decimal.
  package func pointsOfMillionths(_ value: Int?) -> TemplateValue {
    guard let value, let ratio = Ratio(value, of: 1000) else { return missing() }
    let tenths = ratio.scaled(by: 1)
    return words(signed(tenths, decimals: 1))
  }

  static let signedForms = ["arrow", "strong"]

  /// Prints a count with its sign, such as places gained.
  package func signedCount(_ value: Int?) -> TemplateValue {
    guard let value else { return missing() }
    return self.value(signed(value)) { [self] form in
      switch form {
      case "arrow": arrow(value) + digits(abs(value))
      default: language?.phrase(form, abs(value), digits: digits(abs(value)))
      }
    }
  }

  /// Prints a range of rates given in hundredths of a per cent, with one decimal.
  package func interval(_ range: ClosedRange<Int>?) -> TemplateValue {
    guard let range, let low = Ratio(range.lowerBound, of: 10_000), let high = Ratio(range.upperBound, of: 10_000)
    else { return missing() }
    return words(share(low, decimals: 1) + "–" + share(high, decimals: 1))
  }
}

/// Detects and neutralises text that a spreadsheet would take for a formula (OWASP, *CSV Injection*).
package enum Formula {
  static let prefix: Character = "'"

  /// Returns the text with an apostrophe before it where a spreadsheet would calculate with it. Text that already
  /// begins so gets one more, so that the original can be recovered.
  package static func neutralised(_ text: String) -> String { isActive(text[...]) ? "'" + text : text }

  /// Returns whether a cell begins as neutralised text does.
  static func isNeutralised(_ cell: Substring) -> Bool { cell.first == prefix && isActive(cell) }

  private static func isActive(_ text: Substring) -> Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
    default: return false
    }
  }
}
