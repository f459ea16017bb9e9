import ArgumentParser
import Diagnostics
import Pipeline

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Read the exports and publish the period's edition.")

  @OptionGroup var options: RunOptions

  @Flag(help: "Replace the newest revision in place rather than making the next one.")
  var force = false

  @Flag(
    name: .customLong("dry-run"),
    help: "Print files, matched columns, periods, templates and outputs; read no rows and write nothing.")
  var dryRun = false

  @Flag(
    inversion: .prefixedNo, exclusivity: .exclusive,
    help: "Whether what earlier runs have counted of files that are still the same is taken up (default: yes).")
  var cache: Bool?

  @Option(
    help: ArgumentHelp(
      "Print these files of the edition on stdout: vi/headline.txt, csv/provinces.csv, or weekly for that page in the first language.",
      valueName: "list"))
  var print: String?

  @OptionGroup var log: LogOptions

  func run() async throws {
    try await Terminal.conclude { () async throws(Failure) in
      let names = print?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
      guard !names.contains("") else {
        throw Failure(
          .usage, "a file of the edition was expected after --print, '\(print ?? "")' lacks one",
          hint: "look whether a variable is not set")
      }
      let plan = try options.plan(cache: cache)
      var pages: [String] = []
      for name in names { pages.append(try plan.page(name)) }
      if dryRun {
        Terminal.report(plan.unusedSettings)
        return try Terminal.print(Terminal.table(try DryRun.text(plan)))
      }
      let result = try await publish(plan)
      Terminal.report(result.remarks)
      do throws(Failure) {
        for page in pages { try Terminal.print(try result.text(of: page)) }
      } catch {
        let place = Finding(.note, "the edition is in place all the same: \(result.edition)")
        throw Failure(error.status, error.findings + [place])
      }
      if Terminal.isInteractive {
        let state = result.isUnchanged ? "unchanged" : "published"
        Terminal.report([Finding(.note, "\(state) \(result.edition)")])
      }
      Terminal.end(holding: result)
    }
  }

  private func publish(_ plan: RunPlan) async throws(Failure) -> Run.Result {
    guard Terminal.isInteractive else {
      return try await Run(plan, interruption: Terminal.interruption).publish(force: force)
    }
    let line = ProgressLine()
    defer { line.clear() }
    return try await Run(plan, interruption: Terminal.interruption) { line.show($0) }.publish(force: force)
  }
}
