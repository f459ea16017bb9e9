import Diagnostics

/// RFC 4180 over a whole file in memory, a character at a time: the plainest statement of what a reader must deliver.
struct NaiveReader {
  /// Where the first thing stands that makes the file no table.
  struct Refusal: Error { var location: Location }

  private struct Record {
    var cells: [String] = []
    var line: Int
    var byte: Int
  }

  private enum Place { case start, plain, quoted, quoteSeen }

  private let bytes: [UInt8]
  private let delimiter: UInt8

  private init(_ bytes: [UInt8], _ delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
  }

  static func outcome(of bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ",")) -> Outcome {
    do throws(Refusal) {
      var records = try NaiveReader(bytes, delimiter).records()
      guard !records.isEmpty else { return .refused(Location("x.csv", line: 1)) }
      let header = records.removeFirst().cells
      var rows: [Outcome.Row] = []
      var faults: [Outcome.Fault] = []
      for (number, record) in records.enumerated() {
        let place = Outcome.Place(row: number + 1, line: record.line, byte: record.byte)
        if record.cells.count == header.count {
          rows.append(.init(cells: record.cells, place: place))
        } else {
          faults.append(.init(place: place, cells: record.cells.count))
        }
      }
      return .table(header: header, rows: rows, faults: faults)
    } catch {
      return .refused(error.location)
    }
  }

  private func records() throws(Refusal) -> [Record] {
    var i = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 1
    var lineStart = i
    var loneReturnEnds: Bool?
    var records: [Record] = []
    while i < bytes.count {
      let blank = lineEnd(at: i)
      if blank > 0 {
        i += blank
        line += 1
        lineStart = i
        continue
      }
      var record = Record(line: line, byte: i)
      var cell: [UInt8] = []
      var place = Place.start
      while true {
        guard i < bytes.count else {
          if place == .quoted { throw Refusal(location: Location("x.csv", line: record.line)) }
          record.cells.append(String(decoding: cell, as: UTF8.self))
          break
        }
        let byte = bytes[i]
        let column = i - lineStart + 1
        let length = characterLength(at: i)
        if length == 0 { throw Refusal(location: Location("x.csv", line: line, column: column)) }
        let end = lineEnd(at: i)
        if place == .quoted {
          if byte == UInt8(ascii: "\"") {
            place = .quoteSeen
            i += 1
          } else if end > 0 {
            cell += bytes[i..<i + end]
            i += end
            line += 1
            lineStart = i
          } else {
            cell += bytes[i..<i + length]
            i += length
          }
        } else if byte == delimiter {
          record.cells.append(String(decoding: cell, as: UTF8.self))
          cell = []
          place = .start
          i += 1
        } else if end > 0 {
          let isLone = byte == 13 && end == 1
          if let loneReturnEnds, loneReturnEnds != isLone {
            throw Refusal(location: Location("x.csv", line: record.line))
          }
          loneReturnEnds = isLone
          record.cells.append(String(decoding: cell, as: UTF8.self))
          i += end
          line += 1
          lineStart = i
          break
        } else if byte == UInt8(ascii: "\""), place == .start {
          place = .quoted
          i += 1
        } else if byte == UInt8(ascii: "\""), place == .quoteSeen {
          cell.append(byte)
          place = .quoted
          i += 1
        } else if byte == UInt8(ascii: "\"") || place == .quoteSeen {
          // Of a record over several lines the quote that is to blame may stand on any of them.
          throw Refusal(
            location: record.line == line
              ? Location("x.csv", line: line, column: column) : Location("x.csv", line: record.line))
        } else {
          cell += bytes[i..<i + length]
          place = .plain
          i += length
        }
      }
      records.append(record)
    }
    return records
  }

  /// Bytes of the line end at a position: CR LF, LF or a lone CR; 0 where there is none.
  private func lineEnd(at i: Int) -> Int {
    if bytes[i] == 10 { return 1 }
    if bytes[i] != 13 { return 0 }
    return i + 1 < bytes.count && bytes[i + 1] == 10 ? 2 : 1
  }

  /// Bytes of the character at a position; 0 where they are no UTF-8 text, or a NUL.
  private func characterLength(at i: Int) -> Int {
    if bytes[i] == 0 { return 0 }
    return (1...4).first { length in
      i + length <= bytes.count
        && String(validating: bytes[i..<i + length], as: UTF8.self)?.unicodeScalars.count == 1
    } ?? 0
  }
}
