import Administration
import Statistics

/// What the page of one province shows beside the province's own figures: its rank, its peers and its communes.
final class Scorecard: Sendable {
  let unit: UnitRow
  /// The sum over all provinces with figures.
  let whole: Cell
  /// The province's name as used in file names.
  let slug: String
  /// The province's row in the ranking of all provinces and cities.
  let ranking: RankingRow?
  /// The unit with the next better printed rate, and the unit ranked next below.
  let ahead: RankingRow?
  let behind: RankingRow?
  /// The province's rank among its peers: provinces only, or cities only.
  let rankAmongPeers: Int?
  let peersRanked: Int
  /// The median of each rate over the peers with figures, by nearest rank.
  let medians: [Rate: Ratio]
  /// The rate by which units are ranked.
  let rankedBy: Rate
  /// The province's rank among all provinces and cities, by each rate of the ranking page and by `rankedBy`.
  let ranks: [Rate: Int]
  /// First the row without a known commune, then the province's communes in code order.
  let units: [UnitRow]
  /// The province's cells of unit and field with most late and overdue dossiers, the largest first.
  let costs: [CostRow]
  /// The named agencies at the province's own level, and central ones.
  let agencies: [UnitRow]
  let slowProcedures: [UnitRow]
  /// The province's weaknesses, compared with the whole.
  let weaknesses: [Weakness]
  /// The province's dossiers in use, whichever files they are in.
  let dossiersUsed: Int
  let days: [TrendRow]
  /// What the province's offices must handle first, sorted once for everything that prints it.
  let work: [WorkItem]
  private let breakdowns: BreakdownRows
  /// Position in the registry.
  private let province: Int

  /// The number of cells that "what costs most" lists, and the number of procedures listed.
  static let most = 10

  /// - Parameter province: position in the registry.
  init(
    ofProvince province: Int, slug: String, _ rows: UnitRows, _ rankings: RankingSubject, _ breakdowns: BreakdownRows,
    _ series: SeriesRows, quality: [QualityStatistics.Province], registry: Registry
  ) {
    self.breakdowns = breakdowns
    self.province = province
    weaknesses = Weakness.all(of: province, quality.filter { rows.provinces[$0.position].cell.tally != nil })
    dossiersUsed = quality.first { $0.position == province }?.used ?? 0
    let unit = rows.provinces[province]
    self.unit = unit
    whole = rows.total.cell
    self.slug = slug
    let ranked = rankings.together.ranked
    let position = ranked.firstIndex { $0.unit.code == unit.code }
    ranking = rankings.together.rows.first { $0.unit.code == unit.code }
    ahead = position.flatMap { own in
      ranked[..<own].last { $0.entry.rank ?? 0 < ranked[own].entry.rank ?? 0 }
    }
    behind = position.flatMap { own in ranked[own...].first { $0.entry.rank ?? 0 > ranked[own].entry.rank ?? 0 } }
    let group = unit.kind == Province.Kind.city.rawValue ? rankings.cities : rankings.provinces
    rankAmongPeers = group.ranked.first { $0.unit.code == unit.code }?.entry.rank
    peersRanked = group.ranked.count
    rankedBy = rankings.statistics.rate
    ranks = ranking?.ranks ?? [:]
    let peers = rows.provinces.filter { $0.kind == unit.kind }
    medians = Dictionary(
      uniqueKeysWithValues: Rate.allCases.compactMap { rate in
        Self.median(peers.compactMap { $0.cell.rate(rate) }).map { (rate, $0) }
      })
    units = Array(rows.communes[rows.communesOfProvince[province]])
    costs = breakdowns.costs(ofProvince: province)
    agencies = breakdowns.agencies(ofProvince: province, levels: [.province, .other])
    slowProcedures = breakdowns.slowProcedures(ofProvince: province, most: Self.most)
    days = series.days(ofProvince: province)
    work = breakdowns.work(ofProvince: province)
  }

  /// What the province's offices must handle first, with names; empty in a public edition.
  var workRows: [WorkRow] { breakdowns.rows(work, ofProvince: province) }
  var workFirst: [WorkRow] { breakdowns.rows(work.prefix(Self.most), ofProvince: province) }

  /// Returns the median; of two middle values the lower one, so that it is the rate of an actual unit.
  static func median(_ ratios: [Ratio]) -> Ratio? {
    let sorted = ratios.sorted {
      $0.numerator.multipliedFullWidth(by: $1.denominator) < $1.numerator.multipliedFullWidth(by: $0.denominator)
    }
    return sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2]
  }
}
