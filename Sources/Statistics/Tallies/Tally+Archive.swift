import Administration
import Archives

extension Tally: Archivable {
  package func write(to archive: inout ArchiveWriter) { archive.write(PackedTally(self)) }
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self = try archive.value(PackedTally.self).tally
  }
}

extension PackedTally: Archivable {
  package func write(to archive: inout ArchiveWriter) { archive.write(bytes: bytes) }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(bytes: Array(try archive.bytesRun()))
    guard isWhole else { throw ArchiveFault() }
  }
}

extension SparseCounts: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(UInt64(entries.count))
    for entry in entries {
      archive.write(entry.number)
      archive.write(entry.times)
    }
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    var entries: [Entry] = []
    for _ in 0..<(try archive.count()) {
      let entry = Entry(number: try archive.value(), times: try archive.value())
      guard entries.last.map({ $0.number < entry.number }) ?? true, entry.times > 0 else { throw ArchiveFault() }
      entries.append(entry)
    }
    self.init(entries: entries)
  }
}

extension WeeksReceived: Archivable {
  package func write(to archive: inout ArchiveWriter) { archive.write(counts) }
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) { self.init(counts: try archive.value()) }
}

extension DailySeries: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    for changes in [received, resolved, withdrawn, overdue] { archive.write(changes) }
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let changes: [[Int]] = [try archive.value(), try archive.value(), try archive.value(), try archive.value()]
    guard Set(changes.map(\.count)).count == 1 else { throw ArchiveFault() }
    self.init(received: changes[0], resolved: changes[1], withdrawn: changes[2], overdue: changes[3])
  }
}

extension ServiceTally: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(paymentsStated)
    archive.write(paidOnline)
    archive.write(ratings)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(
      paymentsStated: try archive.value(), paidOnline: try archive.value(), ratings: try archive.value())
    guard ratings.count == 5 else { throw ArchiveFault() }
  }
}

extension SignalCounts: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    for count in [onDueDay, dayBefore, dayAfter] { archive.write(count) }
    archive.write(instants)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(
      onDueDay: try archive.value(), dayBefore: try archive.value(), dayAfter: try archive.value(),
      instants: try archive.value())
  }
}

extension Spellings: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(UInt64(counts.count))
    for entry in counts {
      archive.write(entry.spelling)
      archive.write(entry.times)
    }
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init()
    for _ in 0..<(try archive.count()) { add(try archive.value(), times: try archive.value()) }
  }
}

extension NameSpellings: Archivable {
  package func write(to archive: inout ArchiveWriter) { archive.write(spellings) }
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) { self.init(try archive.value()) }
}

extension CostTable: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    let cells = all
    archive.write(UInt64(cells.count))
    for cell in cells {
      archive.write(cell.place)
      archive.write(cell.field)
      archive.write(cell.cost.late)
      archive.write(cell.cost.overdue)
      archive.write(cell.cost.ages)
    }
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    var places: [CostPlace] = []
    var fields: [NameKey] = []
    var cells: [(place: Int, field: Int, cost: Cost)] = []
    for position in 0..<(try archive.count()) {
      places.append(try archive.value())
      fields.append(try archive.value())
      cells.append((position, position, try Self.cost(&archive)))
    }
    self.init(places: places, fields: fields, cells: cells)
  }

  private static func cost(_ archive: inout ArchiveReader) throws(ArchiveFault) -> Cost {
    Cost(late: try archive.value(), overdue: try archive.value(), ages: try archive.value())
  }
}
