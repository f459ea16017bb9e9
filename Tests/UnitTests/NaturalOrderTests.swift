import Exports
import Testing

@Suite struct NaturalOrderTests {
  @Test func sortsAsAPersonWould() {
    let sorted = [
      "", "1.csv", "02.csv", "2.csv", "9.csv", "10.csv", "79-2.csv", "79-10.csv", "79-10a.csv", "100.csv", "a", "a1",
      "a2b1", "a2b10", "a10", "b",
    ]
    #expect(sorted.reversed().inNaturalOrder({ $0 }) == sorted)
    #expect(sorted.shuffled().inNaturalOrder({ $0 }) == sorted)
  }

  /// Any two different names are in one order, and orders agree: what the sorting of files rests on.
  @Test func isATotalOrder() {
    let pieces = ["", "0", "1", "01", "10", "a", "-", "1a", "a01"]
    let names = Array(Set(pieces.flatMap { first in pieces.map { first + $0 } })).sorted()
    for a in names {
      #expect(!(NaturalOrder(a) < NaturalOrder(a)))
      for b in names where a != b {
        #expect((NaturalOrder(a) < NaturalOrder(b)) != (NaturalOrder(b) < NaturalOrder(a)), "'\(a)', '\(b)'")
        for c in names where NaturalOrder(a) < NaturalOrder(b) && NaturalOrder(b) < NaturalOrder(c) {
          #expect(NaturalOrder(a) < NaturalOrder(c), "'\(a)', '\(b)', '\(c)'")
        }
      }
    }
  }

  @Test func numbersOfAnyLengthAreOrdered() {
    #expect(NaturalOrder("a99999999999999999999") < NaturalOrder("a100000000000000000000"))
    #expect(!(NaturalOrder("a100000000000000000000") < NaturalOrder("a99999999999999999999")))
  }
}
