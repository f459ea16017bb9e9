import Administration
import Statistics

/// The rows of all breakdowns of the own window, which are made once.
struct UnitRows: Sendable {
  /// In code order, without the total.
  let provinces: [UnitRow]
  let total: UnitRow
  /// For each province, first the row without a known commune, then its communes in code order.
  let communes: [UnitRow]
  /// By province, the range of its rows in `communes`.
  let communesOfProvince: [Range<Int>]
  /// In order of their names; the row without a name comes first.
  let fields: [UnitRow]
  let channels: [UnitRow]
  let levels: [UnitRow]

  init(_ statistics: RunStatistics, _ states: CommuneStatistics, registry: Registry, files: [FileFigures]) {
    let own = statistics.own
    let before = statistics.comparable
    provinces = registry.provinces.enumerated().map { position, province in
      UnitRow(
        code: province.code, nameVi: province.nameVi, nameEn: province.nameEn,
        kind: province.kind(on: own.window.last).rawValue, cell: Cell(tally: own.provinces[position]),
        before: before?.provinces[position],
        coverage: own.coverage[position], coveredTo: statistics.coveredTo[position],
        files: files.filter { $0.province == position }, keys: [province.code, province.nameVi],
        communes: own.provinces[position] == nil
          ? nil : CommuneCounts(states.units[registry.communesOfProvince[position]]))
    }
    let (totalName, totalLabel) = Self.total(own.reporting, of: registry)
    total = UnitRow(
      code: Registry.wholeCode, nameVi: totalName, label: totalLabel, cell: Cell(tally: own.total),
      files: files, keys: [Registry.wholeCode, totalName],
      communes: CommuneCounts(states.units))
    communes = Self.communeRows(own, before, states, registry: registry)
    var end = 0
    communesOfProvince = registry.communesOfProvince.map { range in
      defer { end += range.count + 1 }
      return end..<end + range.count + 1
    }
    let hasFigures = own.total != nil
    let late = Cell(tally: own.total).lateOrOverdue ?? 0
    fields = own.fields.map { name, tally in
      let cell = Cell(tally: tally)
      return UnitRow(
        nameVi: name, isField: true, label: name.isEmpty ? .notStated : nil, cell: cell, keys: [name],
        share: Ratio(cell.lateOrOverdue ?? 0, of: late))
    }
    .sorted { $0.nameVi.unicodeScalars.lexicographicallyPrecedes($1.nameVi.unicodeScalars) }
    channels = own.channels.map {
      UnitRow(
        code: $0.channel.word, label: $0.channel.label, cell: Cell(tally: hasFigures ? $0.tally : nil),
        keys: [$0.channel.word])
    }
    levels = own.levels.map {
      UnitRow(
        code: $0.level.word, label: $0.level.label, cell: Cell(tally: hasFigures ? $0.tally : nil),
        keys: [$0.level.word])
    }
  }

  /// Returns the name of the whole in CSV files and its label on pages. The whole is called a country only where the
  /// units are all of Vietnam's.
  static func total(_ reporting: Int, of registry: Registry) -> (name: String, label: Label) {
    let all = registry.provinces.count
    let name = registry.isCountry ? "Việt Nam" : "Total"
    if reporting < all { return ("\(name) (\(reporting)/\(all))", .countryPartial) }
    return (name, registry.isCountry ? .country : .whole)
  }

  private static func communeRows(
    _ own: WindowStatistics, _ before: WindowStatistics?, _ states: CommuneStatistics, registry: Registry
  ) -> [UnitRow] {
    var rows: [UnitRow] = []
    for (position, province) in registry.provinces.enumerated() {
      let coverage = own.coverage[position]
      rows.append(
        UnitRow(
          provinceCode: province.code, provinceNameVi: province.nameVi, provinceNameEn: province.nameEn,
          kind: "province", label: .ownLevel,
          cell: Cell(tally: own.ownLevel[position]), before: before?.ownLevel[position], coverage: coverage,
          keys: [province.code, "", "", "province"]))
      for commune in registry.communesOfProvince[position] {
        let unit = registry.communes[commune]
        let kind = unit.kind(on: own.window.last).rawValue
        rows.append(
          UnitRow(
            code: unit.code, nameVi: unit.nameVi, nameEn: registry.communeNamesEn[commune], provinceCode: province.code,
            provinceNameVi: province.nameVi, provinceNameEn: province.nameEn, kind: kind,
            cell: Cell(tally: own.communes[commune]),
            before: before?.communes[commune],
            coverage: coverage, keys: [province.code, unit.code, unit.nameVi, kind], commune: states.units[commune]))
      }
    }
    return rows
  }

  /// Returns the fields that weigh most on the on-time rate: the first `most` by late and overdue dossiers, the others
  /// as one row, the dossiers without a field, and the total.
  func weightiestFields(most: Int = 10) -> [UnitRow] {
    let named = fields.filter { !$0.nameVi.isEmpty }
      .sorted { ($1.cell.lateOrOverdue ?? 0, $0.nameVi) < ($0.cell.lateOrOverdue ?? 0, $1.nameVi) }
    var rows = Array(named.prefix(most))
    let whole = total.cell.lateOrOverdue ?? 0
    func row(_ label: Label, _ tally: Tally) -> UnitRow {
      let cell = Cell(tally: tally)
      return UnitRow(label: label, cell: cell, share: Ratio(cell.lateOrOverdue ?? 0, of: whole))
    }
    let others = named.dropFirst(most).compactMap(\.cell.tally)
    if !others.isEmpty { rows.append(row(.otherFields, others.merged())) }
    if let unnamed = fields.first(where: \.nameVi.isEmpty)?.cell.tally { rows.append(row(.notStated, unnamed)) }
    if let all = total.cell.tally, let label = total.label { rows.append(row(label, all)) }
    return rows
  }
}
