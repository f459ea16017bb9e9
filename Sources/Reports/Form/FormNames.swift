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
        if let unit = line.unit, printer.language != nil { return unit.name(printer) }
        return line.kind == nil ? printer.field(line.item) : printer.text(line.item)
      },
      .flag("has_figures", "whether the row has figures") { $0.row != nil },
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
    [
      .printedList("fields", "the fields of the block, in the order of names of the language", lines) {
        $0.subject.fieldLines($0.position, $1.language)
      }
    ]
      + lines.of { $0.subject.blockLine($0.position) })

  private static func words(_ identity: FormStatistics.Identity, _ printer: Printer) -> TemplateValue {
    guard let label = identity.label, let language = printer.language else { return printer.text(identity.plain) }
    return printer.words(language.label(label))
  }

  /// A check, with the form that it belongs to.
  private struct Check: Sendable {
    let subject: FormSubject
    let check: FormStatistics.Check
  }

  private static let checks = Names<Check>([
    .text("place", "the row: total, block:…, field:… or unit:…") { $0.subject.key(of: $0.check.place) },
    .value("row", "the row as people name it") { $0.subject.name(of: $0.check.place, $1) },
    .value("identity", "the identity, by column numbers") { words($0.check.identity, $1) },
    .signed("difference", "left side less right side; 0 where it holds") { $0.check.difference },
    .flag("holds", "whether it holds") { $0.check.difference == 0 },
  ])

  private static let identities = Names<IdentityLine>([
    .value("identity", "the identity, by column numbers") { words($0.identity, $1) },
    .count("rows", "rows in which it was checked", unit: "rows") { $0.checks.count },
    .count("held", "rows in which it holds", unit: "rows") { $0.checks.count - $0.failed },
    .count("failed", "rows in which it fails", unit: "rows") { $0.failed },
  ])

  private static let continuity = Names<ContinuityLine>([
    .text("unit", "province code, or VN") { $0.figures.unit },
    .value("name", "name of the province, or the whole", forms: ["short", "inline", "strong"]) { $0.unit.name($1) },
    .count("carried_over", "column 6 of this period") { $0.figures.carriedOver },
    .count("pending_before", "column 11 as published for the period before") { $0.figures.pendingBefore },
    .signed("difference", "column 6 less column 11") { $0.figures.difference },
    .flag("holds", "whether both are equal") { $0.figures.difference == 0 },
    .signed("carried_over_change", "column 6 of the period before, now less as published") { $0.cause?.carriedOver },
    .signed("received_change", "columns 4 and 5 of the period before, now less as published") { $0.cause?.received },
    .signed("resolved_change", "column 7 of the period before, now less as published") { $0.cause?.resolved },
    .signed("other_units", "from units with figures in one of the two periods only") { $0.otherUnits },
  ])

  /// A declared number or a check of one, with the form that it belongs to.
  private struct Declared<Line: Sendable>: Sendable {
    let subject: FormSubject
    let line: Line
  }

  private static let declaredLines = Names<Declared<DeclaredLine>>(
    [.value("name", "name of the unit") { $0.subject.unit($0.line.unit).name($1) }] + declared.of { $0.line })

  private static let declaredIdentities = Names<Declared<DeclaredCheck>>(
    [.value("name", "name of the unit") { $0.subject.unit($0.line.unit).name($1) }] + declaredChecks.of { $0.line })

  private static let declared = Names<DeclaredLine>([
    .text("unit", "province code, or VN") { $0.unit },
    .value("field", "the field; empty for all") { $1.field($0.field) },
    .text("column", "the form's column by name") { $0.column.rawValue },
    .count("number", "the form's column by number", unit: "columns") { $0.column.number },
    .count("declared", "as declared") { $0.declared },
    .count("computed", "as computed from the exports") { $0.computed },
    .signed("difference", "declared less computed") { line in line.computed.map { line.declared - $0 } },
    .flag("agrees", "whether both are equal") { $0.declared == $0.computed },
    .value("record", "the row as a record of declared.csv") { TemplateValue(CSVTable.declaredRecord($0, $1)) },
  ])

  private static let declaredChecks = Names<DeclaredCheck>([
    .text("unit", "province code, or VN") { $0.unit },
    .value("field", "the field; empty for all") { $1.field($0.field) },
    .text("identity", "the identity, by column numbers") { $0.identity.rawValue },
    .signed("difference", "left side less right side as declared; 0 where it holds") { $0.difference },
    .flag("holds", "whether the declared numbers hold it") { $0.difference == 0 },
  ])

  private static let form = Names<FormSubject>(
    [
      .list("blocks", "the blocks: provincial agencies, districts before the reform, communes", blocks) { subject in
        subject.form.blocks.indices.map { Block(subject: subject, position: $0) }
      },
      .list("lines", "blocks, their fields and the total, for form-ii06a.csv", lines) { $0.lines },
      .list("units", "each province, in code order", lines) { $0.units },
      .list("units_with_figures", "each province that has figures, numbered from 1", lines) { $0.unitsWithFigures },
      .list("units_without_figures", "each province that has none", lines) { $0.units.filter { $0.row == nil } },
      .list("units_and_total", "each province, then the total", lines) { $0.unitsAndTotal },
      .record("total", "the total row", lines) { $0.total },
      .count("withdrawn", "closed without a result, included in column 9") { $0.form.withdrawn },
      .count("resolved_no_deadline", "resolved without a due date, included in column 9") {
        $0.form.resolvedNoDeadline
      },
      .count("pending_paused", "waiting for a supplement, included in column 12") { $0.form.paused },
      .count("pending_no_deadline", "open without a due date, included in column 12") { $0.form.pendingNoDeadline },
      .count("checks_held", "identities that hold, over all rows", unit: "identities") {
        $0.form.checks.count - $0.form.failed.count
      },
      .count("checks", "identities checked, over all rows", unit: "checks") { $0.form.checks.count },
      .flag("all_hold", "whether every identity holds") { $0.form.failed.isEmpty },
      .list("identities", "each identity, with the rows in which it holds and fails", identities) { $0.identities },
      .list("total_checks", "the identities of the total row", checks) { subject in
        subject.form.checks.filter { $0.place == .total }.map { Check(subject: subject, check: $0) }
      },
      .list("failed", "the identities that fail, with the difference", checks) { subject in
        subject.form.failed.map { Check(subject: subject, check: $0) }
      },
      .flag("has_before", "whether an edition of the period before is published") { $0.sources.before != nil },
      .text("edition_before", "the edition of the period before") { $0.sources.before?.edition },
      .date("before_as_of", "the day to which that edition was stated, where its period went on") { subject in
        subject.sources.before.flatMap { before in
          before.figures.lastDay.flatMap { before.figures.asOf < $0 ? before.figures.asOf : nil }
        }
      },
      .list("continuity", "column 6 beside column 11 of the period before, by province and in all", continuity) {
        $0.continuity.lines
      },
      .list("continuity_differences", "of these, where they differ", continuity) { differing($0) },
      .flag("is_continuous", "whether column 6 is column 11 of the period before everywhere") {
        differing($0).isEmpty
      },
      .value("only_now", "names of the units with figures now and none in the edition before") {
        names($0.continuity.onlyNow, $1)
      },
      .value("only_before", "names of the units with figures in the edition before and none now") {
        names($0.continuity.onlyBefore, $1)
      },
      .flag("has_declared", "whether totals are declared") { !$0.sources.declared.isEmpty },
      .list("declared", "each declared number beside the computed one", declaredLines) { lines($0) { _ in true } },
      .list("declared_differences", "of these, where they differ", declaredLines) {
        lines($0) { $0.declared != $0.computed }
      },
      .flag("declared_agree", "whether every declared number is the computed one") {
        $0.declared.allSatisfy { $0.declared == $0.computed }
      },
      .list("declared_checks", "the identities of the declared rows", declaredIdentities) { subject in
        subject.declaredChecks.map { Declared(subject: subject, line: $0) }
      },
      .value("missing_units", "names of the provinces that have no figures") { subject, printer in
        names(subject.units.filter { $0.row == nil }.compactMap(\.unit), printer)
      },
    ])

  private static func differing(_ subject: FormSubject) -> [ContinuityLine] {
    subject.continuity.lines.filter { $0.figures.difference != 0 }
  }

  private static func lines(
    _ subject: FormSubject, where isWanted: (DeclaredLine) -> Bool
  ) -> [Declared<DeclaredLine>] {
    subject.declared.filter(isWanted).map { Declared(subject: subject, line: $0) }
  }

  private static func names(_ units: [UnitRow], _ printer: Printer) -> TemplateValue {
    printer.joined(units.map { $0.inlineName(printer) }, separator: ", ")
  }

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
