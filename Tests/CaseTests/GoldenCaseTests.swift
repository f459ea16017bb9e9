import Foundation
import Testing

/// Each folder of `Cases`, run through the release binary (`Support/GoldenCase.swift` says what a folder holds).
@Suite struct GoldenCaseTests {
  @Test(arguments: GoldenCase.all) func goldenCase(_ golden: GoldenCase) throws {
    let made = try golden.run()
    if GoldenCase.isRecording { try golden.record(made) }
    let expected = try golden.expected()
    #expect(!expected.isEmpty, "no golden files; write them with RECORD=1 and review them")
    #expect(expected.keys.sorted() == made.keys.sorted())
    for (path, data) in expected.sorted(by: { $0.key < $1.key }) {
      guard let other = made[path] else { continue }
      #expect(String(decoding: other, as: UTF8.self) == String(decoding: data, as: UTF8.self), "\(golden.name)/\(path)")
      #expect(other == data, "\(golden.name)/\(path)")
    }
  }

  @Test func casesAreFound() { #expect(GoldenCase.all.count >= 30) }
}
