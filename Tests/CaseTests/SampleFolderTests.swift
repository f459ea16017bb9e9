import Foundation
import TestSupport
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

  /// The configuration stands where the sample is whole, and nowhere else: `make` goes by it.
  @Test func aSampleThatIsCutShortHasNoConfiguration() throws {
    let folder = try TemporaryFolder()
    let sample = ["sample", "--output", "exports", "--scale", "0.001"]
    #expect(try Binary.run(sample, in: folder.url).status == 0)
    #expect(try folder.names(in: "exports").contains("report.yaml"))
    let file = folder.url.appendingPathComponent("exports/dossiers/96-ca-mau.csv")
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
    #expect(try Binary.run(sample, in: folder.url).status == 73)
    #expect(try !folder.names(in: "exports").contains("report.yaml"))
  }

  /// `make clean` removes what was built, never exports or reports.
  @Test func cleaningKeepsExportsAndReports() throws {
    let makefile = try PackageFolder.text(of: "Makefile")
    let recipe = try #require(makefile.components(separatedBy: "\nclean:").last?.components(separatedBy: "\n\n").first)
    #expect(recipe.contains("rm -rf .build"))
    #expect(!recipe.contains("EXPORTS"))
    #expect(!recipe.contains("REPORTS"))
  }
}
