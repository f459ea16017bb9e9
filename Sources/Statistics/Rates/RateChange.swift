/// By how much a rate has changed: the exact difference of two ratios, whatever their size.
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

  /// The change times `factor`, rounded half away from zero on the exact integers.
  ///
  /// - Parameter factor: 1000 for percentage points with one decimal, 1,000,000 for six decimals.
  package func scaled(by factor: Int) -> Int {
    // The whole part first: the product of all three could pass 128 bits.
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
