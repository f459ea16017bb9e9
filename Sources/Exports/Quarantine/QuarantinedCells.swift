import Diagnostics
import Records
import TabularInput

/// Reads the cells of quarantined rows, which the reader does not keep.
///
/// The rows are few, or a sample of many, and their cells are used only to decide what kind of row each is.
enum QuarantinedCells {
  /// The largest number of rows read; a file with more rows that do not fit its header is not a table with a total
  /// below it.
  static let most = 1000
  /// The number of bytes read of each row.
  private static let openingBytes = 4096

  /// Returns the cells of the rows that begin at given bytes of a text, as far as the beginnings of the rows show them.
  ///
  /// - Parameter reader: a reader that has read these rows and can read them again.
  /// - Throws: status `dataRefused` if the file has changed since.
  static func read(at starts: [Int], with reader: RecordReader, dialect: Dialect) throws(Failure) -> [[String]] {
    var rows: [[String]] = []
    for start in starts { rows.append(cells(try reader.bytesAgain(at: start, atMost: openingBytes), dialect)) }
    return rows
  }

  private static func cells(_ opening: [UInt8], _ dialect: Dialect) -> [String] {
    TableHead(opening, dialect: dialect, isWhole: true, atMost: 1).records.first?.cells ?? []
  }

  /// Does the same for a text that is decompressed or converted.
  ///
  /// The whole file is read, so that its checksum shows whether these are still the rows that were read before.
  ///
  /// - Parameters:
  ///   - starts: the bytes at which the rows begin, in ascending order.
  ///   - sha256: the SHA-256 of the file when its rows were read.
  /// - Throws: status `dataRefused` if the file has changed since; also as reading the text.
  static func read(
    at starts: [Int], of source: consuming TextSource, dialect: Dialect, sha256: String
  ) throws(Failure) -> [[String]] {
    var rows: [[String]] = []
    var window: [UInt8] = []
    // The byte of the text at which the window begins.
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
