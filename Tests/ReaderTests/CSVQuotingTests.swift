import TabularInput
import Testing

/// Cells on output are quoted only where RFC 4180 asks for it, and come back as they were.
@Suite struct CSVQuotingTests {
  @Test(arguments: [
    ("", ""), ("a", "a"), (" a ", " a "), ("Hà Nội", "Hà Nội"), ("a;b", "a;b"), ("it's", "it's"),
    ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("\"", "\"\"\"\""), ("a\nb", "\"a\nb\""), ("a\r", "\"a\r\""),
    ("\"a\"", "\"\"\"a\"\"\""), ("Xây dựng, \"đất đai\"", "\"Xây dựng, \"\"đất đai\"\"\""),
  ])
  func quotesWhereNeeded(_ text: String, _ cell: String) { #expect(CSVQuoting.cell(text) == cell) }

  @Test func theDelimiterIsWhatIsQuoted() {
    #expect(CSVQuoting.cell("a;b", delimiter: UInt8(ascii: ";")) == "\"a;b\"")
    #expect(CSVQuoting.cell("a,b", delimiter: UInt8(ascii: ";")) == "a,b")
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let pieces = ["", "a", "ê", ",", "\"", "\n", "\r", "\r\n", " ", "\"\"", "\t", ";"]
    var texts: [String] = []
    for first in pieces { for second in pieces { for third in pieces { texts.append(first + second + third) } } }
    let lines = texts.map { CSVQuoting.cell($0) + "," + CSVQuoting.cell(String($0.reversed())) + "\n" }
    let file = try ScratchFile("text,reversed\n" + lines.joined())
    let reader = RecordReader(try SourceFile(path: file.path, name: "x.csv"))
    _ = try reader.header()
    reader.select([0, 1])
    var batch = RecordBatch(columns: 2)
    var read: [[String]] = []
    while try reader.next(into: &batch) {
      #expect(batch.faults.isEmpty)
      read += (0..<batch.count).map { [batch.text(record: $0, column: 0), batch.text(record: $0, column: 1)] }
    }
    #expect(read == texts.map { [$0, String($0.reversed())] })
  }
}
