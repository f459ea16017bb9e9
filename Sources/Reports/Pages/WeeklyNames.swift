import Statistics

/// The short lists of the weekly page: whom to call, who got worse, and who improved.
enum WeeklyNames {
  static let names: [Names<ReportSubject>.Name] = [
    .list("to_call", "the five provinces with most dossiers pending past their due date", calls) { subject in
      most(5, of: subject, over: 0) { $0.cell[.pendingOverdue] }.map { Call(unit: $0, fields: fields(of: $0, subject)) }
    },
    .value("worst", "the three provinces with full data whose overdue dossiers rose most, with the rise") {
      subject, printer in
      printer.joined(
        most(3, of: subject, over: 0, by: rise).map { row in
          row.inlineName(printer) + " ("
            + printer.change(row.cell[.pendingOverdue], from: row.before?[.pendingOverdue]).text + ")"
        })
    },
    .list(
      "improved", "the five provinces whose on_time_rate_due rose most, of those with 30 or more in both denominators",
      UnitNames.names
    ) {
      most(5, of: $0, over: .none, by: gain)
    },
    .flag("is_above_gate", "whether any province by itself is above a limit of the configuration") {
      !$0.quality.provincesAboveGate.isEmpty
    },
    .value("provinces_above_gate", "names of the provinces that by themselves are above a limit") { subject, printer in
      printer.joined(
        subject.quality.provincesAboveGate.map { subject.units.provinces[$0].inlineName(printer) }, separator: ", ")
    },
    .flag("has_improved", "whether any province's on_time_rate_due rose") {
      $0.units.provinces.contains { .none < gain($0) ?? .none }
    },
  ]

  /// A province, with the figures of its fields.
  struct Call: Sendable {
    let unit: UnitRow
    let fields: [(name: String, tally: Tally)]

    /// The named field with most dossiers pending past their due date.
    var drivingField: (name: String, tally: Tally)? {
      fields.filter { !$0.name.isEmpty && $0.tally[.pendingOverdue] > 0 }
        .max { ($0.tally[.pendingOverdue], $1.name) < ($1.tally[.pendingOverdue], $0.name) }
    }
  }

  private static let calls = Names<Call>(
    [
      .value("driving_field", "the field with most overdue dossiers") { $1.field($0.drivingField?.name) },
      .count("driving_field_overdue", "overdue dossiers of that field") { $0.drivingField?.tally[.pendingOverdue] },
    ] + UnitNames.names.of { $0.unit })

  private static func fields(of unit: UnitRow, _ subject: ReportSubject) -> [(name: String, tally: Tally)] {
    subject.registry.provinces.firstIndex { $0.code == unit.code }.map { subject.own.fieldsOfProvince[$0] } ?? []
  }

  /// Returns the exact gain of a rate, so that provinces whose changes print alike are still ordered. As in rankings,
  /// both rates need enough dossiers; nil where they do not.
  private static func gain(_ row: UnitRow) -> RateChange? {
    guard row.coverage == .full, let now = row.cell.rate(.onTimeRateDue),
      let before = row.before.flatMap({ Rate.onTimeRateDue.of($0) }),
      min(now.denominator, before.denominator) >= Ranking.minimum
    else { return nil }
    return RateChange(from: before, to: now)
  }

  /// Returns the rise of overdue dossiers. Nil where the data do not reach the end of the period: dossiers resolved
  /// later would still count as overdue.
  private static func rise(_ row: UnitRow) -> Int? {
    guard row.coverage == .full, let now = row.cell[.pendingOverdue], let before = row.before?[.pendingOverdue]
    else { return nil }
    return now - before
  }

  /// Returns the provinces with the highest measure above a bound; those with equal measures are in code order.
  private static func most<Measure: Comparable>(
    _ count: Int, of subject: ReportSubject, over bound: Measure, by measure: (UnitRow) -> Measure?
  ) -> [UnitRow] {
    let measured = subject.units.provinces.compactMap { row in measure(row).map { (row: row, value: $0) } }
    return measured.filter { bound < $0.value }
      .sorted { ($1.value, $0.row.code) < ($0.value, $1.row.code) }.prefix(count).map(\.row)
  }
}
