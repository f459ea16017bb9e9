import Diagnostics
import Templates

/// The files of the templates folder: the built-in ones, overridden by the user's.
///
/// `vi/national.md.mustache` makes `vi/national.md`, and `csv/provinces.csv.mustache` makes `csv/provinces.csv`. A file
/// whose name begins with `_` is a partial, except that one beginning with `_each` makes one file per province:
/// `vi/provinces/_each.md.mustache` makes `vi/provinces/79-ho-chi-minh.md`. The file `vi/language.json` makes `vi` a
/// language.
struct TemplateSources: Sendable {
  typealias Source = (file: String, text: String)

  /// Every file by its path inside the folder, with the path for messages.
  let files: [String: Source]
  /// The available languages, by the name of their folder.
  let languages: [String]
  /// Languages that only the user's files define.
  let ownLanguages: [String]

  /// The folder of templates whose outputs are CSV files, the same in every language.
  static let records = "csv"
  private static let templateEnding = ".mustache"
  private static let languageFile = "language.json"

  /// - Throws: status `badConfiguration` with every file of the user that no output would be made from.
  init(overrides: [String: Source]) throws(Failure) {
    var files: [String: Source] = [:]
    for (path, text) in EmbeddedFiles.all { files[path] = ("templates/" + path, text.description) }
    let builtIn = Self.languages(of: files.keys)
    for (path, source) in overrides { files[path] = (source.file, Self.normalised(source.text)) }
    self.files = files
    languages = Self.languages(of: files.keys)
    ownLanguages = languages.filter { !builtIn.contains($0) }
    var findings: [Finding] = []
    for (path, source) in overrides.sorted(by: { $0.key < $1.key }) {
      if let finding = misplaced(path, source.file) { findings.append(finding) }
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
  }

  private static func languages(of paths: some Sequence<String>) -> [String] {
    paths.compactMap { split($0, ending: "/" + languageFile) }.filter { !$0.contains("/") }.sorted()
  }

  /// Removes a byte-order mark and replaces Windows line ends, which must not reach the page.
  private static func normalised(_ text: String) -> String {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    return text.replacing("\r\n", with: "\n")
  }

  /// Returns why no output would be made from a file of the user; nil where one may be.
  private func misplaced(_ path: String, _ file: String) -> Finding? {
    func finding(_ message: String, _ hint: String) -> Finding {
      Finding(.error, message, at: Location(file), hint: hint)
    }
    let parts = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      return finding(
        "nothing is made with this file",
        "put templates into a folder named by their language, such as vi/, or into csv/")
    }
    let folders = languages + [Self.records]
    guard folders.contains(parts[0]) else {
      return finding(
        "there is no language '\(parts[0])'",
        Suggestion.hint(for: parts[0], in: folders) ?? "add \(parts[0])/language.json to make it one")
    }
    if parts[1] == Self.languageFile, parts[0] != Self.records { return nil }
    guard let output = Self.split(parts[1], ending: Self.templateEnding) else {
      return finding("this file is no template", "name it '\(parts[1]).mustache', or take it out of the folder")
    }
    if Self.isPartial(output) { return nil }
    guard let kind = OutputKind(ofOutput: output) else {
      return finding(
        "nobody knows how to write '\(output)'",
        "outputs end in \(OutputKind.allCases.map { "." + $0.rawValue }.joined(separator: ", "))")
    }
    if parts[0] == Self.records, kind != .csv {
      return finding(
        "the folder csv makes CSV files only", "name it '….csv.mustache', or put it into a language's folder")
    }
    return nil
  }

  /// Returns the templates of one folder, by output or partial name.
  func templates(in folder: String) -> [String: Source] {
    var templates: [String: Source] = [:]
    for (path, source) in files where path.hasPrefix(folder + "/") {
      if let name = Self.split(String(path.dropFirst(folder.count + 1)), ending: Self.templateEnding) {
        templates[name] = source
      }
    }
    return templates
  }

  func languageFile(of code: String) -> Source? { files[code + "/" + Self.languageFile] }

  static func isPartial(_ name: String) -> Bool { lastPart(name).hasPrefix("_") && !isForEach(name) }
  static func isForEach(_ name: String) -> Bool {
    let last = lastPart(name)
    return last.hasPrefix("_each.") || last.hasPrefix("_each-")
  }

  /// Returns whether a file is only for the agency's own staff: `csv/internal/signals.csv`.
  static func isInternal(_ path: String) -> Bool { path.split(separator: "/").dropLast().contains("internal") }

  /// Returns the output of a template for a province: `provinces/_each.md` for `79-ho-chi-minh` makes
  /// `provinces/79-ho-chi-minh.md`.
  static func output(_ name: String, for province: String) -> String {
    let last = lastPart(name)
    return name.dropLast(last.count) + province + last.dropFirst("_each".count)
  }

  private static func lastPart(_ name: String) -> Substring {
    name.lastIndex(of: "/").map { name[name.index(after: $0)...] } ?? name[...]
  }

  /// Returns a path without its ending; nil where it ends otherwise.
  private static func split(_ path: String, ending: String) -> String? {
    path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : nil
  }
}
