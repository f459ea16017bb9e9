import Administration
import Archives
import Records

/// Where the data of a province begin and end (design: *Coverage*), told by how many dossiers stand on each day: a single
/// late one makes data look newer than they are, and one that was taken back says nothing.
package struct DataReach: Sendable, Equatable {
  /// As-of. Days soon after it count as it, since data that go on reach it, and later ones say nothing.
  private let last: Day
  /// Dossiers by the last of their days.
  private var ends = DayCounts()
  private var receipts = DayCounts()

  init(through last: Day) { self.last = last }

  /// Counts dossiers, or takes them back where `sign` is -1.
  ///
  /// - Parameter extractedOn: the day on which their file was made, nil where nobody knows; a later date is a slip.
  mutating func count(_ dossiers: ArraySlice<Dossier>, extractedOn: Day?, sign: Int) {
    let step = Int32(truncatingIfNeeded: sign)
    for position in dossiers.indices {
      let (received, finished) = (dossiers[position].received, dossiers[position].finished)
      if !received.isBlank { receipts.add(last - received.day, step) }
      let end = min(days(to: received, extractedOn), days(to: finished, extractedOn))
      if end < .max { ends.add(end, step) }
    }
  }

  /// How many days before as-of a moment shows the data to reach; `.max` where it shows nothing.
  @inline(__always)
  private func days(to moment: Moment, _ extractedOn: Day?) -> Int {
    let before = moment.isBlank ? .max : last - moment.day
    if before >= 0 { return before }
    if let extractedOn, extractedOn < moment.day { return .max }
    return before < -DataEnd.daysBeyond ? .max : 0
  }

  mutating func merge(_ other: DataReach) {
    ends.merge(other.ends)
    receipts.merge(other.receipts)
  }

  /// Whether all that was counted was taken back.
  var isEmpty: Bool { receipts.isEmpty && ends.isEmpty }

  /// The day of the first receipt; nil where there is none.
  package var beginning: Day? { receipts.farthest.map { last - $0 } }

  /// The day on which the data end, as-of at the latest; nil where they begin after it or there are none.
  package var end: Day? {
    if let beginning, last < beginning { return nil }
    return day(reachedBy: 1)
  }

  /// The last day that so many dossiers reach or pass; nil where there are fewer.
  package func day(reachedBy dossiers: Int) -> Day? { ends.day(reachedBy: dossiers).map { last - $0 } }
}

extension DataReach: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(last)
    archive.write(ends)
    archive.write(receipts)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    last = try archive.value()
    ends = try archive.value()
    receipts = try archive.value()
  }
}
