import Diagnostics
import Foundation
import Glibc
import TabularInput
import TestSupport
import Testing

/// A file is read once, with its size and SHA-256 (examples of FIPS 180-4).
@Suite struct SourceFileTests {
  @Test(arguments: [
    ("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func sizeAndSumOfWhatWasRead(_ text: String, _ size: Int, _ sum: String) throws {
    let file = try ScratchFile(text)
    for piece in [1, 3, 64, 1000] {
      var source = try SourceFile(path: file.path, name: "x.csv")
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: piece, alignment: 1)
      defer { room.deallocate() }
      var read: [UInt8] = []
      while true {
        let count = try source.read(into: room)
        if count == 0 { break }
        read += room[..<count]
      }
      #expect(read == Array(text.utf8))
      #expect(source.bytesRead == size)
      #expect(source.digest == sum)
    }
  }

  /// The reader's sum is the file's, with a byte-order mark and whatever the chunk.
  @Test func theReaderSumsTheWholeFile() throws {
    let file = try ScratchFile([0xEF, 0xBB, 0xBF] + Array("a\n1\n".utf8))
    for chunk in 1...8 {
      let reader = RecordReader(try SourceFile(path: file.path, name: "x.csv"), chunk: chunk)
      _ = try reader.header()
      reader.select([])
      var batch = RecordBatch(columns: 0)
      while try reader.next(into: &batch) {}
      let (bytes, sum) = reader.finish()
      #expect(bytes == 7)
      #expect(sum == "3d32ed5d97a42c7ca9387f63ac0f08dceb6b4993089f807c6d56a35db7d70c36")
    }
  }

  @Test func whatIsNoFileIsRefused() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe.csv"
    #expect(mkfifo(pipe, 0o600) == 0)
    for (path, message) in [
      (folder.path + "/none.csv", "cannot be opened: No such file or directory"),
      (folder.path, "is not a regular file"), (pipe, "is not a regular file"), ("/dev/null", "is not a regular file"),
    ] {
      let failure = #expect(throws: Failure.self) { _ = try SourceFile(path: path, name: "79.csv") }
      #expect(failure?.status == .inputMissing)
      #expect(failure?.findings.map(\.message) == [message])
      #expect(failure?.findings.first?.location == Location("79.csv"))
    }
  }

  /// A file that grows, shrinks or is written over while it is read is refused; what was read is a mixture.
  @Test(arguments: ["grows", "shrinks", "is written over"]) func changesAreNoticed(_ change: String) throws {
    let line = Array("1,2\n".utf8)
    let text = Array("a,b\n".utf8) + Array(repeatElement(line, count: 100_000).joined())
    let file = try ScratchFile(text)
    let reader = RecordReader(try SourceFile(path: file.path, name: "x.csv"), chunk: 4096)
    reader.select(Array(try reader.header().indices))
    let handle = try #require(FileHandle(forUpdatingAtPath: file.path))
    switch change {
    case "grows":
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(line))
    case "shrinks": try handle.truncate(atOffset: UInt64(text.count - 4))
    default:
      // The clock of a file system may stand still for some milliseconds.
      usleep(50_000)
      try handle.seek(toOffset: UInt64(text.count - 4))
      try handle.write(contentsOf: Data(Array("3,4\n".utf8)))
    }
    try handle.close()
    var batch = RecordBatch(columns: 2)
    let failure = #expect(throws: Failure.self) { while try reader.next(into: &batch) {} }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.map(\.message) == ["the file changed while it was read"])
  }
}
