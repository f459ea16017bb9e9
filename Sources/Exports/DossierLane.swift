import Administration
import Records
import Synchronization
import TabularInput

/// What takes the dossiers of a group that count.
package protocol DossierSink: Sendable {
  /// Takes dossiers of a file that count.
  ///
  /// - Parameters:
  ///   - file: its position in the group.
  ///   - extractedOn: the day on which the file was made, nil where nobody knows.
  mutating func add(_ dossiers: [Dossier], file: Int, extractedOn: Day?)
  /// Takes back dossiers that counted, because a later row superseded them.
  mutating func remove(_ dossiers: [Dossier], file: Int, extractedOn: Day?)
}

/// The words that the numbers of some dossiers stand for; empty where the cell says that there is none, or holds what is not
/// for print.
package struct GroupWords: Sendable {
  /// As the cells have them.
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
  /// Of the few that there are none is a person's name.
  package func serviceLevel(_ number: UInt32) -> String {
    let word = PrintableWord.of(serviceLevels[number])
    return PrintableWord.isName(word) ? "" : word
  }

  package func procedure(_ number: UInt32) -> (code: String, name: String) {
    let (code, name) = procedures[number]
    return (PrintableWord.of(code), PrintableWord.of(name))
  }
}

/// One worker's way through a file: it draws a batch, decodes it, has its rows settled in their turn, and hands out the
/// dossiers that count. Its numbers of words are its own.
final class DossierLane<Sink: DossierSink>: Sendable {
  private let state: Mutex<State>

  private struct State: Sendable {
    var decoder: DossierDecoder
    var rows = LaneRows()
    var sink: Sink
    /// Those that count of a batch of which not all do.
    var dossiers: [Dossier] = []
    /// The file that it was made ready for, by its position in the group; -1 for none yet.
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

  /// Takes batch after batch of a file until none is left, or until one is refused.
  ///
  /// - Parameters:
  ///   - own: the number that settled rows are booked under.
  ///   - progress: told how many bytes were read more.
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

  /// Decodes rows of the file once more and takes back the dossiers that they gave; nil where one of them breaks a rule,
  /// which no row did that was counted.
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

  /// What its dossiers' numbers stand for, and what has taken them.
  var part: (words: GroupWords, sink: Sink) { state.withLock { (GroupWords($0.decoder), $0.sink) } }
}

/// The rows of one batch on a lane's way: decoded, then settled.
struct LaneRows: Sendable {
  /// Their dossiers; of a row that breaks a rule no more than when it was received.
  var dossiers: [Dossier] = []
  /// What they say beside.
  var results: [DossierDecoder.Result] = []
  /// Which of them count, and their keys among the dossier codes.
  var counts: [Bool] = []
  var keys: [UInt64] = []
  /// What the settled state has taken over of the lane's own numbers.
  var adopted = AdoptedWords()

  mutating func removeAll() {
    dossiers.removeAll(keepingCapacity: true)
    results.removeAll(keepingCapacity: true)
  }

  /// Makes room for more rows, of which nothing is known yet.
  mutating func append(_ count: Int) {
    dossiers.append(contentsOf: repeatElement(Dossier(province: 0), count: count))
    results.append(contentsOf: repeatElement(DossierDecoder.Result(), count: count))
  }
}
