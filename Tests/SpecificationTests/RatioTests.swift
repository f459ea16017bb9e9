import Statistics
import Testing

/// Rounding is half away from zero on the exact integer ratio (design: *Definitions*).
@Suite struct RatioTests {
  @Test(arguments: [
    (1, 8, 125), (1, 2000, 1), (3, 2000, 2), (-1, 2000, -1), (1, 3, 333), (2, 3, 667), (5200, 6500, 800),
  ])
  func perMille(_ numerator: Int, _ denominator: Int, _ expected: Int) throws {
    #expect(try #require(Ratio(numerator, of: denominator)).scaled(by: 1000) == expected)
  }

  @Test func anEmptyDenominatorGivesNoRate() { #expect(Ratio(0, of: 0) == nil) }
}
