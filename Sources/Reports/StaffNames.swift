import Administration
import Statistics
import Templates

/// One row of the staff pipeline.
struct StaffRow: Sendable {
  var code = ""
  var nameVi = ""
  var nameEn = ""
  /// City or province.
  var kind = ""
  var label: Label?
  var tally: StaffTally?

  /// The row as a unit, for its name.
  var unit: UnitRow {
    UnitRow(code: code, nameVi: nameVi, nameEn: nameEn, kind: kind, label: label, cell: Cell(tally: nil))
  }
}

/// The staff pipeline as a whole; none where no staff exports were given.
struct StaffSubject: Sendable {
  let statistics: StaffStatistics?
  let registry: Registry

  var rows: [StaffRow] {
    guard let statistics else { return [] }
    return zip(registry.provinces, statistics.provinces).map {
      StaffRow(
        code: $0.code, nameVi: $0.nameVi, nameEn: $0.nameEn, kind: $0.kind(on: statistics.asOf.day).rawValue, tally: $1)
    }
  }

  var total: StaffRow {
    let all = registry.provinces.count
    let reporting = statistics?.reporting ?? 0
    return StaffRow(
      code: "VN", nameVi: reporting == all ? "Việt Nam" : "Việt Nam (\(reporting)/\(all))",
      label: reporting == all ? .country : .countryPartial, tally: statistics?.national)
  }
}

enum StaffNames {
  static let rows = Names<StaffRow>([
    .text("code", "statistical code of the province") { $0.code },
    .value("name", "name of the province", forms: ["short", "inline", "strong"]) { $0.unit.name($1) },
    .count("decisions", "persons with a decision to leave, by its date", unit: "persons") { $0.tally?.decisions },
    .count("left", "persons who have left, by the date", unit: "persons") { $0.tally?.left },
    .count("submitted", "persons submitted for funding, by the date", unit: "persons") { $0.tally?.submitted },
    .count("approved", "persons whose funding is approved, by the date", unit: "persons") { $0.tally?.approved },
    .count("paid", "persons paid in full, by the date", unit: "persons") { $0.tally?.paid },
    .money("amount_approved_vnd", "VND approved") { $0.tally?.amountApproved },
    .money("amount_paid_vnd", "VND paid") { $0.tally?.amountPaid },
    .rate("submitted_share_of_decisions", "submitted / decisions") {
      $0.tally.flatMap { Ratio($0.submitted, of: $0.decisions) }
    },
    .rate("approved_share_of_decisions", "approved / decisions") {
      $0.tally.flatMap { Ratio($0.approved, of: $0.decisions) }
    },
    .rate("approved_share", "approved / submitted") { $0.tally?.approvedShare },
    .rate("paid_share_of_approved", "paid / approved") { $0.tally?.paidShareOfApproved },
    .rate("paid_share_of_decisions", "paid / decisions") { $0.tally?.paidShareOfDecisions },
    .value("record", "the row as a record of staff.csv") { TemplateValue(CSVTable.staffRecord($0, $1)) },
  ])

  static let names = Names<StaffSubject>(
    [
      .flag("available", "whether staff exports were given") { $0.statistics != nil },
      .date("as_of", "the day to which staff figures are stated") { $0.statistics?.asOf.day },
      .moment("as_of_moment", "the moment to which staff figures are stated, as a sentence names it") {
        $0.statistics?.asOf
      },
      .count("provinces_reporting", "provinces with staff data", unit: "provinces") { $0.statistics?.reporting },
      .list("provinces", "each province, in code order", rows) { $0.rows },
      .list("provinces_and_total", "each province in code order, then the total", rows) { $0.rows + [$0.total] },
      .value("columns", "the header of staff.csv") { _, _ in TemplateValue(CSVTable.staffHeader) },
    ] + rows.of { $0.total }.filter { !["code", "name", "record"].contains($0.name) })
}
