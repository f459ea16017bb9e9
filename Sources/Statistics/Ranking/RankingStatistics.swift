import Administration

/// The rankings of a run by one rate: provinces and cities, together and separately, and communes of one kind, within
/// their province and in the whole country.
package struct RankingStatistics: Sendable {
  /// Which units are ranked together; the raw value is its name in outputs.
  package enum Kind: String, Sendable {
    /// Provinces and cities.
    case all
    case city, province, commune, ward
    case specialZone = "special_zone"

    init(_ kind: Commune.Kind) {
      self =
        switch kind {
        case .commune: .commune
        case .ward: .ward
        case .specialZone: .specialZone
        }
    }
  }

  /// Units that are ranked together.
  package struct Group: Sendable {
    package let kind: Kind
    /// Position of the province within which communes are ranked; nil for the country.
    package let province: Int?
    /// Positions of the units in the registry, in code order.
    package let units: [Int]
    package let ranking: Ranking
  }

  package let rate: Rate
  package let together: Group
  package let cities: Group
  package let provinces: Group
  /// By province, then kind.
  package let communes: [Group]
  /// Communes of one kind in the whole country.
  package let communesOfCountry: [Group]

  /// - Parameter onlyProvinces: leaves the communes out, where only provinces are compared.
  package init(_ run: RunStatistics, by rate: Rate, registry: Registry, onlyProvinces: Bool = false) {
    let (own, before) = (run.own, run.comparable)
    self.rate = rate

    func ofProvinces(_ kind: Kind, _ units: [Int]) -> Group {
      let figures = units.map { unit in
        Ranking.Unit(
          tally: own.provinces[unit], coverage: own.coverage[unit], before: before?.provinces[unit],
          coverageBefore: before?.coverage[unit] ?? .noFile)
      }
      return Group(kind: kind, province: nil, units: units, ranking: Ranking(rate: rate, units: figures))
    }

    let provinceOfCommune = registry.communesOfProvince.enumerated().flatMap { province, range in
      range.map { _ in province }
    }
    func ofCommunes(_ kind: Commune.Kind, _ province: Int?, _ range: Range<Int>) -> Group? {
      let units = range.filter { registry.communes[$0].kind(on: own.window.last) == kind }
      guard !units.isEmpty else { return nil }
      let figures = units.map { unit in
        let province = provinceOfCommune[unit]
        return Ranking.Unit(
          tally: own.communes[unit], coverage: own.coverage[province], before: before?.communes[unit],
          coverageBefore: before?.coverage[province] ?? .noFile)
      }
      return Group(
        kind: Kind(kind), province: province, units: units, ranking: Ranking(rate: rate, units: figures))
    }

    let all = Array(registry.provinces.indices)
    let kinds = registry.provinces.map { $0.kind(on: own.window.last) }
    together = ofProvinces(.all, all)
    cities = ofProvinces(.city, all.filter { kinds[$0] == .city })
    provinces = ofProvinces(.province, all.filter { kinds[$0] == .province })
    communes =
      onlyProvinces
      ? []
      : all.flatMap { province in
        Commune.Kind.allCases.compactMap { ofCommunes($0, province, registry.communesOfProvince[province]) }
      }
    communesOfCountry =
      onlyProvinces ? [] : Commune.Kind.allCases.compactMap { ofCommunes($0, nil, registry.communes.indices) }
  }
}
