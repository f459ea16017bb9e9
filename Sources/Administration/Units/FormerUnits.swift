/// The units before 1 July 2025 and what became of them (Resolution 202/2025/QH15 and the resolutions on the communes
/// of each province).
///
/// A former commune does not always have a single successor: 471 were split between two or more. Communes are parsed
/// when first looked up, so that a run without former ones does not pay for them.
package struct FormerUnits: Sendable {
  /// A former province, and the code of the present one that it is part of.
  package struct Province: Sendable {
    package let code: String
    package let portalCode: String
    package let nameVi: String
    package let mergedInto: String
  }

  /// What became of a former commune.
  package enum Fate: Sendable, Equatable {
    /// All of it is in the present commune with this code.
    case merged(String)
    /// The commune was split, or several had the name, so the present one cannot be determined.
    case undecidable
  }

  package let provinces: [Province]
  private let provinceByCode: [String: Int]
  private let provinceByPortalCode: [String: Int]
  private let communes: @Sendable () -> FormerCommunes

  /// - Parameter communes: called whenever a former commune is looked up; must be cheap from the second call on.
  init(provinces: [Province], communes: @escaping @Sendable () -> FormerCommunes) {
    self.provinces = provinces
    self.communes = communes
    provinceByCode = Dictionary(provinces.enumerated().map { ($1.code, $0) }) { first, _ in first }
    provinceByPortalCode = Dictionary(provinces.enumerated().map { ($1.portalCode, $0) }) { first, _ in first }
  }

  package func province(code: some StringProtocol) -> Province? { provinceByCode[String(code)].map { provinces[$0] } }
  package func province(portalCode: some StringProtocol) -> Province? {
    provinceByPortalCode[String(portalCode)].map { provinces[$0] }
  }

  /// Returns what became of the former commune with a code; nil if there is none.
  package func commune(code: some StringProtocol) -> Fate? { communes().byCode[String(code)] }

  /// Returns what became of the former communes with a name in what is now one province.
  ///
  /// - Parameter province: the code of the present province.
  package func commune(named name: UnitName, inProvince province: String) -> Fate? {
    communes().byName[province]?[name]
  }

  /// Returns what became of the communes with a name in a former province; nil if it had none.
  package func commune(named name: UnitName, inFormerProvince former: String) -> Fate? {
    communes().byNameOfFormer[former]?[name]
  }

  /// Returns whether a present commune has any land of a former province.
  package func isCommune(_ code: String, partlyOfFormerProvince former: String) -> Bool {
    communes().formerProvinces[code]?.contains(former) ?? false
  }

  package static let none = FormerUnits(provinces: [], communes: { FormerCommunes(rows: [], provinces: [:]) })

  /// The units built into the program.
  package static let vietnam: FormerUnits = {
    let provinces = DataTable(embedded: "former_provinces.csv", columns: 4).rows.map { cells in
      Province(
        code: String(cells[0]), portalCode: String(cells[1]), nameVi: String(cells[2]), mergedInto: String(cells[3]))
    }
    return FormerUnits(provinces: provinces) { FormerCommunes.vietnam }
  }()
}

/// The communes before 1 July 2025, by code and by name.
struct FormerCommunes: Sendable {
  private(set) var byCode: [String: FormerUnits.Fate] = [:]
  /// By the code of the present province, then by name.
  private(set) var byName: [String: [UnitName: FormerUnits.Fate]] = [:]
  /// By the code of the former province, then by name.
  private(set) var byNameOfFormer: [String: [UnitName: FormerUnits.Fate]] = [:]
  /// For each present commune, by its code, the former provinces whose land it has.
  private(set) var formerProvinces: [String: Set<String>] = [:]

  /// - Parameters:
  ///   - rows: former province; code (may be blank); full name; code of the present commune; `whole` or `part`.
  ///   - provinces: for each former province, the present one.
  init(rows: [[Substring]], provinces: [String: String]) {
    for cells in rows {
      let target = FormerUnits.Fate.merged(String(cells[3]))
      let fate = cells[4] == "part" ? .undecidable : target
      func add(_ old: FormerUnits.Fate?) -> FormerUnits.Fate { old == nil || old == fate ? fate : .undecidable }
      if !cells[1].isEmpty { byCode[String(cells[1])] = add(byCode[String(cells[1])]) }
      let (former, name) = (String(cells[0]), UnitName(cells[2]))
      formerProvinces[String(cells[3]), default: []].insert(former)
      byNameOfFormer[former, default: [:]][name] = add(byNameOfFormer[former]?[name])
      guard let province = provinces[former] else { continue }
      byName[province, default: [:]][name] = add(byName[province]?[name])
    }
  }

  static let vietnam: FormerCommunes = {
    let provinces = Dictionary(FormerUnits.vietnam.provinces.map { ($0.code, $0.mergedInto) }) { first, _ in first }
    return FormerCommunes(
      rows: DataTable(embedded: "former_communes.csv", columns: 5).rows, provinces: provinces)
  }()
}
