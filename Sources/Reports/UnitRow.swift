import Administration
import Records
import Statistics
import Templates

/// One row of a breakdown: its key cells, its name and its figures.
struct UnitRow: Sendable {
  var code = ""
  var nameVi = ""
  var nameEn = ""
  /// The province that a commune belongs to.
  var provinceCode = ""
  var provinceNameVi = ""
  var kind = ""
  /// The words for units that no registry names: a channel, a level, fields not stated.
  var label: Label?
  var cell: Cell
  var coverage: Coverage?
  var coveredTo: Day?
  /// What came of the records of a province's files.
  var files: [FileFigures] = []
  /// The row's key cells in its CSV file.
  var keys: [String] = []
  /// Share of the row in a total of late and overdue dossiers.
  var share: Ratio?
  /// For a province: its communes without any, and with fewer than ten dossiers received.
  var communes: CommuneCounts?

  func name(_ printer: Printer) -> TemplateValue {
    if let label, let language = printer.language { return printer.words(language.label(label)) }
    return printer.text(printer.language?.unitNames == "en" && !nameEn.isEmpty ? nameEn : nameVi)
  }
}

/// How many communes of a province received nothing or little in the window.
struct CommuneCounts: Sendable {
  let all: Int
  let none: Int
  /// One to nine.
  let low: Int
}

enum UnitNames {
  static let names = Names<UnitRow>(
    [
      .text("code", "statistical code of the unit; empty for what is not stated") { $0.code },
      .value("name", "name of the unit, field, channel or level") { $0.name($1) },
      .text("province_code", "statistical code of the province that a commune belongs to") { $0.provinceCode },
      .text("province", "name of the province that a commune belongs to") { $0.provinceNameVi },
      .text("type", "city, province, commune, ward or special_zone") { $0.kind },
      .value("coverage", "whether the province's data reach over the period") { row, printer in
        guard let coverage = row.coverage else { return printer.missing() }
        return printer.language.map { printer.words($0.label(coverage.label)) } ?? printer.text(coverage.rawValue)
      },
      .date("covered_to", "last day of receipt or finish in the province's data") { $0.coveredTo },
      .flag("has_figures", "whether the coverage gives figures at all") { $0.cell.tally != nil },
      .rate("share_of_late_or_overdue", "late_or_overdue of the row / of the whole") { $0.share },
      .count("communes", "communes, wards and special zones of the province") { $0.communes?.all },
      .count("communes_none", "of these, with no dossier received") { $0.communes?.none },
      .count("communes_low", "of these, with one to nine dossiers received") { $0.communes?.low },
      .value("record", "the row as a record of its CSV file") { row, printer in
        TemplateValue(CSVTable.record(row, printer))
      },
      .value("coverage_record", "the row as a record of coverage.csv") { row, printer in
        TemplateValue(CSVTable.coverageRecord(row, printer))
      },
      .value("backlog_record", "the row as a record of backlog.csv") { row, printer in
        TemplateValue(CSVTable.backlogRecord(row, printer))
      },
    ] + TallyNames.names.of { $0.cell })
}

extension Coverage {
  var label: Label {
    switch self {
    case .noFile: .coverageNoFile
    case .empty: .coverageEmpty
    case .stale: .coverageStale
    case .partial: .coveragePartial
    case .full: .coverageFull
    }
  }
}

extension Channel {
  var label: Label {
    switch self {
    case .online: .channelOnline
    case .inPerson: .channelInPerson
    case .postal: .channelPostal
    }
  }
}

extension Level {
  var label: Label {
    switch self {
    case .province: .levelProvince
    case .commune: .levelCommune
    case .district: .levelDistrict
    case .other: .levelOther
    }
  }
}
