import ArgumentParser
import Diagnostics
import Foundation
import Pipeline

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check an edition's files against its manifest.")

  @Argument(help: "Folder of the edition.", transform: Path.given)
  var edition: String

  @Flag(help: "Also make the edition once more in memory, with its own settings, and compare.")
  var rebuild = false

  /// Only the places of inputs are taken from the configuration.
  @OptionGroup(title: "Options to rebuild") var inputs: InputOptions

  @Option(
    help: ArgumentHelp("Folder of an own registry, to rebuild (default: the built-in one).", valueName: "folder"),
    transform: Path.given)
  var registry: String?

  @OptionGroup var log: LogOptions

  func run() async throws {
    try await Terminal.conclude { () async throws(Failure) in
      guard rebuild || inputs.isBlank && registry == nil else {
        throw Failure(.usage, "exports and templates are only read to rebuild", hint: "type --rebuild")
      }
      var findings = try Verification.findings(edition: edition)
      if rebuild {
        let configuration = try inputs.configuration()
        var places = configuration.inputPlaces
        if let registry { places.registry = registry }
        places.workers = configuration.workers
        do throws(Failure) {
          findings += try await Verification.rebuildFindings(
            edition: edition, places: places, processors: ProcessInfo.processInfo.activeProcessorCount)
        } catch {
          // Report earlier findings as well.
          throw Failure(findings.isEmpty ? error.status : .dataRefused, findings + error.findings)
        }
      }
      guard findings.isEmpty else { throw Failure(.dataRefused, findings) }
    }
  }
}
