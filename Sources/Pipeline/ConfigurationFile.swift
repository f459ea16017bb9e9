import Administration
import Diagnostics
import Foundation
import Yams

/// Reads a configuration file (YAML). Unknown keys and values of the wrong kind are errors with their place.
package enum ConfigurationFile {
  /// - Returns: the settings, with paths relative to the file's own folder.
  /// - Throws: status `inputMissing` where the file cannot be read, `badConfiguration` where it is wrong.
  package static func read(_ path: String) throws(Failure) -> Configuration {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(
        .inputMissing, "the configuration cannot be read", at: Location(path), hint: "check the path after --config")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw Failure(.badConfiguration, "the configuration is not UTF-8 text", at: Location(path))
    }
    let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) + "/" : ""
    return try parse(text, file: path, folder: folder)
  }

  static func parse(_ text: String, file: String, folder: String) throws(Failure) -> Configuration {
    let root = try ConfigurationText.root(text, file: file)
    guard let root else { return Configuration() }
    var reader = NodeReader(file: file, folder: folder)
    let configuration = reader.configuration(root)
    guard reader.findings.isEmpty else { throw Failure(.badConfiguration, reader.findings) }
    return configuration
  }
}

extension NodeReader {
  private static let keys = [
    "exports", "staff", "period", "as_of", "staff_as_of", "calendar", "compare", "languages", "templates", "reports",
    "output", "workers", "week_start", "since", "notice", "synthetic", "audience", "ranking", "declared", "head",
    "unknown_words", "profiles", "gates", "waive", "units", "registry",
  ]
  private static let headKeys = ["agency", "number", "place", "date", "status", "signature"]

  mutating func configuration(_ root: Node) -> Configuration {
    var result = Configuration()
    for (key, node) in mapping(root, known: Self.keys, "the configuration") {
      switch key {
      case "exports": result.exports = path(node)
      case "staff": result.staff = path(node)
      case "templates": result.templates = path(node)
      case "output": result.output = path(node)
      case "period": result.period = text(node)
      case "as_of": result.asOf = text(node)
      case "staff_as_of": result.staffAsOf = text(node)
      case "calendar": result.calendar = calendar(node)
      case "compare": result.compare = text(node)
      case "since": result.since = text(node)
      case "audience": result.audience = text(node)
      case "ranking": result.ranking = text(node)
      case "declared": result.declared = path(node)
      case "notice": result.notice = text(node)
      case "languages": result.languages = texts(node)
      case "reports": result.reports = texts(node)
      case "workers": result.workers = number(node)
      case "week_start": result.weekStart = number(node)
      case "synthetic": result.synthetic = flag(node)
      case "unknown_words": result.unknownWords = word(node, UnknownWordPolicy.self)
      case "profiles": result.profiles = profiles(node)
      case "units": result.units = word(node, UnitScope.self)
      case "registry": result.registry = path(node)
      case "gates": result.gates.limits = gates(node)
      case "waive": result.gates.waived = waived(node)
      default: head(node, &result)
      }
    }
    return result
  }

  private mutating func head(_ node: Node, _ result: inout Configuration) {
    for (key, value) in mapping(node, known: Self.headKeys, "'head'") {
      switch key {
      case "agency": result.head.agency = text(value)
      case "number": result.head.number = text(value)
      case "place": result.head.place = text(value)
      case "status": result.head.status = text(value)
      case "signature": result.head.signature = texts(value) ?? []
      default:
        result.head.date = text(value).flatMap { Day($0) }
        if result.head.date == nil {
          findings.append(Finding(.error, "the date of the head is no date like 2025-08-25", at: place(value)))
        }
      }
    }
  }

  /// The word for a calendar, or the path of a file of periods.
  private mutating func calendar(_ node: Node) -> String? {
    text(node).map { $0.hasSuffix(".csv") && !$0.hasPrefix("/") ? folder + $0 : $0 }
  }
}
