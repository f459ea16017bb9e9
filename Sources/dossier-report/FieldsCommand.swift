import ArgumentParser
import Diagnostics
import Pipeline

struct FieldsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields", abstract: "List every name that a template may use, with type, unit and definition.")

  @Argument(
    help:
      "Only the names that this report uses, such as national, provinces, or csv for the CSV files; or one name, such as on_time_rate_due."
  )
  var report: String?

  @Option(
    help: ArgumentHelp("Folder of templates whose reports are known as well.", valueName: "folder"),
    transform: Path.given)
  var templates: String?

  @OptionGroup var log: LogOptions

  func run() async throws {
    try await Terminal.conclude { () throws(Failure) in
      try Terminal.print(try TemplateNames.text(report: report, templates: templates))
    }
  }
}
