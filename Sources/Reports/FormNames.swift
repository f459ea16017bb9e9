import Administration
import Statistics
import Templates

/// The names of form II.06a.
enum FormNames {
  static let lines = Names<FormLine>(
    [
      .text("number", "column 1: number of the row; I and II for the blocks") { $0.number },
      .value("item", "column 2: the block, field or unit") { line, printer in
        if let label = line.label, let language = printer.language { return printer.words(language.label(label)) }
        return printer.text(line.item)
      },
      .flag("is_agencies", "whether the row is the block of provincial agencies") { $0.kind == .agencies },
      .flag("is_districts", "whether the row is the block of districts") { $0.kind == .districts },
      .flag("is_communes", "whether the row is the block of communes") { $0.kind == .communes },
      .rate("on_time_rate_form", "(columns 8 + 9) / column 7") { $0.row.flatMap(\.onTimeRate) },
      .value("record", "the row as a record of its CSV file") { TemplateValue(CSVTable.formRecord($0, $1)) },
    ]
      + FormRow.Column.allCases.map { column in
        .count(column.rawValue, "column \(column.number) of the form") { $0.row?[column] }
      })

  private struct Block: Sendable {
    let subject: FormSubject
    let position: Int
  }

  private static let blocks = Names<Block>(
    [.list("fields", "the fields of the block", lines) { $0.subject.fieldLines($0.position) }]
      + lines.of { $0.subject.blockLine($0.position) })

  private static let checks = Names<FormStatistics.Check>([
    .text("place", "the row: total, block:…, field:… or unit:…") { $0.place },
    .text("identity", "the identity, by column numbers") { $0.identity },
    .count("difference", "left side less right side; 0 where it holds") { $0.difference },
  ])

  private static let continuity = Names<FormStatistics.Continuity>([
    .text("unit", "province code, or VN") { $0.unit },
    .count("carried_over", "column 6 of this period") { $0.carriedOver },
    .count("pending_before", "column 11 as published for the period before") { $0.pendingBefore },
    .count("difference", "column 6 less column 11") { $0.difference },
    .flag("holds", "whether both are equal") { $0.difference == 0 },
  ])

  private static let declared = Names<DeclaredLine>([
    .text("unit", "province code, or VN") { $0.unit },
    .text("field", "the field; empty for all") { $0.field },
    .text("column", "the form's column by name") { $0.column.rawValue },
    .count("number", "the form's column by number") { $0.column.number },
    .count("declared", "as declared") { $0.declared },
    .count("computed", "as computed from the exports") { $0.computed },
    .count("difference", "declared less computed") { line in line.computed.map { line.declared - $0 } },
    .flag("agrees", "whether both are equal") { $0.declared == $0.computed },
    .value("record", "the row as a record of declared.csv") { TemplateValue(CSVTable.declaredRecord($0, $1)) },
  ])

  private static let declaredChecks = Names<DeclaredCheck>([
    .text("unit", "province code, or VN") { $0.unit },
    .text("field", "the field; empty for all") { $0.field },
    .text("identity", "the identity, by column numbers") { $0.identity.rawValue },
    .count("difference", "left side less right side as declared; 0 where it holds") { $0.difference },
    .flag("holds", "whether the declared numbers hold it") { $0.difference == 0 },
  ])

  private static let form = Names<FormSubject>(
    [
      .list("blocks", "the blocks: provincial agencies, districts before the reform, communes", blocks) { subject in
        subject.form.blocks.indices.map { Block(subject: subject, position: $0) }
      },
      .list("lines", "blocks, their fields and the total, for form-ii06a.csv", lines) { $0.lines },
      .list("units", "each province, in code order", lines) { $0.units },
      .list("units_with_figures", "each province that has figures", lines) { $0.units.filter { $0.row != nil } },
      .list("units_without_figures", "each province that has none", lines) { $0.units.filter { $0.row == nil } },
      .list("units_and_total", "each province, then the total", lines) { $0.unitsAndTotal },
      .record("total", "the total row", lines) { $0.total },
      .count("withdrawn", "closed without a result, included in column 9") { $0.form.withdrawn },
      .count("resolved_no_deadline", "resolved without a due date, included in column 9") {
        $0.form.resolvedNoDeadline
      },
      .count("pending_paused", "waiting for a supplement, included in column 12") { $0.form.paused },
      .count("pending_no_deadline", "open without a due date, included in column 12") { $0.form.pendingNoDeadline },
      .count("checks_held", "identities that hold, over all rows") { $0.form.checks.count - $0.form.failed.count },
      .flag("all_hold", "whether every identity holds") { $0.form.failed.isEmpty },
      .list("total_checks", "the identities of the total row", checks) { subject in
        subject.form.checks.filter { $0.place == "total" }
      },
      .list("failed", "the identities that fail, with the difference", checks) { $0.form.failed },
      .flag("has_before", "whether an edition of the period before is published") { $0.sources.before != nil },
      .text("edition_before", "the edition of the period before") { $0.sources.before?.edition },
      .list("continuity", "column 6 beside column 11 of the period before, by province and in all", continuity) {
        $0.continuity
      },
      .list("continuity_differences", "of these, where they differ", continuity) { subject in
        subject.continuity.filter { $0.difference != 0 }
      },
      .flag("has_declared", "whether totals are declared") { !$0.sources.declared.isEmpty },
      .list("declared", "each declared number beside the computed one", declared) { $0.declared },
      .list("declared_differences", "of these, where they differ", declared) { subject in
        subject.declared.filter { $0.declared != $0.computed }
      },
      .list("declared_checks", "the identities of the declared rows", declaredChecks) { $0.declaredChecks },
    ])

  static let names: [Names<ReportSubject>.Name] = [
    .record("form", "form II.06a/VPCP/KSTT", form) { $0.form },
    .value("form_columns", "the header of form-ii06a.csv") { _, _ in TemplateValue(CSVTable.formHeader(["no", "item"]))
    },
    .value("form_unit_columns", "the header of form-ii06a-units.csv") { _, _ in
      TemplateValue(CSVTable.formHeader(["unit", "item"]))
    },
    .value("declared_columns", "the header of declared.csv") { _, _ in TemplateValue(CSVTable.declaredHeader) },
  ]
}
