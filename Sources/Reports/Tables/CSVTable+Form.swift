import Statistics

/// The columns of form II.06a: thirteen, as in the form.
extension CSVTable {
  static func formHeader(_ keys: [String]) -> String {
    (keys + FormRow.Column.allCases.map(\.rawValue)).joined(separator: ",")
  }

  static func formRecord(_ line: FormLine, _ printer: Printer) -> String {
    let numbers = FormRow.Column.allCases.map { column in line.row?[column].map(String.init) ?? "" }
    return (line.keys.map { printer.text($0).text } + numbers).joined(separator: ",")
  }

  static let declaredHeader = "unit,field,column,declared,computed,difference"

  static func declaredRecord(_ line: DeclaredLine, _ printer: Printer) -> String {
    let difference = line.computed.map { line.declared - $0 }
    let cells = [
      printer.text(line.unit).text, printer.text(line.field).text, line.column.rawValue,
      String(line.declared),
      line.computed.map(String.init) ?? "", difference.map(String.init) ?? "",
    ]
    return cells.joined(separator: ",")
  }
}
