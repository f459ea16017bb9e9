import Administration
import Diagnostics
import Statistics

/// Other spellings of fields (configuration: `field_aliases`), each with the name under which its dossiers are counted.
enum FieldAliasesFile {
  static let columns = ["spelling", "field"]

  /// - Throws: status `badConfiguration` with every row that is partly blank, maps a spelling again to a different
  ///   field, or maps to a field that is itself mapped to another.
  static func aliases(_ table: SideTable) throws(Failure) -> FieldAliases {
    var fields: [NameKey: String] = [:]
    var findings: [Finding] = []
    for row in table.rows {
      let (spelling, field) = (row["spelling"], row["field"])
      guard !spelling.isEmpty, !field.isEmpty else {
        findings.append(
          Finding(.error, "a cell is blank", at: row.place, hint: "give both the spelling and the field"))
        continue
      }
      if let other = fields[NameKey(spelling)], NameKey(other) != NameKey(field) {
        findings.append(
          Finding(.error, "'\(spelling)' stands twice, for different fields", at: row.place, hint: "keep one"))
        continue
      }
      fields[NameKey(spelling)] = field
    }
    for row in table.rows {
      guard let target = fields[NameKey(row["field"])], NameKey(target) != NameKey(row["field"]) else { continue }
      findings.append(
        Finding(
          .error, "'\(row["field"])' is itself a spelling of '\(target)'", at: row.place, hint: "type '\(target)'"))
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    return FieldAliases(fields)
  }
}
