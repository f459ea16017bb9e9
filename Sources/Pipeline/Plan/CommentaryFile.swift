import Checksums
import Diagnostics
import Foundation
import Publishing

/// The agency's own commentary on the figures: one Markdown text per language, which the national page prints
/// unchanged.
struct CommentaryFile: Sendable {
  let text: String
  /// The file as listed in the manifest.
  let input: Manifest.Input

  /// - Throws: status `inputMissing` where a file cannot be read, `badConfiguration` where a file is for a language
  ///   that the run does not make, is not text, or is empty.
  static func read(_ configuration: Configuration, languages: [String]) throws(Failure) -> [String: CommentaryFile] {
    var files: [String: CommentaryFile] = [:]
    for (language, path) in configuration.commentary.sorted(by: { $0.key < $1.key }) {
      guard languages.contains(language) else {
        throw Failure(
          .badConfiguration, "'commentary' names the language '\(language)', which is not made",
          at: configuration.places["commentary.\(language)"],
          hint: Suggestion.hint(for: language, in: languages) ?? "there are \(languages.joined(separator: ", "))")
      }
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Failure(
          .inputMissing, "the commentary cannot be read", at: Location(path),
          hint: "check the path in 'commentary', or remove it")
      }
      guard let text = String(data: data, encoding: .utf8) else {
        throw Failure(
          .badConfiguration, "the commentary is not UTF-8 text", at: Location(path), hint: "save it as UTF-8")
      }
      let words = text.replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
      guard !words.isEmpty else {
        throw Failure(
          .badConfiguration, "the commentary is empty", at: Location(path), hint: "remove it from 'commentary'")
      }
      let bytes = Array(data)
      files[language] = CommentaryFile(
        text: words,
        input: Manifest.Input(
          kind: "commentary", name: language + "/" + (path.split(separator: "/").last ?? ""), bytes: bytes.count,
          sha256: SHA256.hexDigest(of: bytes), records: 0, used: 0, superseded: 0, quarantined: 0))
    }
    return files
  }
}
