import Foundation
import TestSupport
import Testing

/// The program's own file, as `make install` copies it; the one that sanitizers look into is linked otherwise.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SANITIZE"] == nil)) struct ProgramFileTests {
  private static func file() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: Binary.path)) }

  /// It runs where no Swift is installed.
  @Test func itNeedsNoSwiftLibrary() throws {
    let file = try Self.file()
    for library in ["libswiftCore.so", "libFoundation.so", "libdispatch.so"] {
      #expect(file.range(of: Data((library + "\0").utf8)) == nil, "\(library) must be there to run it")
    }
  }

  /// Without a build ID every run would first take the sum of the whole program.
  @Test func itBearsABuildID() throws {
    // 4 bytes of name, 20 of content, kind 3, and the name: GNU.
    let note = Data([4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0, 0x47, 0x4E, 0x55, 0])
    #expect(try Self.file().prefix(4096).range(of: note) != nil)
  }

  /// Without threads nothing would ever be done, and no signal heard: it says so and ends. Nobody's limit is known but that of
  /// a user who has no other processes.
  @Test(.enabled(if: geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")))
  func itEndsWhereThereAreNoThreads() throws {
    let folder = try TemporaryFolder()
    let program = folder.url.appendingPathComponent("dossier-report").path
    try FileManager.default.copyItem(atPath: Binary.path, toPath: program)
    let run = try Binary.run(
      ["--help"], in: folder.url,
      command: ["setpriv", "--reuid", "61234", "--clear-groups", "prlimit", "--nproc=2", program])
    #expect(run.status == 70)
    #expect(
      run.errors
        == "error: no threads can be started: Resource temporarily unavailable. hint: raise the limit of processes: ulimit -u, TasksMax.\n"
    )
  }
}
