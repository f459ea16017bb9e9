import Diagnostics
import Templates

/// The reports that a run makes: its templates, checked, in the languages asked for.
package struct ReportSet: Sendable {
  /// One file of the edition.
  package struct Output: Sendable, Hashable {
    /// Path inside the edition: `vi/national.md`, `csv/provinces.csv`.
    package let path: String
    let folder: String
    let name: String

    /// The report's name, as `--reports` takes it: the file's without its ending.
    var report: String { name.split(separator: ".").first.map(String.init) ?? name }
  }

  /// In order of their paths.
  package let outputs: [Output]
  /// The templates and language files that the outputs are made with, by path inside the templates folder, in order.
  package let sources: [(path: String, text: String)]
  private let folders: [String: (templates: TemplateFolder, printer: Printer)]

  /// The folder of templates whose outputs are CSV files, the same in every language.
  private static let records = "csv"

  /// - Parameters:
  ///   - overrides: templates of the user by path inside their folder (`vi/national.md.mustache`), with the path for
  ///     messages; each replaces the built-in file of that path or adds one.
  ///   - languages: subtags, each with a folder of templates.
  ///   - reports: names of reports to make (`national`); nil makes all. CSV files are always made.
  ///   - escape: quotes a text cell for a CSV file.
  /// - Throws: status `badConfiguration` with everything wrong in templates and language files.
  package init(
    overrides: [String: (file: String, text: String)], languages: [String], only reports: [String]?,
    escape: @escaping @Sendable (String) -> String
  ) throws(Failure) {
    var files: [String: (file: String, text: String)] = [:]
    for (path, text) in EmbeddedFiles.all { files[path] = ("templates/" + path, text.description) }
    files.merge(overrides) { $1 }
    var folders: [String: (TemplateFolder, Printer)] = [:]
    var findings: [Finding] = []
    let known = Set(files.keys.compactMap { Self.split($0, ending: "/language.json") }).sorted()
    for code in languages {
      do throws(Failure) {
        guard let source = files[code + "/language.json"] else {
          throw Failure(
            .badConfiguration, "there is no language '\(code)'",
            hint: Suggestion.hint(for: code, in: known) ?? "there are \(known.joined(separator: ", "))")
        }
        let language = try Language(json: source.text, file: source.file)
        folders[code] = (try Self.folder(code, files), Printer(style: .prose(language)))
      } catch {
        findings += error.findings
      }
    }
    do throws(Failure) {
      folders[Self.records] = (try Self.folder(Self.records, files), Printer(style: .record(escape: escape)))
    } catch {
      findings += error.findings
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    self.folders = folders
    sources = files.filter { folders[String($0.key.prefix { $0 != "/" })] != nil }
      .map { (path: $0.key, text: $0.value.text) }.sorted { $0.path < $1.path }
    let all = folders.sorted { $0.key < $1.key }.flatMap { folder, content in
      content.0.outputs.map { Output(path: folder + "/" + $0, folder: folder, name: $0) }
    }
    guard let reports else {
      outputs = all
      return
    }
    let names = Set(all.filter { $0.folder != Self.records }.map(\.report)).sorted()
    for report in reports where !names.contains(report) {
      throw Failure(
        .usage, "there is no report '\(report)'",
        hint: Suggestion.hint(for: report, in: names) ?? "there are \(names.joined(separator: ", "))")
    }
    outputs = all.filter { $0.folder == Self.records || reports.contains($0.report) }
  }

  /// The templates of one folder, by output name.
  private static func folder(
    _ folder: String, _ files: [String: (file: String, text: String)]
  ) throws(Failure) -> TemplateFolder {
    var templates: [String: (file: String, text: String)] = [:]
    for (path, source) in files where path.hasPrefix(folder + "/") {
      if let output = split(String(path.dropFirst(folder.count + 1)), ending: ".mustache") {
        templates[output] = source
      }
    }
    return try TemplateFolder(files: templates, shape: ReportNames.names.shape)
  }

  /// What stands before an ending; nil where the path has another.
  private static func split(_ path: String, ending: String) -> String? {
    path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : nil
  }

  /// The text of one output.
  package func render(_ output: Output, _ subject: ReportSubject) -> String {
    guard let folder = folders[output.folder] else { preconditionFailure("no folder \(output.folder)") }
    return folder.templates.render(output.name, with: ReportNames.names.record(subject, folder.printer))
  }
}

/// Every name that a template may use, for people.
package enum FieldList {
  /// Lines of name, kind and definition; names inside a list or record are indented under it.
  package static func text() -> String {
    lines(ReportNames.names.shape, indent: "").joined(separator: "\n") + "\n"
  }

  private static func lines(_ shape: Shape, indent: String) -> [String] {
    shape.entries.sorted { $0.key < $1.key }.flatMap { name, entry -> [String] in
      switch entry.kind {
      case .value(let forms):
        let others = forms.isEmpty ? "" : " [\(forms.joined(separator: ", "))]"
        return ["\(indent){{\(name)}}\(others)  \(entry.definition)"]
      case .flag: return ["\(indent){{#\(name)}} (yes or no)  \(entry.definition)"]
      case .list(let inner):
        return ["\(indent){{#\(name)}} (list)  \(entry.definition)"] + lines(inner, indent: indent + "    ")
      case .record(let inner):
        return ["\(indent){{#\(name)}} (record)  \(entry.definition)"] + lines(inner, indent: indent + "    ")
      }
    }
  }
}
