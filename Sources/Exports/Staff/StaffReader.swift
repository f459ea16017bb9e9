import Administration
import Diagnostics
import Records
import TabularInput

/// Reads the staff files of a folder. They are small (one row per person who leaves), so the rows that count are kept
/// in memory.
package struct StaffReader {
  private let folder: ExportFolder
  private let rules: ExportRules
  private var decoder: StaffDecoder

  /// The records that count, by person.
  private var kept: [Kept] = []
  // The following have one element per file, in order of precedence.
  private var files: [String] = []
  private var readings: [FileReading] = []
  private var lostKnowledge: [Int] = []
  private var sharedCodes: [SharedCodes] = []

  package init(_ folder: ExportFolder, rules: ExportRules) {
    self.folder = folder
    self.rules = rules
    decoder = StaffDecoder(rules: rules)
  }

  /// The usual size of a record in a file in bytes. It sets how much room is reserved, so that growing does not copy.
  private static let usualBytes = 120

  /// A record that counts, with what must be uncounted if a later row supersedes it.
  private struct Kept {
    let file: Int
    let row: Int
    let line: Int
    let record: StaffRecord
    let flags: FlagSet
    /// The stages reached by this row or by a row that it supersedes.
    var stages: StaffStages

    /// Whether the row lacks a stage that a superseded row had.
    var lost: Bool { stages != record.stages }
  }

  /// Reads all files; returns the records that count, in the order of files and rows, and what became of each file's
  /// rows.
  ///
  /// - Throws: status `dataRefused` or `inputMissing`, with the findings of all files that failed; the status is that
  ///   of the first in natural order of names.
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

  /// Calls `body` with the position of every file.
  ///
  /// - Throws: the failures of all files, in the order of their names.
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
        // A person without a single date is a record, and a row of totals without one breaks no rule either, so check
        // first.
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

  /// Takes a row of a file, which may supersede an earlier row of the same file, or lose against a file with
  /// precedence.
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

  /// Books which rows count, once all files are read, and sorts them.
  private mutating func settle() throws(Failure) {
    for row in kept { readings[row.file].used += 1 }
    try forEachFile { reader, position throws(Failure) in
      try reader.readings[position].checkConservation()
      try reader.sharedCodes[position].check(reader.files[position], .staff)
      try LostKnowledge.check(reader.lostKnowledge[position], of: reader.readings[position])
      reader.readings[position].flags.add(.knowsLess, times: reader.lostKnowledge[position])
    }
    // Sorted in place: all are already in order except those that superseded others.
    kept.sort { ($0.file, $0.row) < ($1.file, $1.row) }
  }
}

/// The stages of leaving that have a date.
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
