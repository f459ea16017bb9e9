import ArgumentParser
import Pipeline

struct FieldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields", abstract: "List every name that a template may use.")

  func run() { Terminal.print(TemplateNames.text) }
}
