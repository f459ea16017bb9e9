/// Why two editions of a period differ: what went into one and not, or not so, into the other.
package struct ManifestDifference: Sendable {
  /// An input that is not the same in both; nil where one lacks it.
  package struct Input: Sendable {
    package let before: Manifest.Input?
    package let after: Manifest.Input?

    /// Kind and name: `dossiers/01-ha-noi.csv`.
    package var path: String { (after ?? before).map { $0.kind + "/" + $0.name } ?? "" }
  }

  /// In order of their paths.
  package let inputs: [Input]
  /// Names of settings with another value.
  package let settings: [String]
  /// Paths of templates that are new, gone or changed.
  package let templates: [String]
  package let isReferenceDataChanged: Bool
  package let isToolChanged: Bool

  package init(from old: Manifest, to new: Manifest) {
    let before = Dictionary(old.inputs.map { ($0.kind + "/" + $0.name, $0) }) { first, _ in first }
    let after = Dictionary(new.inputs.map { ($0.kind + "/" + $0.name, $0) }) { first, _ in first }
    inputs = Set(before.keys).union(after.keys).sorted()
      .filter { before[$0]?.sha256 != after[$0]?.sha256 }
      .map { Input(before: before[$0], after: after[$0]) }
    settings = Set(old.configuration.keys).union(new.configuration.keys).sorted()
      .filter { old.configuration[$0] != new.configuration[$0] }
    let oldTemplates = Dictionary(old.templates.map { ($0.path, $0.sha256) }) { first, _ in first }
    let newTemplates = Dictionary(new.templates.map { ($0.path, $0.sha256) }) { first, _ in first }
    templates = Set(oldTemplates.keys).union(newTemplates.keys).sorted().filter { oldTemplates[$0] != newTemplates[$0] }
    isReferenceDataChanged = old.referenceData != new.referenceData
    isToolChanged = old.tool != new.tool
  }
}
