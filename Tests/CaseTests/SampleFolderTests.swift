import Foundation
import Testing

/// The sample never takes the place of a province's own exports.
@Suite struct SampleFolderTests {
  @Test func otherExportsAreNotWrittenOver() throws {
    let folder = try TemporaryFolder()
    try folder.write("precious", to: "exports/dossiers/01-ha-noi.csv")
    let refused = try Binary.run(["sample", "--output", "exports", "--scale", "0.001"], in: folder.url)
    #expect(refused.status == 73)
    #expect(refused.errors.contains("it holds CSV files that are no sample"))
    #expect(try folder.text(of: "exports/dossiers/01-ha-noi.csv") == "precious")
  }

  @Test func aSampleIsWrittenOverASample() throws {
    let folder = try TemporaryFolder()
    for seed in ["1", "2"] {
      let run = try Binary.run(
        ["sample", "--output", "exports", "--scale", "0.001", "--seed", seed], in: folder.url)
      #expect(run.status == 0)
    }
  }

  /// `make clean` removes what was built, never exports or reports.
  @Test func cleaningKeepsExportsAndReports() throws {
    let makefile = String(
      decoding: try Data(contentsOf: Binary.package.appendingPathComponent("Makefile")), as: UTF8.self)
    let recipe = try #require(makefile.components(separatedBy: "\nclean:").last?.components(separatedBy: "\n\n").first)
    #expect(recipe.contains("rm -rf .build"))
    #expect(!recipe.contains("EXPORTS"))
    #expect(!recipe.contains("REPORTS"))
  }
}
