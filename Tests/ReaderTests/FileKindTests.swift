import Diagnostics
import TabularInput
import Testing

/// What is no CSV text is called what it is.
@Suite struct FileKindTests {
  @Test(arguments: [
    ("PK\u{3}\u{4}....[Content_Types].xml xl/workbook.xml", "an Excel workbook (.xlsx)"),
    ("PK\u{3}\u{4}....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument file"),
    ("PK\u{3}\u{4}....79.csv", "a ZIP archive"), ("%PDF-1.7\n", "a PDF document"), ("{\\rtf1\\ansi", "an RTF document"),
    ("<html><body><table>", "an HTML page"), ("\u{FEFF}\n <!DOCTYPE HTML>", "an HTML page"),
    ("<?xml version=\"1.0\"?><Workbook>", "an XML file"), ("{\"dossiers\": []}", "a JSON file"),
    ("Rar!\u{1A}\u{7}", "a RAR archive"), ("SQLite format 3\0", "an SQLite database"), ("PAR1", "a Parquet file"),
  ])
  func isNamed(_ text: String, _ kind: String) throws {
    for bytes in [Array(text.utf8), gzipped(Array(text.utf8))] {
      let failure = try readFailure(of: bytes)
      #expect(failure?.status == .dataRefused)
      #expect(failure?.findings.map(\.message) == ["the file is \(kind), CSV text was expected"])
      #expect(failure?.findings.first?.hint != nil)
    }
  }

  @Test(
    arguments: [
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an Excel workbook (.xls)"),
      ([0x89, 0x50, 0x4E, 0x47, 13, 10], "a picture"), ([0x28, 0xB5, 0x2F, 0xFD, 0], "compressed by zstd"),
      ([UInt8](repeating: 65, count: 257) + Array("ustar".utf8) + [0], "a tar archive"),
    ] as [([UInt8], String)])
  func isNamedByItsBytes(_ bytes: [UInt8], _ kind: String) throws {
    let failure = try readFailure(of: bytes)
    #expect(failure?.findings.map(\.message) == ["the file is \(kind), CSV text was expected"])
  }

  @Test func gzipInGzipIsUnpackedOnceOnly() throws {
    let failure = try readFailure(of: gzipped(gzipped(Array("a\n".utf8))))
    #expect(failure?.findings.map(\.message) == ["the file is a gzip file, CSV text was expected"])
  }
}
