import Foundation
import TestSupport
import Testing

/// The release binary on a folder of its own, with two sets of exports that differ.
struct Program {
  private let folder: TemporaryFolder
  var reports: URL { folder.url.appendingPathComponent("reports") }

  init() throws {
    folder = try TemporaryFolder()
    for (name, seed) in [("a", "1"), ("b", "2")] {
      let made = try start(["sample", "--output", name, "--scale", "0.0002", "--seed", seed])
      made.waitUntilExit()
      #expect(made.terminationStatus == 0)
    }
  }

  private func start(_ arguments: [String]) throws -> Process { try Binary.start(arguments, in: folder.url) }

  /// Starts the publication of one of the two sets in place of what is there.
  func publish(_ exports: String) throws -> Process {
    try start([
      "--exports", exports + "/dossiers", "--period", "2025-W34", "--force", "--languages", "en", "--reports", "weekly",
    ])
  }

  /// Publishes to the end.
  func published(_ exports: String) throws -> [String: Data] {
    let run = try publish(exports)
    run.waitUntilExit()
    #expect(run.terminationStatus == 0)
    return try tree(reports.appendingPathComponent("latest"))
  }

  /// Every file below a folder with its bytes.
  func tree(_ folder: URL) throws -> [String: Data] {
    let root = folder.resolvingSymlinksInPath()
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      let file = root.appendingPathComponent(path)
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue {
        files[path] = try Data(contentsOf: file)
      }
    }
    return files
  }

  /// What lies in the output folder itself.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: reports.path).sorted() }

  func lock() throws -> String {
    String(decoding: try Data(contentsOf: reports.appendingPathComponent(".lock")), as: UTF8.self)
  }
}
