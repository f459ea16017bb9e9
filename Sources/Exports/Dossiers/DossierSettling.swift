import Diagnostics
import Records
import TabularInput

/// What is known of the rows of a group of files: the codes seen so far, and what became of each row.
///
/// Batches are settled in the order of the files, whichever lane has decoded them, so that the result does not depend
/// on the number of lanes.
struct DossierSettling: Sendable {
  /// The number of the next batch to settle.
  private(set) var turn = 0
  private(set) var failure: Failure?
  private var index = DossierIndex()
  /// The rows that count, by province.
  private(set) var provinces: ProvinceRows
  /// For each file of the group, the number of its rows that count but lack a finishing date that a superseded row had.
  private(set) var lostKnowledge: [Int]
  /// For each file of the group, the rows whose code another row has as well.
  private(set) var sharedCodes: [SharedCodes]
  private(set) var lists = OpenLists()

  // The following describe the file being read.
  private var reading = FileReading(name: "")
  private var unknownWords = UnknownWords()
  /// Rows that were superseded by later rows of the same file: the byte at which each begins, and the lane that counted
  /// it.
  private(set) var losers: [Int: Int] = [:]
  /// For each run of consecutive batches settled by one lane, the byte at which it begins, and the lane.
  private var lanes: [(start: Int, lane: Int)] = []
  private let largestFile: Int
  private var hasRoom = false

  /// - Parameter sizes: the sizes of the group's files, in bytes.
  init(sizes: [Int], provinces: ProvinceRows) {
    lostKnowledge = [Int](repeating: 0, count: sizes.count)
    sharedCodes = [SharedCodes](repeating: SharedCodes(), count: sizes.count)
    largestFile = sizes.max() ?? 0
    self.provinces = provinces
  }

  /// Prepares for the batches of a file.
  mutating func begin(_ file: OpenDossierFile) {
    reading = file.table.reading()
    unknownWords = UnknownWords()
    losers = [:]
    lanes = []
  }

  /// Settles the rows of the batch whose turn it is: decides which of them count.
  ///
  /// - Parameters:
  ///   - failure: the failure that ended the file, if there is no batch.
  ///   - lane: the number of the lane that decoded the rows and counts them.
  /// - Returns: false if the file is refused.
  mutating func settle(
    _ batch: borrowing RecordBatch, _ rows: inout LaneRows, _ decoder: DossierDecoder, failure ended: Failure?,
    lane: Int, of file: OpenDossierFile
  ) -> Bool {
    turn += 1
    if failure != nil { return false }
    do throws(Failure) {
      if let ended { throw ended }
      try file.table.book(batch, &reading)
      for word in decoder.unknownWords { unknownWords.add(word.list, word.word, line: word.line) }
      if let column = lists.adopt(decoder, &rows.adopted) { throw OpenLists.overlong(column, file.name) }
      if lanes.last?.lane != lane, let first = batch.positions.first { lanes.append((first.byte, lane)) }
      makeRoom(like: batch)
      findKeys(batch, &rows, decoder, file.layout)
      try enter(batch, &rows, file)
    } catch {
      failure = error
    }
    return failure == nil
  }

  /// The smallest plausible record in bytes: a batch may begin with blank rows, which are shorter.
  private static let fewestBytes = 60

  /// Makes room for as many codes as the group's largest file would have if all its records were as long as those of
  /// this first batch. A compressed file has more.
  private mutating func makeRoom(like batch: borrowing RecordBatch) {
    guard !hasRoom, let first = batch.positions.first, let last = batch.positions.last, last.byte > first.byte
    else { return }
    hasRoom = true
    index.reserve(largestFile / max(Self.fewestBytes, (last.byte - first.byte) / (last.row - first.row)))
  }

  /// Computes the keys of the whole batch before any row is entered: their slots are then on the way from memory in
  /// time.
  private mutating func findKeys(
    _ batch: borrowing RecordBatch, _ rows: inout LaneRows, _ decoder: DossierDecoder, _ layout: DossierDecoder.Layout
  ) {
    index.adopt(decoder.codes.prefixes, into: &rows.adopted.prefixes)
    let (results, dossiers, prefixes) = (rows.results, rows.dossiers, rows.adopted.prefixes)
    rows.keys.fit(results.count, 0)
    var keys = rows.keys.mutableSpan
    for record in results.indices {
      let key: UInt64
      if results[record].fault != nil {
        key = 0
      } else if let own = index.key(results[record].code, prefixes) {
        key = own
      } else {
        let text = batch.bytes.span
        let code = WrappedCode.unwrapped(BatchCells(first: record * batch.columns).seen(layout.id, batch), in: text)
        key = index.key(ofOther: code, in: text, within: decoder.file.scopeOfCodes ?? dossiers[record].province)
      }
      keys[record] = key
      index.prefetch(key)
    }
  }

  /// Enters the rows' codes in the index and books what becomes of each row.
  private mutating func enter(
    _ batch: borrowing RecordBatch, _ rows: inout LaneRows, _ file: OpenDossierFile
  ) throws(Failure) {
    rows.counts.removeAll(keepingCapacity: true)
    rows.counts.append(contentsOf: repeatElement(true, count: rows.results.count))
    let (results, dossiers) = (rows.results, rows.dossiers)
    for record in results.indices {
      guard let fault = results[record].fault else { continue }
      rows.counts[record] = false
      if try file.table.setAside(record, of: batch, &reading) { continue }
      let received = dossiers[record].received
      reading.quarantined.append(
        QuarantinedRow(
          position: batch.positions[record], rule: fault.rule, column: fault.column.rawValue,
          received: received.isBlank ? nil : received.day))
    }
    let repetitions = index.enter(rows.keys) { record in
      if results[record].fault != nil { return nil }
      return DossierIndex.Holder(
        file: file.position, start: batch.positions[record].byte,
        knowsFinish: !dossiers[record].finished.isBlank, received: dossiers[record].received,
        commune: dossiers[record].commune)
    }
    for row in repetitions {
      reading.superseded += 1
      let winner = row.holder.settled(against: row.before)
      lostKnowledge[winner.file] += (winner.lostFinish ? 1 : 0) - (row.before.lostFinish ? 1 : 0)
      sharedCodes[winner.file].rows += 1
      if row.holder.isReceivedOnAnotherDay(than: row.before) { sharedCodes[winner.file].otherDays += 1 }
      if row.holder.isOfAnotherCommune(than: row.before) { sharedCodes[winner.file].otherCommunes += 1 }
      if row.before.file == file.position {
        losers[row.before.start] = lane(ofRowAt: row.before.start)
      } else {
        rows.counts[row.position] = false
        provinces.note(dossiers[row.position].province)
      }
    }
    let positions = batch.positions
    for record in results.indices where rows.counts[record] {
      reading.used += 1
      reading.flags.add(results[record].flags, line: positions[record].line)
    }
    provinces.count(rows, sign: 1)
  }

  private func lane(ofRowAt start: Int) -> Int {
    var (low, high) = (0, lanes.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lanes[middle].start <= start { low = middle } else { high = middle }
    }
    return lanes[low].lane
  }

  /// Uncounts, by province, rows that were superseded by later ones.
  mutating func takeBack(_ rows: LaneRows) { provinces.count(rows, sign: -1) }

  /// Returns the codes seen, once all files are read, and frees them here.
  mutating func takeIndex() -> DossierIndex { exchange(&index, with: DossierIndex()) }

  /// What became of the file's rows; the file's size and checksum are still to be booked.
  var booked: FileReading {
    var reading = reading
    reading.unknownWords = unknownWords.all(ofRecords: reading.records)
    return reading
  }
}
