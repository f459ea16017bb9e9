import Statistics

/// The columns of the CSV files of the finer breakdowns.
extension CSVTable {
  private static func line(_ cells: [String]) -> String { cells.joined(separator: ",") }
  private static func number(_ value: Int?) -> String { value.map(String.init) ?? "" }

  static let costHeader =
    "province_code,commune_code,unit,field,resolved_late,pending_overdue,late_or_overdue,cumulative_share"

  static func costRecord(_ row: CostRow, _ printer: Printer) -> String {
    let texts = [row.province.code, row.unit.code, row.unit.nameVi, row.field].map { printer.text($0).text }
    let cost = row.cell.cost
    return line(
      texts + [
        String(cost.late), String(cost.overdue), String(cost.sum), row.cell.cumulativeShare.map(fraction) ?? "",
      ])
  }

  static let workHeader = "province_code,commune_code,unit,field,age,dossiers,oldest_due,working_days_overdue"

  static func workRecord(_ row: WorkRow, _ printer: Printer) -> String {
    let item = row.item
    let texts = [row.province.code, row.unit.code, row.unit.nameVi, item.field].map { printer.text($0).text }
    return line(
      texts + [
        item.age.ageCounter?.rawValue ?? "", String(item.dossiers), item.oldestDue.description,
        String(item.workingDays),
      ])
  }

  static let trendHeader = "province_code,province,date,received,resolved,open,withdrawn,pending_overdue"

  static func trendRecord(_ row: TrendRow, _ printer: Printer) -> String {
    let point = row.point
    let counts = [point.received, point.resolved, point.open, point.withdrawn, point.overdue]
    return line(
      row.unit.keys.map { printer.text($0).text } + [point.day.description]
        + counts.map { row.isKnown ? String($0) : "" })
  }

  private static let ages: [Counter] = [.pendingOverdue, .overdueTo5, .overdueTo15, .overdueTo30, .overdueOver30]

  static let backlogHeader = line(provinceKeys + ages.map(\.rawValue) + ["coverage"])

  static func backlogRecord(_ row: UnitRow, _ printer: Printer) -> String {
    line(
      row.keys.map { printer.text($0).text } + ages.map { number(row.cell[$0]) }
        + [row.coverage?.rawValue ?? ""])
  }
}
