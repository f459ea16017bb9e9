import Administration
import Statistics
import Templates

/// How applicants paid and rated in one province, or in all provinces that have figures.
struct ServiceRow: Sendable {
  let unit: UnitRow
  /// Nil where there are no figures.
  let tally: ServiceTally?
}

/// The names of online payment and of ratings, of the dossiers whose exports state them.
enum ServiceNames {
  static let rows = Names<ServiceRow>([
    .text("code", "statistical code of the province; VN for the whole") {
      $0.unit.code.isEmpty ? Registry.wholeCode : $0.unit.code
    },
    .value("name", "name of the province, or of the whole") { $0.unit.name($1) },
    .count("payments_stated", "received in the period, the export says how fees were paid") {
      $0.tally?.paymentsStated
    },
    .count("paid_online", "of these, paid online") { $0.tally?.paidOnline },
    .rate("paid_online_share", "paid_online / payments_stated") { $0.tally?.paidOnlineShare },
    .count("rated", "resolved in the period and rated by the applicant") { $0.tally?.rated },
    .count("satisfied", "of these, rated four or five of five") { $0.tally?.satisfied },
    .rate("satisfied_share", "satisfied / rated") { $0.tally?.satisfiedShare },
    .value("mean_rating", "mean of the ratings from one to five") { $1.mean($0.tally?.meanRating) },
    .value("record", "the row as a record of service.csv") { TemplateValue(CSVTable.serviceRecord($0, $1)) },
  ])

  static let names: [Names<ReportSubject>.Name] = [
    .flag("has_payments", "whether any export says how fees were paid") {
      $0.statistics.details.nationalService.paymentsStated > 0
    },
    .flag("has_ratings", "whether any export has applicants' ratings") {
      $0.statistics.details.nationalService.rated > 0
    },
    .list("services", "each province, in code order, with payments and ratings", rows) { $0.services },
    .list("services_and_total", "each province in code order, then the whole", rows) { $0.services + [$0.service] },
    .list("service", "the whole alone: payments and ratings", rows) { [$0.service] },
    .value("service_columns", "the header of service.csv") { _, _ in TemplateValue(CSVTable.serviceHeader) },
  ]
}

extension ReportSubject {
  var services: [ServiceRow] {
    zip(units.provinces, statistics.details.service).map { ServiceRow(unit: $0, tally: $1) }
  }

  var service: ServiceRow {
    ServiceRow(
      unit: units.total, tally: statistics.own.total == nil ? nil : statistics.details.nationalService)
  }
}

extension CSVTable {
  static let serviceHeader =
    (provinceKeys + [
      "payments_stated", "paid_online", "paid_online_share", "rated", "rated_1", "rated_2", "rated_3", "rated_4",
      "rated_5", "mean_rating", "satisfied_share",
    ]).joined(separator: ",")

  static func serviceRecord(_ row: ServiceRow, _ printer: Printer) -> String {
    var cells = row.unit.keys.map { printer.text($0).text }
    if let tally = row.tally {
      cells += [
        String(tally.paymentsStated), String(tally.paidOnline), tally.paidOnlineShare.map(fraction) ?? "",
        String(tally.rated),
      ]
      cells += tally.ratings.map(String.init)
      cells += [tally.meanRating.map(fraction) ?? "", tally.satisfiedShare.map(fraction) ?? ""]
    } else {
      cells += Array(repeating: "", count: 11)
    }
    return cells.joined(separator: ",")
  }
}
