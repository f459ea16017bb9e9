import Statistics
import Templates

/// The number of communes in each state, of one province or of all provinces with figures.
struct CommuneCounts: Sendable {
  private let units: [CommuneStatistics.Unit]

  init(_ units: some Sequence<CommuneStatistics.Unit>) { self.units = Array(units) }

  /// Communes of provinces with figures.
  var all: Int { units.count { $0.state != .noFile } }
  subscript(state: CommuneState) -> Int { units.count { $0.state == state } }
  /// Communes with fewer than ten dossiers received, for whatever reason.
  var few: Int { all - self[.active] }
  /// Nil where no commune is compared with the previous period.
  var newlySilent: Int? {
    let compared = units.compactMap(\.isNewlySilent)
    return compared.isEmpty ? nil : compared.count { $0 }
  }
  var silent: Int { units.count { $0.isSilent } }
}

extension CommuneStatistics.Unit {
  /// Whether the commune has received nothing for so long that it is named. A commune for which a branch receives is
  /// not silent.
  var isSilent: Bool {
    (state == .none || state == .paper) && idleWeeks ?? 0 >= CommuneStatistics.silentWeeks
  }
}

extension UnitRow {
  /// Whether the row is a commune with figures that received fewer than ten dossiers.
  var hasFew: Bool { commune.map { $0.state != .active && $0.state != .noFile } ?? false }
}

/// The names for the states of communes.
enum CommuneNames {
  /// The names of a row: about a commune itself, or about the communes of a province.
  static let names: [Names<UnitRow>.Name] = [
    .value("state", "of a commune: active, low, none, paper, branch or no_file") { row, printer in
      guard let state = row.commune?.state else { return printer.missing() }
      return printer.language.map { printer.words($0.label(state.label)) } ?? printer.text(state.rawValue)
    },
    .count(
      "weeks_without", "of a commune: whole weeks in a row, as far as the data reach, without a dossier", unit: "weeks"
    ) {
      $0.commune?.idleWeeks
    },
    .flag("weeks_may_be_more", "of a commune: whether no more weeks than these are looked back on") {
      $0.commune?.isIdleBeyond ?? false
    },
    .text("note", "of a commune that receives little or nothing: why, from 'commune_notes'") { $0.commune?.reason },
    .value("commune_record", "the row as a record of communes.csv") { row, printer in
      TemplateValue(CSVTable.communeRecord(row, printer))
    },
    .count("communes", "communes, wards and special zones of the province", unit: "communes") { $0.communes?.all },
    .count("communes_none", "of these, with no dossier received and no explanation", unit: "communes") {
      $0.communes?[.none]
    },
    .count("communes_low", "of these, with one to nine dossiers received and no explanation", unit: "communes") {
      $0.communes?[.low]
    },
    .count("communes_paper", "of these, with fewer than ten, since dossiers are kept on paper", unit: "communes") {
      $0.communes?[.paper]
    },
    .count(
      "communes_branch", "of these, with fewer than ten, since a branch of a single-level centre receives them",
      unit: "communes"
    ) { $0.communes?[.branch] },
    .flag("has_communes_paper", "whether there is any commune on paper") { $0.communes?[.paper] ?? 0 > 0 },
    .flag("has_communes_branch", "whether a branch receives for any commune") { $0.communes?[.branch] ?? 0 > 0 },
    .count("communes_new", "of these, with no dossier now and some in the period before", unit: "communes") {
      $0.communes?.newlySilent
    },
    .count("communes_silent", "of these, without any for four weeks or more, branches left out", unit: "communes") {
      $0.communes?.silent
    },
  ]

  /// The number of communes that the weekly page names.
  private static let named = 20

  /// The names at the root of a template.
  static let ofReport: [Names<ReportSubject>.Name] = [
    .flag("has_few", "whether any commune received fewer than ten dossiers") {
      $0.units.total.communes?.few ?? 0 > 0
    },
    .list("provinces_with_few", "provinces that have communes with fewer than ten dossiers", UnitNames.names) {
      $0.units.provinces.filter { $0.communes?.few ?? 0 > 0 }
    },
    .list(
      "silent_communes", "up to twenty communes without a dossier for four weeks or more, the longest first",
      UnitNames.names
    ) { Array(silent($0).prefix(named)) },
    .flag("has_silent_communes", "whether there is any such commune") { !silent($0).isEmpty },
    .count("silent_communes_more", "such communes beyond these twenty", unit: "communes") {
      let more = silent($0).count - named
      return more > 0 ? more : nil
    },
    .value("commune_columns", "the header of communes.csv") { _, _ in TemplateValue(CSVTable.communeHeader) },
  ]

  private static func silent(_ subject: ReportSubject) -> [UnitRow] {
    subject.units.communes.filter { $0.commune?.isSilent ?? false }
      .sorted { ($1.commune?.idleWeeks ?? 0, $0.code) < ($0.commune?.idleWeeks ?? 0, $1.code) }
  }
}

extension CommuneState {
  var label: Label {
    switch self {
    case .active: .communeActive
    case .low: .communeLow
    case .none: .communeNone
    case .paper: .communePaper
    case .branch: .communeBranch
    case .noFile: .communeNoFile
    }
  }
}
