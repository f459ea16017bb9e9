import Diagnostics
import TabularInput
import TestSupport
import Testing

/// Both engines agree with the naive reader on every input, whatever the chunk and the batch.
@Suite struct RecordReaderTests {
  /// Inputs made by hand, each for a rule or a boundary.
  static let inputs: [String] = [
    "", "\n", "\r\n\r\n", "a", "a\n", "a,b", "a,b\n1,2", "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "a,b\r1,2",
    "a,b\n1,2\r\n3,4\n", "a,b\n1,2\r3,4\n", "a,b\r1,2\n3,4\r", "a,b\r1,2\r\n", "a\n1\r", "a\r\n1\r", "a\r\r1\r",
    "a,b\n\n1,2\n\n\n3,4\n\n", "\n\na,b\n1,2\n", "a,b\n\r\n1,2\n", "a,b\n\r1,2\n", "a,b\r\n\n\r1,2\r\n",
    "a,b\n1\n2,3\n", "a,b\n1,2,3\n4,5\n", "a,b\n,\n", "a,b\n,,\n", "a\n,\n", "a,b\n1,", "a,b\n,1", ",\n,\n",
    "a,b\n 1 , 2 \n", "a,b\n\t1,2\t\n", " \n \n", "a,b\n \"1\",2\n", "a,b\n\"1\" ,2\n", "a,b\n\" 1 \",2\n",
    "\"a\",\"b\"\n\"1\",\"2\"\n", "a,b\n\"\",\"\"\n", "a\n\"\"\n", "a\n\"\"\"\"\n", "a\n\"\"\"x\"\"\"\n",
    "a,b\n\"1,2\",3\n",
    "a,b\n\"1\n2\",3\n4,5\n", "a,b\n\"1\r\n2\",3\n4,5\n", "a,b\n\"1\r2\",3\n4,5\n", "a,b\n\"\n\n\",3\n4,5\n",
    "a,b\r\"1\n2\",3\r4,5\r", "\"a\nb\",c\n1,2\n", "a,b\n\"x\"\n", "a,b\n\"1\n2\"\n3,4\n", "a,b\n1,\"\"",
    "a,b\n\"1,2\n", "a,b\n1,\"2", "a,b\n1,\"2\n3,4\n5,6\n", "a,b\n1,\"2\"\"", "\"a", "\"", "\"\"", "a\n\"",
    "a,b\n1\"2,3\n", "a,b\n\"1\"2,3\n", "a,b\n\"1\n2\"3,4\n", "a,b\n\"1\n2\"3,\"4\n", "a\"\n1\n",
    "a,b\nx\n\"1\" \"2\",3\n",
    "ê,b\nê,ê\n", "a,b\nHà Nội,Huế\n", "a\n\u{1F600}\n", "\u{FEFF}a,b\n1,2\n", "\u{FEFF}", "\u{FEFF}\n",
    "\u{FEFF}\"a\"\n1\n",
    "a\n\u{FEFF}1\n", "a,\u{FEFF}\n1,2\n", "\u{FEFF}a\n1\0\n", "a\0\n1\n", "a,b\n1,2\n3\0,4\n", "a,b\n\"1\n\0\",4\n",
    "a,b\n\"1\n2\"3\0\n", "a,b\n1\"\0\n", "a,b\n\0\"\n", "a,b\n\"1\nxy\0\",4\n", "a\n1\n2\n3\n4\n5\n6\n7\n8\n9\n",
  ]

  /// Bytes that are no text, in hexadecimal.
  static let broken: [[UInt8]] = [
    [0xFF], [0xEF, 0xBB], [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF],
    Array("a\n".utf8) + [0xC3], Array("a\n".utf8) + [0xC3, 10], Array("a\n".utf8) + [0xC3, 0xAA, 0xAA],
    Array("a\n".utf8) + [0xC0, 0xAF], Array("a\n".utf8) + [0xE0, 0x80, 0x80], Array("a\n".utf8) + [0xED, 0xA0, 0x80],
    Array("a\n".utf8) + [0xF4, 0x90, 0x80, 0x80], Array("a\n".utf8) + [0xF0, 0x9F, 0x98], Array("a\n".utf8) + [0x80],
    Array("a\n".utf8) + [0xF5, 0x80, 0x80, 0x80], Array("a\n".utf8) + [0xE1, 0xBB, 0x2C],
    Array("a,b\n1,xyz".utf8) + [0xFF, 10], Array("a,b\n\"1\nxyz".utf8) + [0xFF] + Array("\",2\n".utf8),
    Array("a,b\n\"1\"x".utf8) + [0xFF, 10], Array("a,b\n\"1\n2\"x".utf8) + [0xFF, 10],
    Array("a,b\n12345678901234567890,".utf8) + [0xFF, 10], Array("a,b\n1234567".utf8) + [0xC3, 0xAA, 0xFF, 10],
  ]

  @Test(arguments: ReaderEngine.allCases) func agreesOnEveryInputMadeByHand(_ engine: ReaderEngine) throws {
    let file = try ScratchFile()
    for input in Self.inputs.map({ Array($0.utf8) }) + Self.broken {
      try file.write(input)
      let expected = NaiveReader.outcome(of: input)
      for chunk in 1...max(1, input.count) {
        for (limit, engine) in [(1, ReaderEngine.libcsv), (4096, .libcsv), (1, .fast), (2, .fast), (4096, .fast)] {
          let found = Outcome.of(file.path, engine: engine, chunk: chunk, limit: limit)
          #expect(found == expected, "\(engine), \(escaped(input)), chunk \(chunk), limit \(limit)")
        }
      }
    }
  }

