/// An exact share: so many of so many. There is no ratio without a positive denominator.
package struct Ratio: Sendable, Hashable {
  package let numerator: Int
  package let denominator: Int

  /// Makes a ratio; nil where the denominator is zero or negative.
  package init?(_ numerator: Int, of denominator: Int) {
    guard denominator > 0 else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Returns the ratio times `factor`, rounded half away from zero on the exact integers.
  ///
  /// - Parameter factor: 1000 for per cent with one decimal, 1,000,000 for six decimals.
  package func scaled(by factor: Int) -> Int {
    let doubled = Int128(numerator) * Int128(factor) * 2
    let sign: Int128 = doubled < 0 ? -1 : 1
    return Int((doubled + sign * Int128(denominator)) / (2 * Int128(denominator)))
  }

  /// Whether nothing is missing, so that the ratio may be printed as 100.0%.
  package var isWhole: Bool { numerator == denominator }
  /// Whether nothing is counted, so that the ratio may be printed as 0.0%.
  package var isZero: Bool { numerator == 0 }
}
