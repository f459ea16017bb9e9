/// The names that a template may use at one place, and what each of them is.
///
/// Shapes are made from the same lists as the values, so that a template is checked against what it will be given.
package struct Shape: Sendable {
  package indirect enum Kind: Sendable {
    /// A text that prints itself, with its other forms: `{{received.compact}}` or `{{compact(received)}}`. As a section
    /// it is printed where the value exists.
    case value(forms: [String])
    /// A count: a value that also prints in the language's phrases, such as `{{received.dossiers}}`.
    case count(forms: [String])
    /// Only for sections, which are printed or not.
    case flag
    /// A section that is printed once per element.
    case list(Shape)
    /// Names after a dot, or a section with those names.
    case record(Shape)
  }

  package struct Entry: Sendable {
    package let kind: Kind
    /// What the value is; shown in the list of names.
    package let definition: String
    /// The unit of the value, such as `dossiers`; empty where it has none.
    package let unit: String

    package init(_ kind: Kind, _ definition: String, unit: String = "") {
      self.kind = kind
      self.definition = definition
      self.unit = unit
    }
  }

  package var entries: [String: Entry]

  package init(_ entries: [String: Entry]) { self.entries = entries }

  /// Returns the path of the nearest list or record that has a name which is missing here, by its depth and then in
  /// order; nil where there is none.
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
