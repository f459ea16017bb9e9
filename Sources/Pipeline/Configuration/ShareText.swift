import Statistics

/// Shares of a whole as people write them, in one form wherever a file or a configuration states one.
enum ShareText {
  /// `99.5%` or `99,5%`, exactly.
  ///
  /// - Parameter most: decimals; four are millionths.
  /// - Returns: millionths; nil where the text is no share from 0% to 100%, or has more decimals.
  static func percent(_ text: String, decimals most: Int = 2) -> Int? {
    text.hasSuffix("%") ? millionths(text.dropLast(), decimals: most, places: 4) : nil
  }

  /// `0.005`, exactly, with up to six decimals.
  static func fraction(_ text: String) -> Int? { millionths(text[...], decimals: 6, places: 6) }

  /// - Parameter places: how far the point moves to the right.
  private static func millionths(_ number: Substring, decimals most: Int, places: Int) -> Int? {
    let parts = number.split(separator: number.contains(",") ? "," : ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? parts[1] : ""
    guard (1...2).contains(parts.count), decimals.utf8.count <= most,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let value = Int(parts[0] + decimals + String(repeating: "0", count: places - decimals.utf8.count)),
      value <= 1_000_000
    else { return nil }
    return value
  }
}

extension Ratio {
  /// `99.5%` or `99,5%`, up to two decimals; nil where the text is no share from 0% to 100%.
  init?(percent text: String) {
    guard let millionths = ShareText.percent(text) else { return nil }
    // As manifests have had it since the first.
    self.init(millionths / 100, of: 10_000)
  }
}
