import ArgumentParser
import Diagnostics
import Foundation

/// Runs the command line. What is wrong with it is reported like everything else: one line a problem.
@main enum Main {
  static func main() async {
    Terminal.keepClosed()
    // Foundation reads them from /proc: without any, the default command would do what nobody asked for.
    guard !CommandLine.arguments.isEmpty else {
      Terminal.report([Finding(.error, "the command line cannot be read", hint: "mount /proc")])
      exit(ExitStatus.internalError.rawValue)
    }
    if let reason = Threads.shortage {
      Terminal.report([
        Finding(
          .error, "no threads can be started: \(reason)", hint: "raise the limit of processes: ulimit -u, TasksMax")
      ])
      exit(ExitStatus.internalError.rawValue)
    }
    Memory.keepFreed()
    Signals.ignoreFailedWrites()
    Signals.interrupt(Terminal.interruption)
    do {
      var command = try DossierReport.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      guard DossierReport.exitCode(for: error) != .success else {
        do throws(Failure) {
          try Terminal.print(DossierReport.fullMessage(for: error) + "\n")
          exit(0)
        } catch {
          Terminal.report(error.findings)
          exit(error.status.rawValue)
        }
      }
      let message = Terminal.line(DossierReport.message(for: error))
      // ArgumentParser's suggestion is a hint like any other.
      let parts = message.split(separator: ". Did you mean ", maxSplits: 1)
      let sentence = message.hasSuffix(".") && parts.count == 1 ? message.dropLast() : parts.first ?? "is wrong"
      // Of a word that is like none it suggests any, such as '--force' for '--once'.
      let isNear = parts.count == 2 && Suggestion.nearest(to: Self.named(parts[0]), in: [Self.named(parts[1])]) != nil
      let hint = isNear ? "did you mean \(parts[1])" : "type dossier-report --help"
      Terminal.report([Finding(.error, String(sentence), hint: hint)])
      exit(ExitStatus.usage.rawValue)
    }
  }

  /// The option that stands in the first quotes of a message, without its hyphens.
  private static func named(_ text: Substring) -> String {
    let quoted = text.split(separator: "'", omittingEmptySubsequences: false).dropFirst().first ?? ""
    return String(quoted.drop { $0 == "-" })
  }
}
