import Administration

/// Other spellings of fields (lĩnh vực) than their key joins: `Đất đai và môi trường` for `Đất đai`.
///
/// Fields are named when a summary is made, once a spelling and not once a dossier.
package struct FieldAliases: Sendable, Equatable {
  /// The field's name by spelling.
  private let fields: [NameKey: String]
  private let known: Set<NameKey>

  /// - Parameter fields: the field's name by spelling.
  package init(_ fields: [NameKey: String]) {
    self.fields = fields
    known = Set(fields.values.map { NameKey($0) })
  }

  /// The name under which a spelling's dossiers count: itself where the list does not have it.
  package func name(of spelling: String) -> String { fields[NameKey(spelling)] ?? spelling }

  /// Whether a field is one of those that the list names.
  package func names(_ field: NameKey) -> Bool { known.contains(field) }

  /// The fields that the list names, in order.
  package var names: [String] { Set(fields.values).sorted { NameKey($0) < NameKey($1) } }
}
