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

  /// Where a kept record stands.
  private struct Kept {
    let file: Int
    let row: Int
    let record: StaffRecord
  }

  /// Reads all files, the winning one first, and returns the records that count, in the order of files and rows, with
  /// what became of each file's rows.
  ///
  /// - Throws: status `dataRefused` at a fault of a whole file, `inputMissing` where one cannot be read.
  package mutating func read() throws(Failure) -> (records: [StaffRecord], files: [FileReading]) {
    var kept: [StaffDecoder.Key: Kept] = [:]
    var readings: [FileReading] = []
    let groups = ExportGroup.groups(of: folder.files, rules: rules, .staff)
    let repeated = try RepeatedFiles(groups, in: folder, rules: rules, .staff)
    let files = ExportGroup.merged(repeated.groups, rules: rules, .staff).files
    var lostKnowledge = [Int](repeating: 0, count: files.count)
    for (position, name) in files.enumerated() {
      let table = try ExportTable<StaffColumn>(file: name, in: folder, reading: StaffDecoder.columns, rules: rules)
      var reading = table.reading()
      decoder.begin(name, profile: table.profile)
      var batch = table.batch()
      while try table.next(into: &batch, &reading) {
        for record in 0..<batch.count {
          // A person without a single date is a record; a sum without one breaks no rule either.
          if table.opensOtherwise(record, of: batch), try table.setAside(record, of: batch, &reading) { continue }
          var flags = FlagSet()
          do throws(StaffDecoder.Fault) {
            let (key, staff) = try decoder.decode(record, of: batch, plan: table.plan, flags: &flags)
            let row = Kept(file: position, row: batch.positions[record].row, record: staff)
            if let before = kept[key] {
              reading.superseded += 1
              let isSuperseded = before.file != position
              let (winner, loser) = isSuperseded ? (before, row) : (row, before)
              if winner.record.knowsLess(than: loser.record) { lostKnowledge[winner.file] += 1 }
              if isSuperseded { continue }
            }
            reading.flags.add(flags, line: batch.positions[record].line)
            kept[key] = row
          } catch {
            if try table.setAside(record, of: batch, &reading) { continue }
            reading.quarantined.append(
              QuarantinedRow(
                position: batch.positions[record], rule: error.rule, column: error.column.rawValue, received: nil))
          }
        }
      }
      table.finish(&reading)
      reading.unknownWords = decoder.wordsUnknown
      try table.settle(&reading, in: folder)
      reading.used = reading.records - reading.superseded - reading.quarantined.count
      readings.append(reading)
    }
    for position in readings.indices {
      try LostKnowledge.check(lostKnowledge[position], of: readings[position])
      readings[position].flags.add(.knowsLess, times: lostKnowledge[position])
    }
    let records = kept.values.sorted { ($0.file, $0.row) < ($1.file, $1.row) }.map(\.record)
    try RepeatedFiles.check(readings) { rules.province(ofFile: $0, .staff) }
    return (records, readings + repeated.readings)
  }
}

extension StaffRecord {
  /// Whether a stage that the other has reached is blank here.
  fileprivate func knowsLess(than other: StaffRecord) -> Bool {
    let stages: [KeyPath<StaffRecord, Moment>] = [\.decided, \.left, \.submitted, \.approved, \.paid]
    return stages.contains { self[keyPath: $0].isBlank && !other[keyPath: $0].isBlank }
  }
}
