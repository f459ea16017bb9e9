import Diagnostics
import Mustache

/// The templates of one folder, such as `vi` or `csv`, checked.
///
/// A file `national.md.mustache` makes the output `national.md`; one whose name begins with `_` is only a partial of the
/// others and makes none, unless the folder says that it makes several (`provinces/_each.md`).
package struct TemplateFolder: Sendable {
  /// The templates that make outputs, in order of their names.
  package let outputs: [String]
  /// Partials that no template calls.
  package let unusedPartials: [String]
  /// By output: paths of the names that its template and partials use, such as `provinces.name`.
  package let usedNames: [String: Set<String>]
  /// By output: the partials called, directly or by one another.
  private let usedPartials: [String: Set<String>]
  private let files: [String: (file: String, text: String)]

  /// - Parameters:
  ///   - files: the files' paths for messages and their texts, by output or partial name.
  ///   - phrases: the language's own forms of counts.
  ///   - shape: the names that an output's template is given; nil where the file is a partial.
  /// - Throws: status `badConfiguration` with everything that is wrong in any of them.
  package init(
    files: [String: (file: String, text: String)], phrases: [String] = [], shape: (String) -> Shape?
  ) throws(Failure) {
    let check = TemplateCheck(files: files, phrases: phrases)
    var findings: [Finding] = []
    var usedNames: [String: Set<String>] = [:]
    var usedPartials: [String: Set<String>] = [:]
    for name in files.keys.sorted() {
      guard let shape = shape(name) else { continue }
      let result = check.check(name, shape: shape)
      findings += result.findings
      usedNames[name] = result.names
      usedPartials[name] = result.partials
    }
    // A partial with an error is found once for each of its callers.
    guard findings.isEmpty else { throw Failure(.badConfiguration, Self.once(findings)) }
    self.files = files
    self.usedNames = usedNames
    self.usedPartials = usedPartials
    outputs = usedNames.keys.sorted()
    let called = usedPartials.values.reduce(into: Set()) { $0.formUnion($1) }
    unusedPartials = files.keys.filter { !called.contains($0) && usedNames[$0] == nil }.sorted()
  }

  private static func once(_ findings: [Finding]) -> [Finding] {
    var seen: Set<Finding> = []
    return findings.filter { seen.insert($0).inserted }
  }

  /// The templates of some outputs, with what they call, as the engine has them.
  ///
  /// Apart from the check, which comes before the first row: the engine takes ten times as long, and may do so while
  /// rows are read.
  ///
  /// - Parameter wanted: nil takes all.
  /// - Throws: status `badConfiguration` where the engine refuses what the check let through.
  package func parsed(_ wanted: Set<String>? = nil) throws(Failure) -> ParsedTemplates {
    let outputs = outputs.filter { wanted?.contains($0) ?? true }
    var pieces: [String: [MustacheTemplate]] = [:]
    for name in outputs { pieces[name] = try parse(name) { TemplatePieces.pieces($0) } }
    var partials: [String: MustacheTemplate] = [:]
    for name in outputs.reduce(into: Set<String>(), { $0.formUnion(usedPartials[$1] ?? []) }).sorted() {
      partials[name] = try parse(name) { [$0] }[0]
    }
    return ParsedTemplates(pieces: pieces, partials: MustacheLibrary(templates: partials))
  }

  private func parse(_ name: String, _ cut: (String) -> [String]) throws(Failure) -> [MustacheTemplate] {
    guard let source = files[name] else { preconditionFailure("no template \(name)") }
    do {
      // The engine escapes for HTML unless told otherwise, again in each partial; values escape themselves for the
      // output they go to.
      return try cut(source.text).map { try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + $0) }
    } catch {
      throw Failure(.badConfiguration, "the template cannot be parsed: \(error)", at: Location(source.file))
    }
  }
}

/// Templates that are ready to render.
package struct ParsedTemplates: Sendable {
  /// Each output's template in pieces that print one after the other.
  private let pieces: [String: [MustacheTemplate]]
  private let partials: MustacheLibrary

  fileprivate init(pieces: [String: [MustacheTemplate]], partials: MustacheLibrary) {
    self.pieces = pieces
    self.partials = partials
  }

  /// The text of an output. A name that the check let through and the record does not know is a defect.
  package func render(_ output: String, with record: TemplateRecord) -> String {
    guard let pieces = pieces[output] else { preconditionFailure("no template makes \(output)") }
    return pieces.map { $0.render(record, library: partials) }.joined()
  }
}
