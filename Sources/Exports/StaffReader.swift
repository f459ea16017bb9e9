import Administration
import Diagnostics
import Records
import TabularInput

/// Reads the staff files of a folder. They are small (one row a person who leaves), so the rows that count are kept.
package struct StaffReader {
  private let folder: ExportFolder
  private let rules: ExportRules
  private var decoder: StaffDecoder

  /// The records that count, by person.
  private var kept: [Kept] = []
  // By file, the winning one first.
  private var files: [String] = []
  private var readings: [FileReading] = []
  private var lostKnowledge: [Int] = []
  private var sharedCodes: [SharedCodes] = []

  package init(_ folder: ExportFolder, rules: ExportRules) {
    self.folder = folder
    self.rules = rules
    decoder = StaffDecoder(rules: rules)
  }

  /// What a record takes in a file, about: so many are kept without a second copy of those before.
  private static let usualBytes = 120

  /// A record that counts, with what is taken back when a later row supersedes it.
  private struct Kept {
    let file: Int
    let row: Int
    let line: Int
    let record: StaffRecord
    let flags: FlagSet
    /// The stages that it or a row superseded in its favour has reached.
    var stages: StaffStages

    /// Whether it lacks a stage that a row had which it supersedes.
    var lost: Bool { stages != record.stages }
  }

  /// Reads all files and returns the records that count, in the order of files and rows, with what became of each file's
  /// rows.
  ///
  /// - Throws: status `dataRefused` with all the faults of whole files, `inputMissing` where the first cannot be read.
  package mutating func read() throws(Failure) -> (records: [StaffRecord], files: [FileReading]) {
    let groups = ExportGroup.groups(of: folder.files, rules: rules, .staff)
    let repeated = try RepeatedFiles(groups, in: folder, rules: rules, .staff)
    files = ExportGroup.merged(repeated.groups, rules: rules, .staff).files
    lostKnowledge = [Int](repeating: 0, count: files.count)
    sharedCodes = [SharedCodes](repeating: SharedCodes(), count: files.count)
    kept.reserveCapacity(files.reduce(0) { $0 + folder.size(of: $1) } / Self.usualBytes)
    try forEachFile { reader, position throws(Failure) in
      reader.readings.append(try reader.readFile(at: position))
    }
    try settle()
    try repeated.checkUnchanged(readings)
    try RepeatedFiles.check(readings) { rules.province(ofFile: $0, .staff) }
    return (kept.map(\.record), readings + repeated.readings)
  }

  /// Does something with every file, by its position.
  ///
  /// - Throws: what went wrong with each, in the order of their names.
  private mutating func forEachFile(_ body: (inout Self, Int) throws(Failure) -> Void) throws(Failure) {
    var failures: [(file: String, failure: Failure)] = []
    for position in files.indices {
      do throws(Failure) {
        try body(&self, position)
      } catch {
        failures.append((files[position], error))
      }
    }
    let inOrder = failures.inNaturalOrder(\.file).map(\.failure)
    if let first = inOrder.first { throw Failure(first.status, inOrder.flatMap(\.findings)) }
  }

  private mutating func readFile(at position: Int) throws(Failure) -> FileReading {
    let (table, reader) = try ExportTable<StaffColumn>.open(
      file: files[position], in: folder, reading: StaffDecoder.columns, rules: rules)
    var reading = table.reading()
    decoder.begin(files[position], profile: table.profile)
    let layout = StaffDecoder.Layout(table.plan)
    var batch = table.batch()
    while try table.next(from: reader, into: &batch, &reading) {
      for record in 0..<batch.count {
        // A person without a single date is a record; a sum without one breaks no rule either.
        if table.opensOtherwise(record, of: batch), try table.setAside(record, of: batch, &reading) { continue }
        do throws(StaffDecoder.Fault) {
          try take(record, of: batch, layout, at: position, &reading)
        } catch {
          if try table.setAside(record, of: batch, &reading) { continue }
          reading.quarantined.append(
            QuarantinedRow(
              position: batch.positions[record], rule: error.rule, column: error.column.rawValue, received: nil))
        }
      }
    }
    table.finish(&reading, with: reader)
    reading.unknownWords = decoder.wordsUnknown(ofRecords: reading.records)
    try table.settle(&reading, with: reader, in: folder)
    return reading
  }

  /// Takes a row of a file, which may supersede an earlier one of the same file or lose against one of a file before.
  private mutating func take(
    _ record: Int, of batch: borrowing RecordBatch, _ layout: StaffDecoder.Layout, at position: Int,
    _ reading: inout FileReading
  ) throws(StaffDecoder.Fault) {
    var flags = FlagSet()
    let (person, staff) = try decoder.decode(record, of: batch, layout, flags: &flags)
    let place = batch.positions[record]
    var row = Kept(
      file: position, row: place.row, line: place.line, record: staff, flags: flags, stages: staff.stages)
    if person == kept.count {
      reading.flags.add(flags, line: place.line)
      kept.append(row)
      return
    }
    let before = kept[person]
    reading.superseded += 1
    row.stages.formUnion(before.stages)
    var winner = row
    if before.file != position {
      winner = before
      winner.stages = row.stages
    } else {
      reading.flags.add(before.flags, line: before.line, sign: -1)
      reading.flags.add(flags, line: place.line)
    }
    lostKnowledge[winner.file] += (winner.lost ? 1 : 0) - (before.lost ? 1 : 0)
    sharedCodes[winner.file].rows += 1
    if staff.isDecidedOnAnotherDay(than: before.record) { sharedCodes[winner.file].otherDays += 1 }
    kept[person] = winner
  }

  /// Books which rows count, when all files are read, and puts these in order.
  private mutating func settle() throws(Failure) {
    for row in kept { readings[row.file].used += 1 }
    try forEachFile { reader, position throws(Failure) in
      try reader.readings[position].checkConservation()
      try reader.sharedCodes[position].check(reader.files[position], .staff)
      try LostKnowledge.check(reader.lostKnowledge[position], of: reader.readings[position])
      reader.readings[position].flags.add(.knowsLess, times: reader.lostKnowledge[position])
    }
    // In place: they are in this order but for those that superseded others.
    kept.sort { ($0.file, $0.row) < ($1.file, $1.row) }
  }
}

/// Which of the stages of leaving have a date.
private struct StaffStages: OptionSet {
  let rawValue: UInt8
}

extension StaffRecord {
  fileprivate func isDecidedOnAnotherDay(than other: StaffRecord) -> Bool {
    !decided.isBlank && !other.decided.isBlank && decided.day != other.decided.day
  }

  fileprivate var stages: StaffStages {
    let dates = [decided, left, submitted, approved, paid]
    return StaffStages(rawValue: dates.reduce(0) { $0 << 1 | ($1.isBlank ? 0 : 1) })
  }
}
