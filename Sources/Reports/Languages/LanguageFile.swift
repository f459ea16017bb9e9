import Diagnostics
import Foundation

/// The file `language.json` beside a language's templates, as it was written: how the language writes numbers and
/// dates, and the words that accompany figures.
struct LanguageFile: Sendable, Decodable {
  /// Subtag such as `vi`; also the folder's name.
  let code: String
  /// The separator between groups of three digits.
  let group: String
  let decimal: String
  let minus: String
  /// The pattern of a percentage, in which `{n}` is the number.
  let percent: String
  /// `{d}`, `{dd}` day; `{m}`, `{mm}` month; `{mo}` month with a zero for January and February only (Decree
  /// 30/2020/NĐ-CP); `{month}` its name, `{mon}` its short one; `{yyyy}` year.
  let dateShort: String
  let dateLong: String
  /// A day below an axis: without its year, and in a form that cannot be read as another day.
  let dateMark: String
  /// `{hh}` hour, `{mi}` minute.
  let time: String
  let months: [String]
  /// For `{mon}` in date patterns; without it, the full name is used.
  let monthsShort: [String]?
  /// The four quarters and the two halves of a year, as titles name them: Vietnamese counts quarters in Roman numerals.
  let quarters: [String]
  let halves: [String]
  let magnitudes: [Magnitude]
  /// The language in which units are named: `vi` or `en`.
  let unitNames: String
  /// Names that a sentence writes in another way than the pattern of their kind, by the registry's name: in Vietnamese
  /// "thành phố Huế", but "Thành phố Hồ Chí Minh" (Decree 30/2020/NĐ-CP, appendix II).
  let namesInline: [String: String]?
  /// The separator between items of a list.
  let listSeparator: String
  let labels: [String: String]
  let qualityTexts: [String: QualityText]?
  /// The words for units, by key.
  let words: [String: String]
  /// Words that apply where the units are those that the files name.
  let openUnits: OpenUnits?
  /// Which word goes with a number, and which ending with a rank, in the notation of Unicode CLDR.
  let pluralRules: PluralRules
  let ordinalRules: PluralRules
  /// The forms of ranks by category of number: `{n}` with its ending.
  let ordinals: [String: String]
  /// The language's own forms of counts, by name and category of number: `{{received.dossiers}}` prints "1 dossier" or
  /// "2,000 dossiers". A phrase may omit the number: `{{received.were}}`.
  let phrases: [String: [String: String]]
  /// Names of fields in the language, by the official names.
  let fieldNames: [String: String]?

  struct Magnitude: Sendable, Decodable {
    let value: Int
    let word: String
  }

  /// Words that replace others where the units are those that the files name; all other words stay.
  struct OpenUnits: Sendable, Decodable {
    let labels: [String: String]?
    let quality: [String: QualityText]?
    let words: [String: String]?
  }

  /// The meaning of a rule or flag of data quality, and what to do about it.
  struct QualityText: Sendable, Decodable {
    let meaning: String
    let remedy: String
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
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
  /// - Throws: status `badConfiguration` where the file is not a language file, lacks a word, or has an unknown one.
  init(json: String, file: String, folder: String) throws(Failure) {
    let text = LanguageText(file, json)
    do {
      self = try JSONDecoder().decode(LanguageFile.self, from: Data(json.utf8))
    } catch let DecodingError.keyNotFound(key, context) {
      throw Failure(
        .badConfiguration, "the language lacks '\(key.stringValue)'", at: text.place(of: context.codingPath),
        hint: LanguageText.model)
    } catch let DecodingError.typeMismatch(_, context) {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw Failure(
        .badConfiguration, "the language's '\(path)' is of another kind than expected",
        at: text.place(of: context.codingPath), hint: LanguageText.model)
    } catch {
      throw Failure(.badConfiguration, [text.fault(error)])
    }
    let findings = self.findings(text, folder: folder)
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
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
    findings += text.faultsOfKeys(beside: CodingKeys.allCases.map(\.rawValue))
    findings += faultsOfValues(text) + faultsOfMarks(text)
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

  /// Returns the placeholders in braces that no value replaces, and those that are missing.
  private func faultsOfValues(_ text: LanguageText) -> [Finding] {
    var findings: [Finding] = []
    func check(_ value: String, _ values: TextValues, at path: [String]) {
      let name = path.joined(separator: ".")
      findings += values.faults(of: value).map {
        Finding(.error, "'\(name)' is '\(value)': \($0.message)", at: text.place(of: path), hint: $0.hint)
      }
    }
    for label in Label.allCases {
      if let value = labels[label.rawValue] { check(value, label.values, at: ["labels", label.rawValue]) }
      if let value = openUnits?.labels?[label.rawValue] {
        check(value, label.values, at: ["open_units", "labels", label.rawValue])
      }
    }
    for (name, forms) in phrases.sorted(by: { $0.key < $1.key }) {
      for (category, form) in forms.sorted(by: { $0.key < $1.key }) {
        check(form, TextValues(optional: ["n"]), at: ["phrases", name, category])
      }
    }
    for (category, form) in ordinals.sorted(by: { $0.key < $1.key }) {
      // The form for a single number may be a word without the number: "premier".
      check(form, category == "other" ? TextValues("n") : TextValues(optional: ["n"]), at: ["ordinals", category])
    }
    let (days, months, years) = (["d", "dd"], ["m", "mm", "mo", "month", "mon"], ["yyyy"])
    func check(_ pattern: String, _ key: String, holds parts: [[String]]) {
      check(pattern, TextValues(optional: days + months + years), at: [key])
      let names = TextValues.names(in: pattern)
      for part in parts where names.allSatisfy({ !part.contains($0) }) && !names.isEmpty {
        findings.append(
          Finding(
            .error, "'\(key)' is '\(pattern)'", at: text.place(of: [key]),
            hint: "write one of \(part.map { "{\($0)}" }.joined(separator: ", ")) as well"))
      }
      if names.isEmpty {
        findings.append(
          Finding(
            .error, "'\(key)' is '\(pattern)', which says no day", at: text.place(of: [key]), hint: LanguageText.model))
      }
    }
    check(dateShort, "date_short", holds: [days, months, years])
    check(dateLong, "date_long", holds: [days, months, years])
    check(dateMark, "date_mark", holds: [days, months])
    check(time, TextValues("hh", "mi"), at: ["time"])
    return findings
  }

  /// Returns the marks that would make a number read as a different one.
  private func faultsOfMarks(_ text: LanguageText) -> [Finding] {
    var findings: [Finding] = []
    func found(_ message: String, at key: String, hint: String) {
      findings.append(Finding(.error, message, at: text.place(of: [key]), hint: hint))
    }
    for (key, mark) in [("group", group), ("decimal", decimal), ("minus", minus)] where mark.contains(where: \.isNumber)
    {
      found(
        "'\(key)' is '\(mark)', which is read as a part of the number", at: key, hint: "write a mark, such as a comma")
    }
    for (key, mark) in [("decimal", decimal), ("minus", minus), ("list_separator", listSeparator)] where mark.isEmpty {
      found("'\(key)' is empty", at: key, hint: LanguageText.model)
    }
    if group == decimal, !group.isEmpty {
      found("'group' and 'decimal' are both '\(group)'", at: "decimal", hint: "write two different marks")
    }
    return findings
  }
}
