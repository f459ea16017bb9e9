import ArgumentParser
import Diagnostics
import Foundation

/// The process's own streams. Nothing else prints.
enum Terminal {
  static func print(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

  static func report(_ findings: [Finding]) {
    FileHandle.standardError.write(Data(findings.map { "\($0)\n" }.joined().utf8))
  }

  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// Runs a command's work and ends the process with the status of its failure, if it fails.
  static func conclude(_ work: () async throws(Failure) -> Void) async throws {
    do throws(Failure) {
      try await work()
    } catch {
      report(error.findings)
      throw ExitCode(error.status.rawValue)
    }
  }
}
