import Administration
import Records
import Synchronization
import TabularInput

/// A consumer of the dossiers that count, such as a tally.
package protocol DossierSink: Sendable {
  /// Adds dossiers of a file that count.
  ///
  /// - Parameters:
  ///   - file: the position of the file in the group.
  ///   - extractedOn: the day on which the file was made; nil if not known.
  mutating func add(_ dossiers: [Dossier], file: Int, extractedOn: Day?)
  /// Removes dossiers that were added but have been superseded by later rows.
  mutating func remove(_ dossiers: [Dossier], file: Int, extractedOn: Day?)
}

/// The words that the numbers in some dossiers stand for; empty if the cell states none or holds something that must
/// not be printed.
package struct GroupWords: Sendable {
  /// The words as they are in the cells, without the check of `field(_:)` and `agency(_:)`.
  package let fields: Vocabulary
  package let agencies: Vocabulary
  private let procedures: ProcedureVocabulary
  private let serviceLevels: Vocabulary

  init(_ decoder: DossierDecoder) {
    fields = decoder.fields
    agencies = decoder.agencies
    procedures = decoder.procedures
    serviceLevels = decoder.serviceLevels
  }

  package func field(_ number: UInt32) -> String { PrintableWord.of(fields[number]) }
  package func agency(_ number: UInt32) -> String { PrintableWord.of(agencies[number]) }
  /// Returns a service level; empty for a person's name, which none of the few levels is.
  package func serviceLevel(_ number: UInt32) -> String {
    let word = PrintableWord.of(serviceLevels[number])
    return PrintableWord.isName(word) ? "" : word
  }

  package func procedure(_ number: UInt32) -> (code: String, name: String) {
    let (code, name) = procedures[number]
    return (PrintableWord.of(code), PrintableWord.of(name))
  }
}

/// One worker's share of a file: it draws a batch, decodes it, has its rows settled in turn, and passes on the dossiers
/// that count. Each lane numbers words on its own.
final class DossierLane<Sink: DossierSink>: Sendable {
  private let state: Mutex<State>

  private struct State: Sendable {
    var decoder: DossierDecoder
    var rows = LaneRows()
    var sink: Sink
    /// The dossiers that count of a batch in which not all do.
    var dossiers: [Dossier] = []
    /// The position in the group of the file that the lane is prepared for; -1 if none yet.
    var file = -1

    mutating func begin(_ open: OpenDossierFile) {
      if file == open.position { return }
      file = open.position
      decoder.begin(open.name, profile: open.table.profile)
    }

    mutating func count() {
      if rows.counts.allSatisfy({ $0 }) {
        return sink.add(rows.dossiers, file: file, extractedOn: decoder.file.extractedOn)
      }
      dossiers.removeAll(keepingCapacity: true)
      for position in rows.counts.indices where rows.counts[position] { dossiers.append(rows.dossiers[position]) }
      sink.add(dossiers, file: file, extractedOn: decoder.file.extractedOn)
    }
  }

  init(rules: ExportRules, sink: Sink) { state = Mutex(State(decoder: DossierDecoder(rules: rules), sink: sink)) }

  /// Processes batch after batch of a file until none is left or one is refused.
  ///
  /// - Parameters:
  ///   - own: the number of this lane, under which its settled rows are booked.
  ///   - progress: called with the number of bytes read since the last call.
  func run(
    _ file: OpenDossierFile, as own: Int, settling: Monitor<DossierSettling>, progress: (Int) -> Void
  ) {
    state.withLock { lane in
      lane.begin(file)
      var batch = RecordBatch(columns: file.table.plan.selection.count)
      while let drawn = file.draw(into: &batch) {
        lane.rows.removeAll()
        if drawn.failure == nil {
          lane.decoder.decode(0..<batch.count, of: batch, layout: file.layout, into: &lane.rows)
        }
        let goesOn = settling.when { settling in
          settling.turn == drawn.turn
            ? settling.settle(batch, &lane.rows, lane.decoder, failure: drawn.failure, lane: own, of: file) : nil
        }
        guard goesOn else { return file.stop() }
        lane.count()
        if drawn.bytes > 0 { progress(drawn.bytes) }
      }
    }
  }

  /// Decodes rows of the file again and removes the dossiers that they gave; returns nil if a row breaks a rule, which
  /// a row that was counted cannot do unless the file has changed.
  func takeBack(
    _ records: [Int], of batch: borrowing RecordBatch, _ file: OpenDossierFile
  ) -> LaneRows? {
    state.withLock { lane in
      lane.begin(file)
      lane.rows.removeAll()
      for record in records {
        lane.decoder.decode(record..<record + 1, of: batch, layout: file.layout, into: &lane.rows)
      }
      guard lane.rows.results.allSatisfy({ $0.fault == nil }) else { return nil }
      lane.sink.remove(lane.rows.dossiers, file: lane.file, extractedOn: lane.decoder.file.extractedOn)
      lane.rows.counts = [Bool](repeating: true, count: records.count)
      return lane.rows
    }
  }

  /// The lane's words and its sink.
  var part: (words: GroupWords, sink: Sink) { state.withLock { (GroupWords($0.decoder), $0.sink) } }
}

/// The rows of one batch as they pass through a lane: first decoded, then settled.
struct LaneRows: Sendable {
  /// The dossiers; for a row that breaks a rule, only the moment of receipt is kept.
  var dossiers: [Dossier] = []
  /// The codes, flags and faults of the rows.
  var results: [DossierDecoder.Result] = []
  /// Which rows count, and the keys of their dossier codes.
  var counts: [Bool] = []
  var keys: [UInt64] = []
  /// How much of the lane's own numbering the shared state has taken over.
  var adopted = AdoptedWords()

  mutating func removeAll() {
    dossiers.removeAll(keepingCapacity: true)
    results.removeAll(keepingCapacity: true)
  }

  /// Appends empty rows, to be filled by decoding.
  mutating func append(_ count: Int) {
    dossiers.append(contentsOf: repeatElement(Dossier(province: 0), count: count))
    results.append(contentsOf: repeatElement(DossierDecoder.Result(), count: count))
  }
}
