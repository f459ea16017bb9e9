import Foundation

/// The release binary, run as a user would.
package enum Binary {
  package struct Outcome {
    package let status: Int32
    package let output: String
    package let errors: String
  }

  /// The release binary, or the one that BINARY names: one built with a sanitizer or with counters of coverage.
  package static let path =
    ProcessInfo.processInfo.environment["BINARY"]
    ?? PackageFolder.url.appendingPathComponent(".build/release/dossier-report").path

  /// What every program gets: a path, and what a sanitizer or counters of coverage are told.
  package static let environment: [String: String] = {
    let kept = ProcessInfo.processInfo.environment.filter {
      ["LLVM_PROFILE_FILE", "ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
    }
    return kept.merging(["PATH": "/usr/bin:/bin"]) { $1 }
  }()

  /// Runs it in a folder with a clean environment and returns what it printed and how it ended.
  ///
  /// - Parameter command: what is run instead: another program that runs it, or a copy.
  package static func run(
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

  /// Starts it in a folder and lets it run; what it prints goes nowhere.
  package static func start(_ arguments: [String], in folder: URL) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }
}
