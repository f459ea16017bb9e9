import Diagnostics
import Foundation
import Publishing
import TestSupport
import Testing

@Suite struct EditionCheckTests {
  /// An edition of two files as it is published.
  private func edition() throws -> TemporaryFolder {
    let files: [(path: String, bytes: [UInt8])] = [("vi/a.md", Array("abc".utf8)), ("csv/b.csv", [])]
    let manifest = Manifest(
      version: "1", edition: "2025-W34", revision: 1, forced: false, synthetic: true, notice: "x",
      period: .init(
        name: "2025-W34", firstDay: "2025-08-18", lastDay: "2025-08-24", asOf: "2025-08-24", staffAsOf: nil,
        compare: "date"), configuration: ["compare": "date"], referenceData: "",
      templates: [],
      inputs: [
        .init(
          kind: "dossiers", name: "01.csv", bytes: 9, sha256: "0", records: 10, used: 6, superseded: 3, quarantined: 1),
        .init(kind: "staff", name: "01.csv", bytes: 9, sha256: "0", records: 5, used: 4, superseded: 1, quarantined: 0),
      ]
    ).naming(files.map { Manifest.Output(path: $0.path, bytes: $0.bytes) })
    let folder = try TemporaryFolder()
    let output = try OutputFolder(path: folder.path)
    var published = try output.begin(manifest, replacing: false)
    for (path, bytes) in files { try published.write(path, bytes) }
    _ = try output.publish(published, manifest)
    return folder
  }

  private func findings(_ folder: TemporaryFolder) throws -> [String] {
    try EditionCheck.findings(edition: folder.path + "/2025-W34").map {
      $0.description.replacingOccurrences(of: folder.path + "/2025-W34/", with: "")
    }
  }

  @Test func anEditionAsPublishedHasNoFindings() throws { #expect(try findings(edition()) == []) }

  @Test func aChangedFileIsFound() throws {
    let folder = try edition()
    try folder.write("abd", to: "2025-W34/vi/a.md")
    #expect(
      try findings(folder) == ["vi/a.md: error: SHA-256 is a52d159f262b…, the manifest says ba7816bf8f01…."])
  }

  @Test func aMissingFileIsFound() throws {
    let folder = try edition()
    try FileManager.default.removeItem(atPath: folder.path + "/2025-W34/csv/b.csv")
    #expect(try findings(folder) == ["csv/b.csv: error: the manifest names this file, it cannot be read."])
  }

  @Test func aFileTooManyIsFound() throws {
    let folder = try edition()
    try folder.write("", to: "2025-W34/vi/deep/c.md")
    try folder.write("", to: "2025-W34/manifest.json.bak")
    #expect(
      try findings(folder) == [
        "manifest.json.bak: error: the manifest does not name this file.",
        "vi/deep/c.md: error: the manifest does not name this file.",
      ])
  }

  @Test func withoutAManifestNothingCanBeChecked() throws {
    let folder = try edition()
    try folder.write("{}", to: "2025-W34/manifest.json")
    #expect(#expect(throws: Failure.self) { try findings(folder) }?.status == .dataRefused)
    try FileManager.default.removeItem(atPath: folder.path + "/2025-W34/manifest.json")
    #expect(#expect(throws: Failure.self) { try findings(folder) }?.status == .inputMissing)
  }

  @Test func theManifestSaysWhatBecameOfEveryRecord() throws {
    let folder = try edition()
    let manifest = try #require(folder.textIfThere("2025-W34/manifest.json").flatMap { Manifest(json: Array($0.utf8)) })
    #expect(manifest.conservation.records == 15)
    #expect(manifest.conservation.used == 10)
    #expect(manifest.conservation.superseded == 4)
    #expect(manifest.conservation.quarantined == 1)
    #expect(manifest.outputs.map(\.path) == ["csv/b.csv", "vi/a.md"])
    #expect(manifest.outputs.map(\.bytes) == [0, 3])
    var forced = manifest
    forced.forced = true
    #expect(manifest.isMadeOfTheSame(as: forced))
    var revised = manifest
    revised.revision = 2
    #expect(!manifest.isMadeOfTheSame(as: revised))
  }
}
