import Administration
import Archives
import Records

/// Where the data of one file begin and end, and which units it names.
///
/// A file of a whole city reaches equally far for each of its units: if a small unit had nothing for a week, that is a
/// zero, and not a file that came late. Vietnam's provinces each send files of their own.
package struct FileReach: Sendable, Equatable {
  private(set) var reach: DataReach
  /// The number of dossiers that count, by position of the unit; no entry is zero.
  private(set) var units: [Int: Int] = [:]

  init(through last: Day) { reach = DataReach(through: last) }

  mutating func count(_ dossiers: [Dossier], extractedOn: Day?, sign: Int) {
    reach.count(dossiers[...], extractedOn: extractedOn, sign: sign)
    for (unit, own) in dossiers.runsByProvince { add(own.count * sign, toUnit: unit) }
  }

  mutating func merge(_ other: FileReach) {
    reach.merge(other.reach)
    for (unit, dossiers) in other.units { add(dossiers, toUnit: unit) }
  }

  private mutating func add(_ dossiers: Int, toUnit unit: Int) {
    let sum = units[unit, default: 0] + dossiers
    units[unit] = sum == 0 ? nil : sum
  }
}

extension Summary {
  /// Gives each unit the reach of all files in which dossiers of the unit count, where reach was counted by file.
  ///
  /// - Parameter units: the units that rows name but of which no dossier counts, because later rows name another unit.
  ///   They get the reach of all files, since all files were searched for their dossiers.
  package mutating func shareReach(withoutDossiers units: [Int]) {
    if files.isEmpty { return }
    var filesOfUnit: [Int: [String]] = [:]
    for (name, file) in files.sorted(by: { $0.key < $1.key }) {
      for unit in file.units.keys { filesOfUnit[unit, default: []].append(name) }
    }
    for unit in units { filesOfUnit[unit] = files.keys.sorted() }
    // Most units appear in the same set of files.
    var shared: [[String]: DataReach] = [:]
    for (unit, names) in filesOfUnit {
      let reach =
        shared[names]
        ?? names.dropFirst().reduce(into: files[names[0]]?.reach) { sum, name in
          if let more = files[name]?.reach { sum?.merge(more) }
        }
      shared[names] = reach
      self.reach[unit] = reach
    }
  }
}

extension FileReach: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(reach)
    archive.write(units)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    reach = try archive.value()
    units = try archive.value()
  }
}
