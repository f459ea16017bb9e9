/// Some thousand records: the bytes of the selected columns only, and where each record stands in its file.
///
/// A batch, never a field, crosses a module. Cells lie in `bytes` from `starts[k]` up to `ends[k]`, where
/// `k = record * columns + column`; quotes are already undone. A record whose number of cells differs from the header's,
/// or in whose quotes rows of the table stand, is not among the records but among the `faults`.
package struct RecordBatch: Sendable {
  /// Where a record begins.
  package struct Position: Sendable, Hashable {
    /// Number of the record in the file; the first after the header is 1.
    package var row: Int
    /// Line on which it begins, from 1.
    package var line: Int
    /// Byte at which it begins, from 0.
    package var byte: Int

    package init(row: Int, line: Int, byte: Int) {
      self.row = row
      self.line = line
      self.byte = byte
    }
  }

  /// A record that cannot be laid over the header, or one of whose cells holds rows of the table.
  package struct Fault: Sendable, Hashable {
    package var position: Position
    /// How many cells it has.
    package var cells: Int
    /// Where the rows begin that stand within its quotes; each counts as a row of its own.
    package var swallowed: [Position] = []

    package init(position: Position, cells: Int, swallowed: [Position] = []) {
      self.position = position
      self.cells = cells
      self.swallowed = swallowed
    }
  }

  /// How many columns were selected.
  package let columns: Int
  package var bytes: [UInt8] = []
  package var starts: [UInt32] = []
  package var ends: [UInt32] = []
  package var positions: [Position] = []
  package var faults: [Fault] = []

  package init(columns: Int) { self.columns = columns }

  package var count: Int { positions.count }

  /// One cell as text, for tests and messages; the decoder reads the bytes.
  package func text(record: Int, column: Int) -> String {
    let cell = record * columns + column
    return String(decoding: bytes[Int(starts[cell])..<Int(ends[cell])], as: UTF8.self)
  }

  /// Memory behind the records that the batch holds, for more of them.
  struct Room {
    let bytes: UnsafeMutableRawPointer
    let starts: UnsafeMutablePointer<UInt32>
    let ends: UnsafeMutablePointer<UInt32>
    let positions: UnsafeMutablePointer<Position>
  }

  /// Has records written behind those that the batch holds, where they stay: nothing is copied afterwards.
  ///
  /// - Parameters:
  ///   - bytes: the most bytes that are written, at least one.
  ///   - records: the most records, at least one.
  ///   - write: fills the room from its start and returns how far.
  mutating func append(bytes: Int, records: Int, _ write: (Room) -> (bytes: Int, records: Int)) {
    var written = (bytes: 0, records: 0)
    // One more than there are, so that there is memory where no column is selected.
    let cells = records * columns + 1
    self.bytes.append(addingCapacity: bytes) { bytes in
      bytes.withUnsafeMutableBufferPointer { bytes, byteCount in
        starts.append(addingCapacity: cells) { starts in
          starts.withUnsafeMutableBufferPointer { starts, startCount in
            ends.append(addingCapacity: cells) { ends in
              ends.withUnsafeMutableBufferPointer { ends, endCount in
                positions.append(addingCapacity: records) { positions in
                  positions.withUnsafeMutableBufferPointer { positions, positionCount in
                    guard let bytes = bytes.baseAddress, let starts = starts.baseAddress,
                      let ends = ends.baseAddress, let positions = positions.baseAddress
                    else { preconditionFailure("there is no room") }
                    written = write(Room(bytes: bytes, starts: starts, ends: ends, positions: positions))
                    positionCount = written.records
                  }
                }
                endCount = written.records * columns
              }
            }
            startCount = written.records * columns
          }
        }
        byteCount = written.bytes
      }
    }
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
  }
}
