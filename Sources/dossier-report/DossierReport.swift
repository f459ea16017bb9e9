import ArgumentParser
import Diagnostics
import Pipeline

/// The command line: `generate` is the default command.
struct DossierReport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dossier-report",
    abstract: "Official statistics from the dossier exports of provinces.",
    discussion: """
      Reads one or more CSV files a province, aggregates them in one pass, and publishes one edition of reports in \
      Markdown and CSV. Exit status: \(statuses); 129, 130 and 143: stopped by a signal.
      """,
    version: Program.version,
    subcommands: [
      GenerateCommand.self, CheckCommand.self, SampleCommand.self, FieldsCommand.self, VerifyCommand.self,
      CompareCommand.self, ManualCommand.self, RecordsCommand.self,
    ],
    defaultSubcommand: GenerateCommand.self)

  private static let statuses = ExitStatus.allCases.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "; ")
}
