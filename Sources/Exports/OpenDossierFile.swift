import Diagnostics
import Records
import Synchronization
import TabularInput

/// A dossier file of which several lanes draw batches.
final class OpenDossierFile: Sendable {
  let name: String
  /// Its place in the group, in order of precedence.
  let position: Int
  let table: ExportTable<DossierColumn>
  let layout: DossierDecoder.Layout
  let size: Int
  private let source: Mutex<Source>
  /// Bytes of the file that no lane has drawn yet.
  private let left: Atomic<Int>

  private struct Source {
    let reader: RecordReader
    /// The number of the next batch in the order in which the group's rows are settled.
    var turn: Int
    var bytes = 0
    var hasEnded = false
  }

  /// What a lane has drawn: its batch's turn, and what ended the file instead of a batch.
  struct Drawn: Sendable {
    let turn: Int
    /// Bytes of the file read since the batch before.
    let bytes: Int
    var failure: Failure?
  }

  init(
    _ name: String, at position: Int, in folder: ExportFolder, rules: ExportRules, firstTurn: Int
  ) throws(Failure) {
    self.name = name
    self.position = position
    size = folder.size(of: name)
    let (table, reader) = try ExportTable<DossierColumn>.open(
      file: name, in: folder, reading: DossierDecoder.columns, rules: rules)
    self.table = table
    layout = DossierDecoder.Layout(table.plan)
    left = Atomic(size)
    source = Mutex(Source(reader: reader, turn: firstTurn))
  }

  /// How much of the file is still to be drawn, in bytes.
  var bytesLeft: Int { left.load(ordering: .relaxed) }

  /// Fills the batch with the next records; nil where there are none left.
  func draw(into batch: inout RecordBatch) -> Drawn? {
    source.withLock { source in
      guard !source.hasEnded else { return nil }
      var failure: Failure?
      do throws(Failure) {
        source.hasEnded = try !source.reader.next(into: &batch)
        if source.hasEnded {
          left.store(0, ordering: .relaxed)
          return nil
        }
      } catch {
        source.hasEnded = true
        failure = error
      }
      let bytes = source.reader.bytesRead
      defer {
        source.turn += 1
        source.bytes = bytes
      }
      left.store(source.hasEnded ? 0 : size - bytes, ordering: .relaxed)
      return Drawn(turn: source.turn, bytes: bytes - source.bytes, failure: failure)
    }
  }

  /// Ends the drawing: a batch was refused.
  func stop() {
    source.withLock { $0.hasEnded = true }
    left.store(0, ordering: .relaxed)
  }

  /// Books the file's size and sum, once all of it has been read, and looks once more at rows that cannot be used.
  ///
  /// - Throws: as `ExportTable.settle`.
  func finish(_ reading: inout FileReading, in folder: ExportFolder) throws(Failure) {
    try source.withLock { source throws(Failure) in
      table.finish(&reading, with: source.reader)
      try table.settle(&reading, with: source.reader, in: folder)
    }
  }

  /// Whether its records can be read again by where they begin.
  var canReadAgain: Bool { source.withLock { $0.reader.canReadAgain } }

  /// Fills the batch with records that were read before.
  ///
  /// - Parameter starts: the bytes at which they begin, in ascending order.
  /// - Returns: how many of them the batch holds.
  /// - Throws: status `dataRefused` where the file has changed since, `inputMissing` where reading fails.
  func readAgain(at starts: ArraySlice<Int>, into batch: inout RecordBatch) throws(Failure) -> Int {
    try source.withLock { source throws(Failure) in try source.reader.readAgain(at: starts, into: &batch) }
  }
}
