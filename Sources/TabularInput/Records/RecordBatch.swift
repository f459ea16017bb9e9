/// About a thousand records: the bytes of the selected columns only, and the position of each record in its file.
///
/// Only whole batches, never single cells, pass between modules. Cell `k = record * columns + column` is
/// `bytes[starts[k]..<ends[k]]`; its quotes are already undone. `faults` holds the records whose number of cells
/// differs from the header's, and those whose quotes enclose rows of the table.
package struct RecordBatch: Sendable {
  /// The place at which a record begins.
  package struct Position: Sendable, Hashable {
    /// The number of the record in the file; the first record after the header is 1.
    package var row: Int
    /// The line on which the record begins, counted from 1.
    package var line: Int
    /// The byte at which the record begins, counted from 0.
    package var byte: Int

    package init(row: Int, line: Int, byte: Int) {
      self.row = row
      self.line = line
      self.byte = byte
    }
  }

  /// A record whose number of cells does not fit the header, or one of whose cells holds rows of the table.
  package struct Fault: Sendable, Hashable {
    package var position: Position
    /// The number of cells of the record.
    package var cells: Int
    /// Where rows begin inside the record's quotes; each counts as a row of its own.
    package var swallowed: [Position] = []

    package init(position: Position, cells: Int, swallowed: [Position] = []) {
      self.position = position
      self.cells = cells
      self.swallowed = swallowed
    }
  }

  /// The number of columns that were selected.
  package let columns: Int
  package var bytes: [UInt8] = []
  package var starts: [UInt32] = []
  package var ends: [UInt32] = []
  package var positions: [Position] = []
  package var faults: [Fault] = []

  package init(columns: Int) { self.columns = columns }

  package var count: Int { positions.count }

  /// Returns one cell as text. For tests and messages only: the decoder reads the bytes.
  package func text(record: Int, column: Int) -> String {
    let cell = record * columns + column
    return String(decoding: bytes[Int(starts[cell])..<Int(ends[cell])], as: UTF8.self)
  }

  /// Memory after the records that the batch holds, into which more records are written.
  struct Room {
    let bytes: UnsafeMutableRawPointer
    let starts: UnsafeMutablePointer<UInt32>
    let ends: UnsafeMutablePointer<UInt32>
    let positions: UnsafeMutablePointer<Position>
  }

  /// Lets a closure write records after those that the batch holds, in their final place: nothing is copied afterwards.
  ///
  /// - Parameters:
  ///   - bytes: the largest number of bytes to be written, at least one.
  ///   - records: the largest number of records to be written, at least one.
  ///   - write: fills the room from its start and returns how many bytes and records it wrote.
  mutating func append(bytes: Int, records: Int, _ write: (Room) -> (bytes: Int, records: Int)) {
    var written = (bytes: 0, records: 0)
    // One more than needed, so that the memory exists even if no column is selected.
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
