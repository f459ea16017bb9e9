import Statistics

/// A fault of a province's records that weakens its rates, with how frequent it is there and in the whole.
struct Weakness: Sendable {
  /// The flag's name, by which languages have words for it.
  let flag: String
  let dossiers: Int
  /// Of the dossiers in use.
  let share: Ratio?
  let wholeShare: Ratio?

  /// Every one of them, whether or not the province has it; none where nothing of it is used.
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
