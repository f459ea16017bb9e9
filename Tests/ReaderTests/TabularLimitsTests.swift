import Diagnostics
import TabularInput
import Testing

/// A cell holds at most 1 MiB and a record, with its line end, at most 16 MiB.
@Suite struct TabularLimitsTests {
  private static let mebibyte = 1_048_576

  private func cell(_ count: Int) -> [UInt8] { [UInt8](repeating: UInt8(ascii: "x"), count: count) }

  private func outcome(_ bytes: [UInt8], chunk: Int = 256 << 10) throws -> (rows: Int, refused: Location?) {
    let file = try ScratchFile(bytes)
    let made = Outcome.of(file.path, engine: .libcsv, chunk: chunk, limit: 4096)
    #expect(Outcome.of(file.path, engine: .fast, chunk: chunk, limit: 4096) == made)
    switch made {
    case .table(_, let rows, _): return (rows.count, nil)
    case .refused(let place): return (0, place)
    }
  }

  /// Among the chunks are those that end right before and right behind the closing quote.
  @Test(arguments: [256 << 10, 1_048_579, 1_048_580, 1_048_581, 1_048_582, 1_048_583, 2 << 20])
  func aQuotedCellOfOneMebibyteIsTaken(_ chunk: Int) throws {
    let start = Array("a,b\n\"".utf8)
    let taken = try outcome(start + cell(Self.mebibyte) + Array("\",2\n3,4\n".utf8), chunk: chunk)
    #expect(taken.refused == nil)
    #expect(taken.rows == 2)
    let refused = try outcome(start + cell(Self.mebibyte + 1) + Array("\",2\n3,4\n".utf8), chunk: chunk)
    #expect(refused.refused == Location("x.csv", line: 2))
  }

  @Test(arguments: [256 << 10, 4 << 20]) func aPlainCellOfOneMebibyteIsTaken(_ chunk: Int) throws {
    let start = Array("a,b\n0,1\n".utf8)
    #expect(try outcome(start + cell(Self.mebibyte) + Array(",2\n".utf8), chunk: chunk).rows == 2)
    #expect(try outcome(start + Array("1,".utf8) + cell(Self.mebibyte), chunk: chunk).rows == 2)
    let refused = Location("x.csv", line: 3)
    #expect(try outcome(start + cell(Self.mebibyte + 1) + Array(",2\n".utf8), chunk: chunk).refused == refused)
    #expect(try outcome(start + Array("1,".utf8) + cell(Self.mebibyte + 1), chunk: chunk).refused == refused)
  }

  @Test func aQuoteThatIsNeverClosedIsRefusedBeforeItFillsTheMemory() throws {
    let refused = try outcome(Array("a,b\n1,\"\n".utf8) + cell(3 * Self.mebibyte))
    #expect(refused.refused == Location("x.csv", line: 2))
  }

  @Test func aRecordOfSixteenMebibytesIsTaken() throws {
    let header = Array(("c" + String(repeating: ",c", count: 16) + "\n").utf8)
    // Sixteen cells of a mebibyte less one, each with its comma, and a last cell that is empty: the line end is one more.
    let cells = (0..<16).flatMap { _ in cell(Self.mebibyte - 1) + [UInt8(ascii: ",")] }
    #expect(try outcome(header + cells.dropFirst() + [10]).rows == 1)
    #expect(try outcome(header + cells + [10]).refused == Location("x.csv", line: 2))
  }
}
