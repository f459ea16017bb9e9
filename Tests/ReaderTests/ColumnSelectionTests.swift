import Diagnostics
import TabularInput
import Testing

/// Only the columns asked for are delivered, in the order asked for.
@Suite struct ColumnSelectionTests {
  @Test(arguments: ReaderEngine.allCases) func columnsComeInTheOrderAskedFor(_ engine: ReaderEngine) throws {
    let file = try ScratchFile("a,b,c\n1,2,3\n4,5\n6,\"7\",8\n9,9,9,9\n")
    for chunk in 1...40 {
      let reader = RecordReader(
        try SourceFile(path: file.path, name: "x.csv"), engine: engine, chunk: chunk)
      #expect(try reader.header() == ["a", "b", "c"])
      reader.select([2, 1])
      var batch = RecordBatch(columns: 2)
      #expect(try reader.next(into: &batch))
      #expect(batch.count == 2)
      #expect((0..<2).map { batch.text(record: $0, column: 0) } == ["3", "8"])
      #expect((0..<2).map { batch.text(record: $0, column: 1) } == ["2", "7"])
      // What was not asked for is not delivered, not even as bytes; separators and quotes may stand between cells.
      let delivered = String(decoding: batch.bytes.filter { $0 != 44 && $0 != 34 }, as: UTF8.self)
      #expect(["2387", "2378"].contains(delivered))
      #expect(batch.positions.map(\.row) == [1, 3])
      #expect(batch.faults.map(\.cells) == [2, 4])
      #expect(batch.faults.map(\.position.row) == [2, 4])
      #expect(batch.faults.map(\.position.line) == [3, 5])
      #expect(batch.faults.map(\.position.byte) == [12, 24])
      #expect(try !reader.next(into: &batch))
      #expect(batch.count == 0)
    }
  }

  /// Records may lack what stands behind the named columns, all of it and no part.
  @Test(arguments: ReaderEngine.allCases) func recordsMayLackTheNamelessColumns(_ engine: ReaderEngine) throws {
    let file = try ScratchFile("a,b,,\n1,2,,\n3,4\n5\n6,7,\n8,\"9\"\r\n,,,\n10,\"1\n1\"\n12,13,,,\n14,15")
    for chunk in 1...60 {
      for limit in [1, 3, 100] {
        let reader = RecordReader(
          try SourceFile(path: file.path, name: "x.csv"), engine: engine, chunk: chunk)
        _ = try reader.header()
        reader.select([1, 0], orWith: 2)
        var batch = RecordBatch(columns: 2)
        var (rows, faults): ([[String]], [[Int]]) = ([], [])
        while try reader.next(into: &batch, atMost: limit) {
          rows += (0..<batch.count).map { record in (0..<2).map { batch.text(record: record, column: $0) } }
          faults += batch.faults.map { [$0.position.row, $0.position.line, $0.cells] }
        }
        #expect(rows == [["2", "1"], ["4", "3"], ["9", "8"], ["", ""], ["1\n1", "10"], ["15", "14"]])
        #expect(faults.sorted { $0[0] < $1[0] } == [[3, 4, 1], [4, 5, 3], [8, 10, 5]])
      }
    }
  }

  @Test(arguments: ReaderEngine.allCases) func noColumnsGiveRecordsWithoutCells(_ engine: ReaderEngine) throws {
    let file = try ScratchFile("a,b\n1,2\n3,4\n")
    let reader = RecordReader(try SourceFile(path: file.path, name: "x.csv"))
    _ = try reader.header()
    reader.select([])
    var batch = RecordBatch(columns: 0)
    #expect(try reader.next(into: &batch))
    #expect(batch.positions.map(\.row) == [1, 2])
    #expect(batch.bytes.isEmpty)
  }

  /// Records are written into the batch's memory by the number of its columns.
  @Test func aBatchHasTheColumnsThatAreSelected() async {
    await #expect(processExitsWith: .failure) {
      let file = try ScratchFile("a,b\n1,2\n3,4\n")
      let reader = RecordReader(try SourceFile(path: file.path, name: "x.csv"))
      reader.select(Array(try reader.header().indices))
      var batch = RecordBatch(columns: 1)
      _ = try reader.next(into: &batch)
    }
  }

  /// The batch's limit counts faults too, so that a file of faults is read in bounded memory.
  @Test(arguments: ReaderEngine.allCases) func theLimitCountsRecordsAndFaults(_ engine: ReaderEngine) throws {
    let file = try ScratchFile("a,b\n1\n1,2\n1\n1,2\n1\n")
    let reader = RecordReader(try SourceFile(path: file.path, name: "x.csv"))
    _ = try reader.header()
    reader.select([0])
    var batch = RecordBatch(columns: 1)
    var sizes: [[Int]] = []
    while try reader.next(into: &batch, atMost: 2) { sizes.append([batch.count, batch.faults.count]) }
    #expect(sizes == [[1, 1], [1, 1], [0, 1]])
  }
}
