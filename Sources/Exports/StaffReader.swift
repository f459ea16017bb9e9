import Administration
import Diagnostics
import Records
import TabularInput

/// Reads the staff files of a folder. They are small (one row a person who leaves), so the rows that count are kept.
package struct StaffReader {
  private let folder: ExportFolder
  private let rules: ExportRules
  private var decoder: StaffDecoder

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

  /// Reads all files, the winning one first, and returns the records that count, in the order of files and rows, with
  /// what became of each file's rows.
  ///
  /// - Throws: status `dataRefused` at a fault of a whole file, `inputMissing` where one cannot be read.
  package mutating func read() throws(Failure) -> (records: [StaffRecord], files: [FileReading]) {
    // By person.
    var kept: [Kept] = []
    var readings: [FileReading] = []
    let groups = ExportGroup.groups(of: folder.files, rules: rules, .staff)
    let repeated = try RepeatedFiles(groups, in: folder, rules: rules, .staff)
    let files = ExportGroup.merged(repeated.groups, rules: rules, .staff).files
    var lostKnowledge = [Int](repeating: 0, count: files.count)
    kept.reserveCapacity(files.reduce(0) { $0 + folder.size(of: $1) } / Self.usualBytes)
    for (position, name) in files.enumerated() {
      let (table, reader) = try ExportTable<StaffColumn>.open(
        file: name, in: folder, reading: StaffDecoder.columns, rules: rules)
      var reading = table.reading()
      decoder.begin(name, profile: table.profile)
      let layout = StaffDecoder.Layout(table.plan)
      var batch = table.batch()
      while try table.next(from: reader, into: &batch, &reading) {
        for record in 0..<batch.count {
          // A person without a single date is a record; a sum without one breaks no rule either.
          if table.opensOtherwise(record, of: batch), try table.setAside(record, of: batch, &reading) { continue }
          var flags = FlagSet()
          do throws(StaffDecoder.Fault) {
            let (person, staff) = try decoder.decode(record, of: batch, layout, flags: &flags)
            let place = batch.positions[record]
            var row = Kept(
              file: position, row: place.row, line: place.line, record: staff, flags: flags, stages: staff.stages)
            if person == kept.count {
              reading.flags.add(flags, line: place.line)
              kept.append(row)
              continue
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
            kept[person] = winner
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
      readings.append(reading)
    }
    for row in kept { readings[row.file].used += 1 }
    for position in readings.indices {
      try readings[position].checkConservation()
      try LostKnowledge.check(lostKnowledge[position], of: readings[position])
      readings[position].flags.add(.knowsLess, times: lostKnowledge[position])
    }
    // In place: they are in this order but for those that superseded others.
    kept.sort { ($0.file, $0.row) < ($1.file, $1.row) }
    try RepeatedFiles.check(readings) { rules.province(ofFile: $0, .staff) }
    return (kept.map(\.record), readings + repeated.readings)
  }
}

/// Which of the stages of leaving have a date.
private struct StaffStages: OptionSet {
  let rawValue: UInt8
}

extension StaffRecord {
  fileprivate var stages: StaffStages {
    let dates = [decided, left, submitted, approved, paid]
    return StaffStages(rawValue: dates.reduce(0) { $0 << 1 | ($1.isBlank ? 0 : 1) })
  }
}
