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

  /// Counts dossiers of one file, in runs of one province, since the dossiers of a province usually stand together.
  mutating func count(_ dossiers: [Dossier], extractedOn: Day?, sign: Int) {
    var start = 0
    while start < dossiers.count {
      let province = dossiers[start].province
      var end = start + 1
      while end < dossiers.count, dossiers[end].province == province { end += 1 }
      reaches[place(of: Int(province))].count(dossiers[start..<end], extractedOn: extractedOn, sign: sign)
      start = end
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
