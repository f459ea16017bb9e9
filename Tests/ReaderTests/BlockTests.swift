import CBlocks
import Testing

/// What the processor says of many blocks at once is what a look at one byte after the other says, by the instructions that
/// every processor has and by each kind that this one has.
@Suite struct BlockTests {
  /// Bytes that mean something, more often than others.
  private static let telling: [UInt8] = [
    44, 59, 9, 10, 13, 34, 39, 0, 0x1F, 0x20, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
    0xEF, 0xF0, 0xF4, 0xF5, 0xFF,
  ]

  /// Texts of one to seventy blocks, in some of which nothing is told from a letter.
  private static let texts: [[UInt8]] = {
    var numbers = SeededNumbers(state: 64)
    return (0..<300).map { round in
      var text: [UInt8] = []
      for _ in 0..<64 * Int.random(in: 1...(round < 20 ? 70 : 4), using: &numbers) {
        let isTelling = round % 7 > 0 && Int.random(in: 0..<10, using: &numbers) < round % 11
        text.append(isTelling ? telling.randomElement(using: &numbers) ?? 0 : .random(in: 97...122, using: &numbers))
      }
      return text
    }
  }()

  private static func bits(_ block: ArraySlice<UInt8>, where holds: (UInt8) -> Bool) -> UInt64 {
    block.enumerated().reduce(0) { $0 | (holds($1.element) ? 1 << UInt64($1.offset) : 0) }
  }

  private typealias Marks = (UnsafeRawPointer?, Int, UInt8, UInt8, UnsafeMutablePointer<block_marks>?) -> Void
  private typealias Characters = (UnsafeRawPointer?, Int, UnsafeMutablePointer<block_characters>?) -> Void
  private typealias Offsets = (
    UnsafePointer<UInt64>?, Int, UInt32, UnsafeMutablePointer<UInt32>?, UnsafeMutablePointer<UInt32>?
  ) -> Void

  @Test func marksAreWhereTheBytesAre() {
    var ways: [Marks] = [
      { marks_of_blocks($0, $1, $2, $3, $4) }, { plain_marks_of_blocks($0, $1, $2, $3, $4) },
    ]
    #if arch(x86_64)
      if has_half_blocks() != 0 { ways.append { half_marks_of_blocks($0, $1, $2, $3, $4) } }
    #endif
    for text in Self.texts {
      let blocks = text.count / 64
      for (delimiter, quote) in [(44, 34), (59, 39), (9, 34)] as [(UInt8, UInt8)] {
        for way in ways {
          var marks = [block_marks](repeating: block_marks(), count: blocks)
          way(text, blocks, delimiter, quote, &marks)
          for (number, marks) in marks.enumerated() {
            let block = text[number * 64..<number * 64 + 64]
            #expect(marks.delimiters == Self.bits(block) { $0 == delimiter })
            #expect(marks.line_feeds == Self.bits(block) { $0 == 10 })
            #expect(marks.quotes == Self.bits(block) { $0 == quote })
            #expect(marks.controls == Self.bits(block) { $0 < 0x20 })
          }
        }
      }
    }
  }

  @Test func partsOfCharactersAreTold() {
    var ways: [Characters] = [
      { characters_of_blocks($0, $1, $2) }, { plain_characters_of_blocks($0, $1, $2) },
    ]
    #if arch(x86_64)
      if has_half_blocks() != 0 { ways.append { half_characters_of_blocks($0, $1, $2) } }
    #endif
    for text in Self.texts {
      let blocks = text.count / 64
      for way in ways {
        var found = [block_characters](repeating: block_characters(), count: blocks)
        way(text, blocks, &found)
        for (number, found) in found.enumerated() {
          let block = text[number * 64..<number * 64 + 64]
          #expect(found.continuations == Self.bits(block) { (0x80...0xBF).contains($0) })
          #expect(found.leads == Self.bits(block) { $0 >= 0xC0 })
          #expect(found.leads_of_three == Self.bits(block) { $0 >= 0xE0 })
          #expect((found.has_rare != 0) == block.contains { [0xC0, 0xC1, 0xE0, 0xED].contains($0) || $0 >= 0xF0 })
        }
      }
    }
  }

  @Test func offsetsAreThoseOfTheBits() {
    var ways: [Offsets] = [
      { offsets_of_bits($0, $1, $2, $3, $4) }, { plain_offsets_of_bits($0, $1, $2, $3, $4) },
    ]
    #if arch(x86_64)
      if has_half_blocks() != 0 { ways.append { half_offsets_of_bits($0, $1, $2, $3, $4) } }
    #endif
    var numbers = SeededNumbers(state: 81)
    for round in 0..<2000 {
      // From no bit to every bit of a block.
      let bits = (0..<Int.random(in: 1...9, using: &numbers)).map { _ in
        (0..<round % 8).reduce(round % 3 == 0 ? 0 : UInt64.max) { bits, _ in
          let other = UInt64.random(in: 0 ... .max, using: &numbers)
          return round % 3 == 0 ? bits | other : bits & other
        }
      }
      let start = UInt32.random(in: 0...1 << 20, using: &numbers)
      let expected = bits.enumerated().flatMap { block, bits in
        (0..<64).filter { bits >> UInt64($0) & 1 == 1 }.map { start + UInt32(block * 64 + $0) }
      }
      let before = (0...bits.count).map { UInt32(bits[..<$0].reduce(0) { $0 + $1.nonzeroBitCount }) }
      for way in ways {
        var target = [UInt32](repeating: 0, count: expected.count + 64)
        var counts = [UInt32](repeating: 0, count: bits.count + 1)
        way(bits, bits.count, start, &target, &counts)
        #expect(target.prefix(expected.count).elementsEqual(expected))
        #expect(counts == before)
      }
    }
  }
}
