import ArgumentParser
import Diagnostics
import Foundation

/// Prints the manual page, which is made from ArgumentParser's description of the commands.
struct ManualCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page (mdoc).", shouldDisplay: false)

  func run() async throws {
    try await Terminal.conclude { () throws(Failure) in
      guard let tool = try? JSONDecoder().decode(Tool.self, from: Data(DossierReport._dumpHelp().utf8)) else {
        preconditionFailure("ArgumentParser describes the commands in another form than is read here")
      }
      try Terminal.print(ManualPage(tool.command, version: DossierReport.configuration.version).text)
    }
  }

  struct Tool: Decodable { let command: Command }

  struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let shouldDisplay: Bool?
    let discussion: String?
    let subcommands: [Command]?
    let arguments: [Argument]?
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let kind: String
    let shouldDisplay: Bool?
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let isOptional: Bool?
  }
}

/// A manual page in the mdoc(7) language.
struct ManualPage {
  private let command: ManualCommand.Command
  private let version: String

  init(_ command: ManualCommand.Command, version: String) {
    self.command = command
    self.version = version
  }

  var text: String {
    let commands = (command.subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
    var lines = [
      ".\\" + "\" Made from the command line's own description; do not edit.", ".Dd $Mdocdate$",
      ".Dt DOSSIER-REPORT 1", ".Os dossier-report \(version)", ".Sh NAME", ".Nm \(command.commandName)",
      ".Nd \(Self.escaped(command.abstract ?? ""))", ".Sh SYNOPSIS",
    ]
    for command in commands {
      lines += [".Nm", ".Ar \(command.commandName)", ".Op Ar options"]
      lines += (command.arguments ?? []).filter { $0.kind == "positional" }.map {
        ($0.isOptional == true ? ".Op Ar " : ".Ar ") + ($0.valueName ?? "value")
      }
    }
    lines += [".Sh DESCRIPTION", Self.escaped(command.discussion ?? "")]
    for command in commands {
      lines += [".Ss \(command.commandName)", Self.escaped(command.abstract ?? ""), ".Bl -tag -width Ds"]
      for argument in command.arguments ?? [] where argument.shouldDisplay != false {
        lines += [".It \(Self.item(argument))", Self.escaped(argument.abstract ?? "")]
      }
      lines.append(".El")
    }
    lines += [".Sh EXIT STATUS", ".Bl -tag -width Ds"]
    for status in ExitStatus.allCases { lines += [".It \(status.rawValue)", Self.escaped(status.meaning)] }
    lines += [".It 129, 130, 143", "stopped by SIGHUP, SIGINT or SIGTERM; nothing is left behind", ".El"]
    lines += [
      ".Sh ENVIRONMENT", ".Bl -tag -width Ds", ".It Ev SOURCE_DATE_EPOCH", "the moment that counts as now", ".El",
      ".Sh FILES", ".Bl -tag -width Ds", ".It Pa share/doc/dossier-report/README.md",
      "where to begin, with links to articles on exports, profiles, figures, settings, editions and templates", ".El",
    ]
    return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private static func item(_ argument: ManualCommand.Argument) -> String {
    let names = (argument.names ?? []).map { ($0.kind == "long" ? "Fl \\-" : "Fl ") + $0.name }.joined(separator: " , ")
    let value = argument.kind == "flag" ? "" : "Ar \(argument.valueName ?? "value")"
    return [names, value].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Returns text of which no part is taken for a request.
  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "\\", with: "\\e").split(separator: "\n")
      .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : String($0) }.joined(separator: "\n")
  }
}
