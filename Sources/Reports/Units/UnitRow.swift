import Administration
import Records
import Statistics
import Templates

/// One row of a breakdown: its keys, its name and its figures.
///
/// A class, so that the many lists, records and values that refer to a row do so at the cost of one reference.
final class UnitRow: Sendable {
  let code: String
  let nameVi: String
  let nameEn: String
  /// The province that a commune belongs to.
  let provinceCode: String
  let provinceNameVi: String
  let provinceNameEn: String
  let kind: String
  /// Whether the row is a field, for which a language may have its own name.
  let isField: Bool
  /// The words for a row that no registry names: a channel, a level, or fields that are not stated.
  let label: Label?
  let cell: Cell
  /// The unit's figures of the previous period; nil where they may not be compared.
  let before: Tally?
  let coverage: Coverage?
  let coveredTo: Day?
  /// What became of the records in the province's files.
  let files: [FileFigures]
  /// The row's key cells in its CSV file.
  let keys: [String]
  /// The row's share in a total of late and overdue dossiers.
  let share: Ratio?
  /// For a province, its communes by state.
  let communes: CommuneCounts?
  /// For a commune, its state.
  let commune: CommuneStatistics.Unit?

  init(
    code: String = "", nameVi: String = "", nameEn: String = "", provinceCode: String = "",
    provinceNameVi: String = "", provinceNameEn: String = "", kind: String = "", isField: Bool = false,
    label: Label? = nil, cell: Cell, before: Tally? = nil, coverage: Coverage? = nil, coveredTo: Day? = nil,
    files: [FileFigures] = [], keys: [String] = [], share: Ratio? = nil, communes: CommuneCounts? = nil,
    commune: CommuneStatistics.Unit? = nil
  ) {
    self.code = code
    self.nameVi = nameVi
    self.nameEn = nameEn
    self.provinceCode = provinceCode
    self.provinceNameVi = provinceNameVi
    self.provinceNameEn = provinceNameEn
    self.kind = kind
    self.isField = isField
    self.label = label
    self.cell = cell
    self.before = before
    self.coverage = coverage
    self.coveredTo = coveredTo
    self.files = files
    self.keys = keys
    self.share = share
    self.communes = communes
    self.commune = commune
  }

  /// How a row is named in a language.
  private enum Wording {
    /// This program's own words.
    case label(Label)
    case field(String)
    /// A unit's name, with its kind where it is known.
    case unit(String, kind: Label?)
  }

  private func wording(_ language: Language) -> Wording {
    if let label { return .label(label) }
    if isField { return .field(language.field(nameVi)) }
    let short = language.file.unitNames == "en" && !nameEn.isEmpty ? nameEn : nameVi
    return .unit(short, kind: code.isEmpty ? nil : Self.pattern(kind))
  }

  func name(_ printer: Printer) -> TemplateValue {
    guard let language = printer.language else { return printer.plainName(nameVi) }
    switch wording(language) {
    case .label(let label):
      let words = language.label(label)
      let inline = label.inline.map { language.label($0) } ?? words
      return printer.name(words, short: words, inline: inline, isMarkup: true)
    case .field(let name), .unit(let name, kind: nil): return printer.name(name, short: name, inline: name)
    case .unit(let short, let pattern?):
      let inline = pattern == .unitCity ? Label.unitCityInline : pattern
      return printer.name(
        language.name(short, as: pattern), short: short,
        inline: language.file.namesInline?[short] ?? language.name(short, as: inline))
    }
  }

  /// Returns the full name for a drawing, cut to a width, since a drawing cannot measure text.
  ///
  /// - Parameter before: text that stands before the name, such as the rank.
  func drawnName(
    _ printer: Printer, after before: String = "", into width: Int, size: Int, isBold: Bool = false
  ) -> TemplateValue {
    guard let language = printer.language else { return printer.text(nameVi) }
    return printer.text(DrawnText.fitted(before + fullName(language), into: width, size: size, isBold: isBold))
  }

  private func fullName(_ language: Language) -> String {
    switch wording(language) {
    case .label(let label): language.label(label)
    case .field(let name), .unit(let name, kind: nil): name
    case .unit(let short, let pattern?): language.name(short, as: pattern)
    }
  }

  /// Returns the name as written in a sentence, or in a list within one.
  func inlineName(_ printer: Printer) -> String { printer.form("inline", of: name(printer)) }

  /// Returns the name without the kind of unit, escaped.
  func shortName(_ printer: Printer) -> String {
    printer.form("short", of: name(printer))
  }

  /// Returns the pattern by which a kind of unit is named in full: "Thành phố Huế", "Ba Dinh Ward".
  private static func pattern(_ kind: String) -> Label? {
    switch kind {
    case "city": .unitCity
    case "province": .unitProvince
    case "commune": .unitCommune
    case "ward": .unitWard
    case "special_zone": .unitSpecialZone
    default: nil
    }
  }
}

enum UnitNames {
  static let names = Names<UnitRow>(
    [
      .text("code", "statistical code of the unit; empty for what is not stated") { $0.code },
      .value(
        "name", "name of the unit, field, channel or level; short leaves the kind of unit out, inline suits a sentence",
        forms: ["short", "inline", "strong"]
      ) { $0.name($1) },
      .text("province_code", "statistical code of the province that a commune belongs to") { $0.provinceCode },
      .value("province", "name of the province that a commune belongs to, without its kind") { row, printer in
        let isEnglish = printer.language?.file.unitNames == "en" && !row.provinceNameEn.isEmpty
        return printer.text(isEnglish ? row.provinceNameEn : row.provinceNameVi)
      },
      .text("type", "city, province, commune, ward or special_zone") { $0.kind },
      .value("coverage", "whether the province's data reach over the period") { row, printer in
        guard let coverage = row.coverage else { return printer.missing() }
        return printer.language.map { printer.words($0.label(coverage.label)) } ?? printer.text(coverage.rawValue)
      },
      .date("covered_to", "last day of receipt or finish in the province's data, as-of where they go on behind it") {
        $0.coveredTo
      },
      .flag("has_figures", "whether the coverage gives figures at all") { $0.cell.tally != nil },
      .rate("share_of_late_or_overdue", "late_or_overdue of the row / of the whole") { $0.share },
      .value("record", "the row as a record of its CSV file") { row, printer in
        TemplateValue(CSVTable.record(row, printer))
      },
      .value("coverage_record", "the row as a record of coverage.csv") { row, printer in
        TemplateValue(CSVTable.coverageRecord(row, printer))
      },
      .value("backlog_record", "the row as a record of backlog.csv") { row, printer in
        TemplateValue(CSVTable.backlogRecord(row, printer))
      },
      .record("change", "the row's change from the period before", TallyNames.changes) {
        Change(now: $0.before == nil ? nil : $0.cell.tally, before: $0.before)
      },
    ] + CommuneNames.names + TallyNames.names.of { $0.cell })
}

extension Label {
  /// The words as written in a sentence, where these differ.
  fileprivate var inline: Label? {
    switch self {
    case .ownLevel: .ownLevelInline
    case .country: .countryInline
    case .countryPartial: .countryPartialInline
    case .whole: .wholeInline
    default: nil
    }
  }
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
