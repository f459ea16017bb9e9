import Diagnostics
import Records
import TabularInput

/// Reads cells of rows that cannot be used, of which the reader keeps none.
///
/// They are few, or a sample of many, and their cells go no further than the question what kind of row they are.
enum QuarantinedCells {
  /// Rows that are looked at; a file with more that do not fit its header is not a table with a sum under it.
  static let most = 1000
  /// Bytes of a row that are looked at.
  private static let openingBytes = 4096

  /// The cells of the rows that begin at some bytes of a text, as far as they can be told from their beginnings.
  ///
  /// - Parameter reader: has read them, and can read them again.
  /// - Throws: status `dataRefused` where the file has changed since.
  static func read(at starts: [Int], with reader: RecordReader, dialect: Dialect) throws(Failure) -> [[String]] {
    var rows: [[String]] = []
    for start in starts { rows.append(cells(try reader.bytesAgain(at: start, atMost: openingBytes), dialect)) }
    return rows
  }

  private static func cells(_ opening: [UInt8], _ dialect: Dialect) -> [String] {
    TableHead(opening, dialect: dialect, isWhole: true, atMost: 1).records.first?.cells ?? []
  }

  /// The same of a text that is unpacked or converted on its way from the file.
  ///
  /// The whole file is read, so that its sum can tell whether these are the rows that were read before.
  ///
  /// - Parameters:
  ///   - starts: in ascending order.
  ///   - sha256: the sum of the file when its rows were read.
  /// - Throws: status `dataRefused` where it has changed since, and as reading it.
  static func read(
    at starts: [Int], of source: consuming TextSource, dialect: Dialect, sha256: String
  ) throws(Failure) -> [[String]] {
    var rows: [[String]] = []
    var window: [UInt8] = []
    // Where the window begins in the text.
    var base = 0
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { room.deallocate() }
    var isWhole = false
    while rows.count < starts.count {
      let start = starts[rows.count]
      if base + window.count < start + openingBytes, !isWhole {
        let kept = min(max(start - base, 0), window.count)
        window.removeFirst(kept)
        base += kept
        let count = try source.read(into: room)
        isWhole = count == 0
        window += room[..<count]
        continue
      }
      rows.append(cells(Array(window.dropFirst(start - base).prefix(openingBytes)), dialect))
    }
    while try source.read(into: room) > 0 {}
    guard source.digest == sha256 else { throw SourceFile.changed(source.name) }
    return rows
  }
}
