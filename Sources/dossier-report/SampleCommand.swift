import ArgumentParser
import Diagnostics
import Foundation
import SampleExports

struct SampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Write synthetic exports that add up to the published national figures.")

  @Option(
    help: ArgumentHelp("Folder to write: dossiers and staff go below it.", valueName: "folder"), transform: Path.given)
  var output: String

  @Option(help: ArgumentHelp("Size relative to 6.5 million dossiers.", valueName: "factor"))
  var scale: Double = 1

  @Option(help: ArgumentHelp("Another seed gives other rows with the same totals.", valueName: "number"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("Files written at a time (default: one a processor).", valueName: "count"))
  var workers: Int?

  @OptionGroup var log: LogOptions

  func run() async throws {
    var options = SampleOptions(
      scale: scale, workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
    if let seed { options.seed = seed }
    try await Terminal.conclude { () async throws(Failure) in
      do throws(SampleError) {
        let summary = try await SampleExports.write(to: output, options: options)
        if Terminal.isInteractive {
          Terminal.report([
            Finding(
              .note,
              "\(summary.dossierRows) dossiers and \(summary.staffRows) staff records in \(summary.files) files below \(output)"
            )
          ])
        }
      } catch {
        let status: ExitStatus = if case .cannotWrite = error { .cannotWrite } else { .usage }
        throw Failure(status, "\(error)")
      }
    }
  }
}
