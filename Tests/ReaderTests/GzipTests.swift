import Diagnostics
import TabularInput
import Testing

/// A gzip file is read whole or refused.
@Suite struct GzipTests {
  private static let text = Array("a,b\n".utf8) + Array(repeatElement(Array("Đất đai,1\n".utf8), count: 300).joined())

  private static func failure(_ bytes: [UInt8], chunk: Int) throws -> Failure? {
    try readFailure(of: bytes, chunk: chunk)
  }

  @Test func aFileCutAnywhereIsRefused() throws {
    let whole = gzipped(Self.text)
    for end in 2..<whole.count {
      let failure = try Self.failure(Array(whole[..<end]), chunk: 64)
      #expect(failure?.status == .dataRefused)
      #expect(failure?.findings.map(\.message) == ["the gzip file is cut short"], "cut at \(end)")
    }
    #expect(try Self.failure(whole, chunk: 64) == nil)
  }

  /// One bit at a time; flags and times of the header, which no sum covers, may change nothing in the text.
  @Test func everyFlippedBitIsNoticedOrHarmless() throws {
    let whole = gzipped(Self.text)
    for place in 10..<whole.count {
      for bit in 0..<8 {
        var damaged = whole
        damaged[place] ^= 1 << UInt8(bit)
        let failure = try Self.failure(damaged, chunk: 4096)
        #expect(failure != nil, "byte \(place), bit \(bit)")
      }
    }
  }

  @Test(arguments: [1, 7, 4096]) func whatFollowsTheLastMemberIsRefused(_ chunk: Int) throws {
    for tail in [[0], [0x1F], Array("a".utf8), [0x1F, 0x8B, 0], Array(repeating: 0, count: 512)] as [[UInt8]] {
      #expect(try Self.failure(gzipped(Self.text) + tail, chunk: chunk) != nil, "\(tail.count) bytes")
    }
  }

  /// What stands before the damage is judged first, whatever the chunk.
  @Test func theFirstFaultIsTold() throws {
    let broken = Array("a,b\n1,\"2\"x\n".utf8) + Self.text
    let cut = Array(gzipped(broken, level: 0).dropLast(9))
    for chunk in [1, 3, 100, 4096, 256 << 10] {
      #expect(try Self.failure(cut, chunk: chunk)?.findings.first?.location == Location("x.csv", line: 2, column: 6))
    }
  }

  /// 200 MB of one letter in 200 kB; memory stays at a piece and time at what 64 MiB take.
  @Test func bombsAreRefused() throws {
    let lines = Array("a,b\n".utf8) + Array(repeatElement(Array("1,2\n".utf8), count: 25_000_000 / 2).joined())
    let failure = try Self.failure(gzipped(lines + lines), chunk: 256 << 10)
    #expect(failure?.findings.map(\.message) == ["the gzip file holds over 250 times its size, no export does"])
  }

  /// The sum and the size are those of the file on the disk.
  @Test func sumAndSizeAreTheFiles() throws {
    let packed = gzipped(Self.text)
    let file = try ScratchFile(packed)
    let reader = RecordReader(try SourceFile(path: file.path, name: "x.csv.gz"))
    _ = try reader.header()
    reader.select([0])
    var batch = RecordBatch(columns: 1)
    while try reader.next(into: &batch) {}
    #expect(reader.finish().bytes == packed.count)
    var plain = try SourceFile(path: file.path, name: "x")
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: packed.count, alignment: 1)
    defer { room.deallocate() }
    _ = try plain.read(into: room)
    #expect(reader.finish().sha256 == plain.digest)
  }
}
