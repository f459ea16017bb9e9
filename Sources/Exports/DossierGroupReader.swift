import Administration
import Diagnostics
import Records
import TabularInput

/// Reads one group of dossier files, the winning file first, and hands out every dossier that counts.
///
/// One dossier code counts once. A row whose code a winning file already holds is superseded at once. Inside a file the
/// later row wins: the rows that lost are read again when the file is done and handed out once more, to be taken back.
/// They are rare, and keeping every dossier in memory for their sake would not be.
package struct DossierGroupReader {
  private let folder: ExportFolder
  private let rules: ExportRules
  private let group: ExportGroup
  private var decoder: DossierDecoder
  private var index = DossierIndex()
  /// Rows whose winner knows less than they did, by file of the group.
  private var lostKnowledge: [Int]
  /// What the rows that count say of their provinces.
  package private(set) var provinces: ProvinceRows

  package init(_ group: ExportGroup, in folder: ExportFolder, rules: ExportRules) {
    self.group = group
    self.folder = folder
    self.rules = rules
    decoder = DossierDecoder(rules: rules)
    lostKnowledge = [Int](repeating: 0, count: group.files.count)
    provinces = ProvinceRows(provinces: rules.registry.provinces.count, through: rules.asOf)
  }

  /// The words that the dossiers' numbers stand for.
  package var fields: Vocabulary { decoder.fields }
  package var agencies: Vocabulary { decoder.agencies }
  package var serviceLevels: Vocabulary { decoder.serviceLevels }
  package var procedures: ProcedureVocabulary { decoder.procedures }

  /// What the dossier codes begin with; for codes of any other form than the national one, their dossiers' provinces. Two
  /// groups that share one may hold the same dossier.
  package var codePrefixes: Set<String> {
    var all = Set((0..<index.prefixes.count).map { index.prefixes[UInt32($0)] })
    all.formUnion(index.provincesOfOtherCodes.map { "province \($0)" })
    return all
  }

  /// Reads all files of the group.
  ///
  /// - Parameter handOut: takes a batch of dossiers that count or, where its second argument is true, of dossiers that
  ///   counted and are taken back, because a later row superseded them.
  /// - Returns: what became of the records of each file.
  /// - Throws: status `dataRefused` at a fault of a whole file, `inputMissing` where one cannot be read.
  package mutating func read(
    _ handOut: (_ dossiers: [Dossier], _ isTakenBack: Bool) -> Void
  ) throws(Failure) -> [FileReading] {
    var readings: [FileReading] = []
    for position in group.files.indices {
      readings.append(try readFile(position, handOut))
    }
    for position in readings.indices {
      try LostKnowledge.check(lostKnowledge[position], of: readings[position])
      readings[position].flags.add(.knowsLess, times: lostKnowledge[position])
    }
    return readings
  }

  private mutating func readFile(
    _ position: Int, _ handOut: ([Dossier], Bool) -> Void
  ) throws(Failure) -> FileReading {
    let name = group.files[position]
    let table = try ExportTable<DossierColumn>(file: name, in: folder, reading: DossierDecoder.columns, rules: rules)
    let layout = DossierDecoder.Layout(table.plan)
    var reading = table.reading()
    decoder.begin(name, profile: table.profile)
    var losers: Set<Int> = []
    var dossiers: [Dossier] = []
    var decoded: [DossierDecoder.Result] = []
    var batch = table.batch()
    while try table.next(into: &batch, &reading) {
      if position == 0, decoded.isEmpty { index.reserve(Self.records(in: folder.size(of: name), like: batch)) }
      dossiers.removeAll(keepingCapacity: true)
      decoder.decode(Array(0..<batch.count), of: batch, layout: layout, index: &index, into: &decoded)
      if let column = decoder.overlongList { throw Self.overlong(column, name) }
      index.touch(decoded)
      for record in 0..<batch.count {
        if let fault = decoded[record].fault {
          if try table.setAside(record, of: batch, &reading) { continue }
          let received = decoded[record].dossier.received
          reading.quarantined.append(
            QuarantinedRow(
              position: batch.positions[record], rule: fault.rule, column: fault.column.rawValue,
              received: received.isBlank ? nil : received.day))
          continue
        }
        let holder = DossierIndex.Holder(
          file: position, row: batch.positions[record].row, knowsFinish: !decoded[record].dossier.finished.isBlank)
        if let before = index.enter(decoded[record].key, holder) {
          reading.superseded += 1
          let winner = holder.settled(against: before)
          lostKnowledge[winner.file] += (winner.lostFinish ? 1 : 0) - (before.lostFinish ? 1 : 0)
          if before.file != position { continue }
          losers.insert(before.row)
        }
        note(decoded[record], line: batch.positions[record].line, sign: 1, &reading)
        dossiers.append(decoded[record].dossier)
      }
      handOut(dossiers, false)
    }
    table.finish(&reading)
    reading.unknownWords = decoder.wordsUnknown
    try table.settle(&reading, in: folder)
    if !losers.isEmpty { try takeBackRows(losers, of: name, &reading, handOut) }
    reading.used = reading.records - reading.superseded - reading.quarantined.count
    return reading
  }

  private static func overlong(_ column: DossierColumn, _ name: String) -> Failure {
    Failure(
      .dataRefused,
      "the column taken for '\(column.rawValue)' holds more than \(DossierDecoder.mostWords) different values, no list is so long",
      at: Location(name), hint: "map '\(column.rawValue)' to another column in the profile, or to none")
  }

  /// Counts a row's flags in its file and in its province, or takes them back.
  @inline(__always)
  private mutating func note(_ row: DossierDecoder.Result, line: Int, sign: Int, _ reading: inout FileReading) {
    provinces.count(row.dossier, row.flags, line: line, sign: sign)
    reading.flags.add(row.flags, line: line, sign: sign)
  }

  /// About how many records a file has whose others are as long as those of its first batch; 0 where that is too small to
  /// tell. A packed file has more.
  private static func records(in bytes: Int, like batch: borrowing RecordBatch) -> Int {
    guard let first = batch.positions.first, let last = batch.positions.last, last.byte > first.byte else { return 0 }
    return bytes / max(1, (last.byte - first.byte) / (last.row - first.row))
  }

  /// Reads a file once more for the rows that lost against later ones.
  private mutating func takeBackRows(
    _ rows: Set<Int>, of name: String, _ reading: inout FileReading,
    _ handOut: ([Dossier], Bool) -> Void
  ) throws(Failure) {
    let table = try ExportTable<DossierColumn>(file: name, in: folder, reading: DossierDecoder.columns, rules: rules)
    let layout = DossierDecoder.Layout(table.plan)
    var again = table.reading()
    var batch = table.batch()
    var decoded: [DossierDecoder.Result] = []
    while try table.next(into: &batch, &again) {
      let records = (0..<batch.count).filter { rows.contains(batch.positions[$0].row) }
      decoder.decode(records, of: batch, layout: layout, index: &index, into: &decoded)
      for (record, result) in zip(records, decoded) {
        note(result, line: batch.positions[record].line, sign: -1, &reading)
      }
      handOut(decoded.map(\.dossier), true)
    }
    table.finish(&again)
    guard again.sha256 == reading.sha256 else {
      throw Failure(
        .dataRefused, "the file changed while it was read", at: Location(name), hint: "run again when it is complete")
    }
  }
}
