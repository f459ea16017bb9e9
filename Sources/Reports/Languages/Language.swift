import Administration
import Diagnostics
import Foundation

/// How one language writes numbers, dates and the words that figures come with: the file `language.json` beside a
/// language's templates. A new language needs no code.
package struct Language: Sendable, Decodable {
  /// Subtag such as `vi`; also the folder's name.
  package let code: String
  /// Between groups of three digits.
  let group: String
  let decimal: String
  let minus: String
  /// `{n}` is the number.
  let percent: String
  /// `{d}`, `{dd}` day; `{m}`, `{mm}` month; `{mo}` month with a zero for January and February only (Decree
  /// 30/2020/NĐ-CP); `{month}` its name, `{mon}` its short one; `{yyyy}` year.
  let dateShort: String
  let dateLong: String
  /// A day below an axis: without its year, and not to be read as another one.
  let dateMark: String
  /// `{hh}` hour, `{mi}` minute.
  let time: String
  let months: [String]
  /// For `{mon}` in patterns of dates; without, it is the name in full.
  let monthsShort: [String]?
  /// The four quarters and the two halves of a year, as titles name them: Vietnamese counts quarters in Roman numerals.
  let quarters: [String]
  let halves: [String]
  let magnitudes: [Magnitude]
  /// The language of units' names: `vi` or `en`.
  let unitNames: String
  /// Names that stand otherwise inside a sentence than their kind would have it, by the registry's name: in Vietnamese
  /// "thành phố Huế", but "Thành phố Hồ Chí Minh" (Decree 30/2020/NĐ-CP, appendix II).
  let namesInline: [String: String]?
  /// Between the items of a list.
  let listSeparator: String
  private var labels: [String: String]
  private var qualityTexts: [String: QualityText]?
  /// What units are called, by word.
  private var words: [String: String]
  private let openUnits: OpenUnits?

  /// Words that take the place of others where units are those that the files name; the others stay as they are.
  private struct OpenUnits: Sendable, Decodable {
    let labels: [String: String]?
    let quality: [String: QualityText]?
    let words: [String: String]?
  }

  /// What a rule or flag of data quality is about, and what to do.
  struct QualityText: Sendable, Decodable {
    let meaning: String
    let remedy: String
  }
  /// Which word goes with a number, and which ending with a rank, in the notation of Unicode CLDR.
  private let pluralRules: PluralRules
  private let ordinalRules: PluralRules
  /// By category of number: `{n}` with its ending.
  private let ordinals: [String: String]
  /// The language's own forms of counts, by name and category of number: `{{received.dossiers}}` prints "1 dossier" or
  /// "2,000 dossiers". A phrase need not hold the number: `{{received.were}}`.
  private let phrases: [String: [String: String]]
  /// What stands before and after the name in the labels of kinds of units: they are printed by the thousand.
  private var affixes: [Label: (before: String, after: String)] = [:]
  /// Names of fields in the language by the official ones.
  private let fieldNames: [String: String]?
  /// The same, however exports spell them.
  private var fieldByKey: [NameKey: String] = [:]
  /// For the order of names.
  private var locale = Locale(identifier: "und")

  struct Magnitude: Sendable, Decodable {
    let value: Int
    let word: String
  }

  private enum CodingKeys: String, CodingKey {
    case code, group, decimal, minus, percent, time, months, quarters, halves, magnitudes, labels, ordinals, phrases,
      words
    case pluralRules = "plural_rules"
    case ordinalRules = "ordinal_rules"
    case dateShort = "date_short"
    case dateLong = "date_long"
    case dateMark = "date_mark"
    case monthsShort = "months_short"
    case namesInline = "names_inline"
    case listSeparator = "list_separator"
    case unitNames = "unit_names"
    case qualityTexts = "quality"
    case openUnits = "open_units"
    case fieldNames = "field_names"
  }

  /// - Parameters:
  ///   - file: the path for messages.
  ///   - folder: the subtag by which the language is asked for.
  ///   - isOfVietnam: whether the units are Vietnam's; else they are called as `open_units` says.
  /// - Throws: status `badConfiguration` where the file is no language file, lacks a word or has one too many.
  package init(json: String, file: String, folder: String, isOfVietnam: Bool = true) throws(Failure) {
    do {
      self = try JSONDecoder().decode(Language.self, from: Data(json.utf8))
    } catch let DecodingError.keyNotFound(key, context) {
      throw Failure(
        .badConfiguration, "the language lacks '\(key.stringValue)'",
        at: LanguageText(file, json).place(of: context.codingPath), hint: LanguageText.model)
    } catch let DecodingError.typeMismatch(_, context) {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw Failure(
        .badConfiguration, "the language's '\(path)' is of another kind than expected",
        at: LanguageText(file, json).place(of: context.codingPath), hint: LanguageText.model)
    } catch {
      throw Failure(.badConfiguration, [LanguageText(file, json).fault(error)])
    }
    let findings = self.findings(LanguageText(file, json), folder: folder)
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    if !isOfVietnam, let openUnits {
      labels.merge(openUnits.labels ?? [:]) { $1 }
      words.merge(openUnits.words ?? [:]) { $1 }
      qualityTexts = (qualityTexts ?? [:]).merging(openUnits.quality ?? [:]) { $1 }
    }
    locale = Locale(identifier: code)
    fieldByKey = Dictionary((fieldNames ?? [:]).sorted { $0.key < $1.key }.map { (NameKey($0.key), $0.value) }) {
      first, _ in
      first
    }
    for label in Label.allCases {
      guard let text = labels[label.rawValue], let place = text.firstRange(of: "{name}") else { continue }
      affixes[label] = (String(text[..<place.lowerBound]), String(text[place.upperBound...]))
    }
  }

  private func findings(_ text: LanguageText, folder: String) -> [Finding] {
    var findings: [Finding] = []
    func found(_ message: String, at path: [String] = [], hint: String = LanguageText.model) {
      findings.append(Finding(.error, message, at: text.place(of: path), hint: hint))
    }
    if code != folder { found("the language calls itself '\(code)'", at: ["code"], hint: "its folder is '\(folder)'") }
    func check(_ kind: String, _ known: [String], _ given: [String: String], _ open: [String: String]?) {
      for name in known where given[name] == nil { found("the \(kind) '\(name)' is missing") }
      for name in Set(given.keys).union((open ?? [:]).keys).sorted() where !known.contains(name) {
        found(
          "there is no \(kind) '\(name)'", at: (given[name] == nil ? ["open_units"] : []) + [kind + "s", name],
          hint: Suggestion.hint(for: name, in: known) ?? "take it out")
      }
    }
    check("label", Label.allCases.map(\.rawValue), labels, openUnits?.labels)
    check("word", UnitWord.allCases.map(\.rawValue), words, openUnits?.words)
    for (name, list, count) in [
      ("months", months, 12), ("months_short", monthsShort ?? months, 12), ("quarters", quarters, 4),
      ("halves", halves, 2),
    ]
    where list.count != count { found("'\(name)' has \(list.count) words, \(count) were expected", at: [name]) }
    for (name, forms) in phrases.merging(["ordinals": ordinals], uniquingKeysWith: { $1 }).sorted(by: {
      $0.key < $1.key
    }) {
      let path = name == "ordinals" ? [name] : ["phrases", name]
      if forms["other"] == nil {
        found("'\(name)' has no form 'other'", at: path, hint: "it is for all numbers that no rule takes")
      }
      for category in forms.keys.sorted() where category != "other" && !PluralRules.categories.contains(category) {
        found(
          "'\(name)' has a form '\(category)'", at: path + [category],
          hint: "there are \(PluralRules.categories.joined(separator: ", ")), other")
      }
    }
    for name in phrases.keys.sorted() where Printer.countForms.contains(name) {
      found(
        "the phrase '\(name)' has the name of a form that every language has", at: ["phrases", name], hint: "rename it")
    }
    if percent.ranges(of: "{n}").count != 1 {
      found("'percent' is '\(percent)'", at: ["percent"], hint: "write {n} once, where the number stands")
    }
    for (position, magnitude) in magnitudes.enumerated() where magnitude.value < 1 {
      found(
        "a magnitude is of \(magnitude.value)", at: ["magnitudes", String(position), "value"],
        hint: "write a number above zero, such as 1000")
    }
    if Set(magnitudes.map(\.value)).count < magnitudes.count {
      found("two magnitudes are of one value", at: ["magnitudes"], hint: "take one of them out")
    }
    if !["vi", "en"].contains(unitNames) {
      found("'unit_names' is '\(unitNames)'", at: ["unit_names"], hint: "type vi or en")
    }
    return findings
  }

  /// A field's name in the language; the name itself where there is none.
  func field(_ name: String) -> String {
    fieldNames?[name] ?? fieldByKey[NameKey(name)] ?? name
  }

  /// The words for a rule or flag of data quality; one without words prints by its name.
  package func quality(_ name: String) -> (meaning: String, remedy: String)? {
    qualityTexts?[name].map { ($0.meaning, $0.remedy) }
  }

  /// The words for a label, its `{names}` replaced.
  func label(_ label: Label, _ values: [String: String] = [:]) -> String {
    var text = labels[label.rawValue] ?? ""
    for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
    return text
  }

  /// What units are called.
  func word(_ word: UnitWord) -> String { words[word.rawValue] ?? "" }

  /// A unit's name with its kind, after the label's pattern.
  func name(_ name: String, as label: Label) -> String {
    guard let (before, after) = affixes[label] else { return self.label(label) }
    return before + name + after
  }

  /// Names of the forms of counts that only this language has.
  package var phraseNames: [String] { phrases.keys.sorted() }

  /// A phrase for a number; nil where the language has none of that name.
  ///
  /// - Parameter digits: the number as it is printed.
  func phrase(_ name: String, _ number: Int, digits: String) -> String? {
    guard let forms = phrases[name] else { return nil }
    return (forms[pluralRules.category(number)] ?? forms["other"] ?? "").replacing("{n}", with: digits)
  }

  /// A rank: "1st", "thứ 1".
  func ordinal(_ number: Int, digits: String) -> String {
    (ordinals[ordinalRules.category(number)] ?? ordinals["other"] ?? "{n}").replacing("{n}", with: digits)
  }

  /// Whether a name comes before another in the language's alphabet: in Vietnamese Đ after D, Ă and Â after A.
  package func orders(_ first: String, before second: String) -> Bool {
    switch first.compare(second, locale: locale) {
    case .orderedAscending: true
    case .orderedDescending: false
    case .orderedSame: first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
    }
  }
}
