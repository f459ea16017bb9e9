import ArgumentParser
import Diagnostics
import Pipeline

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check an edition's files against its manifest.")

  @Argument(help: "Folder of the edition.")
  var edition: String

  func run() async throws {
    try await Terminal.conclude { () throws(Failure) in
      let findings = try Verification.findings(edition: edition)
      guard findings.isEmpty else { throw Failure(.dataRefused, findings) }
    }
  }
}
