import Exports
import Testing

@Suite struct VocabularyTests {
  /// Ten thousand words, the empty one among them, of every length up to some hundred bytes.
  @Test func everyWordKeepsItsNumber() {
    let words = (0..<10_000).map { number in
      number == 0
        ? "" : String(repeating: "ê", count: number % 40) + "\(number)" + String(repeating: " ", count: number % 9)
    }
    var vocabulary = Vocabulary()
    for round in 0..<2 {
      for (number, word) in words.enumerated() {
        // The word stands somewhere among other bytes.
        let bytes = Array(("x" + word + "y").utf8)
        #expect(vocabulary.number(of: 1..<bytes.count - 1, in: bytes.span) == UInt32(number))
        if round == 0 { #expect(vocabulary.count == number + 1) }
      }
    }
    #expect(vocabulary.count == 10_000)
    for (number, word) in words.enumerated() { #expect(vocabulary[UInt32(number)] == word) }
  }

  /// Words of every length up to some hundred bytes differ wherever a single byte does, and where two differ together:
  /// the hash, which is no proof, is not asked here.
  @Test func sameBytesAreAllTheSame() {
    func same(_ one: [UInt8], _ other: [UInt8]) -> Bool { one.span.bytes.hasSameBytes(as: other.span.bytes) }
    for count in 0...200 {
      let word = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }
      #expect(same(word, word))
      #expect(!same(word, word + [0]))
      for place in 0..<count {
        for change: UInt8 in [1, 2, 0x80, 0xFF] {
          var other = word
          other[place] ^= change
          #expect(!same(word, other))
          for further in [1, 7, 8, 9, 16, 24] where place + further < count {
            var both = other
            both[place + further] ^= change
            #expect(!same(word, both))
          }
        }
      }
    }
    let (a, c) = ("aaaaaaaaoooooooooooooooo", "ccccccccoooooooooooooooo")
    #expect(!same(Array(a.utf8), Array(c.utf8)))
  }

  /// Words are bytes: spellings that only look alike are two.
  @Test func wordsAreTheirBytes() {
    var vocabulary = Vocabulary()
    func number(_ word: String) -> UInt32 {
      let bytes = Array(word.utf8)
      return vocabulary.number(of: 0..<bytes.count, in: bytes.span)
    }
    #expect(
      ["a", "A", "a ", "\u{E0}", "a\u{300}", "a", "\u{E0}", "aa", "aaaaaaaa", "aaaaaaaaa"].map(number) == [
        0, 1, 2, 3, 4, 0, 3, 5, 6, 7,
      ])
  }
}
