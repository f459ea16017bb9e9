import Foundation
import TestSupport
import Testing

/// The committed editions of the national sample are what the release binary makes of it, byte for byte, whatever the
/// number of workers. Of province pages three are committed, and of tables the small ones; the manifest, which is
/// committed too, holds the SHA-256 of all of them.
@Suite(.serialized) struct ReportsSampleTests {
  private static let editions = ["2025-07-01..2025-08-23", "2025-W34"]

  @Test func theNationalSampleGivesTheCommittedEditions() throws {
    let folder = try TemporaryFolder()
    #expect(try Binary.run(["sample", "--output", "exports"], in: folder.url).status == 0)
    for (edition, workers) in zip(Self.editions, ["2", "1"]) {
      let run = try Binary.run(
        [
          "--config", "exports/report.yaml", "--period", edition, "--staff-as-of", "2025-08-19", "--output", "reports",
          "--workers", workers,
        ], in: folder.url)
      #expect(run.status == 0)
      #expect(run.errors == "")
      let made = folder.url.appendingPathComponent("reports/\(edition)")
      let committed = PackageFolder.url.appendingPathComponent("reports-sample/\(edition)")
      if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try? FileManager.default.removeItem(at: committed)
        for file in try Self.files(below: made) where Self.isCommitted(file, in: made) {
          let target = committed.appendingPathComponent(file)
          try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
          try FileManager.default.copyItem(at: made.appendingPathComponent(file), to: target)
        }
      }
      try PageChecks.checkPages(made)
      try PageChecks.checkDrawings(made)
      #expect(try PageChecks.files(made, ".md").count { $0.hasPrefix("en/provinces/") } == 34)
      let files = try Self.files(below: made).filter { Self.isCommitted($0, in: made) }
      #expect(files.count > 50 && files.contains("manifest.json"))
      #expect(try Self.files(below: committed) == files)
      for file in files {
        let same =
          try Data(contentsOf: made.appendingPathComponent(file))
          == Data(contentsOf: committed.appendingPathComponent(file))
        #expect(same, "\(edition)/\(file) differs from the committed one")
      }
    }
  }

  private static let provinces = ["01-ha-noi", "12-lai-chau", "79-ho-chi-minh"]

  /// What a reader of the repository needs to see.
  private static func isCommitted(_ path: String, in edition: URL) -> Bool {
    if path.firstMatch(of: /^..\/(provinces|charts)\/\d\d-/) != nil {
      return provinces.contains { path.contains("/\($0)") }
    }
    let size =
      try? FileManager.default.attributesOfItem(atPath: edition.appendingPathComponent(path).path)[.size] as? Int
    return !path.hasPrefix("csv/") || size ?? 0 < 200_000
  }

  /// The paths of all files below a folder, in order.
  private static func files(below folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().filter { path in
      var isFolder: ObjCBool = false
      let full = folder.appendingPathComponent(path).path
      return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }
}
