import Administration
import Statistics
import Templates

/// The names of the finer breakdowns.
enum BreakdownNames {
  static let costs = Names<CostRow>([
    .text("province_code", "statistical code of the province") { $0.province.code },
    .value("province", "name of the province") { $0.province.name($1) },
    .text("code", "code of the commune; empty where none is known") { $0.unit.code },
    .value("unit", "the commune, or without a known one the agency") { $0.unit.name($1) },
    .value("field", "the field") { field($0.field, $1) },
    .count("resolved_late", "finished after the due day") { $0.cell.cost.late },
    .count("pending_overdue", "open, the due day is before the observation day") { $0.cell.cost.overdue },
    .count("late_or_overdue", "resolved_late + pending_overdue") { $0.cell.cost.sum },
    .rate("cumulative_share", "late_or_overdue of this row and those before it / of the province") {
      $0.cell.cumulativeShare
    },
    .value("record", "the row as a record of costs.csv") { TemplateValue(CSVTable.costRecord($0, $1)) },
  ])

  private static func field(_ field: String, _ printer: Printer) -> TemplateValue {
    guard field.isEmpty, let language = printer.language else { return printer.field(field) }
    return printer.words(language.label(.notStated))
  }

  static let work = Names<WorkRow>([
    .text("code", "code of the commune; empty where none is known") { $0.unit.code },
    .value("unit", "the commune, or without a known one the agency") { $0.unit.name($1) },
    .value("field", "the field") { field($0.item.field, $1) },
    .value("age", "how long they are overdue, in words; in a CSV file the counter of that age") { row, printer in
      guard let counter = row.item.age.ageCounter else { return printer.missing() }
      return printer.words(printer.language.map { $0.label(counter.ageLabel) } ?? counter.rawValue)
    },
    .count("dossiers", "dossiers of the unit and field pending past their due date for so long") { $0.item.dossiers },
    .date("oldest_due", "the earliest due day among them") { $0.item.oldestDue },
    .count("working_days", "working days after that day up to the observation day", unit: "working days") {
      $0.item.workingDays
    },
    .value("record", "the row as a record of a province's file in internal/work-lists") {
      TemplateValue(CSVTable.workRecord($0, $1))
    },
  ])

  static let names: [Names<ReportSubject>.Name] = [
    .list("procedures", "each procedure, in order of their codes", UnitNames.names) { $0.breakdowns.procedures },
    .list("agencies", "each agency of each province, by level and name", UnitNames.names) { $0.breakdowns.agencies },
    .list("service_levels", "each service level, in the exports' own words", UnitNames.names) {
      $0.breakdowns.serviceLevels
    },
    .list("province_fields", "each field of each province", UnitNames.names) { $0.breakdowns.provinceFields },
    .list("costs", "where each province's late and overdue dossiers lie: unit and field, most first", costs) {
      $0.breakdowns.costs
    },
    .value("procedure_columns", "the header of procedures.csv") { _, _ in
      TemplateValue(CSVTable.counterHeader(["procedure_code", "procedure"]))
    },
    .value("agency_columns", "the header of agencies.csv") { _, _ in
      TemplateValue(CSVTable.counterHeader(["province_code", "level", "agency"]))
    },
    .value("service_level_columns", "the header of service-levels.csv") { _, _ in
      TemplateValue(CSVTable.counterHeader(["service_level"]))
    },
    .value("province_field_columns", "the header of province-fields.csv") { _, _ in
      TemplateValue(CSVTable.counterHeader(["province_code", "field"]))
    },
    .value("cost_columns", "the header of costs.csv") { _, _ in TemplateValue(CSVTable.costHeader) },
  ]
}

extension Counter {
  /// The label of an age of overdue dossiers.
  fileprivate var ageLabel: Label {
    switch self {
    case .overdueTo5: .ageTo5
    case .overdueTo15: .ageTo15
    case .overdueTo30: .ageTo30
    default: .ageOver30
    }
  }
}
