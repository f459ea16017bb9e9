/// The first records of a text, cut without errors, for the search for a header among them.
///
/// A title row may hold anything, such as a quote that is never closed: a record that is not strict ends with its line.
package struct TableHead: Sendable {
  package struct Record: Sendable, Equatable {
    package var cells: [String]
    /// The line on which the record begins, counted from 1, and the line after the record.
    package var line: Int
    package var nextLine: Int
    /// The byte of the text at which the next record or blank line begins.
    package var end: Int
    /// Whether the record follows RFC 4180.
    package var isStrict: Bool
    /// Whether a lone carriage return ends the record; nil if the text ends with the record.
    package var endsWithCarriageReturn: Bool?

    /// Whether all cells are empty or hold only spaces.
    package var isBlank: Bool { cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
  }

  package private(set) var records: [Record] = []

  /// - Parameters:
  ///   - bytes: the head of the text; a byte-order mark at its start is skipped.
  ///   - isWhole: whether the bytes are the whole text; if not, a record that reaches the end of the bytes is left out.
  ///   - limit: the largest number of records to cut.
  package init(
    _ bytes: [UInt8], dialect: Dialect, isWhole: Bool, from start: Int = 0, line: Int = 1, atMost limit: Int = 64
  ) {
    var cutter = Cutter(bytes: bytes, dialect: dialect, isWhole: isWhole, position: start, line: line)
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { cutter.position = 3 }
    while records.count < limit, let record = cutter.next() { records.append(record) }
  }

  /// Returns the separator that a first line such as `sep=;`, as Excel writes it, declares, and where the text after
  /// that line begins.
  package static func separatorLine(_ bytes: [UInt8]) -> (delimiter: UInt8, end: Int)? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let line = bytes[start...].prefix { $0 != 10 && $0 != 13 }
    var text = line
    if text.count >= 2, text.first == 34, text.last == 34 { text = text.dropFirst().dropLast() }
    guard text.count == 5, String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep=",
      let delimiter = text.last, delimiter < 0x7F, !UnicodeScalar(delimiter).properties.isAlphabetic,
      !(48...57).contains(delimiter), delimiter != 34
    else { return nil }
    var end = line.endIndex
    if end < bytes.count, bytes[end] == 13 { end += 1 }
    if end < bytes.count, bytes[end] == 10, bytes[end - 1] != 10 { end += 1 }
    return (delimiter, end)
  }
}

/// Where the records of a table begin, below the header and everything above it.
package struct TableStart: Sendable, Equatable {
  package var byte: Int
  package var line: Int
  /// The number of cells of each record.
  package var cells: Int
  /// Whether lone carriage returns end the records; nil if not yet known.
  package var endsWithCarriageReturn: Bool?

  package init(byte: Int, line: Int, cells: Int, endsWithCarriageReturn: Bool?) {
    self.byte = byte
    self.line = line
    self.cells = cells
    self.endsWithCarriageReturn = endsWithCarriageReturn
  }
}

/// Cuts records, one after the other, from the head of a text.
private struct Cutter {
  let bytes: [UInt8]
  let dialect: Dialect
  let isWhole: Bool
  var position: Int
  var line: Int

  /// Returns the length of the line end at a position: CR LF, LF or a lone CR; 0 if there is none.
  private func lineEnd(at i: Int) -> Int {
    if bytes[i] == 10 { return 1 }
    if bytes[i] != 13 { return 0 }
    return i + 1 < bytes.count && bytes[i + 1] == 10 ? 2 : 1
  }

  mutating func next() -> TableHead.Record? {
    while position < bytes.count {
      let blank = lineEnd(at: position)
      if blank == 0 { break }
      position += blank
      line += 1
    }
    guard position < bytes.count else { return nil }
    guard let record = record(isStrict: true) ?? record(isStrict: false) else { return nil }
    position = record.end
    line = record.nextLine
    return record
  }

  /// Returns the record at the position; nil if it is not strict although it must be, or if its end is not among the
  /// bytes.
  private func record(isStrict: Bool) -> TableHead.Record? {
    var record = TableHead.Record(
      cells: [], line: line, nextLine: line, end: position, isStrict: isStrict, endsWithCarriageReturn: nil)
    var cell: [UInt8] = []
    var i = position
    while true {
      if isStrict, i < bytes.count, bytes[i] == dialect.quote {
        guard let close = quoted(from: i, into: &cell, &record.nextLine) else { return nil }
        i = close
      } else {
        while i < bytes.count, bytes[i] != dialect.delimiter, lineEnd(at: i) == 0 {
          if isStrict, bytes[i] == dialect.quote { return nil }
          cell.append(bytes[i])
          i += 1
        }
      }
      record.cells.append(String(decoding: cell, as: UTF8.self))
      cell = []
      if i == bytes.count {
        guard isWhole else { return nil }
        record.end = i
        record.nextLine += 1
        return record
      }
      if bytes[i] == dialect.delimiter {
        i += 1
        continue
      }
      // The line feed of a CR LF may come after these bytes.
      if bytes[i] == 13, i + 1 == bytes.count, !isWhole { return nil }
      let length = lineEnd(at: i)
      record.endsWithCarriageReturn = bytes[i] == 13 && length == 1
      record.end = i + length
      record.nextLine += 1
      return record
    }
  }

  /// Reads a quoted cell and returns where it ends; nil if it does not end with a closing quote.
  private func quoted(from start: Int, into cell: inout [UInt8], _ line: inout Int) -> Int? {
    var i = start + 1
    while i < bytes.count {
      if bytes[i] == dialect.quote {
        i += 1
        if i == bytes.count || bytes[i] == dialect.delimiter || lineEnd(at: i) > 0 { return i }
        guard bytes[i] == dialect.quote else { return nil }
      } else if lineEnd(at: i) == 1 {
        // CR LF is one line end, counted at its second byte.
        line += 1
      }
      cell.append(bytes[i])
      i += 1
    }
    return nil
  }
}
