import TabularInput
import TestSupport

/// Files at random, written with commas and double quotes.
enum RandomFile {
  /// Ways to separate and quote. The comma and the double quote of a file stand for them.
  static let dialects = [
    Dialect(), Dialect(delimiter: UInt8(ascii: ";")), Dialect(delimiter: 9), Dialect(delimiter: UInt8(ascii: "|")),
    Dialect(delimiter: UInt8(ascii: ","), quote: UInt8(ascii: "'")),
    Dialect(delimiter: UInt8(ascii: ":"), quote: UInt8(ascii: "~")),
  ]

  /// The bytes of a file with the separator and quote of a dialect in the place of comma and double quote, and theirs in
  /// its place: the same table, or the same fault, in another dialect. Its own inverse.
  static func exchanged(_ bytes: [UInt8], _ dialect: Dialect) -> [UInt8] {
    var map = (0...255).map { UInt8($0) }
    map.swapAt(Int(UInt8(ascii: ",")), Int(dialect.delimiter))
    let quote = map.firstIndex(of: dialect.quote) ?? 0
    map.swapAt(Int(UInt8(ascii: "\"")), quote)
    return bytes.map { map[Int($0)] }
  }

  static func bytes(_ random: inout SeededNumbers) -> [UInt8] {
    var bytes: [UInt8] = chance(5, &random) ? [0xEF, 0xBB, 0xBF] : []
    if chance(25, &random) {
      for _ in 0..<Int.random(in: 0...60, using: &random) { bytes += piece(&random) }
      return bytes
    }
    // A table that is right, with up to three pieces put in its way, so that most files are read far.
    let end = ["\n", "\r\n", "\r"][chance(60, &random) ? 0 : Int.random(in: 0..<3, using: &random)]
    let columns = Int.random(in: 1...(chance(90, &random) ? 6 : 30), using: &random)
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let cells = (0..<columns).map { _ in cell(&random) }
      bytes += Array((cells.joined(separator: ",") + end).utf8)
    }
    if chance(30, &random) { bytes.removeLast() }
    for _ in 0..<(chance(50, &random) ? 0 : Int.random(in: 1...3, using: &random)) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      if chance(70, &random) || place == bytes.count {
        bytes.insert(contentsOf: piece(&random), at: place)
      } else {
        bytes.remove(at: place)
      }
    }
    return bytes
  }

  private static func chance(_ percent: Int, _ random: inout SeededNumbers) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  /// A cell, of any length about a word of eight bytes.
  private static func cell(_ random: inout SeededNumbers) -> String {
    let letters = ["a", "0", "-", " ", "ê", "ộ", "😀", ".", "'", ";", "|", "\t", "~", ":", "\u{301}"]
    let text =
      (0..<(chance(80, &random) ? Int.random(in: 0...9, using: &random) : Int.random(in: 0...40, using: &random)))
      .map { _ in letters[chance(60, &random) ? 0 : Int.random(in: 0..<letters.count, using: &random)] }.joined()
    guard chance(20, &random) else { return text }
    let inner = ["", ",", "\"\"", "\n", "\r\n", "\r", ",,", "\"\"\"\"", "\n\n"]
    return "\"" + text + inner[Int.random(in: 0..<inner.count, using: &random)] + text.prefix(3) + "\""
  }

  private static func piece(_ random: inout SeededNumbers) -> [UInt8] {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<20: [UInt8](repeating: 97, count: Int.random(in: 1...9, using: &random))
    case 20..<28: Array("ộ".utf8)
    case 28..<48: [44]
    case 48..<64: [34]
    case 64..<76: [10]
    case 76..<83: [13, 10]
    case 83..<88: [13]
    case 88..<92: [32]
    case 92: [0]
    case 93: [0xFF]
    case 94: [0xC3]
    case 95: [0xE1, 0xBB]
    case 96: [0xC2, 0x85]
    case 97: [UInt8.random(in: 1...31, using: &random)]
    case 98: [UInt8.random(in: 128...255, using: &random)]
    default: Array("😀".utf8)
    }
  }
}
