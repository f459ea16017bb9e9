import Diagnostics
import Records
import Synchronization
import TabularInput

/// An open dossier file from which several lanes draw batches.
final class OpenDossierFile: Sendable {
  let name: String
  /// The position of the file in the group, in order of precedence.
  let position: Int
  let table: ExportTable<DossierColumn>
  let layout: DossierDecoder.Layout
  let size: Int
  private let source: Mutex<Source>
  /// The number of bytes of the file that no lane has drawn yet.
  private let left: Atomic<Int>

  private struct Source {
    let reader: RecordReader
    /// The number of the next batch, in the order in which the group's rows are settled.
    var turn: Int
    var bytes = 0
    var hasEnded = false
  }

  /// What a lane has drawn: the number of its batch, or the failure that ended the file.
  struct Drawn: Sendable {
    let turn: Int
    /// The number of bytes of the file read since the previous batch.
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

  /// The number of bytes of the file still to be drawn.
  var bytesLeft: Int { left.load(ordering: .relaxed) }

  /// Fills the batch with the next records; returns nil if there are none left.
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

  /// Stops drawing, because a batch was refused.
  func stop() {
    source.withLock { $0.hasEnded = true }
    left.store(0, ordering: .relaxed)
  }

  /// Books the file's size and checksum, once all of it has been read, and examines quarantined rows again.
  ///
  /// - Throws: as `ExportTable.settle(_:with:in:)`.
  func finish(_ reading: inout FileReading, in folder: ExportFolder) throws(Failure) {
    try source.withLock { source throws(Failure) in
      table.finish(&reading, with: source.reader)
      try table.settle(&reading, with: source.reader, in: folder)
    }
  }

  /// Whether records can be read again from the bytes at which they begin.
  var canReadAgain: Bool { source.withLock { $0.reader.canReadAgain } }

  /// Fills the batch with records that were read before.
  ///
  /// - Parameter starts: the bytes at which the records begin, in ascending order.
  /// - Returns: how many of the records the batch now holds.
  /// - Throws: status `dataRefused` if the file has changed since, `inputMissing` if reading fails.
  func readAgain(at starts: ArraySlice<Int>, into batch: inout RecordBatch) throws(Failure) -> Int {
    try source.withLock { source throws(Failure) in try source.reader.readAgain(at: starts, into: &batch) }
  }
}
