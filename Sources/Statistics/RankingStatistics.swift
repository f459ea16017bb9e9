import Administration

/// The rankings of a run by one rate: provinces and cities together and apart, and communes of one kind, within their
/// province and in the country.
package struct RankingStatistics: Sendable {
  /// Units that are ranked together.
  package struct Group: Sendable {
    /// `all`, `city` and `province` of provinces; `commune`, `ward` and `special_zone` of communes.
    package let kind: String
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

  package init(_ run: RunStatistics, by rate: Rate, registry: Registry) {
    let (own, before) = (run.own, run.comparable)
    self.rate = rate

    func ofProvinces(_ kind: String, _ units: [Int]) -> Group {
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
        kind: kind.rawValue, province: province, units: units, ranking: Ranking(rate: rate, units: figures))
    }

    let all = Array(registry.provinces.indices)
    let kinds = registry.provinces.map { $0.kind(on: own.window.last) }
    together = ofProvinces("all", all)
    cities = ofProvinces("city", all.filter { kinds[$0] == .city })
    provinces = ofProvinces("province", all.filter { kinds[$0] == .province })
    communes = all.flatMap { province in
      Commune.Kind.allCases.compactMap { ofCommunes($0, province, registry.communesOfProvince[province]) }
    }
    communesOfCountry = Commune.Kind.allCases.compactMap { ofCommunes($0, nil, registry.communes.indices) }
  }

  /// Every group, in the order in which it is printed.
  package var groups: [Group] { [together, cities, provinces] + communesOfCountry + communes }
}
