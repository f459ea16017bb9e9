import Foundation
import Testing

/// The committed editions of the national sample are what the release binary makes of it, byte for byte, whatever the
/// number of workers.
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
      let committed = Binary.package.appendingPathComponent("reports-sample/\(edition)")
      if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try? FileManager.default.removeItem(at: committed)
        try FileManager.default.createDirectory(
          at: committed.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: made, to: committed)
      }
      let files = try Self.files(below: made)
      #expect(files.count > 10)
      #expect(try Self.files(below: committed) == files)
      for file in files {
        let same =
          try Data(contentsOf: made.appendingPathComponent(file))
          == Data(contentsOf: committed.appendingPathComponent(file))
        #expect(same, "\(edition)/\(file) differs from the committed one")
      }
    }
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
