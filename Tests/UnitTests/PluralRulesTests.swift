import Foundation
import Reports
import Testing

/// The notation of Unicode CLDR for whole numbers; the rules are CLDR 46's.
@Suite struct PluralRulesTests {
  private func rules(_ rules: [String: String]) throws -> PluralRules {
    try JSONDecoder().decode(PluralRules.self, from: JSONEncoder().encode(rules))
  }

  @Test func vietnameseHasOneForm() throws {
    let vi = try rules([:])
    #expect([0, 1, 2, 5, 100].allSatisfy { vi.category($0) == "other" })
  }

  @Test func frenchTakesZeroForOne() throws {
    let fr = try rules(["one": "i = 0,1"])
    #expect([0, 1, -1].allSatisfy { fr.category($0) == "one" })
    #expect(fr.category(2) == "other")
  }

  @Test func russianCountsByItsLastDigits() throws {
    let ru = try rules([
      "one": "n % 10 = 1 and n % 100 != 11", "few": "n % 10 = 2..4 and n % 100 != 12..14",
      "many": "n % 10 = 0 or n % 10 = 5..9 or n % 100 = 11..14",
    ])
    for (number, category) in [
      (1, "one"), (21, "one"), (11, "many"), (111, "many"), (2, "few"), (24, "few"), (12, "many"), (0, "many"),
      (5, "many"),
      (1_000_000, "many"), (-3, "few"),
    ] { #expect(ru.category(number) == category, "\(number)") }
  }

  @Test(arguments: [
    "", "n", "n = ", "n = a", "x = 1", "n % 0 = 1", "n = 4..2", "n = 1..2..3", "n % = 1", "n == 1", "n = 1 and",
  ])
  func otherNotationsAreRefused(_ rule: String) {
    #expect(throws: DecodingError.self) { try rules(["one": rule]) }
    #expect(throws: DecodingError.self) { try rules(["single": "n = 1"]) }
  }
}
