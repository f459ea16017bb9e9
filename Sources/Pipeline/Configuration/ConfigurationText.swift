import Diagnostics
import Foundation
import Yams

/// Parses the text of a configuration as YAML, and reports every problem with its place.
enum ConfigurationText {
  /// The maximum size in bytes, more than any configuration needs.
  private static let limit = 1 << 20
  private static var indentingTab: some RegexComponent { #/^ *\t/#.anchorsMatchLineEndings() }

  /// - Throws: status `badConfiguration` where the text is not YAML, or is YAML that expands without bounds.
  static func root(_ text: String, file: String) throws(Failure) -> Node? {
    guard text.utf8.count <= limit else {
      throw Failure(.badConfiguration, "the configuration is longer than 1 MiB", at: Location(file))
    }
    try refuseKeysThatGrow(text, file)
    do {
      return try Yams.compose(yaml: text)
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      let place = Location(file, line: context.mark.line, column: context.mark.column)
      throw Failure(
        .badConfiguration,
        keys.sorted().map { Finding(.error, "the setting '\($0)' stands twice", at: place, hint: "keep one") })
    } catch let error as YamlError {
      let (problem, mark) = describe(error)
      throw Failure(
        .badConfiguration, "is not YAML: \(problem)", at: Location(file, line: mark?.line, column: mark?.column),
        hint: text.contains(indentingTab) ? "indent with spaces, not with tabs" : nil)
    } catch {
      throw Failure(.badConfiguration, "is not YAML", at: Location(file))
    }
  }

  /// Refuses keys made of aliases of aliases, which take unbounded time to compare with other keys. Values made of them
  /// take none, because they are shared. No setting has such a key, so a text with anchors may have no key that is a
  /// list, a mapping or an alias.
  private static func refuseKeysThatGrow(_ text: String, _ file: String) throws(Failure) {
    let anchor = #/(^|[\s\[{,])&[^\s,\[\]{}]/#
    let key = #/(^|[\s\[{,])\?(\s|$)|\*[^\s,\[\]{}*]+\s*:|[\]}]\s*:(\s|$)/#
    guard text.firstMatch(of: anchor.anchorsMatchLineEndings()) != nil,
      let found = text.firstMatch(of: key.anchorsMatchLineEndings())
    else { return }
    // The match may include the line end before the key.
    let start = text[found.range].firstIndex { !$0.isWhitespace } ?? found.range.lowerBound
    let line = text[..<start].count(where: { $0.isNewline }) + 1
    throw Failure(
      .badConfiguration, "a key is a list, a mapping or an alias, the name of a setting was expected",
      at: Location(file, line: line), hint: "write the name out")
  }

  private static func describe(_ error: YamlError) -> (String, Mark?) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (problem, mark)
    default:
      (
        String("\(error)".split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200)), nil
      )
    }
  }
}
