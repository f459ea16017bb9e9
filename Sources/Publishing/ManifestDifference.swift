/// Why two editions of a period differ: what was used for only one of them, or changed between them.
package struct ManifestDifference: Sendable {
  /// An input that differs between the editions; nil on the side of an edition without it.
  package struct Input: Sendable {
    package let before: Manifest.Input?
    package let after: Manifest.Input?

    /// Kind and name: `dossiers/01-ha-noi.csv`.
    package var path: String { (after ?? before).map { $0.kind + "/" + $0.name } ?? "" }
    /// The number of records before and after; nil where the edition lacks the input, where the number may not be
    /// published, or where the input has no records.
    package var records: (before: Int?, after: Int?) {
      (before.flatMap { $0.isExport ? $0.records : nil }, after.flatMap { $0.isExport ? $0.records : nil })
    }
  }

  /// In order of their paths.
  package let inputs: [Input]
  /// Names of settings whose values differ.
  package let settings: [String]
  /// Paths of templates that both editions use, with different contents.
  package let templatesChanged: [String]
  /// Paths of templates that only one of the editions uses.
  package let templatesNew: [String]
  package let templatesGone: [String]
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
    templatesChanged = newTemplates.keys.sorted().filter { path in
      oldTemplates[path].map { $0 != newTemplates[path] } ?? false
    }
    templatesNew = newTemplates.keys.sorted().filter { oldTemplates[$0] == nil }
    templatesGone = oldTemplates.keys.sorted().filter { newTemplates[$0] == nil }
    isReferenceDataChanged = old.referenceData != new.referenceData
    isToolChanged = old.tool != new.tool
  }
}
