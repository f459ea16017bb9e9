import Administration
import Diagnostics
import Statistics

/// Declared totals: a CSV file with a unit, a field and the form's eleven numbers per row. Numbers that are not
/// declared are blank.
enum DeclaredFile {
  static let columns = ["unit", "field"] + FormRow.Column.allCases.map(\.rawValue)

  /// - Throws: status `badConfiguration` where a unit is neither a province code nor `VN`, where a number is invalid,
  ///   or where a unit and field occur twice.
  static func totals(_ table: SideTable, registry: Registry) throws(Failure) -> [DeclaredTotals] {
    var totals: [DeclaredTotals] = []
    var seen: Set<String> = []
    for row in table.rows {
      let unit = row["unit"].isEmpty ? Registry.wholeCode : row["unit"]
      guard unit == Registry.wholeCode || registry.province(code: unit) != nil else {
        throw Failure(
          .badConfiguration, "'\(unit)' is no province", at: row.place, hint: "type its code, such as 79, or VN")
      }
      guard seen.insert(unit + "\0" + NameKey(row["field"]).text).inserted else {
        throw Failure(.badConfiguration, "unit and field stand twice", at: row.place, hint: "keep one")
      }
      var form = FormRow()
      for column in FormRow.Column.allCases { form[column] = try row.count(column.rawValue) }
      totals.append(DeclaredTotals(unit: unit, field: row["field"], row: form))
    }
    return totals
  }
}
