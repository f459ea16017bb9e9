import Administration
import Diagnostics
import Foundation
import Reports
import Statistics
import TabularInput
import Yams

/// Reads a configuration file (YAML). Unknown keys and values of the wrong type are reported as errors with their
/// places.
package enum ConfigurationFile {
  /// - Returns: the settings, with paths relative to the file's own folder.
  /// - Throws: status `inputMissing` where the file cannot be read, `badConfiguration` where it is wrong.
  package static func read(_ path: String) throws(Failure) -> Configuration {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(
        .inputMissing, "the configuration \(whyUnread(path))", at: Location(path), hint: "check the path after --config"
      )
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw Failure(.badConfiguration, "the configuration is not UTF-8 text", at: Location(path))
    }
    let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) + "/" : ""
    return try parse(text, file: path, folder: folder)
  }

  /// Returns why a file cannot be read, such as `cannot be opened: Permission denied`.
  private static func whyUnread(_ path: String) -> String {
    do throws(Failure) {
      _ = try SourceFile.contents(of: path)
      return "cannot be read"
    } catch {
      return error.findings.first?.message ?? "cannot be read"
    }
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
  /// Settings that have several values, or words of their own.
  private static let keys = [
    "head", "targets", "csv", "commentary", "unknown_words", "profiles", "gates", "waive", "units", "signals",
  ]
  private static let headKeys = [
    "agency", "number", "place", "date", "status", "signature", "receiver", "compiled_by",
  ]

  mutating func configuration(_ root: Node) -> Configuration {
    var result = Configuration()
    for (key, node) in mapping(root, known: Setting.all.map(\.name) + Self.keys, "the configuration") {
      result.places[key] = place(node)
      if let setting = Setting.named(key) {
        read(node, as: setting, into: &result)
        continue
      }
      switch key {
      case "commentary": commentary(node, &result)
      case "targets": targets(node, &result)
      case "csv": csv(node, &result)
      case "unknown_words": result.unknownWords = word(node, UnknownWordPolicy.self)
      case "profiles": result.profiles = profiles(node)
      case "units": result.units = word(node, UnitScope.self)
      case "signals": result.signals = signals(node)
      case "gates": result.gates.limits = gates(node)
      case "waive": result.gates.waived = waived(node)
      default: head(node, &result)
      }
    }
    result.places.merge(places) { $1 }
    return result
  }

  /// Reads targets: `on_time_rate: 95%`.
  private mutating func targets(_ node: Node, _ result: inout Configuration) {
    for (key, value) in mapping(node, known: Rate.allCases.map(\.rawValue), "'targets'") {
      guard let rate = Rate(rawValue: key), let text = text(value) else { continue }
      result.targets[rate] = Ratio(percent: text)
      if result.targets[rate] == nil {
        findings.append(Finding(.error, "'\(text)' is no share", at: place(value), hint: "type one like 95% or 99.5%"))
      }
    }
  }

  /// Reads the paths of commentaries: `{vi: commentary.vi.md, en: commentary.en.md}`. Only the run knows which
  /// languages exist.
  private mutating func commentary(_ node: Node, _ result: inout Configuration) {
    guard let mapping = node.mapping else {
      findings.append(
        Finding(
          .error, "'commentary' is no list of languages and files", at: place(node), hint: "type {vi: commentary.vi.md}"
        ))
      return
    }
    for (key, value) in mapping {
      guard let language = key.string, let path = path(value) else { continue }
      result.commentary[language] = path
      result.places["commentary.\(language)"] = place(value)
    }
  }

  private static let csvKeys = ["separator", "decimal", "byte_order_mark"]

  private mutating func csv(_ node: Node, _ result: inout Configuration) {
    for (key, value) in mapping(node, known: Self.csvKeys, "'csv'") {
      switch key {
      case "separator": result.csv.separator = mark(value, of: CSVFormat.separators) ?? ","
      case "decimal": result.csv.decimal = mark(value, of: CSVFormat.decimals) ?? "."
      default: result.csv.hasByteOrderMark = flag(value) ?? false
      }
    }
    if result.csv.decimal == result.csv.separator {
      findings.append(
        Finding(
          .error, "'csv' uses '\(result.csv.decimal)' between cells and as decimal mark", at: place(node),
          hint: "type separator: \";\""))
    }
  }

  private mutating func mark(_ node: Node, of known: [Character]) -> Character? {
    guard let text = text(node) else { return nil }
    let words = known.map { $0 == "\t" ? "tab" : String($0) }
    if let position = words.firstIndex(of: text) { return known[position] }
    findings.append(
      Finding(
        .error, "'\(text)' cannot be used in CSV files", at: place(node),
        hint: "type \(words.map { "\"\($0)\"" }.joined(separator: " or "))"))
    return nil
  }

  private mutating func head(_ node: Node, _ result: inout Configuration) {
    for (key, value) in mapping(node, known: Self.headKeys, "'head'") {
      switch key {
      case "agency": result.head.agency = text(value)
      case "number": result.head.number = text(value)
      case "place": result.head.place = text(value)
      case "status": result.head.status = text(value)
      case "receiver": result.head.receiver = text(value)
      case "compiled_by": result.head.compiledBy = text(value)
      case "signature": result.head.signature = texts(value) ?? []
      default:
        result.head.date = text(value).flatMap { Day($0) }
        if result.head.date == nil {
          findings.append(Finding(.error, "the date of the head is no date like 2025-08-25", at: place(value)))
        }
      }
    }
  }
}
