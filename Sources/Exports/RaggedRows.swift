import Diagnostics
import Records
import TabularInput

/// Looks again at rows whose cells do not fit the header, for those that are no records: sums, blank rows, and headers of
/// other tables.
///
/// The reader gives no bytes of such rows, so the file is read a second time. They are rare: a file with many is not a
/// table with a sum under it, and all its rows stay as they are.
struct RaggedRows {
  /// Rows past which a file is not read again.
  static let most = 1000
  /// Bytes of a row that are looked at.
  private static let openingBytes = 4096

  /// The cells of the rows that begin at some bytes of a text, as far as they can be told from their beginnings.
  ///
  /// - Parameter starts: in ascending order.
  static func cells(
    at starts: [Int], of source: consuming TextSource, dialect: Dialect
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
      let opening = window.dropFirst(start - base).prefix(openingBytes)
      let head = TableHead(Array(opening), dialect: dialect, isWhole: true, atMost: 1)
      rows.append(head.records.first?.cells ?? [])
    }
    return rows
  }
}
