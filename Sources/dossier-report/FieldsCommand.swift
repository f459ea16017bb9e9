import ArgumentParser
import Diagnostics
import Pipeline

struct FieldsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields", abstract: "List every name that a template may use.")

  @OptionGroup var log: LogOptions

  func run() async throws {
    try await Terminal.conclude { () throws(Failure) in try Terminal.print(TemplateNames.text) }
  }
}
