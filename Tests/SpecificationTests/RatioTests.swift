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

  /// A change is the difference of the exact shares, not of the rounded ones.
  @Test func aChangeIsExact() throws {
    func change(_ a: (Int, Int), _ b: (Int, Int)) throws -> Int? {
      try #require(Ratio(a.0, of: a.1)).less(try #require(Ratio(b.0, of: b.1)))?.scaled(by: 1_000_000)
    }
    #expect(try change((1, 3), (1, 7)) == 190_476)
    // Rounded, 0.333333 - 0.666667 would be -0.333334.
    #expect(try change((1, 3), (2, 3)) == -333_333)
    #expect(try change((5, 9), (5, 9)) == 0)
    #expect(try change((1, .max), (1, .max)) == nil)
  }
}
