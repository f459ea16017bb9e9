import Administration
import Records

/// The rows that count, by province: how many there are and which flags they raise.
///
/// Only provinces with rows take memory: a file has rows of one or two provinces, and there may be a thousand files and
/// a thousand provinces.
package struct ProvinceRows: Sendable {
  /// The rows of one province that count; there are none if all were superseded.
  package struct Rows: Sendable {
    package internal(set) var used = 0
    package internal(set) var flags = FlagCounts()

    fileprivate mutating func count(_ rows: LaneRows, _ own: Range<Int>, sign: Int) {
      for position in own where rows.counts[position] {
        used += sign
        flags.add(rows.results[position].flags, sign: sign)
      }
    }
  }

  /// For each province of the registry, its index in `rows`; -1 for a province without rows.
  var places: [Int32]
  var rows: [Rows] = []

  /// - Parameter provinces: the number of provinces in the registry.
  package init(provinces: Int) { places = [Int32](repeating: -1, count: provinces) }

  /// The number of provinces in the registry.
  package var count: Int { places.count }

  /// The rows of a province, by its position in the registry; nil if no row names it.
  package subscript(province: Int) -> Rows? { places[province] < 0 ? nil : rows[Int(places[province])] }

  /// Counts the rows that count, or uncounts them if `sign` is -1. It handles runs of one province together, because
  /// the rows of a province stand together.
  mutating func count(_ rows: LaneRows, sign: Int) {
    var rest = rows.counts.indices
    while let first = rest.first(where: { rows.counts[$0] }) {
      let province = rows.dossiers[first].province
      let end = (first..<rest.endIndex).first { rows.counts[$0] && rows.dossiers[$0].province != province }
      let own = first..<(end ?? rest.endIndex)
      self.rows[place(of: Int(province))].count(rows, own, sign: sign)
      rest = own.upperBound..<rest.endIndex
    }
  }

  /// Records that a row names a province, even if another row of its dossier counts.
  mutating func note(_ province: UInt16) { _ = place(of: Int(province)) }

  package mutating func merge(_ other: ProvinceRows) {
    for (province, place) in other.places.enumerated() where place >= 0 {
      let own = self.place(of: province)
      rows[own].used += other.rows[Int(place)].used
      rows[own].flags.merge(other.rows[Int(place)].flags)
    }
  }

  private mutating func place(of province: Int) -> Int {
    if places[province] < 0 {
      places[province] = Int32(rows.count)
      rows.append(Rows())
    }
    return Int(places[province])
  }
}
