import Administration
import Diagnostics
import Records
import TabularInput

/// Reads one group of dossier files, the winning file first, and hands out every dossier that counts.
///
/// One dossier code counts once. A row whose code a winning file already holds is superseded at once. Inside a file the
/// later row wins: the rows that lost are read again when the file is done and handed out once more, to be taken back.
/// They are rare, and keeping every dossier in memory for their sake would not be.
///
/// One worker reads the group; others may help it along with the file being read. Each takes batches of its own, and their
/// rows are settled in the order of the file, so that the result is the same however many there are.
package final class DossierGroupReader<Sink: DossierSink>: Sendable {
  private let folder: ExportFolder
  private let rules: ExportRules
  private let group: ExportGroup
  private let makeSink: @Sendable () -> Sink
  private let settling: Monitor<DossierSettling>
  private let crew = Monitor(Crew())

  /// Who is at work on the group.
  private struct Crew: Sendable {
    var lanes: [DossierLane<Sink>] = []
    /// Lanes that nobody uses.
    var idle: [Int] = []
    /// The file being read, while others may join in.
    var file: OpenDossierFile?
    var helpers = 0
  }

  /// What a group has given.
  package struct Reading: Sendable {
    /// What became of the records of each file.
    package let files: [FileReading]
    package let provinces: ProvinceRows
    /// What the dossier codes begin with; for codes of any other form than the national one, their dossiers' provinces.
    /// Two groups that share one may hold the same dossier.
    package let codePrefixes: Set<String>
    /// The dossiers that count, in as many parts as had hands in it, and what their numbers stand for in each.
    package var parts: [(words: GroupWords, sink: Sink)]
  }

  /// What a province begins with among the code prefixes.
  package static var provincePrefix: String { DossierIndex.provincePrefix }

  /// - Parameter makeSink: makes what takes the dossiers of one worker.
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

  /// Reads all files of the group; to be called once.
  ///
  /// - Parameter progress: told how many more bytes of the files were read, and 0 when one was opened in which others
  ///   may join; called by every worker.
  /// - Throws: status `dataRefused` at a fault of a whole file, `inputMissing` where one cannot be read.
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
    // What the reader needs no more is freed before its parts are summed up, which takes memory of its own.
    let lanes = crew.change { crew in exchange(&crew.lanes, with: []) }
    return settling.change { settled in
      let index = settled.takeIndex()
      return Reading(
        files: readings, provinces: settled.provinces, codePrefixes: index.codePrefixes, parts: lanes.map(\.part))
    }
  }

  /// How much of the file being read nobody has taken yet, in bytes; 0 where nobody can help.
  package var bytesLeft: Int { crew.look { $0.file?.bytesLeft ?? 0 } }

  /// Reads along with the file being read until all of it is taken; returns at once where there is none.
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
    // All is taken; what others have taken must be settled too.
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

  /// Reads the rows once more that lost against later ones; each is taken back where it was counted.
  ///
  /// - Parameter losers: the lanes that counted them, by the byte at which each begins.
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

  /// The same for a text that is unpacked or converted on its way from the file: it is read from its start, and its sum
  /// tells whether it is the one that was read before.
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

  /// Takes back records of a batch, each where it was counted.
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
