import Foundation
import Testing

/// The release binary on a folder of its own, with two sets of exports that differ.
final class Program {
  private static let package: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
      folder.deleteLastPathComponent()
    }
    return folder
  }()

  let folder: URL
  var reports: URL { folder.appendingPathComponent("reports") }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("dossier-report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, seed) in [("a", "1"), ("b", "2")] {
      let made = try start(["sample", "--output", name, "--scale", "0.0002", "--seed", seed])
      made.waitUntilExit()
      #expect(made.terminationStatus == 0)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = Self.package.appendingPathComponent(".build/release/dossier-report")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = [:]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

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
