import Foundation
import TabularInput
import Testing

/// Windows-1258, TCVN3 and Windows-1252 as the C library converts them, composed (NFC).
@Suite struct SingleByteEncodingTests {
  private static let encodings: [(TextEncoding, String)] = [(.windows1258, "CP1258"), (.tcvn3, "TCVN")]
  private static let withWestern = encodings + [(.windows1252, "CP1252")]

  /// What a declared encoding makes of the bytes of one cell; nil where it refuses them.
  private static func decoded(_ bytes: [UInt8], _ encoding: TextEncoding, piece: Int = 64) throws -> String? {
    let file = try ScratchFile(bytes)
    var source = TextSource(try SourceFile(path: file.path, name: "x.csv"), encoding: encoding, piece: piece)
    let text = try source.head()
    return String(validating: text, as: UTF8.self)
  }

  @Test(arguments: withWestern) func everyByteIsTheCLibrarys(_ encoding: TextEncoding, _ name: String) throws {
    for byte in 0x80...0xFF as ClosedRange<UInt8> {
      // A letter on either side, so that a mark has nothing to join but the letter before it.
      let bytes: [UInt8] = [0x2D, byte, 0x2D]
      let expected = converted(bytes, from: name)?.precomposedStringWithCanonicalMapping
      #expect(try Self.decoded(bytes, encoding) == expected, "0x\(String(byte, radix: 16))")
    }
  }

  /// Every letter with every tone behind it, and with two. (The C library composes some of them that Unicode does not, such
  /// as Ó with a tilde, so its letters are composed here.)
  @Test(arguments: encodings) func everyLetterWithEveryTone(_ encoding: TextEncoding, _ name: String) throws {
    let marks: [UInt8] = encoding == .tcvn3 ? [0xB0, 0xB1, 0xB2, 0xB3, 0xB4] : [0xCC, 0xD2, 0xDE, 0xEC, 0xF2]
    let tones = ["\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]
    var bytes: [UInt8] = []
    var expected = ""
    for letter in 0x41...0xFF as ClosedRange<UInt8> {
      guard let text = converted([letter], from: name), !text.isEmpty else { continue }
      for (mark, tone) in zip(marks, tones) {
        bytes += [letter, mark, 0x20, letter, mark, marks[0], 0x20]
        expected += text + tone + " " + text + tone + tones[0] + " "
      }
    }
    expected = expected.precomposedStringWithCanonicalMapping
    for piece in [1, 2, 3, 64, 1 << 20] {
      let found = try #require(try Self.decoded(bytes, encoding, piece: piece))
      #expect(found.unicodeScalars.elementsEqual(expected.unicodeScalars), "pieces of \(piece)")
    }
  }

  /// Words as they stand in provinces' files, checked by eye against the Unicode spelling.
  @Test(
    arguments: [
      (TextEncoding.windows1258, [0x48, 0xE0, 0x20, 0x4E, 0xF4, 0xF2, 0x69], "Hà Nội"),
      (.windows1258, [0x48, 0x61, 0xCC, 0x20, 0x4E, 0xF4, 0xF2, 0x69], "Hà Nội"),
      (.windows1258, [0xD0, 0xE3, 0xEC, 0x6B, 0x20, 0x4C, 0xE3, 0xEC, 0x6B], "Đắk Lắk"),
      (.windows1258, [0x54, 0x68, 0xFD, 0xCC, 0x61], "Thừa"),
      (.tcvn3, [0x48, 0xB5, 0x20, 0x4E, 0xE9, 0x69], "Hà Nội"),
      (.tcvn3, [0xA7, 0xBE, 0x6B, 0x20, 0x4C, 0xBE, 0x6B], "Đắk Lắk"),
      (.windows1252, [0x53, 0xE3, 0x6F, 0x20, 0x50, 0x61, 0x75, 0x6C, 0x6F], "São Paulo"),
      (.tcvn3, [0x54, 0x68, 0xF5, 0x61, 0x20, 0x54, 0x68, 0x69, 0xAA, 0x6E], "Thừa Thiên"),
    ] as [(TextEncoding, [UInt8], String)])
  func words(_ encoding: TextEncoding, _ bytes: [UInt8], _ text: String) throws {
    let found = try #require(try Self.decoded(bytes, encoding))
    #expect(Array(found.unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func whatStandsForNothingIsRefusedWhereItStands() throws {
    let file = try ScratchFile(Array("a,b\n1,".utf8) + [0xE0, 0x81, 10])
    for chunk in 1...12 {
      let failure = readFailure(of: file.path, encoding: .windows1258, chunk: chunk)
      #expect(
        failure?.findings.map(\.description) == [
          "x.csv:2:5: error: the byte 0x81 stands for nothing in windows-1258. hint: declare the encoding that the file has."
        ])
    }
  }

  /// A file of nothing but marks takes no memory before it is refused.
  @Test func pilesOfMarksAreRefused() throws {
    let file = try ScratchFile(Array("a\n1".utf8) + [UInt8](repeating: 0xCC, count: 1000))
    #expect(
      readFailure(of: file.path, encoding: .windows1258, chunk: 64)?.findings.map(\.message) == [
        "tone marks pile up behind one letter"
      ])
  }
}
