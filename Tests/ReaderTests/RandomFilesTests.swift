import Diagnostics
import Foundation
import TabularInput
import TestSupport
import Testing

/// Seeded random files through both engines and the naive reader, over chunk sizes and separators. A file on which they
/// disagree is shrunk to its least form and kept in `Kept` for ever. `make fuzz` tries a million.
@Suite struct RandomFilesTests {
  /// Files in a run, over all seeds.
  private static let count = ProcessInfo.processInfo.environment["FILES"].flatMap { Int($0) } ?? 12_000
  private static let firstSeed = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? 1
  private static let seeds = (0..<6).map { firstSeed + $0 }

  @Test(arguments: seeds) func readersAgree(_ seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let trial = try ReaderTrial()
    for _ in 0..<Self.count / Self.seeds.count {
      let file = RandomFile.bytes(&random)
      let dialect = RandomFile.dialects.randomElement(using: &random) ?? Dialect()
      let chunks = [1, 2, 3, 7, Int.random(in: 1...max(1, file.count), using: &random), file.count + 1, 64 << 10]
      guard let found = try trial.disagreement(on: file, dialect, chunks: chunks) else { continue }
      let least = try trial.shrunk(file, dialect, chunks: chunks)
      try Self.keep(least)
      Issue.record("\(found); in its least form, kept: \(Self.shown(least))")
      return
    }
  }

  /// Every file on which readers once disagreed, and some that look as if they might, in every way there is to read it.
  @Test func readersAgreeOnEveryKeptFile() throws {
    let trial = try ReaderTrial()
    let files = try FileManager.default.contentsOfDirectory(at: Self.kept, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: file))
      for dialect in RandomFile.dialects {
        let found = try trial.disagreement(on: bytes, dialect, chunks: Array(1...bytes.count + 1))
        #expect(found == nil, "\(file.lastPathComponent): \(found ?? "")")
      }
    }
  }

  private static let kept = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Kept")

  /// Keeps a file under a name made from its bytes.
  private static func keep(_ bytes: [UInt8]) throws {
    let name = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    try Data(bytes).write(to: kept.appendingPathComponent(String(name, radix: 16) + ".csv"))
  }

  private static func shown(_ bytes: [UInt8]) -> String {
    bytes.map { (32..<127).contains($0) ? String(UnicodeScalar($0)) : "\\x" + String($0, radix: 16) }.joined()
  }
}
