import Exports
import Testing

@Suite struct NaturalOrderTests {
  @Test func sortsAsAPersonWould() {
    let sorted = [
      "", "1.csv", "02.csv", "2.csv", "9.csv", "10.csv", "79-2.csv", "79-10.csv", "79-10a.csv", "100.csv", "a", "a1",
      "a2b1", "a2b10", "a10", "b",
    ]
    #expect(sorted.reversed().sorted(by: NaturalOrder.precedes) == sorted)
    #expect(sorted.shuffled().sorted(by: NaturalOrder.precedes) == sorted)
  }

  /// Any two different names are in one order, and orders agree: what the sorting of files rests on.
  @Test func isATotalOrder() {
    let pieces = ["", "0", "1", "01", "10", "a", "-", "1a", "a01"]
    let names = Array(Set(pieces.flatMap { first in pieces.map { first + $0 } })).sorted()
    for a in names {
      #expect(!NaturalOrder.precedes(a, a))
      for b in names where a != b {
        #expect(NaturalOrder.precedes(a, b) != NaturalOrder.precedes(b, a), "'\(a)', '\(b)'")
        for c in names where NaturalOrder.precedes(a, b) && NaturalOrder.precedes(b, c) {
          #expect(NaturalOrder.precedes(a, c), "'\(a)', '\(b)', '\(c)'")
        }
      }
    }
  }

  @Test func numbersOfAnyLengthAreOrdered() {
    #expect(NaturalOrder.precedes("a99999999999999999999", "a100000000000000000000"))
    #expect(!NaturalOrder.precedes("a100000000000000000000", "a99999999999999999999"))
  }
}
