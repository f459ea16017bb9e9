import Administration
import Records

/// The headers of provincial systems that are understood without a profile, and those that may never be read.
package enum HeaderAliases {
  /// What a header of an export stands for.
  package enum Meaning: Sendable, Hashable {
    /// A canonical column.
    case column(String)
    /// A person's name, number, address or officer: never read, whoever asks.
    case personal
    /// Known and of no use, such as the number of a row.
    case unused
  }

  /// The built-in meaning of a header; a text in brackets behind it, such as the form of its dates, is not part of it.
  package static func meaning(of header: String, in kind: ExportKind) -> Meaning? {
    let known = tables[kind.rawValue] ?? [:]
    let personal = tables["personal"] ?? [:]
    for key in [HeaderKey(header), HeaderKey(withoutBrackets(header))] where !key.text.isEmpty {
      if let found = known[key] ?? personal[key] { return found }
    }
    return nil
  }

  /// The canonical column that a header names in other marks or case: `Dossier ID`.
  package static func canonicalName(of header: String, in kind: ExportKind) -> String? {
    canonicalNames[kind]?[HeaderKey(header)]
  }

  private static let canonicalNames: [ExportKind: [HeaderKey: String]] = [
    .dossiers: Dictionary(uniqueKeysWithValues: DossierColumn.allCases.map { (HeaderKey($0.rawValue), $0.rawValue) }),
    .staff: Dictionary(uniqueKeysWithValues: StaffColumn.allCases.map { (HeaderKey($0.rawValue), $0.rawValue) }),
  ]

  /// The built-in headers of a canonical column.
  package static func headers(of column: String, in kind: ExportKind) -> [String] {
    rows.filter { $0.kind == kind.rawValue && $0.column == column }.map(\.header)
  }

  /// Every line of the list, in its order.
  package static let rows: [(kind: String, column: String, header: String)] =
    DataTable(ExportWords.text(of: "header_aliases.csv"), named: "header_aliases.csv", columns: 3).rows.map {
      (String($0[0]), String($0[1]), String($0[2]))
    }

  private static let tables: [String: [HeaderKey: Meaning]] = {
    var tables: [String: [HeaderKey: Meaning]] = [:]
    for row in rows {
      let meaning: Meaning =
        row.kind == "personal" ? .personal : row.column.isEmpty ? .unused : .column(row.column)
      tables[row.kind, default: [:]][HeaderKey(row.header)] = meaning
    }
    return tables
  }()

  private static func withoutBrackets(_ header: String) -> Substring {
    header.firstIndex { $0 == "(" || $0 == "[" }.map { header[..<$0] } ?? header[...]
  }
}
