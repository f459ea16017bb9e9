import ArgumentParser
import Diagnostics
import Foundation

/// Runs the command line. Errors in it are reported like all others: one line per problem.
@main enum Main {
  static func main() async {
    Terminal.keepClosed()
    // Foundation reads the arguments from /proc. If they are missing, the default command would run although nobody
    // asked for it.
    guard !CommandLine.arguments.isEmpty else {
      Terminal.report([Finding(.error, "the command line cannot be read", hint: "mount /proc")])
      exit(ExitStatus.internalError.rawValue)
    }
    if let few = OpenFiles.raiseLimit() {
      Terminal.report([
        Finding(
          .error, "this process may have \(few) files open at once, 256 or more were expected",
          hint: "raise the limit of open files: ulimit -n 1024, LimitNOFILE")
      ])
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
      let parts = message.split(separator: Self.suggestion, maxSplits: 1)
      let sentence = message.hasSuffix(".") && parts.count == 1 ? message.dropLast() : parts.first ?? "is wrong"
      let hint = Self.hint(for: message) ?? "type dossier-report --help"
      Terminal.report([Finding(.error, String(sentence), hint: hint)])
      exit(ExitStatus.usage.rawValue)
    }
  }

  /// The text that ArgumentParser puts before the option that it suggests.
  private static let suggestion = ". Did you mean "

  /// Returns the option or command that was probably meant. ArgumentParser suggests any option for a word that
  /// resembles none, such as '--force' for '--once', and nothing for a word that resembles a command.
  private static func hint(for message: String) -> String? {
    let parts = message.split(separator: suggestion, maxSplits: 1)
    if parts.count == 2 {
      let isNear = Suggestion.nearest(to: named(parts[0]), in: [named(parts[1])]) != nil
      return isNear ? "did you mean \(parts[1])" : nil
    }
    // 'Unexpected argument', or '2 unexpected arguments'.
    guard message.lowercased().contains("unexpected argument") else { return nil }
    let commands = DossierReport.configuration.subcommands.compactMap { $0.configuration.commandName }
    return Suggestion.nearest(to: named(message[...]), in: commands).map { "did you mean '\($0)'?" }
  }

  /// Returns the word in the first quotes of a message, without an option's hyphens.
  private static func named(_ text: Substring) -> String {
    let quoted = text.split(separator: "'", omittingEmptySubsequences: false).dropFirst().first ?? ""
    return String(quoted.drop { $0 == "-" })
  }
}
