/// The two kinds of exports, each with a folder of its own.
package enum ExportKind: String, Sendable, CaseIterable { case dossiers, staff }

/// A canonical column of one kind of exports; the raw value is its header.
package protocol ExportColumn: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  static var kind: ExportKind { get }
  /// The columns without which no figure can be computed; their cells may be blank.
  static var required: [Self] { get }
}

extension DossierColumn: ExportColumn { package static var kind: ExportKind { .dossiers } }
extension StaffColumn: ExportColumn { package static var kind: ExportKind { .staff } }
