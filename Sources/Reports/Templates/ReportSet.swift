import Administration
import Diagnostics
import Dispatch
import Synchronization
import Templates

/// The reports that a run makes: its checked templates, in the languages asked for.
package struct ReportSet: Sendable {
  /// One file of the edition.
  package struct Output: Sendable, Hashable {
    /// Path inside the edition: `vi/national.md`, `csv/provinces.csv`.
    package let path: String
    let folder: String
    /// The template's name, relative to its folder.
    let template: String
    /// Position of the province that the file is about; nil for a file about all provinces.
    let province: Int?
    /// The province's name as used in file names.
    let slug: String?

    /// The report's name, as `--reports` takes it: the name of the template without its ending, or of the template's
    /// subfolder. Charts belong to no report and are always made; charts of one province belong to the report
    /// `provinces`.
    var report: String? {
      if folder == TemplateSources.records { return nil }
      let first = template.split(separator: "/")[0]
      if first == "charts" { return province == nil ? nil : "provinces" }
      return String(first.split(separator: ".")[0])
    }

    /// The name of the report restricted to its province, as `--reports` takes it: `provinces/79-ho-chi-minh`.
    var reportOfProvince: String? {
      guard let report, let slug else { return nil }
      return report + "/" + slug
    }
  }

  /// In order of their paths.
  package let outputs: [Output]
  /// The templates and language files from which the outputs are made, by path inside the templates folder, in order.
  package let sources: [(path: String, text: String)]
  /// The user's own languages that were not asked for.
  package let unusedLanguages: [String]
  private let folders: [String: Folder]
  private let csv: CSVFormat
  private let quoted: @Sendable (String, Character) -> String

  private struct Folder: Sendable {
    let templates: TemplateFolder
    /// Nil for the folder of CSV files.
    let language: Language?
    let printers: [OutputKind: Printer]
  }

  /// - Parameters:
  ///   - overrides: the user's templates by path inside their folder (`vi/national.md.mustache`), with the path for
  ///     messages; each replaces the built-in file of that path or adds one.
  ///   - languages: subtags, each of which has a folder of templates.
  ///   - reports: names of the reports to make (`national`, `provinces`, or for one province
  ///     `provinces/79-ho-chi-minh`); nil makes all. CSV files are always made.
  ///   - registry: the units; each of its provinces has a page.
  ///   - isInternal: whether the edition is for the agency's own staff. Only then are files below a folder `internal`
  ///     made.
  ///   - indicators: names of the figures that are quoted from other sources.
  ///   - quoted: returns a text as a cell of a CSV file with a given separator.
  /// - Throws: status `usage` where a language or report does not exist, `badConfiguration` with everything that is
  ///   wrong in templates and language files.
  package init(
    overrides: [String: (file: String, text: String)], languages: [String], only reports: [String]?,
    registry: Registry = .vietnam, indicators: [String] = [], isInternal: Bool = false, csv: CSVFormat = .standard,
    quoted: @escaping @Sendable (String, Character) -> String
  ) throws(Failure) {
    let sources = try TemplateSources(overrides: overrides)
    let unknown = languages.filter { !sources.languages.contains($0) }
    guard unknown.isEmpty else {
      throw Failure(
        .usage,
        unknown.map {
          Finding(
            .error, "there is no language '\($0)'",
            hint: Suggestion.hint(for: $0, in: sources.languages)
              ?? "there are \(sources.languages.joined(separator: ", "))")
        })
    }
    let asked = languages + [TemplateSources.records]
    // In parallel: checking the templates takes longer than anything else that happens before exports are read.
    let checked = Mutex<[String: Result<Folder, Failure>]>([:])
    DispatchQueue.concurrentPerform(iterations: asked.count) { position in
      let name = asked[position]
      let folder = Result { () throws(Failure) in
        try Self.folder(
          name, sources, overrides: overrides, isOfVietnam: registry.isOfVietnam, indicators: indicators,
          quoted: { csv.textCell($0, quoted: quoted) })
      }
      checked.withLock { $0[name] = folder }
    }
    var folders: [String: Folder] = [:]
    var findings: [Finding] = []
    for name in asked {
      switch checked.withLock({ $0[name] }) {
      case .success(let folder): folders[name] = folder
      case .failure(let failure): findings += failure.findings
      case nil: preconditionFailure("\(name) was not looked at")
      }
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    self.folders = folders
    unusedLanguages = sources.ownLanguages.filter { !languages.contains($0) }
    self.csv = csv
    self.quoted = quoted
    self.sources = sources.files.filter { path, _ in
      folders[String(path.prefix { $0 != "/" })] != nil && (isInternal || !TemplateSources.isInternal(path))
    }
    .map { (path: $0.key, text: $0.value.text) }.sorted { $0.path < $1.path }
    let all = try Self.outputs(folders, sources, registry).filter { isInternal || !TemplateSources.isInternal($0.path) }
    guard let reports else {
      outputs = all
      return
    }
    let names = Set(all.compactMap(\.report)).sorted()
    let ofProvinces = Set(all.compactMap(\.reportOfProvince)).sorted()
    for report in reports where !names.contains(report) && !ofProvinces.contains(report) {
      throw Failure(
        .usage, "there is no report '\(report)'",
        hint: Suggestion.hint(for: report, in: report.contains("/") ? ofProvinces : names)
          ?? "there are \(names.joined(separator: ", "))")
    }
    outputs = all.filter { output in
      guard let report = output.report else { return true }
      return reports.contains(report) || output.reportOfProvince.map(reports.contains) ?? false
    }
  }

  /// Reads and checks the templates of one folder.
  private static func folder(
    _ name: String, _ sources: TemplateSources, overrides: [String: (file: String, text: String)],
    isOfVietnam: Bool, indicators: [String], quoted: @escaping @Sendable (String) -> String
  ) throws(Failure) -> Folder {
    var language: Language?
    if let source = sources.languageFile(of: name) {
      language = try Language(json: source.text, file: source.file, folder: name, isOfVietnam: isOfVietnam)
    }
    let files = sources.templates(in: name)
    let templates = try TemplateFolder(files: files, phrases: language?.phraseNames ?? []) { template in
      if TemplateSources.isPartial(template) { return nil }
      var shape = IndicatorNames.shape(
        TemplateSources.isForEach(template) ? PageNames.names.shape : ReportNames.names.shape, naming: indicators)
      // CSV files are the same in every language, and names whose values are a language's words would print nothing
      // there.
      if language == nil || OutputKind(ofOutput: template) == .csv {
        for name in ReportNames.ofLanguage { shape.entries[name] = nil }
      }
      return shape
    }
    if let source = sources.languageFile(of: name), templates.outputs.isEmpty {
      throw Failure(
        .badConfiguration, "the language '\(name)' has no template, so that nothing would be made in it",
        at: Location(source.file), hint: "put templates beside it, such as \(name)/weekly.md.mustache")
    }
    let partials = files.keys.filter(TemplateSources.isPartial).sorted()
    let unused = templates.unusedPartials.filter { overrides["\(name)/\($0).mustache"] != nil }
    guard unused.isEmpty else {
      throw Failure(
        .badConfiguration,
        unused.map { partial in
          Finding(
            .error, "no template calls the partial '\(partial)'", at: Location(files[partial]?.file ?? partial),
            hint: partial.split(separator: "/").last == "_each"
              ? "a page of each province is called with its kind: \(partial).md.mustache"
              : Suggestion.hint(for: partial, in: partials.filter { !unused.contains($0) })
                ?? "call it with {{> \(partial)}}, or take the file out of the folder")
        })
    }
    var printers: [OutputKind: Printer] = [.csv: Printer(quoting: quoted)]
    if let language {
      for kind in OutputKind.allCases where kind != .csv { printers[kind] = Printer(kind, language) }
    }
    return Folder(templates: templates, language: language, printers: printers)
  }

  /// Returns every file that the templates make, in order of their paths.
  private static func outputs(
    _ folders: [String: Folder], _ sources: TemplateSources, _ registry: Registry
  ) throws(Failure) -> [Output] {
    let slugs = registry.slugs
    let all = folders.flatMap { folder, content in
      content.templates.outputs.flatMap { template in
        TemplateSources.isForEach(template)
          ? slugs.enumerated().map { position, slug in
            Output(
              path: folder + "/" + TemplateSources.output(template, for: slug), folder: folder, template: template,
              province: position, slug: slug)
          } : [Output(path: folder + "/" + template, folder: folder, template: template, province: nil, slug: nil)]
      }
    }
    .sorted { ($0.path, $0.template) < ($1.path, $1.template) }
    var findings: [Finding] = []
    func file(_ output: Output) -> String {
      sources.files["\(output.folder)/\(output.template).mustache"]?.file ?? output.template
    }
    for (first, second) in zip(all, all.dropFirst()) where first.path == second.path {
      findings.append(
        Finding(
          .error, "this template and \(file(second)) both write \(first.path)", at: Location(file(first)),
          hint: "give one of them another name"))
    }
    // A file and a folder cannot have the same path.
    let paths = Dictionary(all.map { ($0.path, $0) }) { first, _ in first }
    for output in all {
      let parts = output.path.split(separator: "/")
      for count in 1..<parts.count {
        let folder = parts.prefix(count).joined(separator: "/")
        guard let other = paths[folder] else { continue }
        findings.append(
          Finding(
            .error, "this template writes into the folder \(folder), and \(file(other)) writes a file of that name",
            at: Location(file(output)), hint: "give one of them another name"))
      }
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    return all
  }

  /// Forms of counts that the languages add, in order of their names.
  var phrases: [String] { Set(folders.values.flatMap { $0.language?.phraseNames ?? [] }).sorted() }

  /// Returns the paths of the names that a report's templates use, such as `provinces.name`; nil where there is no such
  /// report.
  package func usedNames(of report: String) -> Set<String>? {
    var names: Set<String>?
    for output in outputs where output.report == report || output.report == nil && report == "csv" {
      guard let used = folders[output.folder]?.templates.usedNames[output.template] else { continue }
      names = (names ?? []).union(used)
    }
    return names
  }

  /// Names of all reports that are made.
  package var reports: [String] { Set(outputs.compactMap(\.report)).sorted() }

  /// Renders all outputs.
  ///
  /// - Parameters:
  ///   - workers: the number of outputs rendered at a time.
  ///   - take: receives each file as soon as it is rendered, in no particular order.
  /// - Throws: the error that `take` throws. Outputs already begun are then waited for, and no others are begun.
  package func render(
    _ subject: ReportSubject, workers: Int, _ take: (_ path: String, _ file: RenderedFile) throws(Failure) -> Void
  ) async throws(Failure) {
    let failure = await withTaskGroup(of: (path: String, file: RenderedFile).self) { tasks -> Failure? in
      // Outputs about all provinces take longest, so they begin first; begun last, they would leave the other workers
      // idle.
      let longestFirst = outputs.filter { $0.province == nil } + outputs.filter { $0.province != nil }
      var rest = longestFirst[...]
      for output in rest.prefix(workers) { tasks.addTask { (output.path, render(output, subject)) } }
      rest = rest.dropFirst(workers)
      while let made = await tasks.next() {
        if let output = rest.popFirst() { tasks.addTask { (output.path, render(output, subject)) } }
        do throws(Failure) {
          try take(made.path, made.file)
        } catch {
          return error
        }
      }
      return nil
    }
    if let failure { throw failure }
  }

  /// Returns the text of one output.
  package func render(_ output: Output, _ subject: ReportSubject) -> RenderedFile {
    guard let folder = folders[output.folder], let kind = OutputKind(ofOutput: output.path),
      let printer = folder.printers[kind]
    else { preconditionFailure("nothing prints \(output.path)") }
    let record =
      output.province.map { PageNames.names.record(PageSubject(report: subject, province: $0), printer) }
      ?? ReportNames.names.record(subject, printer)
    let text = folder.templates.render(output.template, with: record)
    return kind == .csv ? csv.file(text, quoted: quoted) : RenderedFile(text: text, neutralisedCells: 0)
  }
}