  /// Every input with another separator in the place of the comma, the comma then being a character like any other.
  @Test(arguments: [";", "\t", "|", "^", "\u{1F}", "a"]) func agreesUnderEverySeparator(_ separator: String) throws {
    let delimiter = try #require(separator.utf8.first)
    let dialect = Dialect(delimiter: delimiter)
    let file = try ScratchFile()
    for input in Self.inputs {
      let swapped = input.map { $0 == "," ? separator : String($0) == separator ? "," : String($0) }.joined()
      let bytes = Array(swapped.utf8)
      try file.write(bytes)
      let expected = NaiveReader.outcome(of: bytes, delimiter: delimiter)
      for chunk in [1, 2, 3, 5, 8, 13, 4096] {
        for engine in ReaderEngine.allCases {
          let found = Outcome.of(
            file.path, engine: engine, chunk: chunk, limit: [1, 2, 4096][chunk % 3], dialect: dialect)
          #expect(found == expected, "\(engine), \(escaped(bytes)), chunk \(chunk)")
        }
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4], ReaderEngine.allCases)
  func agreesOnRandomInputs(_ seed: UInt64, _ engine: ReaderEngine) throws {
    var numbers = SeededNumbers(seed: seed)
    let file = try ScratchFile()
    for _ in 0..<1500 {
      let input = randomInput(&numbers)
      guard let chunk = try disagreement(on: input, file, engine) else { continue }
      let least = try shrunk(input, file, engine)
      Issue.record(
        """
        \(engine), chunk \(chunk), in the least form \(escaped(least)): expected \(NaiveReader.outcome(of: least)), \
        found \(try found(least, file, engine))
        """)
      return
    }
  }

  /// The first chunk size at which the readers disagree, nil where there is none.
  private func disagreement(on input: [UInt8], _ file: ScratchFile, _ engine: ReaderEngine) throws -> Int? {
    try file.write(input)
    let expected = NaiveReader.outcome(of: input)
    return (1...max(1, input.count)).first { outcome(file, engine, chunk: $0) != expected }
  }

  private func outcome(_ file: ScratchFile, _ engine: ReaderEngine, chunk: Int) -> Outcome {
    Outcome.of(file.path, engine: engine, chunk: chunk, limit: [1, 2, 3, 4096][chunk % 4])
  }

  private func found(_ input: [UInt8], _ file: ScratchFile, _ engine: ReaderEngine) throws -> String {
    guard let chunk = try disagreement(on: input, file, engine) else { return "the same" }
    return "\(outcome(file, engine, chunk: chunk)) with chunk \(chunk)"
  }

  /// The input without every byte that the disagreement does not need.
  private func shrunk(_ input: [UInt8], _ file: ScratchFile, _ engine: ReaderEngine) throws -> [UInt8] {
    var least = input
    var i = 0
    while i < least.count {
      var shorter = least
      shorter.remove(at: i)
      if try disagreement(on: shorter, file, engine) != nil {
        least = shorter
        i = 0
      } else {
        i += 1
      }
    }
    return least
  }

  private func randomInput(_ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes: [UInt8] = Int.random(in: 0..<20, using: &numbers) == 0 ? [0xEF, 0xBB, 0xBF] : []
    if Bool.random(using: &numbers) {
      // Anything at all.
      for _ in 0..<Int.random(in: 0...24, using: &numbers) { bytes += randomPiece(&numbers) }
      return bytes
    }
    // A table that is right but for at most one piece, so that most inputs are read to their end.
    let ends = ["\n", "\r\n", "\r"]
    let end = ends[Int.random(in: 0..<3, using: &numbers)]
    let columns = Int.random(in: 1...3, using: &numbers)
    for _ in 0..<Int.random(in: 1...5, using: &numbers) {
      let cells = (0..<columns).map { _ in
        [
          "", "a", " ê", "\"\"", "\"a,\"", "\"\n\"", "\"\r\n\"", "\"\rê\"", "\"\"\"\"", "aê ", "2025-07-01",
          "\"hộ tịch, a\"",
          "đất đai", "\"b\"",
        ][Int.random(in: 0..<14, using: &numbers)]
      }
      bytes += Array((cells.joined(separator: ",") + end).utf8)
    }
    if Bool.random(using: &numbers) { bytes.removeLast() }
    if Bool.random(using: &numbers) {
      let place = Int.random(in: 0...bytes.count, using: &numbers)
      bytes.insert(contentsOf: randomPiece(&numbers), at: place)
    }
    return bytes
  }

  private func randomPiece(_ numbers: inout SeededNumbers) -> [UInt8] {
    switch Int.random(in: 0..<100, using: &numbers) {
    case 0..<20: Array("a".utf8)
    case 20..<30: Array("ê".utf8)
    case 30..<50: Array(",".utf8)
    case 50..<64: Array("\"".utf8)
    case 64..<76: [10]
    case 76..<84: [13, 10]
    case 84..<89: [13]
    case 89..<97: [32]
    case 97: [0]
    case 98: [0xFF]
    default: [0xC3]
    }
  }

  private func escaped(_ bytes: [UInt8]) -> String {
    bytes.map { (33..<127).contains($0) ? String(UnicodeScalar($0)) : "\\x" + String($0, radix: 16) }.joined()
  }
}
