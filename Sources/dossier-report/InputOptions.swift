import ArgumentParser
import Diagnostics
import Foundation
import Pipeline

/// Where the inputs are and how many are read at a time, for every command that reads them. Each option overrides the
/// configuration.
struct InputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Configuration file (YAML).", valueName: "file"), transform: Path.given)
  var config: String?

  @Option(
    help: ArgumentHelp("Folder of dossier exports (default: exports/dossiers).", valueName: "folder"),
    transform: Path.given)
  var exports: String?

  @Option(help: ArgumentHelp("Folder of staff exports (default: none).", valueName: "folder"), transform: Path.given)
  var staff: String?

  @Option(
    help: ArgumentHelp(
      "Folder of templates that replace or add to the built-in ones (default: templates beside the configuration).",
      valueName: "folder"), transform: Path.given)
  var templates: String?

  @Option(
    help: ArgumentHelp("How many read and render at a time (default and most: one a processor).", valueName: "count"))
  var workers: Int?

  /// Whether no option says where an input is.
  var isBlank: Bool { [config, exports, staff, templates].allSatisfy { $0 == nil } }

  /// Returns the settings of the configuration file, if there is one, overridden by these options.
  ///
  /// - Throws: status `inputMissing` where the file cannot be read, `badConfiguration` where it is wrong.
  func configuration() throws(Failure) -> Configuration {
    var options = Configuration()
    options.exports = exports
    options.staff = staff
    options.templates = templates
    options.workers = workers
    var base = try config.map { path throws(Failure) in try ConfigurationFile.read(path) } ?? Configuration()
    if let config, base.templates == nil { base.templates = Self.templatesBeside(config) }
    return base.overridden(by: options)
  }

  /// Returns `templates` beside the configuration, where anything has that name: a link that leads nowhere must be
  /// reported.
  private static func templatesBeside(_ config: String) -> String? {
    let folder = URL(fileURLWithPath: config).deletingLastPathComponent().appendingPathComponent("templates").path
    return (try? FileManager.default.attributesOfItem(atPath: folder)) == nil ? nil : folder
  }
}
