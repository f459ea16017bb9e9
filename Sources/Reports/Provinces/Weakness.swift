import Statistics

/// A fault in a province's records that weakens its rates, with its frequency there and in the whole.
struct Weakness: Sendable {
  /// The name of the flag, under which languages have words for it.
  let flag: String
  let dossiers: Int
  /// The share of the province's dossiers in use.
  let share: Ratio?
  let wholeShare: Ratio?

  /// Returns all weaknesses of a province, including those that it does not have; empty where none of its dossiers is
  /// used.
  static func all(of province: Int, _ provinces: [QualityStatistics.Province]) -> [Weakness] {
    guard let own = provinces.first(where: { $0.position == province }), own.used > 0 else { return [] }
    let used = provinces.reduce(0) { $0 + $1.used }
    return QualityStatistics.Province.flags.map { flag in
      Weakness(
        flag: flag.name, dossiers: flag.count(own), share: Ratio(flag.count(own), of: own.used),
        wholeShare: Ratio(provinces.reduce(0) { $0 + flag.count($1) }, of: used))
    }
  }
}
