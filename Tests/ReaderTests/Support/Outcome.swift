import Diagnostics
import Foundation
import TabularInput

/// What a reader makes of a file: its table, or the place at which it refuses it.
enum Outcome: Equatable {
  struct Row: Equatable {
    var cells: [String]
    var place: Place
  }

  /// A record whose cells do not fit the header.
  struct Fault: Equatable {
    var place: Place
    var cells: Int
  }

  struct Place: Equatable {
    var row: Int
    var line: Int
    var byte: Int
  }

  case table(header: [String], rows: [Row], faults: [Fault])
  case refused(Location)

  /// What an engine makes of a file, read in pieces of `chunk` bytes and batches of `limit` records.
  static func of(
    _ path: String, engine: ReaderEngine, chunk: Int, limit: Int, encoding: TextEncoding? = nil,
    dialect: Dialect = Dialect()
  ) -> Outcome {
    do throws(Failure) {
      let source = TextSource(try SourceFile(path: path, name: "x.csv"), encoding: encoding, piece: chunk)
      let reader = RecordReader(source, dialect: dialect, engine: engine, chunk: chunk)
      let header = try reader.header()
      reader.select(Array(header.indices))
      var batch = RecordBatch(columns: header.count)
      var rows: [Row] = []
      var faults: [Fault] = []
      while try reader.next(into: &batch, atMost: limit) {
        precondition(batch.count + batch.faults.count <= limit, "a batch is larger than it may be")
        for record in 0..<batch.count {
          rows.append(
            Row(
              cells: header.indices.map { batch.text(record: record, column: $0) },
              place: Place(batch.positions[record])))
        }
        faults += batch.faults.map { Fault(place: Place($0.position), cells: $0.cells) }
      }
      return .table(header: header, rows: rows, faults: faults)
    } catch {
      return .refused(error.findings.first?.location ?? Location("no place"))
    }
  }
}

extension Outcome.Place {
  init(_ position: RecordBatch.Position) { self.init(row: position.row, line: position.line, byte: position.byte) }
}

/// A file that is written over for each input and removed in the end.
final class ScratchFile {
  let path: String = {
    // Many thousand files after one another: in memory, where the system offers it.
    let place = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    return place + "/" + UUID().uuidString
  }()

  init(_ bytes: [UInt8] = []) throws { try write(bytes) }

  convenience init(_ text: String) throws { try self.init(Array(text.utf8)) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
}

/// Why a file is refused; nil where all of it can be read.
func readFailure(of path: String, encoding: TextEncoding? = nil, chunk: Int = 4096) -> Failure? {
  do throws(Failure) {
    let source = TextSource(try SourceFile(path: path, name: "x.csv"), encoding: encoding, piece: chunk)
    let reader = RecordReader(source, chunk: chunk)
    let columns = Array(try reader.header().indices)
    reader.select(columns)
    var batch = RecordBatch(columns: columns.count)
    while try reader.next(into: &batch) {}
    return nil
  } catch {
    return error
  }
}

/// Why a file of these bytes is refused; nil where all of it can be read.
func readFailure(of bytes: [UInt8], encoding: TextEncoding? = nil, chunk: Int = 4096) throws -> Failure? {
  let file = try ScratchFile(bytes)
  return withExtendedLifetime(file) { readFailure(of: file.path, encoding: encoding, chunk: chunk) }
}
