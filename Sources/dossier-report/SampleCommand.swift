import ArgumentParser
import Foundation
import SampleExports

struct SampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Write synthetic exports that add up to the published national figures.")

  @Option(help: ArgumentHelp("Folder to write: dossiers and staff go below it.", valueName: "folder"))
  var output: String

  @Option(help: ArgumentHelp("Size relative to 6.5 million dossiers.", valueName: "factor"))
  var scale: Double = 1

  @Option(help: ArgumentHelp("Another seed gives other rows with the same totals.", valueName: "number"))
  var seed: UInt64?

  func run() async throws { throw ExitCode(70) }
}
