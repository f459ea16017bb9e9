import Diagnostics
import Foundation

/// The text of a language file, for messages about it.
struct LanguageText {
  private let file: String
  private let json: String

  init(_ file: String, _ json: String) {
    self.file = file
    self.json = json
  }

  /// The hint for a word that is missing or of the wrong type.
  static let model = "write it as templates/en/language.json does"

  /// Returns the location of the last key of a path; the file alone where the path does not exist.
  func place(of path: [String]) -> Location {
    JSONPlaces.offset(of: path, in: json).map { place($0) } ?? Location(file)
  }

  func place(of path: [any CodingKey]) -> Location {
    place(of: path.map { $0.intValue.map(String.init) ?? $0.stringValue })
  }

  /// Returns the keys that occur twice in an object, because nobody could see which one counts, and the unknown keys of
  /// the outermost object.
  ///
  /// - Parameter known: the keys that have a meaning.
  func faultsOfKeys(beside known: [String]) -> [Finding] {
    let keys = JSONPlaces.keys(in: json)
    let repeated = keys.repeated.map { name, offset in
      Finding(.error, "'\(name)' stands here twice", at: place(offset), hint: "keep one")
    }
    let unknown = keys.own.filter { !known.contains($0.name) }.map { name, offset in
      Finding(
        .error, "there is no '\(name)' in a language file", at: place(offset),
        hint: Suggestion.hint(for: name, in: known) ?? "take it out")
    }
    return repeated + unknown
  }

  /// Returns why the text cannot be read. The decoder names no place, but Foundation's parser states one in words, by
  /// bytes.
  func fault(_ error: any Error) -> Finding {
    if case DecodingError.dataCorrupted(let context) = error, !context.codingPath.isEmpty {
      return Finding(
        .error, "is not a language file: \(context.debugDescription)",
        at: place(of: context.codingPath), hint: Self.model)
    }
    var what = "\(error.localizedDescription)"
    var place = Location(file)
    do {
      _ = try JSONSerialization.jsonObject(with: Data(json.utf8))
    } catch {
      what = (error as NSError).userInfo["NSDebugDescription"] as? String ?? what
      if let match = what.firstMatch(of: /^(.*) around character ([0-9]+)\.$/), let offset = Int(match.2) {
        what = String(match.1)
        place = self.place(offset)
      }
    }
    while what.hasSuffix(".") { what.removeLast() }
    return Finding(
      .error, "is not a language file: \(what)", at: place, hint: "it is JSON: check commas, quotes and brackets before"
    )
  }

  private func place(_ offset: Int) -> Location {
    let before = json.utf8.prefix(offset)
    let line = before.count { $0 == 10 } + 1
    return Location(
      file, line: line,
      column: offset - (before.lastIndex(of: 10).map { json.utf8.distance(from: json.startIndex, to: $0) } ?? -1))
  }
}
