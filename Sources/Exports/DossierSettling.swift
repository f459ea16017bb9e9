import Diagnostics
import Records
import TabularInput

/// What a group of files knows of its rows: the codes seen, and what became of each row.
///
/// Batches are settled in the order in which they stand, whichever lane has decoded them, so that nothing depends on how
/// many lanes there are.
struct DossierSettling: Sendable {
  /// The number of the batch to be settled next.
  private(set) var turn = 0
  private(set) var failure: Failure?
  private var index = DossierIndex()
  /// What the rows that count say of their provinces.
  private(set) var provinces: ProvinceRows
  /// Rows whose winner knows less than they did, by file of the group.
  private(set) var lostKnowledge: [Int]
  /// Rows with a code that another row has, by file of the group.
  private(set) var sharedCodes: [SharedCodes]
  private(set) var lists = OpenLists()

  // Of the file being read.
  private var reading = FileReading(name: "")
  private var unknownWords = UnknownWords()
  /// Rows that lost against later ones of the file, by the byte at which each begins, with the lanes that counted them.
  private(set) var losers: [Int: Int] = [:]
  /// Where each run of batches begins that one lane has settled, and the lane.
  private var lanes: [(start: Int, lane: Int)] = []
  private let largestFile: Int
  private var hasRoom = false

  /// - Parameter sizes: of the group's files, in bytes.
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

  /// Settles the rows of the batch whose turn it is: which of them count.
  ///
  /// - Parameters:
  ///   - failure: what ended the file instead of a batch.
  ///   - lane: the number of the lane that decoded them and counts them.
  /// - Returns: false where the file is refused.
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

  /// A record of fewer bytes is hardly a dossier; blank rows may stand on top of a file.
  private static let fewestBytes = 60

  /// Makes room for as many codes as the group's largest file has records, if the others are as long as those of its first
  /// batch. A packed file has more.
  private mutating func makeRoom(like batch: borrowing RecordBatch) {
    guard !hasRoom, let first = batch.positions.first, let last = batch.positions.last, last.byte > first.byte
    else { return }
    hasRoom = true
    index.reserve(largestFile / max(Self.fewestBytes, (last.byte - first.byte) / (last.row - first.row)))
  }

  /// All of the batch first: their slots are on the way from memory by the time that the rows are entered.
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

  /// Enters the rows' codes and books what becomes of each.
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

  /// Takes back what was noted of the provinces of rows that lost against later ones.
  mutating func takeBack(_ rows: LaneRows) { provinces.count(rows, sign: -1) }

  /// The codes seen, when all files are read.
  mutating func takeIndex() -> DossierIndex { exchange(&index, with: DossierIndex()) }

  /// What became of the file's rows; its size and sum are still to be booked.
  var booked: FileReading {
    var reading = reading
    reading.unknownWords = unknownWords.all(ofRecords: reading.records)
    return reading
  }
}
