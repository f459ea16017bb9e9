import Administration
import Records
import Statistics

/// A province's late and overdue dossiers in one unit and field.
struct CostRow: Sendable {
  let province: UnitRow
  /// The commune or, where none is known, the agency.
  let unit: UnitRow
  let field: String
  let cell: DetailStatistics.CostCell
}

/// A line of a province's work list.
struct WorkRow: Sendable {
  let province: UnitRow
  /// The commune or, where none is known, the agency.
  let unit: UnitRow
  let item: WorkItem
}

/// The rows of the finer breakdowns of the own window.
struct BreakdownRows: Sendable {
  private let statistics: RunStatistics
  private let provinces: [UnitRow]
  private let registry: Registry
  /// In order of their codes, then names.
  let procedures: [UnitRow]
  /// In order of province, level and name.
  let agencies: [UnitRow]
  /// In order of their names; the row without a name comes first.
  let serviceLevels: [UnitRow]

  init(_ statistics: RunStatistics, provinces: [UnitRow], registry: Registry) {
    self.statistics = statistics
    self.provinces = provinces
    self.registry = registry
    procedures = Self.ordered(
      statistics.procedures.all.map { Self.row($0) }, by: { $0.code + "\0" + $0.nameVi })
    agencies = Self.ordered(
      statistics.details.agencies.map { agency in
        let province = provinces[agency.province]
        return UnitRow(
          nameVi: agency.name, provinceCode: province.code, provinceNameVi: province.nameVi,
          provinceNameEn: province.nameEn,
          kind: agency.level.word, label: agency.name.isEmpty ? .notStated : nil, cell: Cell(tally: agency.tally),
          keys: [province.code, agency.level.word, agency.name])
      }, by: { $0.provinceCode + "\0" + $0.kind + "\0" + $0.nameVi })
    serviceLevels = Self.ordered(
      statistics.details.serviceLevels.map { name, tally in
        UnitRow(nameVi: name, label: name.isEmpty ? .notStated : nil, cell: Cell(tally: tally), keys: [name])
      }, by: \.nameVi)
  }

  private static func ordered(_ rows: [UnitRow], by key: (UnitRow) -> String) -> [UnitRow] {
    rows.map { (key($0), $0) }.sorted { $0.0.unicodeScalars.lexicographicallyPrecedes($1.0.unicodeScalars) }.map(\.1)
  }

  private static func row(_ procedure: ProcedureStatistics.Procedure) -> UnitRow {
    UnitRow(
      code: procedure.code, nameVi: procedure.name.isEmpty ? procedure.code : procedure.name,
      label: procedure.code.isEmpty && procedure.name.isEmpty ? .notStated : nil, cell: Cell(tally: procedure.tally),
      keys: [procedure.code, procedure.name])
  }

  /// Returns the named procedures of a province with most dossiers resolved late, the largest number first.
  func slowProcedures(ofProvince province: Int, most: Int) -> [UnitRow] {
    statistics.procedures.slow(ofProvince: province, most: most).map { Self.row($0) }
  }

  /// Returns the named agencies of a province at some levels, in order of their names. An agency that appears at
  /// several of the levels is one row with all its dossiers.
  func agencies(ofProvince province: Int, levels: [Level]) -> [UnitRow] {
    let words = levels.map(\.word)
    let rows = agencies.filter {
      $0.provinceCode == provinces[province].code && words.contains($0.kind) && !$0.nameVi.isEmpty
    }
    let merged = Dictionary(grouping: rows, by: \.nameVi).values.map { rows in
      let row = rows[0]
      return UnitRow(
        nameVi: row.nameVi, provinceCode: row.provinceCode, provinceNameVi: row.provinceNameVi,
        provinceNameEn: row.provinceNameEn, kind: row.kind,
        cell: Cell(tally: rows.compactMap(\.cell.tally).merged()), keys: row.keys)
    }
    return Self.ordered(merged, by: \.nameVi)
  }

  /// Returns the fields of a province, in order of their names.
  func fields(ofProvince province: Int) -> [UnitRow] {
    let unit = provinces[province]
    return Self.ordered(
      statistics.own.fieldsOfProvince[province].map { name, tally in
        UnitRow(
          nameVi: name, provinceCode: unit.code, provinceNameVi: unit.nameVi, provinceNameEn: unit.nameEn,
          isField: true,
          label: name.isEmpty ? .notStated : nil,
          cell: Cell(tally: tally), keys: [unit.code, name])
      }, by: \.nameVi)
  }

  /// The fields of each province, province by province.
  var provinceFields: [UnitRow] { provinces.indices.flatMap { fields(ofProvince: $0) } }

  /// Returns the cells of unit and field that cost a province most: those with most late and overdue dossiers, the
  /// largest first.
  func costs(ofProvince province: Int) -> [CostRow] {
    statistics.details.costsOfProvince[province].map { cell in
      CostRow(
        province: provinces[province], unit: unit(cell.commune, cell.agency), field: cell.field, cell: cell)
    }
  }

  /// Returns what a province's offices must handle first: its overdue dossiers by unit, field and age, the oldest due
  /// day first. Empty in a public edition.
  func work(ofProvince province: Int) -> [WorkItem] { statistics.details.work(ofProvince: province) }

  /// Returns lines of a province's work list with their names. They are made only where they are printed, since there
  /// may be ten thousand.
  func rows(_ work: some Sequence<WorkItem>, ofProvince province: Int) -> [WorkRow] {
    work.map { WorkRow(province: provinces[province], unit: unit($0.commune, $0.agency), item: $0) }
  }

  /// Returns a commune or, where none is known, an agency.
  private func unit(_ commune: Int?, _ agency: String) -> UnitRow {
    let nothing = Cell(tally: nil)
    guard let commune else { return UnitRow(nameVi: agency, label: agency.isEmpty ? .ownLevel : nil, cell: nothing) }
    let unit = registry.communes[commune]
    return UnitRow(
      code: unit.code, nameVi: unit.nameVi, nameEn: registry.communeNamesEn[commune],
      kind: unit.kind(on: statistics.own.window.last).rawValue, cell: nothing)
  }

  /// The cells that cost each province most, province by province.
  var costs: [CostRow] { provinces.indices.flatMap { costs(ofProvince: $0) } }
}
