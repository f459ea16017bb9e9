import Administration
import Diagnostics
import Records
import TabularInput

/// Reads one group of dossier files, the file with precedence first, and passes on every dossier that counts.
///
/// Each dossier code counts once. A row whose code is already held by a file with precedence is superseded at once.
/// Within a file the later row wins: when the file is done, the rows that lost are read again and removed from the
/// sinks. Such rows are rare, so this costs less than keeping every dossier in memory.
///
/// One worker reads the group; others may help with the file being read. Each draws batches of its own, but rows are
/// settled in the order of the file, so that the result does not depend on the number of workers.
package final class DossierGroupReader<Sink: DossierSink>: Sendable {
  private let folder: ExportFolder
  private let rules: ExportRules
  private let group: ExportGroup
  private let makeSink: @Sendable () -> Sink
  private let settling: Monitor<DossierSettling>
  private let crew = Monitor(Crew())

  /// The workers on the group.
  private struct Crew: Sendable {
    var lanes: [DossierLane<Sink>] = []
    /// Lanes that no worker is using.
    var idle: [Int] = []
    /// The file being read, while other workers may help.
    var file: OpenDossierFile?
    var helpers = 0
  }

  /// The result of reading a group.
  package struct Reading: Sendable {
    /// What became of the records of each file.
    package let files: [FileReading]
    package let provinces: ProvinceRows
    /// The prefixes of the dossier codes; for codes that are not of the national form, their dossiers' provinces
    /// instead. Two groups that share a prefix may hold the same dossier.
    package let codePrefixes: Set<String>
    /// The dossiers that count, one part for each lane that was used, with the words that the part's numbers stand for.
    package var parts: [(words: GroupWords, sink: Sink)]
  }

  /// The mark with which a province begins among the code prefixes.
  package static var provincePrefix: String { DossierIndex.provincePrefix }

  /// - Parameter makeSink: creates the sink for the dossiers of one lane.
  package init(
    _ group: ExportGroup, in folder: ExportFolder, rules: ExportRules, makeSink: @escaping @Sendable () -> Sink
  ) {
    self.group = group
    self.folder = folder
    self.rules = rules
    self.makeSink = makeSink
    settling = Monitor(
      DossierSettling(
        sizes: group.files.map { folder.size(of: $0) },
        provinces: ProvinceRows(provinces: rules.registry.provinces.count)))
  }

  /// Reads all files of the group. Call it only once.
  ///
  /// - Parameter progress: called by every worker with the number of bytes read since its last call, and with 0 when a
  ///   file has been opened that others may help to read.
  /// - Throws: status `dataRefused` if a whole file is refused, `inputMissing` if one cannot be read.
  package func read(progress: @Sendable (Int) -> Void = { _ in }) throws(Failure) -> Reading {
    var readings: [FileReading] = []
    for position in group.files.indices {
      readings.append(try readFile(position, progress))
    }
    if rules.registry.isOfVietnam, let first = group.files.first {
      let records = readings.reduce(0) { $0 + $1.records }
      try settling.look(\.lists).checkFields(ofRecords: records, first)
    }
    let (lostKnowledge, sharedCodes) = settling.look { ($0.lostKnowledge, $0.sharedCodes) }
    for position in readings.indices {
      try sharedCodes[position].check(readings[position].name)
      try LostKnowledge.check(lostKnowledge[position], of: readings[position])
      readings[position].flags.add(.knowsLess, times: lostKnowledge[position])
    }
    // Free what the reader no longer needs before its parts are combined, which takes memory of its own.
    let lanes = crew.change { crew in exchange(&crew.lanes, with: []) }
    return settling.change { settled in
      let index = settled.takeIndex()
      return Reading(
        files: readings, provinces: settled.provinces, codePrefixes: index.codePrefixes, parts: lanes.map(\.part))
    }
  }

  /// The number of bytes of the file being read that no worker has drawn yet; 0 if no help is needed.
  package var bytesLeft: Int { crew.look { $0.file?.bytesLeft ?? 0 } }

  /// Helps to read the current file until it is all drawn; returns at once if there is none.
  package func help(progress: @Sendable (Int) -> Void = { _ in }) {
    let joined = crew.change { crew -> (file: OpenDossierFile, lane: Int)? in
      guard let file = crew.file else { return nil }
      crew.helpers += 1
      return (file, freeLane(&crew))
    }
    guard let (file, lane) = joined else { return }
    run(file, lane, progress)
    crew.change { crew in
      crew.helpers -= 1
      crew.idle.append(lane)
    }
  }

  private func freeLane(_ crew: inout Crew) -> Int {
    if let idle = crew.idle.popLast() { return idle }
    crew.lanes.append(DossierLane(rules: rules, sink: makeSink()))
    return crew.lanes.count - 1
  }

  private func run(_ file: OpenDossierFile, _ lane: Int, _ progress: @Sendable (Int) -> Void) {
    crew.look { $0.lanes[lane] }.run(file, as: lane, settling: settling, progress: progress)
  }

  private func readFile(
    _ position: Int, _ progress: @Sendable (Int) -> Void
  ) throws(Failure) -> FileReading {
    let file = try OpenDossierFile(
      group.files[position], at: position, in: folder, rules: rules, firstTurn: settling.look(\.turn))
    settling.change { $0.begin(file) }
    let lane = crew.change { crew in
      crew.file = file
      return freeLane(&crew)
    }
    progress(0)
    run(file, lane, progress)
    // All batches are drawn; those that helpers have drawn must be settled too.
    crew.change { $0.file = nil }
    crew.when { crew -> Void? in
      if crew.helpers > 0 { return nil }
      return crew.idle.append(lane)
    }
    let (booked, failure, losers) = settling.look { ($0.booked, $0.failure, $0.losers) }
    if let failure { throw failure }
    var reading = booked
    try file.finish(&reading, in: folder)
    if !losers.isEmpty { try takeBack(losers, of: file, &reading) }
    return reading
  }

  /// Reads again the rows that were superseded by later ones, and removes each from the lane that counted it.
  ///
  /// - Parameter losers: for each row, the byte at which it begins and the lane that counted it.
  private func takeBack(
    _ losers: [Int: Int], of file: OpenDossierFile, _ reading: inout FileReading
  ) throws(Failure) {
    guard file.canReadAgain else { return try takeBackFromStart(losers, of: file, &reading) }
    var batch = file.table.batch()
    var rest = losers.keys.sorted()[...]
    while !rest.isEmpty {
      let count = try file.readAgain(at: rest, into: &batch)
      try takeBack(Array(0..<batch.count), of: batch, losers, file, &reading)
      rest = rest.dropFirst(count)
    }
  }

  /// Does the same for a text that is decompressed or converted: it is read from its start, and its checksum shows
  /// whether it is still the text that was read before.
  private func takeBackFromStart(
    _ losers: [Int: Int], of file: OpenDossierFile, _ reading: inout FileReading
  ) throws(Failure) {
    let (table, reader) = try ExportTable<DossierColumn>.open(
      file: file.name, in: folder, reading: DossierDecoder.columns, rules: rules)
    var again = table.reading()
    var batch = table.batch()
    while try table.next(from: reader, into: &batch, &again) {
      let lost = (0..<batch.count).filter { losers[batch.positions[$0].byte] != nil }
      try takeBack(lost, of: batch, losers, file, &reading)
    }
    table.finish(&again, with: reader)
    guard again.sha256 == reading.sha256 else { throw SourceFile.changed(file.name) }
  }

  /// Removes records of a batch, each from the lane that counted it.
  private func takeBack(
    _ records: [Int], of batch: borrowing RecordBatch, _ losers: [Int: Int], _ file: OpenDossierFile,
    _ reading: inout FileReading
  ) throws(Failure) {
    let lanes = crew.look(\.lanes)
    var byLane: [Int: [Int]] = [:]
    for record in records {
      guard let lane = losers[batch.positions[record].byte] else { throw SourceFile.changed(file.name) }
      byLane[lane, default: []].append(record)
    }
    for (lane, records) in byLane.sorted(by: { $0.key < $1.key }) {
      guard let rows = lanes[lane].takeBack(records, of: batch, file) else { throw SourceFile.changed(file.name) }
      reading.used -= rows.results.count
      for row in rows.results { reading.flags.add(row.flags, line: 0, sign: -1) }
      settling.change { $0.takeBack(rows) }
    }
  }
}
