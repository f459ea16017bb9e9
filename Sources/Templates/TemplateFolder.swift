import Diagnostics
import Mustache

/// The templates of one folder, such as `vi` or `csv`, checked and ready to render.
///
/// A file `national.md.mustache` makes the output `national.md`; one whose name begins with `_` is only a partial of the
/// others and makes none.
package struct TemplateFolder: Sendable {
  /// The outputs that the folder makes, in order of their names.
  package let outputs: [String]
  private let library: MustacheLibrary

  /// - Parameters:
  ///   - files: the files' paths for messages and their texts, by output or partial name.
  ///   - shape: the names that each output's template is given.
  /// - Throws: status `badConfiguration` with everything that is wrong in any of them.
  package init(files: [String: (file: String, text: String)], shape: Shape) throws(Failure) {
    let check = TemplateCheck(partials: files)
    var findings: [Finding] = []
    var library = MustacheLibrary()
    let sources = files.sorted { $0.key < $1.key }
    for (name, source) in sources where !name.hasPrefix("_") {
      findings += check.findings(file: source.file, text: source.text, shape: shape)
    }
    // What the check found is said better than the engine would say it again.
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    for (name, source) in sources {
      do {
        // Values escape themselves for the output they go to.
        try library.register(Self.unescaped(source.text), named: name)
      } catch {
        findings.append(Finding(.error, "the template cannot be parsed: \(error)", at: Location(source.file)))
      }
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    self.library = library
    outputs = files.keys.filter { !$0.hasPrefix("_") }.sorted()
  }

  /// The engine escapes for HTML unless told otherwise, again in each partial.
  private static func unescaped(_ text: String) -> String { "{{% CONTENT_TYPE:TEXT}}\n" + text }

  /// The text of an output. A name that the check let through and the record does not know is a defect.
  package func render(_ output: String, with record: TemplateRecord) -> String {
    guard let text = library.render(record, withTemplate: output) else {
      preconditionFailure("no template makes \(output)")
    }
    return text
  }
}
