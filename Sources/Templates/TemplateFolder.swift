import Diagnostics

/// The checked templates of one folder, such as `vi` or `csv`.
///
/// A file `national.md.mustache` makes the output `national.md`. A file whose name begins with `_` is only a partial of
/// the others and makes none, unless its name says that it makes several (`provinces/_each.md`).
package struct TemplateFolder: Sendable {
  /// The templates that make outputs, in order of their names.
  package let outputs: [String]
  /// Partials that no template calls.
  package let unusedPartials: [String]
  /// By output: the paths of the names that its template and partials use, such as `provinces.name`.
  package let usedNames: [String: Set<String>]
  /// By output or partial name: all templates that are rendered or called.
  private let trees: [String: TemplateTree]

  /// - Parameters:
  ///   - files: the paths of the files, for messages, and their texts, by output or partial name.
  ///   - phrases: the language's own forms of counts.
  ///   - shape: returns the names that an output's template is given; nil where the file is a partial.
  /// - Throws: status `badConfiguration` with everything that is wrong in any of the files.
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
    // An error in a partial is found once for each of its callers.
    guard findings.isEmpty else { throw Failure(.badConfiguration, Self.once(findings)) }
    self.usedNames = usedNames
    outputs = usedNames.keys.sorted()
    let called = usedPartials.values.reduce(into: Set()) { $0.formUnion($1) }
    unusedPartials = files.keys.filter { !called.contains($0) && usedNames[$0] == nil }.sorted()
    trees = Dictionary(uniqueKeysWithValues: called.union(outputs).map { ($0, check.tree($0)) })
  }

  private static func once(_ findings: [Finding]) -> [Finding] {
    var seen: Set<Finding> = []
    return findings.filter { seen.insert($0).inserted }
  }

  /// Returns the text of an output. A name that passed the check but is missing in the record prints nothing, which is
  /// a defect of the program.
  package func render(_ output: String, with record: TemplateRecord) -> String {
    guard let template = trees[output] else { preconditionFailure("no template makes \(output)") }
    var rendering = TemplateRendering(record, partials: trees)
    rendering.print(template.nodes)
    return rendering.text
  }
}
