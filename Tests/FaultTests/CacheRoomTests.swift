import Publishing
import Testing

/// What a later run need not work out again is kept only where an edition finds room all the same.
@Suite struct CacheRoomTests {
  @Test(arguments: [(255 << 20, false), (256 << 20, true)])
  func nothingIsKeptWhereRoomIsShort(_ free: Int, _ isKept: Bool) throws {
    let files = MemoryFiles(free: free)
    try files.makeFolder("out")
    let folder = CacheFolder(output: "out", key: [1], layer: files)
    folder.keep([7, 8, 9], as: [2])
    #expect(folder.entry([2]) == (isKept ? [7, 8, 9] : nil))
  }
}
