import Diagnostics
import Records
import TabularInput

/// Distinguishes a file whose amounts have separators from one in which some amounts are mistyped.
///
/// Every row with a separator would be quarantined, and the rest published as the total amount paid.
struct UnreadableAmounts<Column: ExportColumn> {
  let file: String
  let plan: ColumnPlan<Column>

  /// - Parameter rows: the records with an unreadable amount, and their lines.
  /// - Throws: status `dataRefused` if at least half of them are valid in another form.
  func check(_ rows: [(line: Int, cells: [String])]) throws(Failure) {
    let positions = plan.columns.filter { $0.column.content == .amount }.map(\.position)
    let amounts = rows.map { row in
      positions.filter { $0 < row.cells.count }.map { row.cells[$0].trimmedSpaces }.filter { !$0.isEmpty }
    }
    let fitting = NumberForm.allCases.filter { $0 != .plain }.map { form in
      (form: form, rows: amounts.count { $0.allSatisfy { form.amount(Array($0.utf8).span) != nil } })
    }
    guard let best = fitting.max(by: { $0.rows < $1.rows }), best.rows > 0, best.rows * 2 >= rows.count else { return }
    let forms = fitting.filter { $0.rows == best.rows }.map(\.form.rawValue).joined(separator: " or ")
    throw Failure(
      .dataRefused, "this file's amounts have separators, digits alone were expected",
      at: rows.first.map { Location(file, line: $0.line) },
      hint: "declare numbers: \(forms) in a profile of kind: staff, or export them as 1630911000")
  }
}
