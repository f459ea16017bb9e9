import Diagnostics
import Foundation
import TabularInput
import TestSupport
import Testing

@Suite struct HeaderTests {
  @Test func aByteOrderMarkIsNoPartOfTheFirstHeader() throws {
    let folder = try TemporaryFolder(["x.csv": "\u{FEFF}a,b\n1,2\n"])
    let reader = RecordReader(try SourceFile(path: folder.path + "/x.csv", name: "x.csv"), chunk: 1)
    #expect(try reader.header() == ["a", "b"])
  }
}
