import Diagnostics
import Foundation
import TabularInput
import Testing

/// The text of a file is the same however it is packed and encoded, in pieces of any size.
@Suite struct TextSourceTests {
  /// Every input made by hand, as gzip, as two members of gzip and as UTF-16 in both orders: the naive reader says what the
  /// text holds.
  @Test func everyInputPackedAndEncoded() throws {
    let file = try ScratchFile()
    for input in RecordReaderTests.inputs {
      let bytes = Array(input.utf8)
      let expected = NaiveReader.outcome(of: bytes)
      let half = bytes.count / 2
      let forms: [(String, [UInt8])] = [
        ("gzip", gzipped(bytes)), ("stored", gzipped(bytes, level: 0)),
        ("members", gzipped(Array(bytes[..<half])) + gzipped([]) + gzipped(Array(bytes[half...]))),
        ("UTF-16LE", utf16(input, isBigEndian: false)), ("UTF-16BE", utf16(input, isBigEndian: true)),
        ("UTF-16 in gzip", gzipped(utf16(input, isBigEndian: true))),
      ]
      for (name, form) in forms {
        try file.write(form)
        for chunk in [1, 2, 3, 5, 7, 16, 64, 4096] {
          for engine in ReaderEngine.allCases {
            let found = Outcome.of(file.path, engine: engine, chunk: chunk, limit: [1, 2, 4096][chunk % 3])
            #expect(found == expected, "\(name) of \(input.debugDescription), \(engine), chunk \(chunk)")
          }
        }
      }
    }
  }

  /// Bytes that are no UTF-8 are refused at their place in the text, packed or not.
  @Test func brokenTextInGzip() throws {
    let file = try ScratchFile()
    for input in RecordReaderTests.broken {
      try file.write(gzipped(input))
      for chunk in [1, 2, 9, 4096] {
        #expect(Outcome.of(file.path, engine: .fast, chunk: chunk, limit: 7) == NaiveReader.outcome(of: input))
      }
    }
  }

  /// A file that was cut short ends inside a letter as often as not; that it is in another encoding nobody should think.
  @Test func aFileThatEndsInsideALetterIsCutShort() throws {
    let file = try ScratchFile()
    let whole = Array("a,b\n1,Đất đai\n2,Hộ tịch".utf8)
    for end in whole.indices.dropFirst(7) where whole[end] & 0xC0 == 0x80 {
      try file.write(Array(whole[..<end]))
      for chunk in 1...20 {
        let failure = failure(file, chunk: chunk)
        #expect(failure?.findings.map(\.message) == ["the file ends within a character: it is cut short"])
        let lines = whole[..<end].split(separator: 10)
        let start = whole[..<end].lastIndex { $0 >= 0xC0 } ?? 0
        let column = start - (end - (lines.last?.count ?? 0)) + 1
        #expect(failure?.findings.first?.location == Location("x.csv", line: lines.count, column: column))
      }
    }
    // With anything behind it, it is no letter of UTF-8.
    try file.write(Array("a,b\n1,\n".utf8.dropLast()) + [0xC3] + Array("\n".utf8))
    #expect(failure(file, chunk: 64)?.findings.map(\.message) == ["the byte 0xC3 is not UTF-8 text"])
  }

  @Test func halvesOfUTF16CharactersAreRefusedWhereTheyStand() throws {
    let start = utf16("a,b\n1,", isBigEndian: false)
    let file = try ScratchFile()
    for (bytes, message) in [
      ([0x3D, 0xD8, 0x31, 0x00], "the first half of a UTF-16 pair stands without its second"),
      ([0x00, 0xDE, 0x31, 0x00], "the second half of a UTF-16 pair stands without its first"),
      ([0x3D, 0xD8], "the file ends inside a UTF-16 character"), ([0x31], "the file ends inside a UTF-16 character"),
    ] as [([UInt8], String)] {
      try file.write(start + bytes)
      for chunk in 1...20 {
        let failure = failure(file, chunk: chunk)
        #expect(failure?.findings.map(\.message) == [message])
        #expect(failure?.findings.first?.location == Location("x.csv", line: 2, column: 3))
      }
    }
  }

  /// Marks and declarations: what says which encoding a file has.
  @Test(
    arguments: [
      (utf16("a\nế\n", isBigEndian: false), nil, "ế"), (utf16("a\nế\n", isBigEndian: true), .utf16, "ế"),
      (utf16("a\nế\n", isBigEndian: true, marked: false), .utf16BigEndian, "ế"),
      (utf16("a\nế\n", isBigEndian: false, marked: false), .utf16LittleEndian, "ế"),
      (utf16("a\nế\n", isBigEndian: false), .utf16LittleEndian, "ế"),
      (Array("\u{FEFF}a\nế\n".utf8), .utf8, "ế"), ([0x61, 10, 0xEA, 0xEC, 10], .windows1258, "ế"),
      ([0x61, 10, 0xD5, 10], .tcvn3, "ế"),
    ] as [([UInt8], TextEncoding?, String)])
  func theEncodingIsKnown(_ bytes: [UInt8], _ encoding: TextEncoding?, _ cell: String) throws {
    let file = try ScratchFile(bytes)
    guard
      case .table(_, let rows, _) = Outcome.of(file.path, engine: .fast, chunk: 64, limit: 9, encoding: encoding)
    else {
      Issue.record("refused")
      return
    }
    #expect(rows.map(\.cells) == [[cell]])
  }

