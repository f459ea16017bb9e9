import Administration

/// How a province's commune-level dossiers divide among its communes.
///
/// Few communes have many dossiers, and many have few. The division depends on the commune, not on the seed: a sample
/// with another seed has other dossiers of the same country.
enum CommuneVolumes {
  /// The fewest dossiers of a commune at scale 1, except the sparse ones.
  static let least = 10

  /// The number of communes of Quảng Ngãi that still work on paper: with fewer than `least` dossiers, and with none at
  /// all.
  private static let sparse = (provinceCode: "51", few: 15, none: 9)

  /// The sizes of special zones: some with hardly any inhabitants, and one the size of a city; others count as small.
  private static let islands = [
    "11948": 1, "19742": 1, "20333": 1, "22736": 1, "31105": 2, "31108": 10, "31078": 90,
  ]

  /// Returns the number of dossiers by commune at scale 1, with the sum `total`.
  static func base(_ communes: ArraySlice<Commune>, total: Int) -> [Int] {
    let weights = weights(of: communes)
    var counts = [Int](repeating: 0, count: communes.count)
    var usual = Array(counts.indices)
    if let first = communes.first, first.provinceCode == sparse.provinceCode {
      let rural = usual.filter { communes[communes.startIndex + $0].kindAtReform == .commune }
      let smallest = rural.sorted { (weights[$0], $0) < (weights[$1], $1) }.prefix(sparse.few + sparse.none)
      for (rank, commune) in smallest.enumerated() {
        // From one to nine, each several times.
        counts[commune] = rank < sparse.none ? 0 : 1 + (rank - sparse.none) * 4 % 9
      }
      usual.removeAll { smallest.contains($0) }
    }
    let left = total - counts.reduce(0, +)
    let floor = left >= usual.count * least ? least : 0
    let parts = apportion(left - floor * usual.count, weights: usual.map { weights[$0] })
    for (commune, part) in zip(usual, parts) { counts[commune] = floor + part }
    return counts
  }

  /// Returns weights that fall with the commune's rank in a random order, as sizes of places do; wards weigh more than
  /// rural communes.
  private static func weights(of communes: ArraySlice<Commune>) -> [Int] {
    let draws = communes.map { commune in
      var random = RandomSource(seed: 0, stream: "volume/\(commune.code)")
      return (order: random.next(), spread: 70 + random.below(60))
    }
    let ranked = draws.indices.sorted { draws[$0].order < draws[$1].order }
    var weights = [Int](repeating: 0, count: communes.count)
    for (rank, position) in ranked.enumerated() {
      let commune = communes[communes.startIndex + position]
      let size =
        switch commune.kindAtReform {
        case .ward: 20
        case .commune: 9
        case .specialZone: islands[commune.code] ?? 4
        }
      // A special zone's size is known, so its rank does not change it.
      let fall = commune.kindAtReform == .specialZone ? 40 : rank + 6
      weights[position] = size * draws[position].spread * 10_000 / fall
    }
    return weights
  }
}
