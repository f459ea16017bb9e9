import Administration
import Archives
import Records

/// Where the data of a province begin and end (design: *Coverage*).
///
/// The end is determined by the number of dossiers on each day, for two reasons: a single late dossier makes data look
/// newer than they are, and a dossier that was taken back must leave no trace.
package struct DataReach: Sendable, Equatable {
  /// As-of. Days up to `DataEnd.daysBeyond` after it count as as-of, since data that go on past it do reach it. Later
  /// days are taken for slips and show nothing.
  private let last: Day
  /// Dossiers by their last day, in days before as-of; days later than the day on which the dossier's file was made are
  /// left out.
  private var ends = DayCounts()
  private var receipts = DayCounts()
  /// By the day on which the files were made, where it is known.
  private var files: [Day: FilesOfDay] = [:]

  /// Files made on one day.
  fileprivate struct FilesOfDay: Sendable, Equatable {
    var dossiers = 0
    /// Dossiers all of whose days are later than that day.
    var unborn = 0
    /// Dossiers with some day later than that day, by their last day. Such days are slips, unless the files were made
    /// later than their names say.
    var later: [Int: Int32] = [:]

    /// Whether the files were made later than their names say: more dossiers are wholly later than that day than are
    /// not, or more than ten are, and more than one for every twenty that are not.
    var wereMadeLater: Bool {
      let others = dossiers - unborn
      return unborn > others || unborn > 10 && unborn * 20 > others
    }

    mutating func addLater(_ before: Int, _ step: Int32) {
      let sum = (later[before] ?? 0) &+ step
      later[before] = sum == 0 ? nil : sum
    }

    mutating func merge(_ other: FilesOfDay) {
      dossiers += other.dossiers
      unborn += other.unborn
      for (before, times) in other.later { addLater(before, times) }
    }
  }

  init(through last: Day) { self.last = last }

  /// Counts dossiers, or takes them back where `sign` is -1.
  ///
  /// - Parameter extractedOn: the day on which the file was made; nil where it is unknown.
  mutating func count(_ dossiers: ArraySlice<Dossier>, extractedOn: Day?, sign: Int) {
    let step = Int32(truncatingIfNeeded: sign)
    var made = extractedOn.flatMap { files[$0] } ?? FilesOfDay()
    made.dossiers += dossiers.count * sign
    for position in dossiers.indices {
      let (received, finished) = (dossiers[position].received, dossiers[position].finished)
      if !received.isBlank { receipts.add(last - received.day, step) }
      let end = min(days(to: received), days(to: finished))
      if let extractedOn, Self.isLater(received, than: extractedOn) || Self.isLater(finished, than: extractedOn) {
        if end < .max { made.addLater(end, step) }
        let known = min(days(to: received, through: extractedOn), days(to: finished, through: extractedOn))
        if known < .max { ends.add(known, step) } else { made.unborn += sign }
      } else if end < .max {
        ends.add(end, step)
      }
    }
    if let extractedOn { files[extractedOn] = made == FilesOfDay() ? nil : made }
  }

  /// Returns how many days before as-of a moment shows the data to reach; `.max` where it shows nothing.
  @inline(__always)
  private func days(to moment: Moment) -> Int {
    let before = moment.isBlank ? .max : last - moment.day
    return before >= 0 ? before : before < -DataEnd.daysBeyond ? .max : 0
  }

  /// Returns the same for a moment on or before a day; `.max` for a later moment.
  private func days(to moment: Moment, through day: Day) -> Int {
    Self.isLater(moment, than: day) ? .max : days(to: moment)
  }

  @inline(__always)
  private static func isLater(_ moment: Moment, than day: Day) -> Bool { !moment.isBlank && day < moment.day }

  mutating func merge(_ other: DataReach) {
    ends.merge(other.ends)
    receipts.merge(other.receipts)
    files.merge(other.files) { own, more in
      var both = own
      both.merge(more)
      return both
    }
  }

  /// Whether nothing is counted, as where all that was counted has been taken back.
  var isEmpty: Bool { receipts.isEmpty && ends.isEmpty && files.isEmpty }

  /// The day of the first receipt; nil where there is no receipt.
  package var beginning: Day? { receipts.farthest.map { last - $0 } }

  /// The day on which the data end, at most as-of; nil where the data begin after as-of, or where there are none.
  package var end: Day? {
    if let beginning, last < beginning { return nil }
    return day(reachedBy: 1)
  }

  /// Returns the last day that at least so many dossiers reach or pass; nil where there are fewer dossiers.
  package func day(reachedBy dossiers: Int) -> Day? {
    var known = ends
    for made in files.values where made.wereMadeLater {
      for (before, times) in made.later { known.add(before, times) }
    }
    return known.day(reachedBy: dossiers).map { last - $0 }
  }
}

extension DataReach: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(last)
    archive.write(ends)
    archive.write(files)
    archive.write(receipts)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    last = try archive.value()
    ends = try archive.value()
    files = try archive.value()
    receipts = try archive.value()
  }
}

extension DataReach.FilesOfDay: Archivable {
  func write(to archive: inout ArchiveWriter) {
    archive.write(dossiers)
    archive.write(unborn)
    archive.write(later)
  }

  init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    dossiers = try archive.value()
    unborn = try archive.value()
    later = try archive.value()
  }
}
