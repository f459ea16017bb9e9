import Foundation

/// The release binary, run as a user would.
struct Binary {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The package's own folder.
  static let package: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
      folder.deleteLastPathComponent()
    }
    return folder
  }()

  /// The release binary, or the one that BINARY names: one built with a sanitizer or with counters of coverage.
  static let path =
    ProcessInfo.processInfo.environment["BINARY"]
    ?? package.appendingPathComponent(".build/release/dossier-report").path

  /// What every program gets: a path, and what a sanitizer or counters of coverage are told.
  static let environment: [String: String] = {
    let kept = ProcessInfo.processInfo.environment.filter {
      ["LLVM_PROFILE_FILE", "ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
    }
    return kept.merging(["PATH": "/usr/bin:/bin"]) { $1 }
  }()

  /// Runs it in a folder with a clean environment and returns what it printed and how it ended.
  ///
  /// - Parameter command: what is run instead: another program that runs it, or a copy.
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:], command: [String] = [path]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command + arguments
    process.currentDirectoryURL = folder
    process.environment = Self.environment.merging(environment) { $1 }
    let output = Pipe()
    let errors = folder.appendingPathComponent(".stderr-\(UUID().uuidString)")
    try Data().write(to: errors)
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    defer { try? FileManager.default.removeItem(at: errors) }
    return Outcome(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// An empty folder that is removed when the test is done with it.
final class TemporaryFolder {
  let url: URL

  init(below path: String = FileManager.default.temporaryDirectory.path) throws {
    url = URL(fileURLWithPath: path).appendingPathComponent("dossier-report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file, with the folders above it.
  func write(_ text: String, to path: String) throws {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appendingPathComponent(path)), as: UTF8.self)
  }
}
