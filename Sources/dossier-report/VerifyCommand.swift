import ArgumentParser
import Diagnostics
import Foundation
import Pipeline

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check an edition's files against its manifest.")

  @Argument(help: "Folder of the edition.")
  var edition: String

  @Flag(help: "Also make the edition once more in memory, with its own settings, and compare.")
  var rebuild = false

  @Option(
    help: ArgumentHelp("Folder of dossier exports, to rebuild (default: exports/dossiers).", valueName: "folder"))
  var exports: String?

  @Option(help: ArgumentHelp("Folder of staff exports, to rebuild (default: none).", valueName: "folder"))
  var staff: String?

  @Option(
    help: ArgumentHelp(
      "Configuration that says where exports, templates and other files lie, to rebuild.", valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("Folder of templates, to rebuild (default: the built-in ones).", valueName: "folder"))
  var templates: String?

  @Option(help: ArgumentHelp("Folder of an own registry, to rebuild (default: the built-in one).", valueName: "folder"))
  var registry: String?

  @Option(help: ArgumentHelp("Files read at a time (default: one a processor).", valueName: "count"))
  var workers: Int?

  @OptionGroup var log: LogOptions

  func run() async throws {
    try await Terminal.conclude { () async throws(Failure) in
      guard rebuild || [config, exports, staff, templates, registry].allSatisfy({ $0 == nil }) else {
        throw Failure(.usage, "exports and templates are only read to rebuild", hint: "type --rebuild")
      }
      var findings = try Verification.findings(edition: edition)
      if rebuild {
        var places =
          try config.map { path throws(Failure) in try ConfigurationFile.read(path).inputPlaces } ?? Configuration()
        if let exports { places.exports = exports }
        if let staff { places.staff = staff }
        if let templates { places.templates = templates }
        if let registry { places.registry = registry }
        places.workers = workers
        findings += try await Verification.rebuildFindings(
          edition: edition, places: places, processors: ProcessInfo.processInfo.activeProcessorCount)
      }
      guard findings.isEmpty else { throw Failure(.dataRefused, findings) }
    }
  }
}
