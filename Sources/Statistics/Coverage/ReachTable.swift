import Administration
import Records

/// Collects the reach of the data of each province that has any.
struct ReachTable {
  private let last: Day
  /// For each province, its position in `reaches`; -1 until it appears. A registry may have ten thousand units that
  /// never do.
  private var places: [Int32]
  private var reaches: [DataReach] = []

  init(through last: Day, provinces: Int) {
    self.last = last
    places = [Int32](repeating: -1, count: provinces)
  }

  /// Counts dossiers of one file.
  mutating func count(_ dossiers: [Dossier], extractedOn: Day?, sign: Int) {
    for (province, own) in dossiers.runsByProvince {
      reaches[place(of: province)].count(dossiers[own], extractedOn: extractedOn, sign: sign)
    }
  }

  private mutating func place(of province: Int) -> Int {
    if places[province] < 0 {
      places[province] = Int32(reaches.count)
      reaches.append(DataReach(through: last))
    }
    return Int(places[province])
  }

  /// By position of the province in the registry; provinces whose dossiers were all taken back are left out.
  var byProvince: [Int: DataReach] {
    var all: [Int: DataReach] = [:]
    for (province, place) in places.enumerated() where place >= 0 {
      let reach = reaches[Int(place)]
      if !reach.isEmpty { all[province] = reach }
    }
    return all
  }
}

extension [Dossier] {
  /// The dossiers in runs of one province, each with its position in the registry: dossiers of a province usually stand
  /// together.
  var runsByProvince: some Sequence<(province: Int, range: Range<Int>)> {
    sequence(state: 0) { start -> (province: Int, range: Range<Int>)? in
      guard start < count else { return nil }
      let first = start
      let province = self[first].province
      start = self[first...].firstIndex { $0.province != province } ?? count
      return (Int(province), first..<start)
    }
  }
}
