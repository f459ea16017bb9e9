import Diagnostics
import TabularInput
import Testing

/// Rows that two stray quotes make part of one cell are faults, each at its line; a cell with line ends of its own is none.
@Suite struct SwallowedRowsTests {
  private static let header = ["name", "code", "day", "note"]
  private static let rows = (1...5).map { ["n \($0)", "H35-\($0)", "2025-08-0\($0)", $0 == 3 ? "" : "x y"] }

  /// Records by their code, and the lines and rows of what is quarantined.
  private struct Found: Equatable {
    var codes: [String] = []
    var rows: [Int] = []
    var lines: [Int] = []
    var bytes: [Int] = []
  }

  private func read(
    _ text: String, _ engine: ReaderEngine, chunk: Int, limit: Int = 4096, delimiter: UInt8 = 44
  ) throws -> Found {
    let file = try ScratchFile(text)
    let source = try SourceFile(path: file.path, name: "x.csv")
    let reader = RecordReader(source, dialect: Dialect(delimiter: delimiter), engine: engine, chunk: chunk)
    let code = try #require(try reader.header().firstIndex(of: "code"))
    reader.select([code], identifiedBy: code)
    var found = Found()
    var batch = RecordBatch(columns: 1)
    while try reader.next(into: &batch, atMost: limit) {
      #expect(batch.count + batch.faults.count <= limit)
      found.codes += (0..<batch.count).map { batch.text(record: $0, column: 0) }
      let places = batch.faults.flatMap { [$0.position] + $0.swallowed }
      found.rows += places.map(\.row)
      found.lines += places.map(\.line)
      found.bytes += places.map(\.byte)
    }
    return found
  }

  private static func text(_ rows: [[String]], _ separator: String, _ end: String) -> String {
    ([header] + rows).map { $0.joined(separator: separator) + end }.joined()
  }

  /// Every pair of rows and of columns: a quote before a cell of the one, a quote behind a cell of the other.
  @Test(arguments: [("\n", ","), ("\r\n", ";"), ("\r", "\t"), ("\n\n", ",")])
  func quotesThatBalanceOverRows(_ end: String, _ separator: String) throws {
    let delimiter = try #require(separator.utf8.first)
    for (first, last) in (0..<5).flatMap({ first in (first + 1..<5).map { (first, $0) } }) {
      for (opening, closing) in (0..<4).flatMap({ opening in (0..<4).map { (opening, $0) } }) {
        var rows = Self.rows
        rows[first][opening] = "\"" + rows[first][opening]
        rows[last][closing] += "\""
        let text = Self.text(rows, separator, end)
        let found = try read(text, .libcsv, chunk: 4096, delimiter: delimiter)
        let lost = Set(first...last)
        #expect(found.codes == (0..<5).filter { !lost.contains($0) }.map { "H35-\($0 + 1)" }, "\(text)")
        let wanted = lost.sorted()
        #expect(found.rows == wanted.map { $0 + 1 })
        let lines = end == "\n\n" ? 2 : 1
        #expect(found.lines == wanted.map { 1 + lines * ($0 + 1) })
        let starts = wanted.map { Self.text(Array(rows[..<$0]), separator, end).utf8.count }
        #expect(found.bytes == starts, "\(text)")
        for (engine, chunk) in [(ReaderEngine.fast, 4096), (.fast, 7), (.fast, 64), (.libcsv, 1), (.libcsv, 5)] {
          let limit = [4096, 1, 2][chunk % 3]
          #expect(try read(text, engine, chunk: chunk, limit: limit, delimiter: delimiter) == found)
        }
      }
    }
  }

  /// Cells of several lines as people write them: addresses, lists, dates under notes, other tables.
  @Test(arguments: [
    "a\nb", "Đã trả kết quả\n15/7/2025", "12 phố Huế,\nphường 5, Hà Nội", "1,2,3\n4,5,6", "\n\n", "x\n1,2\n",
    "a,b\nc,d,e",
    "x\ny,z,t\nu", "x,H35-9\ny", "a,b,c\nd,e,f", ",,\n,,", "x\n\n,H35-9,2025-08-09", "a,b\nc d 1,e f 2", "x\nn 6,H35-6",
    "x\nHà Nội,12 Lý Thái Tổ,a,b\ny", "a,b,c,d\nH35-1,e,f,g",
  ])
  func cellsThatAreButCells(_ note: String) throws {
    for column in [0, 2, 3] {
      for row in 0..<5 {
        var rows = Self.rows
        rows[row][column] = "\"\(note)\""
        let found = try read(Self.text(rows, ",", "\n"), .fast, chunk: 4096)
        #expect(found.lines == [], "column \(column): \(note)")
        #expect(found.codes.count == 5)
      }
    }
  }

  /// Without a column that tells rows apart the reader judges nothing: the file is the table that it says it is.
  @Test func withoutACodeEveryCellIsACell() throws {
    let file = try ScratchFile("a,b\n1,\"2\n3,4\"\n5,6\n")
    let reader = RecordReader(try SourceFile(path: file.path, name: "x.csv"))
    reader.select(Array(try reader.header().indices))
    var batch = RecordBatch(columns: 2)
    #expect(try reader.next(into: &batch))
    #expect(batch.text(record: 0, column: 1) == "2\n3,4")
    #expect(batch.count == 2 && batch.faults.isEmpty)
  }
}
