import Administration
import Diagnostics
import Reports

/// Figures quoted from other sources (configuration: `indicators`): a name, a value, its unit, its day and its source;
/// and translations of name, unit and source, in columns such as `label_vi`, `unit_vi` and `source_vi`.
enum IndicatorsFile {
  static let columns = ["name", "value", "unit", "as_of", "source"]

  private static let label = "label_"
  private static let unit = "unit_"
  private static let source = "source_"
  static let optional = [label + "*", unit + "*", source + "*"]

  /// - Throws: status `badConfiguration` with every row whose name is invalid or occurs twice, whose value is not a
  ///   number, whose day is invalid, or that names no source.
  static func indicators(_ table: SideTable) throws(Failure) -> [QuotedIndicator] {
    var indicators: [QuotedIndicator] = []
    var findings: [Finding] = []
    var names: Set<String> = []
    for row in table.rows {
      func found(_ message: String, hint: String) {
        findings.append(Finding(.error, message, at: row.place, hint: hint))
      }
      let name = row["name"]
      if !isName(name) {
        found("'\(name)' cannot be used in a template", hint: "type small letters, digits and _, a letter first")
      } else if !names.insert(name).inserted {
        found("the indicator '\(name)' stands twice", hint: "keep one")
      }
      let value = QuotedIndicator.Value(row["value"])
      if value == nil {
        found("'\(row["value"])' in 'value' is no number", hint: "type digits, such as 9916 or 73.8")
      }
      let day = Day(row["as_of"])
      if day == nil { found("'\(row["as_of"])' in 'as_of' is no date", hint: "type one like 2025-08-23") }
      if row["source"].isEmpty { found("the source is blank", hint: "say where the figure is published") }
      guard let value, let day else { continue }
      var indicator = QuotedIndicator(name: name, value: value, unit: row["unit"], asOf: day, source: row["source"])
      for column in table.columns where !row[column].isEmpty {
        if column.hasPrefix(label) { indicator.labels[String(column.dropFirst(label.count))] = row[column] }
        if column.hasPrefix(source) { indicator.sources[String(column.dropFirst(source.count))] = row[column] }
        if column.hasPrefix(unit) { indicator.units[String(column.dropFirst(unit.count))] = row[column] }
      }
      indicators.append(indicator)
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    return indicators
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
      default: false
      }
    }
  }
}
