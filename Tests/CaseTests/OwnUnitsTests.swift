import Foundation
import Testing

/// Editions of units that are not the built-in ones, made again from what their manifests say.
@Suite struct OwnUnitsTests {
  private func run(_ name: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let input = GoldenCase.folder.appendingPathComponent(name + "/input")
    for item in try FileManager.default.contentsOfDirectory(atPath: input.path) {
      try FileManager.default.copyItem(
        at: input.appendingPathComponent(item), to: folder.url.appendingPathComponent(item))
    }
    #expect(try Binary.run(["--config", "report.yaml"], in: folder.url).status == 0)
    // The same inputs change nothing.
    #expect(try Binary.run(["--config", "report.yaml"], in: folder.url).status == 0)
    #expect(try folder.names(in: "out").count == 2)
    return folder
  }

  @Test func openUnitsAreRebuilt() throws {
    let folder = try run("service-requests-of-another-city")
    let verified = try Binary.run(
      ["verify", "out/2024-01", "--rebuild", "--exports", "requests"], in: folder.url)
    #expect(verified.status == 0, "\(verified.errors)")
  }

  /// A registry is an input like the exports: without it the edition comes out otherwise.
  @Test func anOwnRegistryIsRebuilt() throws {
    let folder = try run("own-registry")
    // Two units are not the country.
    #expect(try folder.text(of: "out/2025-W34/en/headline.txt").contains(", all units newly received 2 "))
    let arguments = ["verify", "out/2025-W34", "--rebuild", "--exports", "dossiers"]
    let verified = try Binary.run(arguments + ["--registry", "units"], in: folder.url)
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(try Binary.run(arguments, in: folder.url).status == 65)
  }
}
