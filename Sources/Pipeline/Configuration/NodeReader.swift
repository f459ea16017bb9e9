import Administration
import Diagnostics
import Foundation
import Yams

/// Reads YAML nodes and collects the errors in them.
struct NodeReader {
  let file: String
  let folder: String
  var findings: [Finding] = []
  /// The places of nested settings whose values are checked later.
  var places: [String: Location] = [:]

  func place(_ node: Node) -> Location {
    Location(file, line: node.mark?.line, column: node.mark?.column)
  }

  mutating func mapping(_ node: Node, known: [String], _ what: String) -> [(key: String, node: Node)] {
    guard let mapping = node.mapping else {
      findings.append(Finding(.error, "\(what) is no list of settings 'name: value'", at: place(node)))
      return []
    }
    var pairs: [(key: String, node: Node)] = []
    for (keyNode, value) in mapping {
      let key = keyNode.string ?? ""
      if !known.contains(key) {
        findings.append(
          Finding(
            .error, "there is no setting '\(key)' in \(what)", at: place(keyNode),
            hint: Suggestion.hint(for: key, in: known) ?? "there are \(known.joined(separator: ", "))"))
      } else {
        pairs.append((key, value))
      }
    }
    return pairs
  }

  mutating func text(_ node: Node) -> String? {
    guard let scalar = node.scalar else {
      findings.append(
        Finding(.error, "a single value was expected", at: place(node), hint: "write one text or number, not a list"))
      return nil
    }
    // A blank value would be read as the empty text; for a path, that means the configuration's own folder.
    if scalar.style == .plain, ["", "~", "null"].contains(scalar.string) {
      findings.append(Finding(.error, "a value is missing", at: place(node), hint: "give one, or remove the setting"))
      return nil
    }
    return scalar.string
  }

  mutating func path(_ node: Node) -> String? {
    guard let path = text(node) else { return nil }
    guard !path.isEmpty else {
      findings.append(Finding(.error, "a path is empty", at: place(node), hint: "give one, or remove the setting"))
      return nil
    }
    return path.hasPrefix("/") ? path : folder + path
  }

  mutating func texts(_ node: Node) -> [String]? {
    if let sequence = node.sequence { return sequence.compactMap { text($0) } }
    return text(node).map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
  }

  mutating func number(_ node: Node) -> Int? {
    guard let value = text(node) else { return nil }
    guard let number = Int(value) else {
      findings.append(
        Finding(.error, "'\(value)' is no whole number", at: place(node), hint: "write it in digits, such as 4"))
      return nil
    }
    return number
  }

  mutating func flag(_ node: Node) -> Bool? {
    guard let value = text(node) else { return nil }
    guard value == "true" || value == "false" else {
      findings.append(
        Finding(.error, "'\(value)' is neither true nor false", at: place(node), hint: "write one of the two"))
      return nil
    }
    return value == "true"
  }

  /// Returns the pairs of a mapping whose names the user chooses, such as headers.
  mutating func pairs(_ node: Node, _ what: String) -> [(key: String, place: Location, node: Node)] {
    guard let mapping = node.mapping else {
      findings.append(Finding(.error, "\(what) is no list 'name: value'", at: place(node)))
      return []
    }
    return mapping.map { ($0.key.string ?? "", place($0.key), $0.value) }
  }

  /// Returns one of a few words.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(_ node: Node, _ type: Word.Type) -> Word? {
    guard let text = text(node) else { return nil }
    if let word = Word(rawValue: text) { return word }
    refuse(text, known: Word.allCases.map(\.rawValue), at: place(node))
    return nil
  }

  /// Returns a day such as `2025-08-23`.
  mutating func day(_ node: Node) -> Day? {
    guard let text = text(node) else { return nil }
    if let day = Day(text) { return day }
    findings.append(Finding(.error, "'\(text)' is no date like 2025-08-23", at: place(node)))
    return nil
  }

  mutating func refuse(_ text: String, known: [String], at place: Location) {
    findings.append(
      Finding(
        .error, "'\(text)' is not known here", at: place,
        hint: Suggestion.hint(for: text, in: known) ?? "there are \(known.joined(separator: ", "))"))
  }
}
