import Diagnostics
import Foundation
import TabularInput
import Testing

@Suite struct HeaderTests {
  @Test func aByteOrderMarkIsNoPartOfTheFirstHeader() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try Data([0xEF, 0xBB, 0xBF] + Array("a,b\n1,2\n".utf8)).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let reader = RecordReader(try SourceFile(path: path, name: "x.csv"), chunk: 1)
    #expect(try reader.header() == ["a", "b"])
  }
}
