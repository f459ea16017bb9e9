import Administration
import Statistics

/// What the page of one province sets beside its own figures: its rank, its like, its communes.
struct Scorecard: Sendable {
  let unit: UnitRow
  /// Its name in the names of files.
  let slug: String
  /// Its line in the ranking of all provinces and cities.
  let ranking: RankingRow?
  /// The unit with the next better printed rate, and the one ranked behind.
  let ahead: RankingRow?
  let behind: RankingRow?
  /// Its rank among its like: provinces or cities apart.
  let rankAmongPeers: Int?
  let peersRanked: Int
  /// The median of each rate over its like with figures, by nearest rank.
  let medians: [Rate: Ratio]
  /// Its rank among all provinces and cities by each rate of the ranking page.
  let ranks: [Rate: Int]
  /// Its own level first, then its communes in code order.
  let units: [UnitRow]
  let costliest: [Costly]

  /// A commune, or the province's own level, with its part in the province's late and overdue dossiers.
  struct Costly: Sendable {
    let unit: UnitRow
    let share: Ratio?
    /// Of this and all before it together.
    let cumulative: Ratio?
  }

  /// How many units "what costs most" lists.
  static let most = 10

  init(_ report: ReportSubject, province: Int) {
    let unit = report.units.provinces[province]
    self.unit = unit
    slug = report.registry.provinces[province].slug
    let ranked = report.ranking.together.ranked
    let position = ranked.firstIndex { $0.unit.code == unit.code }
    ranking = report.ranking.together.rows.first { $0.unit.code == unit.code }
    ahead = position.flatMap { own in
      ranked[..<own].last { $0.entry.rank ?? 0 < ranked[own].entry.rank ?? 0 }
    }
    behind = position.flatMap { own in ranked[own...].first { $0.entry.rank ?? 0 > ranked[own].entry.rank ?? 0 } }
    let group = unit.kind == Province.Kind.city.rawValue ? report.ranking.cities : report.ranking.provinces
    rankAmongPeers = group.ranked.first { $0.unit.code == unit.code }?.entry.rank
    peersRanked = group.ranked.count
    ranks = ranking?.ranks ?? [:]
    let peers = report.units.provinces.filter { $0.kind == unit.kind }
    medians = Dictionary(
      uniqueKeysWithValues: Rate.allCases.compactMap { rate in
        Self.median(peers.compactMap { $0.cell.rate(rate) }).map { (rate, $0) }
      })
    units = Array(report.units.communes[report.units.communesOfProvince[province]])
    costliest = Self.costliest(units, of: unit)
  }

  /// The value at the middle, the lower one of two: a rate that a unit has.
  static func median(_ ratios: [Ratio]) -> Ratio? {
    let sorted = ratios.sorted {
      $0.numerator.multipliedFullWidth(by: $1.denominator) < $1.numerator.multipliedFullWidth(by: $0.denominator)
    }
    return sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2]
  }

  private static func costliest(_ units: [UnitRow], of province: UnitRow) -> [Costly] {
    let whole = province.cell.lateOrOverdue ?? 0
    var sum = 0
    return units.filter { $0.cell.lateOrOverdue ?? 0 > 0 }
      .sorted { ($1.cell.lateOrOverdue ?? 0, $0.code) < ($0.cell.lateOrOverdue ?? 0, $1.code) }
      .prefix(most).map { unit in
        sum += unit.cell.lateOrOverdue ?? 0
        return Costly(
          unit: unit, share: Ratio(unit.cell.lateOrOverdue ?? 0, of: whole), cumulative: Ratio(sum, of: whole))
      }
  }
}
