import Administration
import Diagnostics
import Foundation

/// How one language writes numbers, dates and the words that accompany figures. A new language needs no code.
///
/// A class, so that whatever prints in a language refers to it at the cost of one reference.
package final class Language: Sendable {
  /// The language file as it was written.
  let file: LanguageFile
  private let labels: [String: String]
  private let qualityTexts: [String: LanguageFile.QualityText]
  /// The words for units, by key.
  private let words: [String: String]
  /// The text before and after the name in the labels of kinds of units, split once because they are printed by the
  /// thousand.
  private let affixes: [Label: (before: String, after: String)]
  /// Names of fields in the language by name key of the official ones, so that any spelling in exports finds them.
  private let fieldByKey: [NameKey: String]
  /// The locale by which names are sorted.
  private let locale: Locale

  /// - Parameters:
  ///   - file: the path for messages.
  ///   - folder: the subtag by which the language is asked for.
  ///   - isOfVietnam: whether the units are Vietnam's; otherwise they are named as `open_units` says.
  /// - Throws: status `badConfiguration` where the file is not a language file, lacks a word, or has an unknown one.
  package init(json: String, file path: String, folder: String, isOfVietnam: Bool = true) throws(Failure) {
    let file = try LanguageFile(json: json, file: path, folder: folder)
    let open = isOfVietnam ? nil : file.openUnits
    let labels = file.labels.merging(open?.labels ?? [:]) { $1 }
    self.file = file
    self.labels = labels
    words = file.words.merging(open?.words ?? [:]) { $1 }
    qualityTexts = (file.qualityTexts ?? [:]).merging(open?.quality ?? [:]) { $1 }
    var affixes: [Label: (before: String, after: String)] = [:]
    for label in Label.allCases {
      guard let text = labels[label.rawValue], let place = text.firstRange(of: "{name}") else { continue }
      affixes[label] = (String(text[..<place.lowerBound]), String(text[place.upperBound...]))
    }
    self.affixes = affixes
    fieldByKey = Dictionary((file.fieldNames ?? [:]).sorted { $0.key < $1.key }.map { (NameKey($0.key), $0.value) }) {
      first, _ in
      first
    }
    locale = Locale(identifier: file.code)
  }

  /// Returns a field's name in the language; the name itself where the language has none.
  func field(_ name: String) -> String {
    file.fieldNames?[name] ?? fieldByKey[NameKey(name)] ?? name
  }

  /// Returns the words for a rule or flag of data quality; nil where there are none, and its name is printed.
  package func quality(_ name: String) -> (meaning: String, remedy: String)? {
    qualityTexts[name].map { ($0.meaning, $0.remedy) }
  }

  /// Returns the words for a label, with its `{names}` replaced.
  func label(_ label: Label, _ values: [String: String] = [:]) -> String {
    var rest = (labels[label.rawValue] ?? "")[...]
    if values.isEmpty { return String(rest) }
    var text = ""
    // Replace in one pass from left to right: braces inside a value are not placeholders.
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      text += values[String(rest[open..<close].dropFirst())] ?? String(rest[open...close])
      rest = rest[close...].dropFirst()
    }
    return text + rest
  }

  /// Returns the word for a unit.
  func word(_ word: UnitWord) -> String { words[word.rawValue] ?? "" }

  /// Returns a unit's name with its kind, by the pattern of the label.
  func name(_ name: String, as label: Label) -> String {
    guard let (before, after) = affixes[label] else { return self.label(label) }
    return before + name + after
  }

  /// Names of the forms of counts that only this language has.
  package var phraseNames: [String] { file.phrases.keys.sorted() }

  /// Returns a phrase for a number; nil where the language has no phrase of that name.
  ///
  /// - Parameter digits: the number as printed.
  func phrase(_ name: String, _ number: Int, digits: String) -> String? {
    guard let forms = file.phrases[name] else { return nil }
    return (forms[file.pluralRules.category(number)] ?? forms["other"] ?? "").replacing("{n}", with: digits)
  }

  /// Returns a rank: "1st", "thứ 1".
  func ordinal(_ number: Int, digits: String) -> String {
    let form = file.ordinals[file.ordinalRules.category(number)] ?? file.ordinals["other"] ?? "{n}"
    return form.replacing("{n}", with: digits)
  }

  /// Returns whether a name comes before another in the language's alphabet: in Vietnamese, Đ after D, and Ă and Â
  /// after A.
  package func orders(_ first: String, before second: String) -> Bool {
    switch first.compare(second, locale: locale) {
    case .orderedAscending: true
    case .orderedDescending: false
    case .orderedSame: first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
    }
  }
}
