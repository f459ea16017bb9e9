import CBlocks
import TestSupport
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
    var numbers = SeededNumbers(seed: 64)
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

  /// Room for what is said of some blocks, and for what is said of the last ones past their ends.
  private struct Room {
    var ends, lineFeeds, quotes, unusual: [UInt64]

    init(blocks: Int) {
      ends = [UInt64](repeating: 0, count: blocks)
      (lineFeeds, quotes, unusual) = (ends, ends, ends)
    }

    mutating func withMarks(_ body: (UnsafePointer<block_marks>) -> Void) {
      ends.withUnsafeMutableBufferPointer { ends in
        lineFeeds.withUnsafeMutableBufferPointer { lineFeeds in
          quotes.withUnsafeMutableBufferPointer { quotes in
            unusual.withUnsafeMutableBufferPointer { unusual in
              var marks = block_marks(
                ends: ends.baseAddress, line_feeds: lineFeeds.baseAddress, quotes: quotes.baseAddress,
                unusual: unusual.baseAddress)
              body(&marks)
            }
          }
        }
      }
    }
  }

  private typealias Marks = (UnsafeRawPointer?, Int, UInt8, UInt8, UnsafePointer<block_marks>?) -> Void
  private typealias Check = (UnsafeRawPointer?, Int, UnsafeMutablePointer<text_check>?) -> Void
  private typealias Offsets = (
    UnsafePointer<block_marks>?, Int, UInt32, UnsafeMutablePointer<UInt32>?, UnsafeMutablePointer<UInt32>?,
    UnsafeMutablePointer<block_counts>?
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
          var room = Room(blocks: blocks)
          room.withMarks { way(text, blocks, delimiter, quote, $0) }
          for number in 0..<blocks {
            let block = text[number * 64..<number * 64 + 64]
            #expect(room.ends[number] == Self.bits(block) { $0 == delimiter || $0 == 10 })
            #expect(room.lineFeeds[number] == Self.bits(block) { $0 == 10 })
            #expect(room.quotes[number] == Self.bits(block) { $0 == quote })
            #expect(
              room.unusual[number] == Self.bits(block) { $0 == quote || $0 < 0x20 && $0 != 10 && $0 != delimiter })
          }
        }
      }
    }
  }

  @Test func partsOfCharactersAreTold() {
    var ways: [Check] = [{ check_text($0, $1, $2) }, { plain_check_text($0, $1, $2) }]
    #if arch(x86_64)
      if has_half_blocks() != 0 { ways.append { half_check_text($0, $1, $2) } }
    #endif
    for text in Self.texts {
      let blocks = text.count / 64
      for way in ways {
        var check = text_check()
        var expected = text_check()
        for number in 0..<blocks {
          // A block at a time, so that what each of them adds is looked at.
          text.withUnsafeBytes { way($0.baseAddress.map { $0 + number * 64 }, 1, &check) }
          for (place, byte) in text[number * 64..<number * 64 + 64].enumerated() {
            if (0x80...0xBF).contains(byte) != (expected.open & 1 == 1) { expected.faults |= 1 << UInt64(place) }
            expected.open >>= 1
            if byte >= 0xC0 { expected.open |= 1 }
            if byte >= 0xE0 { expected.open |= 2 }
            if [0xC0, 0xC1, 0xE0, 0xED].contains(byte) || byte >= 0xF0 { expected.has_rare = 1 }
          }
          #expect(check.faults == expected.faults)
          #expect(check.open == expected.open)
          #expect((check.has_rare != 0) == (expected.has_rare != 0))
        }
        var together = text_check()
        way(text, blocks, &together)
        #expect(together.faults == check.faults && together.open == check.open)
        #expect((together.has_rare != 0) == (check.has_rare != 0))
      }
    }
  }

  @Test func offsetsAreThoseOfTheBits() {
    var ways: [Offsets] = [
      { offsets_of_ends($0, $1, $2, $3, $4, $5) }, { plain_offsets_of_ends($0, $1, $2, $3, $4, $5) },
    ]
    #if arch(x86_64)
      if has_half_blocks() != 0 { ways.append { half_offsets_of_ends($0, $1, $2, $3, $4, $5) } }
    #endif
    var numbers = SeededNumbers(seed: 81)
    for round in 0..<2000 {
      // From no bit to every bit of a block, some of which are of line feeds.
      let bits = (0..<Int.random(in: 1...9, using: &numbers)).map { _ in
        (0..<round % 8).reduce(round % 3 == 0 ? 0 : UInt64.max) { bits, _ in
          let other = UInt64.random(in: 0 ... .max, using: &numbers)
          return round % 3 == 0 ? bits | other : bits & other
        }
      }
      var room = Room(blocks: bits.count)
      room.ends = bits
      room.lineFeeds = bits.map { $0 & UInt64.random(in: 0 ... .max, using: &numbers) }
      let start = UInt32.random(in: 0...1 << 20, using: &numbers)
      let before = (ends: UInt32.random(in: 0...3, using: &numbers), lines: UInt32.random(in: 0...3, using: &numbers))
      let ends = (0..<bits.count * 64).filter { bits[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
      let lines = ends.indices.filter { room.lineFeeds[ends[$0] / 64] >> UInt64(ends[$0] % 64) & 1 == 1 }
      for way in ways {
        var foundEnds = [UInt32](repeating: 7, count: 3 + ends.count + 64)
        var foundLines = [UInt32](repeating: 7, count: 3 + lines.count)
        var counts = block_counts(ends: before.ends, lines: before.lines)
        room.withMarks { way($0, bits.count, start, &foundEnds, &foundLines, &counts) }
        #expect(foundEnds[Int(before.ends)...].prefix(ends.count).elementsEqual(ends.map { start + UInt32($0) }))
        #expect(
          foundLines[Int(before.lines)...].prefix(lines.count).elementsEqual(lines.map { before.ends + UInt32($0) }))
        #expect(foundEnds.prefix(Int(before.ends)).allSatisfy { $0 == 7 })
        #expect(foundLines.prefix(Int(before.lines)).allSatisfy { $0 == 7 })
        #expect(counts.ends == before.ends + UInt32(ends.count) && counts.lines == before.lines + UInt32(lines.count))
      }
    }
  }
}
