import ArgumentParser
import Diagnostics
import Pipeline

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read and validate everything, print a table, publish nothing.")

  @OptionGroup var options: RunOptions
  @OptionGroup var log: LogOptions

  func run() async throws {
    try await Terminal.conclude { () async throws(Failure) in
      let check = try await Run(try options.plan()).check()
      // Findings are reported whether or not the table can be printed.
      var unprinted: Failure?
      do throws(Failure) {
        try Terminal.print(Terminal.table(check.table))
      } catch {
        unprinted = error
      }
      Terminal.report(check.remarks)
      if let refusal = check.refusal {
        throw Failure(refusal.status, (unprinted?.findings ?? []) + refusal.findings)
      }
      if let unprinted { throw unprinted }
    }
  }
}
