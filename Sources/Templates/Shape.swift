/// The names that a template may use at one place, and what each of them is.
///
/// Shapes are made from the same lists as the values, so that a template is checked against what it will be given.
package struct Shape: Sendable {
  package indirect enum Kind: Sendable {
    /// A text that prints itself, and the other forms in which it can: `{{received.compact}}` or
    /// `{{compact(received)}}`. As a section it stands for "there is one".
    case value(forms: [String])
    /// A number of things: a value that prints in the language's phrases too, such as `{{received.dossiers}}`.
    case count(forms: [String])
    /// Only for sections: the part is printed or not.
    case flag
    /// A section once for each element.
    case list(Shape)
    /// Names behind a dot, or a section with those names.
    case record(Shape)
  }

  package struct Entry: Sendable {
    package let kind: Kind
    /// What the value is, for the list of names.
    package let definition: String
    /// What it is counted or measured in, such as `dossiers`; empty where it has no unit.
    package let unit: String

    package init(_ kind: Kind, _ definition: String, unit: String = "") {
      self.kind = kind
      self.definition = definition
      self.unit = unit
    }
  }

  package var entries: [String: Entry]

  package init(_ entries: [String: Entry]) { self.entries = entries }

  /// Where in lists and records a name stands that does not stand here: the path of the nearest one, by its depth and
  /// then in order; nil where there is none.
  func path(to name: String) -> String? {
    var level = [(path: "", shape: self)]
    while !level.isEmpty {
      if let found = level.first(where: { !$0.path.isEmpty && $0.shape.entries[name] != nil }) { return found.path }
      level = level.flatMap { path, shape in
        shape.entries.sorted { $0.key < $1.key }.compactMap { key, entry in
          switch entry.kind {
          case .list(let inner), .record(let inner): (path.isEmpty ? key : path + "." + key, inner)
          case .value, .count, .flag: nil
          }
        }
      }
    }
    return nil
  }
}
