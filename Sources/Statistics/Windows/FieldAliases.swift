import Administration

/// Spellings of fields (lĩnh vực) that their keys alone do not join: `Đất đai và môi trường` for `Đất đai`.
///
/// Fields are named when a summary is made: once per spelling, not once per dossier.
package struct FieldAliases: Sendable, Equatable {
  /// The field's name by spelling.
  private let fields: [NameKey: String]
  private let known: Set<NameKey>

  /// - Parameter fields: the field's name by spelling.
  package init(_ fields: [NameKey: String]) {
    self.fields = fields
    known = Set(fields.values.map { NameKey($0) })
  }

  /// Returns the name under which the dossiers of a spelling count: the spelling itself where the list does not have
  /// it.
  package func name(of spelling: String) -> String { fields[NameKey(spelling)] ?? spelling }

  /// Returns whether a field is one of those that the list names.
  package func names(_ field: NameKey) -> Bool { known.contains(field) }

  /// The fields that the list names, in order.
  package var names: [String] { Set(fields.values).sorted { NameKey($0) < NameKey($1) } }
}
