import Foundation

/// Which word goes with a number: "1 dossier", "2 dossiers".
///
/// A language file gives its rules in the notation of Unicode CLDR (Unicode Technical Standard 35, part 3, section
/// 5.1), for whole numbers: `"one": "n = 1"`, `"few": "n % 10 = 2..4 and n % 100 != 12..14"`. A number that no rule
/// matches is `other`, so a language without such forms needs no rules.
package struct PluralRules: Sendable, Decodable {
  /// A comparison: whether the number, or its remainder, is within ranges or not.
  private struct Relation: Sendable {
    let modulus: Int?
    let isNegated: Bool
    let ranges: [ClosedRange<Int>]

    func holds(_ number: Int) -> Bool {
      let value = modulus.map { number % $0 } ?? number
      return ranges.contains { $0.contains(value) } != isNegated
    }
  }

  /// By category, in order of their names: alternatives, each of which is a list of relations that must hold together.
  private let rules: [(category: String, alternatives: [[Relation]])]

  package init(from decoder: Decoder) throws {
    let texts = try decoder.singleValueContainer().decode([String: String].self)
    rules = try texts.sorted { $0.key < $1.key }.map { category, text in
      guard Self.categories.contains(category), let alternatives = Self.parse(text) else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "the plural rule \"\(category)\": \"\(text)\""))
      }
      return (category, alternatives)
    }
  }

  /// CLDR's categories except `other`, which needs no rule.
  static let categories = ["zero", "one", "two", "few", "many"]

  /// Returns the category of a number, ignoring its sign.
  package func category(_ number: Int) -> String {
    let magnitude = Int(clamping: number.magnitude)
    return rules.first { $0.alternatives.contains { $0.allSatisfy { $0.holds(magnitude) } } }?.category ?? "other"
  }

  private static func parse(_ text: String) -> [[Relation]]? {
    var alternatives: [[Relation]] = []
    for alternative in text.components(separatedBy: " or ") {
      var relations: [Relation] = []
      for part in alternative.components(separatedBy: " and ") {
        guard let relation = relation(part) else { return nil }
        relations.append(relation)
      }
      alternatives.append(relations)
    }
    return alternatives
  }

  /// Parses a relation such as `n % 10 != 2..4, 7`.
  private static func relation(_ text: String) -> Relation? {
    let isNegated = text.contains("!=")
    let sides = text.components(separatedBy: isNegated ? "!=" : "=")
    guard sides.count == 2 else { return nil }
    let left = sides[0].split(separator: " ")
    var modulus: Int?
    if left.count == 3, left[1] == "%", let number = Int(left[2]), number > 0 { modulus = number }
    // For whole numbers the integer digits `i` equal the number.
    guard left.first == "n" || left.first == "i", left.count == (modulus == nil ? 1 : 3) else { return nil }
    var ranges: [ClosedRange<Int>] = []
    for item in sides[1].split(separator: ",") {
      let ends = item.trimmingCharacters(in: .whitespaces).components(separatedBy: "..").map { Int($0) }
      guard let low = ends[0], let high = ends.count == 2 ? ends[1] : low, ends.count <= 2, low <= high else {
        return nil
      }
      ranges.append(low...high)
    }
    return ranges.isEmpty ? nil : Relation(modulus: modulus, isNegated: isNegated, ranges: ranges)
  }
}
