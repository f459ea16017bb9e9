/// The key under which names of units are compared: a name key without points, commas, hyphens and brackets, and with
/// numbers without zeros in front, so that `TP.HCM`, `Bà Rịa-Vũng Tàu` and `Phường 01` are found.
package struct UnitName: Sendable, Hashable {
  package let words: [Substring]

  package init(_ name: some StringProtocol) {
    let key = NameKey(String(name.map { Self.separators.contains($0) ? " " : $0 })).text
    words = key.split(separator: " ").map { word in
      guard word.utf8.allSatisfy({ (48...57).contains($0) }) else { return word }
      let digits = word.drop { $0 == "0" }
      return digits.isEmpty ? "0" : digits
    }
  }

  private init(words: [Substring]) { self.words = words }

  private static let separators: Set<Character> = [".", ",", "-", "–", "—", "(", ")", "/"]

  /// The name without words that stand before it, where it begins with them and something is left.
  package func without(_ prefix: UnitName) -> UnitName? {
    guard words.count > prefix.words.count, words.starts(with: prefix.words) else { return nil }
    return UnitName(words: Array(words.dropFirst(prefix.words.count)))
  }

  /// This name with words behind it.
  package func joined(with rest: UnitName) -> UnitName { UnitName(words: words + rest.words) }
}
