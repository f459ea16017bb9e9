import Foundation
import Publishing
import TestSupport
import Testing

/// What the system's calls refuse is told, and leaves everything as it was.
@Suite struct LinuxFilesTests {
  private let files = LinuxFiles()

  /// Of several descriptors that cannot be synced the first is told, whichever thread found it.
  @Test func theFirstThatCannotBeSynced() throws {
    let folder = try TemporaryFolder(["a": "a"])
    let descriptor = open(folder.path + "/a", O_RDWR)
    defer { close(descriptor) }
    #expect(files.beginSync(of: [descriptor, descriptor]).wait() == nil)
    for bad in 0..<20 {
      let descriptors = (0..<20).map { $0 < bad ? descriptor : -1 }
      let failed = files.beginSync(of: descriptors).wait()
      #expect(failed?.position == bad)
      #expect(failed?.error.code == EBADF)
    }
  }

  @Test func nothingIsMovedOverAnything() throws {
    let folder = try TemporaryFolder(["a/x": "x", "b": "b", "c": "c"])
    #expect(throws: SystemError(EEXIST)) { try files.move(folder.path + "/b", to: folder.path + "/c") }
    #expect(folder.textIfThere("b") == "b" && folder.textIfThere("c") == "c")
    // Nor into itself, however it is tried.
    #expect(throws: SystemError(EINVAL)) { try files.move(folder.path + "/a", to: folder.path + "/a/y") }
    #expect(folder.textIfThere("a/x") == "x")
  }
}
