import Foundation
import TestSupport
import Testing

/// `records` prints any delimited file as strict RFC 4180, through either reader.
@Suite struct RecordsTests {
  /// A file, the options, and what is printed.
  static let cases: [(text: String, options: [String], printed: String)] = [
    ("a,b\n1,2\n", [], "a,b\r\n1,2\r\n"),
    ("a,b\r\n1,2", [], "a,b\r\n1,2\r\n"),
    // Records may be of any width, before and behind others.
    ("a,b\n1\n2,3\n4,5,6\n\n7,8\n", [], "a,b\r\n1\r\n2,3\r\n4,5,6\r\n7,8\r\n"),
    ("a\n\"1,\"\"x\"\n,\n", [], "a\r\n\"1,\"\"x\"\r\n,\r\n"),
    // A blank line is no record, a lone blank cell is one.
    ("a\n\n\"\"\nb\n", [], "a\r\n\"\"\r\nb\r\n"),
    ("a;b\n'1;2';\",\"\n", ["--delimiter", ";", "--quote", "'"], "a,b\r\n1;2,\"\"\",\"\"\"\r\n"),
    ("a\tb\n1\t\"2\t3\"\n", ["--delimiter", "tab"], "a,b\r\n1,2\t3\r\n"),
    ("\u{FEFF}Tên,\"Địa\nchỉ\"\n", [], "Tên,\"Địa\nchỉ\"\r\n"),
    ("", [], ""), ("\n\n", [], ""),
    ("a,b\n1,2\n3\n", ["--count"], "3 records, 5 cells\n"),
  ]

  @Test(arguments: ["libcsv", "fast"]) func printsRecords(_ reader: String) throws {
    let folder = try TemporaryFolder()
    for (text, options, printed) in Self.cases {
      try folder.write(text, to: "x.csv")
      let run = try Binary.run(["records", "x.csv", "--reader", reader] + options, in: folder.url)
      #expect(run.output == printed, "\(text.debugDescription)")
      #expect(run.errors == "")
      #expect(run.status == 0)
    }
  }

  /// Memory follows the file, not the square of its columns.
  @Test(arguments: ["libcsv", "fast"]) func countsMillionsOfColumns(_ reader: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(String(repeating: ",", count: 3_000_000) + "\n", to: "x.csv")
    let run = try Binary.run(["records", "x.csv", "--count", "--reader", reader], in: folder.url)
    #expect(run.output == "1 records, 3000001 cells\n")
    #expect(run.status == 0)
  }

  /// What stands before a fault is printed, and the status says that it is not all.
  @Test(arguments: ["libcsv", "fast"]) func tellsTheFault(_ reader: String) throws {
    let folder = try TemporaryFolder()
    for (text, printed, place) in [
      ("a,b\n1,2\n3,\"4\n", "a,b\r\n1,2\r\n", "x.csv:3: error: a quote opened in this record is never closed"),
      ("a,b\n1\n3\"x\"\n", "a,b\r\n1\r\n", "x.csv:3:2: error: a quote stands inside an unquoted cell"),
    ] {
      try folder.write(text, to: "x.csv")
      let run = try Binary.run(["records", "x.csv", "--reader", reader], in: folder.url)
      #expect(run.output == printed)
      #expect(run.errors.hasPrefix(place))
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(run.status == 65)
    }
  }

  /// Marks are followed; what leaves none is declared. Text comes out composed, as UTF-8.
  @Test(arguments: ["libcsv", "fast"]) func readsEncodings(_ reader: String) throws {
    let folder = try TemporaryFolder()
    for (bytes, options, printed) in [
      ([0xFF, 0xFE, 0xBF, 0x1E, 0x2C, 0, 0x62, 0, 0x0A, 0], [], "ế"),
      ([0xEA, 0xEC, 0x2C, 0x62, 0x0A], ["--encoding", "windows-1258"], "ế"),
      ([0xD5, 0x2C, 0x62, 0x0A], ["--encoding", "tcvn3"], "ế"),
    ] as [([UInt8], [String], String)] {
      try Data(bytes).write(to: folder.url.appendingPathComponent("x.csv"))
      let run = try Binary.run(["records", "x.csv", "--reader", reader] + options, in: folder.url)
      #expect(Array(run.output.utf8) == Array((printed + ",b\r\n").utf8))
      #expect(run.errors == "")
    }
  }

  @Test(arguments: [
    ["--encoding", "latin2"], ["--delimiter", ";;"], ["--delimiter", "é"], ["--quote", ","], ["--delimiter", "\n"],
    ["--reader", "slow"],
  ])
  func refusesOptionsThatMeanNothing(_ options: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("a\n", to: "x.csv")
    let run = try Binary.run(["records", "x.csv"] + options, in: folder.url)
    #expect(run.status == 64)
    #expect(run.output == "")
  }

  /// The single-byte encoding with the name most like it would give wrong letters without a word.
  @Test(arguments: ["windows-1250", "tcvn2"]) func suggestsNoOtherSingleByteEncoding(_ name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a\n", to: "x.csv")
    let run = try Binary.run(["records", "x.csv", "--encoding", name], in: folder.url)
    #expect(
      run.errors.hasSuffix(". hint: type utf-8, utf-16, utf-16le, utf-16be, windows-1258, windows-1252, tcvn3.\n"))
    try folder.write("profiles: [{files: [\"*\"], kind: dossiers, encoding: \(name)}]\n", to: "report.yaml")
    let configured = try Binary.run(["--config", "report.yaml"], in: folder.url)
    #expect(configured.status == 78)
    #expect(configured.errors.contains("'\(name)' is not known here. hint: there are utf-8, "), "\(configured.errors)")
  }

  /// It serves those who judge the reader and stays out of the help.
  @Test func staysOutOfTheHelp() throws {
    let folder = try TemporaryFolder()
    let run = try Binary.run(["--help"], in: folder.url)
    #expect(run.output.contains("generate"))
    #expect(!run.output.contains("records "))
  }
}
