import ArgumentParser
import Diagnostics
import Pipeline

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Read the exports and publish the period's edition.")

  @OptionGroup var options: RunOptions

  @Flag(help: "Replace the newest revision in place rather than making the next one.")
  var force = false

  @Option(
    help: ArgumentHelp("Print these pages of the edition, such as vi/headline.txt, on stdout.", valueName: "list"))
  var print: String?

  func run() async throws {
    try await Terminal.conclude { () async throws(Failure) in
      let plan = try options.plan()
      let wanted = print?.split(separator: ",").map(String.init) ?? []
      try plan.check(pages: wanted)
      let result = try await Run(plan).publish(force: force)
      Terminal.report(result.remarks)
      for page in wanted { Terminal.print(result.pages[page] ?? "") }
      if Terminal.isInteractive {
        let state = result.isUnchanged ? "unchanged" : "published"
        Terminal.report([Finding(.note, "\(state) \(result.edition)")])
      }
    }
  }
}
