import Diagnostics
import Templates

/// Lists, for readers, every name that a template may use. It is made from the same lists against which templates are
/// checked.
package enum FieldList {
  /// Returns the list as text.
  ///
  /// - Parameter report: a report, to list only the names that its templates use; or one name, to list what it
  ///   contains. Nil lists all names.
  /// - Throws: status `usage` where neither a report nor a name is so called.
  package static func text(report: String? = nil, of set: ReportSet) throws(Failure) -> String {
    let legend = legend(set.phrases)
    guard let report else { return legend + text(PageNames.names.shape, used: nil) }
    guard let used = set.usedNames(of: report) else {
      if let named = entry(named: report) { return legend + text(named, used: nil) }
      let known = set.reports + ["csv"]
      throw Failure(
        .usage, "there is no report '\(report)'",
        hint: Suggestion.hint(for: report, in: known) ?? "there are \(known.joined(separator: ", "))")
    }
    return legend + "Names that '\(report)' uses; its template may use all others of 'dossier-report fields' too.\n\n"
      + text(PageNames.names.shape, used: used)
  }

  /// Returns the shape under a name given with its path, such as `change.received`; nil where there is none.
  private static func entry(named name: String) -> Shape? {
    var shape = PageNames.names.shape
    let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    for part in path.dropLast() {
      switch shape.entries[part]?.kind {
      case .list(let inner), .record(let inner): shape = inner
      default: return nil
      }
    }
    return path.last.flatMap { shape.entries[$0] }.map { Shape([name: $0]) }
  }

  /// - Parameter phrases: the forms of counts that languages add.
  private static func legend(_ phrases: [String]) -> String {
    func forms(_ names: [String]) -> String { names.joined(separator: ", ") }
    return """
      {{name}} prints a value, {{name.form}} another form of it; {{#name}}…{{/name}} prints its inside where there is
      one, and {{^name}}…{{/name}} where there is none. Forms:

        counts    \(forms(Printer.countForms)),
                  and the phrases of the language files: \(forms(phrases))
        shares    \(forms(Printer.rateForms))
        VND       \(forms(Printer.moneyForms))
        dates     \(forms(Printer.dateForms))
        changes   \(forms(Printer.changeForms)); of shares, in points: \(forms(Printer.pointForms))

      'here' and what is in it are for templates that make one page a province (provinces/_each.md.mustache).


      """
  }

  private struct Line {
    let name: String
    let type: String
    let definition: String
  }

  private static func text(_ shape: Shape, used: Set<String>?) -> String {
    var printed: [[String]: String] = [:]
    let lines = lines(shape, path: "", indent: "", used: used, printed: &printed)
    let width = lines.map(\.name.count).max() ?? 0
    let typeWidth = lines.map(\.type.count).max() ?? 0
    return lines.map { line in
      line.name + String(repeating: " ", count: width - line.name.count + 2) + line.type
        + String(repeating: " ", count: typeWidth - line.type.count + 2) + line.definition + "\n"
    }.joined()
  }

  /// - Parameter printed: the place where names that occur under several lists were first listed; later lists refer to
  ///   it.
  private static func lines(
    _ shape: Shape, path: String, indent: String, used: Set<String>?, printed: inout [[String]: String]
  ) -> [Line] {
    var lines: [Line] = []
    for (name, entry) in shape.entries.sorted(by: { $0.key < $1.key }) {
      let inner = path + name
      if let used, !used.contains(inner) { continue }
      func section(_ type: String, _ shape: Shape) {
        let names = shape.entries.keys.sorted()
        if used == nil, names.count > 3, let first = printed[names] {
          lines.append(
            Line(name: "\(indent){{#\(name)}}", type: type, definition: "\(entry.definition); names as in \(first)"))
          return
        }
        printed[names] = inner
        lines.append(Line(name: "\(indent){{#\(name)}}", type: type, definition: entry.definition))
        lines += Self.lines(shape, path: inner + ".", indent: indent + "  ", used: used, printed: &printed)
      }
      switch entry.kind {
      case .value(let forms):
        let others = entry.unit == "text" && !forms.isEmpty ? " [\(forms.joined(separator: ", "))]" : ""
        lines.append(Line(name: "\(indent){{\(name)}}", type: entry.unit, definition: entry.definition + others))
      case .count:
        lines.append(Line(name: "\(indent){{\(name)}}", type: "count of \(entry.unit)", definition: entry.definition))
      case .flag: lines.append(Line(name: "\(indent){{#\(name)}}", type: "yes or no", definition: entry.definition))
      case .list(let shape): section("list", shape)
      case .record(let shape): section("record", shape)
      }
    }
    return lines
  }
}