  @Test(
    arguments: [
      (
        Array("\u{FEFF}a\n1\n".utf8), .windows1258,
        "the file begins with the byte-order mark of utf-8, windows-1258 is declared"
      ),
      (
        utf16("a\n1\n", isBigEndian: true), .utf16LittleEndian,
        "the file begins with the byte-order mark of utf-16be, utf-16le is declared"
      ),
      (Array("a\n1\n".utf8), .utf16, "the file has no byte-order mark, UTF-16 with one is declared"),
      (
        utf16("dossier_id,Tên\n1,2\n", isBigEndian: false, marked: false), nil,
        "the file looks like utf-16le without a byte-order mark, UTF-8 was expected"
      ),
      (
        utf16("dossier_id,Tên\n1,2\n", isBigEndian: true, marked: false), nil,
        "the file looks like utf-16be without a byte-order mark, UTF-8 was expected"
      ),
    ] as [([UInt8], TextEncoding?, String)])
  func contradictionsAreRefused(_ bytes: [UInt8], _ encoding: TextEncoding?, _ message: String) throws {
    let failure = try readFailure(of: bytes, encoding: encoding)
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.map(\.message) == [message])
  }

  /// UTF-8 read as a single-byte encoding would give wrong letters without a word.
  @Test func utf8IsNotReadAsWhatIsDeclared() throws {
    let file = try ScratchFile("a,b\nHà Nội,Huế\n")
    for encoding in [TextEncoding.windows1258, .tcvn3] {
      #expect(
        failure(file, encoding: encoding)?.findings.map(\.message) == [
          "the file is UTF-8 from end to end though \(encoding.rawValue) is declared"
        ])
    }
    let plain = try ScratchFile("a,b\n1,2\n")
    #expect(failure(plain, encoding: .windows1258) == nil)
  }

  @Test(
    arguments: [
      ("UTF-8", .utf8), ("utf8", .utf8), ("US-ASCII", .utf8), ("ascii", .utf8), ("UTF-16LE", .utf16LittleEndian),
      ("Windows-1258", .windows1258),
      ("cp1258", .windows1258), ("ABC", .tcvn3), ("TCVN3", .tcvn3), ("latin1", .windows1252), ("latin2", nil),
      ("", nil),
    ] as [(String, TextEncoding?)])
  func encodingsHaveTheNamesPeopleWrite(_ name: String, _ encoding: TextEncoding?) {
    #expect(TextEncoding(named: name) == encoding)
  }

  @Test func theHeadIsShownAndReadAfterwards() throws {
    let text = Array("a,b\n1,2\n".utf8)
    for (bytes, encoding) in [
      (text, nil), (gzipped(text), nil), (utf16("a,b\n1,2\n", isBigEndian: true), nil), (text, .windows1258),
    ] as [([UInt8], TextEncoding?)] {
      let file = try ScratchFile(bytes)
      for piece in [1, 3, 4096] {
        var source = TextSource(
          try SourceFile(path: file.path, name: "x.csv"), encoding: encoding, piece: piece)
        #expect(try source.head() == text)
        source.skip(4)
        #expect(try rest(of: &source) == Array("1,2\n".utf8))
      }
    }
  }

  /// The head of a long text is short, and all of the text follows.
  @Test func aLongTextIsReadBehindItsHead() throws {
    let text = Array("a,b\n".utf8) + Array(repeatElement(Array("Xây dựng,Đất đai\n".utf8), count: 20_000).joined())
    for bytes in [text, gzipped(text), utf16(String(decoding: text, as: UTF8.self), isBigEndian: false)] {
      let file = try ScratchFile(bytes)
      var source = TextSource(try SourceFile(path: file.path, name: "x.csv"))
      #expect(try source.head() == Array(text.prefix(TextSource.headBytes)))
      #expect(try rest(of: &source) == text)
      #expect(source.bytesRead == bytes.count)
    }
  }

  private func rest(of source: inout TextSource) throws -> [UInt8] {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 1)
    defer { room.deallocate() }
    var read: [UInt8] = []
    while true {
      let count = try source.read(into: room)
      if count == 0 { return read }
      read += room[..<count]
    }
  }

  private func failure(_ file: ScratchFile, encoding: TextEncoding? = nil, chunk: Int = 4096) -> Failure? {
    readFailure(of: file.path, encoding: encoding, chunk: chunk)
  }
}
