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
  /// About how many bytes a record takes, to make room in the index; a guess that costs time when wrong.
  private static let bytesOfARecord = 200

  private let folder: ExportFolder
  private let registry: Registry
  private let group: ExportGroup
  private var decoder: DossierDecoder
  private var index = DossierIndex()
  /// Rows whose winner knows less than they did, by file of the group.
  private var lostKnowledge: [Int]

  package init(_ group: ExportGroup, in folder: ExportFolder, registry: Registry) {
    self.group = group
    self.folder = folder
    self.registry = registry
    decoder = DossierDecoder(registry: registry)
    lostKnowledge = [Int](repeating: 0, count: group.files.count)
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
      try checkKnowledge(position, used: readings[position].used)
      readings[position].flags.add(.knowsLess, times: lostKnowledge[position])
    }
    return readings
  }

  private mutating func readFile(
    _ position: Int, _ handOut: ([Dossier], Bool) -> Void
  ) throws(Failure) -> FileReading {
    let name = group.files[position]
    let table = try ExportTable<DossierColumn>(file: name, in: folder, reading: DossierDecoder.columns)
    let layout = DossierDecoder.Layout(table.plan)
    var reading = table.reading()
    let fileProvince = ExportGroup.province(ofFile: name, registry: registry).map { UInt16($0) }
    var losers: Set<Int> = []
    var dossiers: [Dossier] = []
    var decoded: [DossierDecoder.Result] = []
    if position == 0 { index.reserve(folder.size(of: name) / Self.bytesOfARecord) }
    var batch = table.batch()
    while try table.next(into: &batch, &reading) {
      dossiers.removeAll(keepingCapacity: true)
      decoded.removeAll(keepingCapacity: true)
      for record in 0..<batch.count {
        decoded.append(
          decoder.decode(record, of: batch, layout: layout, index: &index, fileProvince: fileProvince))
      }
      // A loop of its own: the look-ups in the index, each a wait for memory, then overlap.
      for record in 0..<batch.count {
        if let fault = decoded[record].fault {
          try table.checkIsNoHeader(record, of: batch)
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
          let isSuperseded = before.file != position
          let (winner, loser) = isSuperseded ? (before, holder) : (holder, before)
          if loser.knowsFinish, !winner.knowsFinish { lostKnowledge[winner.file] += 1 }
          if isSuperseded { continue }
          losers.insert(before.row)
        }
        reading.flags.add(decoded[record].flags)
        dossiers.append(decoded[record].dossier)
      }
      handOut(dossiers, false)
    }
    table.finish(&reading)
    if !losers.isEmpty { try takeBackRows(losers, of: name, fileProvince, &reading, handOut) }
    reading.used = reading.records - reading.superseded - reading.quarantined.count
    return reading
  }

  /// Reads a file once more for the rows that lost against later ones.
  private mutating func takeBackRows(
    _ rows: Set<Int>, of name: String, _ fileProvince: UInt16?, _ reading: inout FileReading,
    _ handOut: ([Dossier], Bool) -> Void
  ) throws(Failure) {
    let table = try ExportTable<DossierColumn>(file: name, in: folder, reading: DossierDecoder.columns)
    let layout = DossierDecoder.Layout(table.plan)
    var again = table.reading()
    var batch = table.batch()
    var dossiers: [Dossier] = []
    while try table.next(into: &batch, &again) {
      dossiers.removeAll(keepingCapacity: true)
      for record in 0..<batch.count where rows.contains(batch.positions[record].row) {
        let result = decoder.decode(
          record, of: batch, layout: layout, index: &index, fileProvince: fileProvince)
        reading.flags.add(result.flags, sign: -1)
        dossiers.append(result.dossier)
      }
      handOut(dossiers, true)
    }
    table.finish(&again)
    guard again.sha256 == reading.sha256 else {
      throw Failure(
        .dataRefused, "the file changed while it was read", at: Location(name), hint: "run again when it is complete")
    }
  }

  /// A later file that knows less than the one it supersedes was most likely made earlier.
  private func checkKnowledge(_ position: Int, used: Int) throws(Failure) {
    let lost = lostKnowledge[position]
    guard lost > 0, lost * 1000 > used else { return }
    throw Failure(
      .dataRefused,
      "\(lost) of its \(used) dossiers lack a finishing date that the superseded row had: the files or rows are in the wrong order",
      at: Location(group.files[position]),
      hint: "put the date of extraction in the file names, such as 79-2025-08-23.csv")
  }
}
