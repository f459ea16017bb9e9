/// The key by which names of units are compared: a name key without points, commas, hyphens, slashes and brackets, and
/// with numbers without leading zeros. So `TP.HCM`, `Bà Rịa-Vũng Tàu` and `Phường 01` are found.
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

  /// Returns the name without the words of a prefix; nil if it does not begin with them or nothing would be left.
  package func without(_ prefix: UnitName) -> UnitName? {
    guard words.count > prefix.words.count, words.starts(with: prefix.words) else { return nil }
    return UnitName(words: Array(words.dropFirst(prefix.words.count)))
  }

  /// Returns this name followed by the words of another.
  package func joined(with rest: UnitName) -> UnitName { UnitName(words: words + rest.words) }
}
