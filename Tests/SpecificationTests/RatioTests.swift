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

  @Test func changesAreInOrder() throws {
    func change(_ now: Int, _ before: Int, of whole: Int) throws -> RateChange {
      RateChange(from: try #require(Ratio(before, of: whole)), to: try #require(Ratio(now, of: whole)))
    }
    let order = [
      try change(0, .max, of: .max), try change(1, 2, of: 3), try change(0, 1, of: .max), .none,
      try change(1, 0, of: .max), try change(2, 1, of: 3), try change(.max, 0, of: .max),
    ]
    #expect(order.reversed().sorted() == order)
    #expect(try change(2, 1, of: 6) == change(4, 2, of: 12))
    #expect(try change(5, 5, of: 9) == .none)
  }

  @Test func anEmptyDenominatorGivesNoRate() { #expect(Ratio(0, of: 0) == nil) }

  /// A change is the difference of the exact shares, not of the rounded ones.
  @Test func aChangeIsExact() throws {
    func change(_ now: (Int, Int), _ before: (Int, Int)) throws -> Int {
      RateChange(
        from: try #require(Ratio(before.0, of: before.1)), to: try #require(Ratio(now.0, of: now.1))
      ).scaled(by: 1_000_000)
    }
    #expect(try change((1, 3), (1, 7)) == 190_476)
    // Rounded, 0.333333 - 0.666667 would be -0.333334.
    #expect(try change((1, 3), (2, 3)) == -333_333)
    #expect(try change((5, 9), (5, 9)) == 0)
    // Of any size, half away from zero.
    #expect(try change((1, .max), (1, .max)) == 0)
    #expect(try change((.max, .max), (0, .max)) == 1_000_000)
    #expect(try change((0, .max), (.max, .max)) == -1_000_000)
    #expect(try change((1, 2_000_000), (0, 1)) == 1)
    #expect(try change((0, 1), (1, 2_000_000)) == -1)
    #expect(try change((.max, .max), (.max - 1, .max)) == 0)
  }
}
