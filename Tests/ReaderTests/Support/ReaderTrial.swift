import Diagnostics
import Foundation
import TabularInput

/// Reads files through both engines and says where they differ from the naive reader.
final class ReaderTrial {
  private let file: ScratchFile

  init() throws { file = try ScratchFile() }

  /// What differs, nil where nothing does.
  ///
  /// - Parameter bytes: the file with commas and double quotes; the dialect's stand in their place when it is read.
  func disagreement(on bytes: [UInt8], _ dialect: Dialect, chunks: [Int]) throws -> String? {
    // UTF-16 by its mark is not the naive reader's: it reads UTF-8.
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return nil }
    if bytes.starts(with: [0x1F, 0x8B]) { return nil }
    let expected = NaiveReader.outcome(of: bytes)
    try file.write(RandomFile.exchanged(bytes, dialect))
    for chunk in chunks {
      for engine in ReaderEngine.allCases {
        let limit = [4096, 1, 2, 3][chunk % 4]
        let found = Outcome.of(file.path, engine: engine, chunk: chunk, limit: limit, dialect: dialect)
        guard found.exchanged(dialect) != expected else { continue }
        return "\(engine), chunk \(chunk), limit \(limit), \(dialect): \(found) rather than \(expected)"
      }
      if case .table(let header, let rows, let faults) = expected,
        let found = selected(header.count, dialect, chunk: chunk, rows, faults)
      {
        return found
      }
    }
    return nil
  }

  /// Reads only some of the columns, in another order, through the fast engine, and some records once more.
  private func selected(
    _ width: Int, _ dialect: Dialect, chunk: Int, _ rows: [Outcome.Row], _ faults: [Outcome.Fault]
  ) -> String? {
    let columns = Array((0..<width).filter { ($0 + chunk) % 3 != 0 }.reversed())
    var expected = rows[...]
    var faulty = faults[...]
    do throws(Failure) {
      let reader = RecordReader(
        try SourceFile(path: file.path, name: "x.csv"), dialect: dialect, engine: .fast, chunk: chunk)
      _ = try reader.header()
      reader.select(columns)
      var batch = RecordBatch(columns: columns.count)
      while try reader.next(into: &batch, atMost: 7) {
        for record in 0..<batch.count {
          guard let row = expected.popFirst(), row.place == Outcome.Place(batch.positions[record]) else {
            return "a record too many or in another place where columns are selected, chunk \(chunk)"
          }
          let cells = columns.indices.map { batch.text(record: record, column: $0) }
          if cells.map({ $0.exchanged(dialect) }) != columns.map({ row.cells[$0] }) {
            return "\(cells) where \(columns) are selected of \(row), chunk \(chunk)"
          }
        }
        for fault in batch.faults {
          guard let other = faulty.popFirst(), other.cells == fault.cells, other.place == Outcome.Place(fault.position)
          else { return "another fault where columns are selected, chunk \(chunk)" }
        }
      }
      let again = rows.enumerated().filter { ($0.offset * 5 + chunk) % 7 < 3 }.map(\.element)
      let count = try reader.readAgain(at: again.map(\.place.byte), into: &batch)
      guard count == again.count, batch.count == count, batch.faults.isEmpty else {
        return "\(count) of \(again.count) records are read again, chunk \(chunk)"
      }
      for (record, row) in again.enumerated() {
        let cells = columns.indices.map { batch.text(record: record, column: $0) }
        if cells.map({ $0.exchanged(dialect) }) != columns.map({ row.cells[$0] })
          || batch.positions[record].byte != row.place.byte
        {
          return "\(cells) are read again for \(row), chunk \(chunk)"
        }
      }
    } catch {
      return "refused where columns are selected, chunk \(chunk): \(error)"
    }
    return expected.isEmpty && faulty.isEmpty ? nil : "records are missing where columns are selected, chunk \(chunk)"
  }

  /// The file without every byte that the disagreement does not need.
  func shrunk(_ bytes: [UInt8], _ dialect: Dialect, chunks: [Int]) throws -> [UInt8] {
    func differs(_ bytes: [UInt8]) throws -> Bool {
      try disagreement(on: bytes, dialect, chunks: chunks + Array(1...max(1, min(bytes.count, 40)))) != nil
    }
    var least = bytes
    var piece = max(1, least.count / 2)
    while piece >= 1 {
      var place = 0
      var isShorter = false
      while place < least.count {
        var shorter = least
        shorter.removeSubrange(place..<min(place + piece, least.count))
        if try differs(shorter) {
          least = shorter
          isShorter = true
        } else {
          place += piece
        }
      }
      if !isShorter || piece > 1 { piece = piece == 1 ? 0 : piece / 2 }
    }
    return least
  }
}

extension Outcome {
  /// With the separator and quote of a dialect in its cells turned back into what they stand for.
  func exchanged(_ dialect: Dialect) -> Outcome {
    guard case .table(let header, let rows, let faults) = self else { return self }
    return .table(
      header: header.map { $0.exchanged(dialect) },
      rows: rows.map { Row(cells: $0.cells.map { $0.exchanged(dialect) }, place: $0.place) }, faults: faults)
  }
}

extension String {
  fileprivate func exchanged(_ dialect: Dialect) -> String {
    dialect == Dialect() ? self : String(decoding: RandomFile.exchanged(Array(utf8), dialect), as: UTF8.self)
  }
}
