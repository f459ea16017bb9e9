import Foundation
import TestSupport
import Testing

/// The figures that the Government published for 1 July to 23 August 2025 (Resolution 268/NQ-CP), from the sample
/// through the release binary to the printed page.
@Suite(.serialized) struct SampleFiguresTests {
  @Test func aHundredthKeepsTheShares() throws {
    let folder = try TemporaryFolder()
    #expect(try Binary.run(["sample", "--output", "exports", "--scale", "0.01"], in: folder.url).status == 0)
    let run = try Binary.run(
      [
        "--exports", "exports/dossiers", "--staff", "exports/staff", "--period", "2025-07-01..2025-08-23",
        "--staff-as-of", "2025-08-19", "--print", "en/headline.txt",
      ], in: folder.url)
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.contains("newly received 65,000 administrative-procedure dossiers"))
    #expect(run.output.contains("48,000 (73.8%) fell to commune-level authorities"))
    #expect(run.output.contains("47,970 (73.8%) were submitted online"))
    #expect(run.output.contains("52,000 were resolved, 80.0% of those to be handled"))
    #expect(run.output.contains("37,440 (72.0%) were resolved early or on time"))
    #expect(run.output.hasPrefix("SỐ LIỆU MÔ PHỎNG / SYNTHETIC DATA\n"))
  }
}
