/// The change of a rate: the exact difference of two ratios, however large their terms.
package struct RateChange: Sendable, Comparable {
  private let numerator: Int128
  private let denominator: Int128

  package init(from before: Ratio, to now: Ratio) {
    numerator = Int128(now.numerator) * Int128(before.denominator) - Int128(before.numerator) * Int128(now.denominator)
    denominator = Int128(now.denominator) * Int128(before.denominator)
  }

  private init() { (numerator, denominator) = (0, 1) }

  /// No change.
  package static let none = RateChange()

  /// Returns the change times `factor`, rounded half away from zero on the exact integers.
  ///
  /// - Parameter factor: 1000 for percentage points with one decimal, 1,000,000 for six decimals.
  package func scaled(by factor: Int) -> Int {
    // Take the whole part first, since the product of all three numbers could exceed 128 bits.
    let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    let product = rest.multipliedFullWidth(by: Int128(factor))
    let (quotient, left) = denominator.dividingFullWidth(product)
    let isHalf = left.magnitude >= denominator.magnitude - left.magnitude
    let rounded = quotient + (isHalf ? (numerator < 0 ? -1 : 1) : 0)
    return Int(whole * Int128(factor) + rounded)
  }

  package static func == (a: RateChange, b: RateChange) -> Bool {
    a.numerator.multipliedFullWidth(by: b.denominator) == b.numerator.multipliedFullWidth(by: a.denominator)
  }

  package static func < (a: RateChange, b: RateChange) -> Bool {
    let (left, right) = (
      a.numerator.multipliedFullWidth(by: b.denominator), b.numerator.multipliedFullWidth(by: a.denominator)
    )
    return (left.high, left.low) < (right.high, right.low)
  }
}
