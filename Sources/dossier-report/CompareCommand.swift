import ArgumentParser
import Diagnostics
import Pipeline

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Print what differs between two editions, and why.")

  @Argument(help: "Folder of the older edition.", transform: Path.given)
  var old: String

  @Argument(help: "Folder of the newer edition.", transform: Path.given)
  var new: String

  @OptionGroup var log: LogOptions

  func run() async throws {
    try await Terminal.conclude { () throws(Failure) in
      try Terminal.print(Terminal.table(try EditionComparison.text(old, new)))
    }
  }
}
