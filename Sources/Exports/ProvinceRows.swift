import Administration
import Records

/// What the rows that count say of their provinces: how many there are and which flags they raise.
///
/// Only provinces with rows take room: a file has those of one or two, and there may be a thousand of both.
package struct ProvinceRows: Sendable {
  /// The rows of one province that count; none where all were superseded.
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

  /// For each province of the registry its place among `rows`; -1 for one without any.
  var places: [Int32]
  var rows: [Rows] = []

  /// - Parameter provinces: how many the registry has.
  package init(provinces: Int) { places = [Int32](repeating: -1, count: provinces) }

  /// How many provinces the registry has.
  package var count: Int { places.count }

  /// By position of the province in the registry; nil where no row names it.
  package subscript(province: Int) -> Rows? { places[province] < 0 ? nil : rows[Int(places[province])] }

  /// Counts those of some rows that count, or takes them back where `sign` is -1: those of one province at a time, for
  /// they stand together.
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

  /// Notes a province that a row names, though another row of its dossier counts.
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
