import Diagnostics
import Mustache

/// The templates of one folder, such as `vi` or `csv`, checked and ready to render.
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
  /// Each output's template in pieces that print one after the other.
  private let pieces: [String: [MustacheTemplate]]
  private let library: MustacheLibrary

  /// - Parameters:
  ///   - files: the files' paths for messages and their texts, by output or partial name.
  ///   - phrases: the language's own forms of counts.
  ///   - shape: the names that an output's template is given; nil where the file is a partial.
  /// - Throws: status `badConfiguration` with everything that is wrong in any of them.
  package init(
    files: [String: (file: String, text: String)], phrases: [String] = [], shape: (String) -> Shape?
  ) throws(Failure) {
    let check = TemplateCheck(partials: files, phrases: phrases)
    var findings: [Finding] = []
    var library = MustacheLibrary()
    var outputs: [String] = []
    var called: Set<String> = []
    var usedNames: [String: Set<String>] = [:]
    let sources = files.sorted { $0.key < $1.key }
    for (name, source) in sources {
      guard let shape = shape(name) else { continue }
      let result = check.check(file: source.file, text: source.text, shape: shape)
      findings += result.findings
      called.formUnion(result.partials)
      usedNames[name] = result.names
      outputs.append(name)
    }
    // A partial with an error is found once for each of its callers. What the check found is said better than the
    // engine would say it again.
    guard findings.isEmpty else { throw Failure(.badConfiguration, Self.once(findings)) }
    var pieces: [String: [MustacheTemplate]] = [:]
    for (name, source) in sources {
      do {
        // Values escape themselves for the output they go to.
        if usedNames[name] == nil {
          try library.register(Self.unescaped(source.text), named: name)
        } else {
          pieces[name] = try Self.pieces(source.text).map { try MustacheTemplate(string: Self.unescaped($0)) }
        }
      } catch {
        findings.append(Finding(.error, "the template cannot be parsed: \(error)", at: Location(source.file)))
      }
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    self.library = library
    self.pieces = pieces
    self.outputs = outputs
    self.usedNames = usedNames
    unusedPartials = files.keys.filter { !called.contains($0) && usedNames[$0] == nil }.sorted()
  }

  private static func once(_ findings: [Finding]) -> [Finding] {
    var seen: Set<Finding> = []
    return findings.filter { seen.insert($0).inserted }
  }

  /// The engine escapes for HTML unless told otherwise, again in each partial.
  private static func unescaped(_ text: String) -> String { "{{% CONTENT_TYPE:TEXT}}\n" + text }

  /// A template cut where a line begins and no section is open, which changes nothing of what it prints.
  ///
  /// The engine measures what is left of a template at every tag, so that the time it takes to parse one grows with the
  /// square of its length.
  private static func pieces(_ text: String, ofAtLeast size: Int = 300) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var depth = 0
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { piece += "\n" }
      if depth == 0, piece.utf8.count >= size {
        pieces.append(piece)
        piece = ""
      }
      piece += line
      var rest = line[...]
      while let open = rest.firstRange(of: "{{") {
        rest = rest[open.upperBound...]
        // A comment may run over lines and hold anything: such a template stays whole.
        if rest.hasPrefix("!"), rest.firstRange(of: "}}") == nil { return [text] }
        if rest.hasPrefix("#") || rest.hasPrefix("^") { depth += 1 }
        if rest.hasPrefix("/") { depth -= 1 }
      }
    }
    return pieces + [piece]
  }

  /// The text of an output. A name that the check let through and the record does not know is a defect.
  package func render(_ output: String, with record: TemplateRecord) -> String {
    guard let pieces = pieces[output] else { preconditionFailure("no template makes \(output)") }
    return pieces.map { $0.render(record, library: library) }.joined()
  }
}
