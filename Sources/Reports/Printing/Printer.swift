import Administration
import Statistics
import Templates

/// Writes values for one kind of output: in a language for readers, or plainly for a CSV file.
///
/// A class, so that every value can hold on to its printer for its other forms at the cost of one reference.
package final class Printer: Sendable {
  package let kind: OutputKind
  /// Nil for CSV: digits, ISO dates, shares as fractions, nothing for a missing value.
  let language: Language?
  /// How the language writes numbers, ready for use: this is asked for with every one.
  let marks: NumberMarks?
  /// Quotes a text cell of a CSV file.
  private let quoted: @Sendable (String) -> String

  /// For a page in a language.
  package init(_ kind: OutputKind, _ language: Language) {
    self.kind = kind
    self.language = language
    marks = NumberMarks(language)
    quoted = { $0 }
  }

  /// For a CSV file.
  package init(quoting quoted: @escaping @Sendable (String) -> String) {
    kind = .csv
    language = nil
    marks = nil
    self.quoted = quoted
  }

  // MARK: Text

  /// Free text, such as a name from an export, escaped for the output.
  package func text(_ text: String?) -> TemplateValue {
    guard let text, !text.isEmpty else { return TemplateValue("", isMissing: true) }
    return TemplateValue(kind == .csv ? quoted(Formula.neutralised(text)) : kind.escaped(text))
  }

  /// A field's name: in the page's language where its file knows the field, as exports have it in a CSV file.
  func field(_ name: String?) -> TemplateValue { text(name.map { language?.field($0) ?? $0 }) }

  /// Words of this program's own files, which are markup already in Markdown.
  func words(_ words: String) -> TemplateValue { TemplateValue(kind.words(words), isMissing: words.isEmpty) }

  /// Texts that are escaped already, put together: one cell of a CSV file.
  package func joined(_ texts: [String], separator: String? = nil) -> TemplateValue {
    guard kind == .csv else {
      return TemplateValue(
        texts.joined(separator: separator ?? language?.file.listSeparator ?? "; "), isMissing: texts.isEmpty)
    }
    guard !texts.isEmpty else { return text("") }
    // The first of them may have been neutralised as a cell of its own.
    let cell = texts.map(Self.unquoted).joined(separator: "; ")
    return TemplateValue(quoted(Formula.isNeutralised(cell[...]) ? cell : Formula.neutralised(cell)))
  }

  /// A text as it was before it became a cell of a CSV file.
  private static func unquoted(_ cell: String) -> String {
    guard cell.count > 1, cell.first == "\"", cell.last == "\"" else { return cell }
    return String(cell.dropFirst().dropLast().replacing("\"\"", with: "\""))
  }

  /// A name in a CSV file, the same in every form.
  func plainName(_ name: String) -> TemplateValue {
    let value = text(name)
    return TemplateValue(value.text, isMissing: value.isMissing) { _ in value }
  }

  /// A name with its other forms: `short` without the kind of unit, `inline` as a sentence writes it.
  ///
  /// - Parameter isMarkup: whether the names are this program's own words.
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

  /// The text of a value's form, of the value itself where it has none of that name.
  func form(_ name: String, of value: TemplateValue) -> String {
    (value.form(name) ?? value).text
  }

  /// No data, or not comparable: `–` on a page, nothing in a CSV file.
  package func missing() -> TemplateValue { mark(.missing, "") }

  /// Hidden by disclosure control: `[c]`.
  package func hidden() -> TemplateValue { mark(.hidden, "[c]") }

  /// A figure that cannot be: `[z]` on a page, nothing in a CSV file.
  package func notApplicable() -> TemplateValue { mark(.notApplicable, "") }

  private func mark(_ label: Label, _ plain: String) -> TemplateValue {
    TemplateValue(language.map { kind.words($0.label(label)) } ?? plain, isMissing: true) { [self] _ in
      mark(label, plain)
    }
  }

  /// A value of digits and the language's words, which stands out where it is asked to.
  private func value(_ text: String, _ form: @escaping @Sendable (String) -> String?) -> TemplateValue {
    let text = kind.words(text)
    return TemplateValue(text) { [self] name in
      name == "strong" ? TemplateValue(kind.strong(text)) : form(name).map { TemplateValue(kind.words($0)) }
    }
  }

  // MARK: Numbers

  /// Forms of counts in every language; a language adds its own phrases.
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

  /// A share with two decimals, as sources publish it.
  func preciseRate(_ ratio: Ratio?) -> TemplateValue {
    ratio.map { words(share($0, decimals: 2)) } ?? missing()
  }

  /// A mean with one decimal, rounded half away from zero on the exact ratio; six decimals in a CSV file.
  func mean(_ ratio: Ratio?) -> TemplateValue {
    guard let ratio else { return missing() }
    return language == nil ? TemplateValue(CSVTable.fraction(ratio)) : words(decimal(ratio.scaled(by: 10), decimals: 1))
  }

  static let moneyForms = ["exact", "compact", "millions", "billions", "strong"]

  /// Vietnamese đồng.
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

  /// With one decimal; an amount that is not nothing is never printed as nothing.
  private func money(_ amount: Int64, inUnitsOf unit: Int) -> String? {
    Ratio(Int(amount), of: unit).map { units in
      let tenths = units.scaled(by: 10)
      return tenths == 0 && amount > 0 ? "<" + decimal(1, decimals: 1) : decimal(tenths, decimals: 1)
    }
  }

  // MARK: Changes

  static let changeForms = ["words", "percent", "arrow", "strong"]

  /// A difference of two counts of dossiers: signed, or in words against the earlier one.
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

  /// A difference of two rates, in percentage points with one decimal, of the rates as they are, not as printed.
  package func points(_ now: Ratio?, from before: Ratio?) -> TemplateValue {
    guard let now, let before else { return missing() }
    let change = RateChange(from: before, to: now)
    // Shares are fractions there.
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

  /// A difference of shares that are printed with two decimals, likewise.
  func precisePoints(_ now: Ratio?, from before: Ratio?) -> TemplateValue {
    guard let now, let before else { return missing() }
    let change = RateChange(from: before, to: now)
    if language == nil { return words(decimal(change.scaled(by: 1_000_000), decimals: 6)) }
    return words(signed(change.scaled(by: 10_000), decimals: 2))
  }

  /// How far two rates lie from one another as they are printed, with two decimals, whichever is higher: ranks go by them.
  package func pointsBetween(_ first: Ratio?, _ second: Ratio?) -> TemplateValue {
    guard let first, let second else { return missing() }
    return words(decimal(abs(first.scaled(by: 10_000) - second.scaled(by: 10_000)), decimals: 2))
  }

  /// A difference of rates given in millionths, in percentage points with one decimal.
  package func pointsOfMillionths(_ value: Int?) -> TemplateValue {
    guard let value, let ratio = Ratio(value, of: 1000) else { return missing() }
    let tenths = ratio.scaled(by: 1)
    return words(signed(tenths, decimals: 1))
  }

  static let signedForms = ["arrow", "strong"]

  /// A count with its sign, such as places won.
  package func signedCount(_ value: Int?) -> TemplateValue {
    guard let value else { return missing() }
    return self.value(signed(value)) { [self] form in
      switch form {
      case "arrow": arrow(value) + digits(abs(value))
      default: language?.phrase(form, abs(value), digits: digits(abs(value)))
      }
    }
  }

  /// A range of rates given in hundredths of a per cent, printed with one decimal.
  package func interval(_ range: ClosedRange<Int>?) -> TemplateValue {
    guard let range, let low = Ratio(range.lowerBound, of: 10_000), let high = Ratio(range.upperBound, of: 10_000)
    else { return missing() }
    return words(share(low, decimals: 1) + "–" + share(high, decimals: 1))
  }
}

/// Text that a spreadsheet would take for a formula (OWASP, *CSV Injection*).
package enum Formula {
  static let prefix: Character = "'"

  /// The text with an apostrophe before it where a spreadsheet would calculate with it. Text that begins so already gets
  /// one more, so that the original can be told.
  package static func neutralised(_ text: String) -> String { isActive(text[...]) ? "'" + text : text }

  /// Whether a cell begins as neutralised text does.
  static func isNeutralised(_ cell: Substring) -> Bool { cell.first == prefix && isActive(cell) }

  private static func isActive(_ text: Substring) -> Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
    default: return false
    }
  }
}
