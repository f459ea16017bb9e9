import Diagnostics
import Foundation
import Publishing
import Testing

@Suite struct OutputFolderTests {
  private func manifest(_ edition: String, revision: Int = 1, asOf: String = "2025-08-24", last: String = "2025-08-24")
    -> Manifest
  {
    Manifest(
      version: "1", edition: edition, revision: revision, forced: false, synthetic: false, notice: nil,
      period: .init(name: edition, firstDay: "2025-08-18", lastDay: last, asOf: asOf, staffAsOf: nil, compare: "date"),
      configuration: [:], inputs: [], files: [("vi/national.md", Array("a\n".utf8))])
  }

  private func publish(
    _ name: String, text: String = "a\n", in folder: TemporaryFolder, _ manifest: Manifest, replacing: Bool = false
  ) throws {
    try OutputFolder(path: folder.path + "/reports").publish(
      name, files: [("vi/national.md", Array(text.utf8)), ("csv/a.csv", [])], manifest: manifest, replacing: replacing)
  }

  private func latest(_ folder: TemporaryFolder) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/reports/latest")
  }

  @Test func publishesAnEditionWithItsManifest() throws {
    let folder = try TemporaryFolder()
    try publish("2025-W34", in: folder, manifest("2025-W34"))
    #expect(folder.text(of: "reports/2025-W34/vi/national.md") == "a\n")
    #expect(folder.text(of: "reports/2025-W34/csv/a.csv") == "")
    #expect(try folder.names(in: "reports") == [".lock", "2025-W34", "latest"])
    #expect(try folder.names(in: "reports/2025-W34") == ["csv", "manifest.json", "vi"])
    #expect(latest(folder) == "2025-W34")
    let output = try OutputFolder(path: folder.path + "/reports")
    #expect(output.manifest(of: "2025-W34") == manifest("2025-W34"))
    #expect(output.manifest(of: "2025-W33") == nil)
  }

  @Test func revisionsAreNumbered() throws {
    let folder = try TemporaryFolder()
    for name in [
      "2025-W34", "2025-W34.r2", "2025-W34.r10", "2025-W34.rx", "2025-W34.r", "2025-W34.r03", "2025-W34.r1",
      "2025-W34.r-4",
      "2025-W34.r+5", "2025-W34.r6.old", "2025-W34-statutory", "2025-W3", "2025-Q3.r2",
    ] {
      try folder.write("", to: "reports/\(name)/x")
    }
    let output = try OutputFolder(path: folder.path + "/reports")
    #expect(output.revisions(of: "2025-W34") == [1, 2, 10])
    #expect(output.revisions(of: "2025-Q3") == [2])
    #expect(output.revisions(of: "2025-W35") == [])
    #expect(OutputFolder.name("2025-W34", revision: 1) == "2025-W34")
    #expect(OutputFolder.name("2025-W34", revision: 2) == "2025-W34.r2")
  }

  /// Later window end, then later as-of, then revision.
  @Test func latestMovesOnlyForward() throws {
    let folder = try TemporaryFolder()
    try publish("b", in: folder, manifest("b", asOf: "2025-08-25", last: "2025-08-24"))
    #expect(latest(folder) == "b")
    try publish("a", in: folder, manifest("a", asOf: "2025-08-31", last: "2025-08-17"))
    #expect(latest(folder) == "b")
    try publish("c", in: folder, manifest("c", asOf: "2025-08-24", last: "2025-08-24"))
    #expect(latest(folder) == "b")
    try publish("b.r2", in: folder, manifest("b", revision: 2, asOf: "2025-08-25", last: "2025-08-24"))
    #expect(latest(folder) == "b.r2")
    try publish("d", in: folder, manifest("d", revision: 1, asOf: "2025-08-26", last: "2025-08-24"))
    #expect(latest(folder) == "d")
    try publish("e", in: folder, manifest("e", asOf: "2025-08-25", last: "2025-08-25"))
    #expect(latest(folder) == "e")
  }

  @Test func aDanglingLatestIsReplaced() throws {
    let folder = try TemporaryFolder(["reports/x": ""])
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/reports/latest", withDestinationPath: "gone")
    try publish("a", in: folder, manifest("a"))
    #expect(latest(folder) == "a")
  }

  @Test func whatADeadRunLeftIsRemoved() throws {
    let folder = try TemporaryFolder([
      "reports/.staging/2025-W34/vi/national.md": "half", "reports/.staging/latest": "", "outside/kept": "kept",
    ])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/reports/.staging/link", withDestinationPath: folder.path + "/outside")
    _ = try OutputFolder(path: folder.path + "/reports")
    #expect(try folder.names(in: "reports") == [".lock"])
    #expect(folder.text(of: "outside/kept") == "kept")
    try publish("2025-W34", in: folder, manifest("2025-W34"))
    #expect(folder.text(of: "reports/2025-W34/vi/national.md") == "a\n")
  }

  @Test func aSecondRunIsLockedOut() throws {
    let folder = try TemporaryFolder()
    do {
      let first = try OutputFolder(path: folder.path + "/reports")
      // A run under way keeps what it has staged.
      try folder.write("half", to: "reports/.staging/x")
      let failure = #expect(throws: Failure.self) { _ = try OutputFolder(path: folder.path + "/reports") }
      #expect(failure?.status == .locked)
      #expect(
        failure?.findings.first?.message
          == "another run holds the lock: process \(ProcessInfo.processInfo.processIdentifier)")
      #expect(folder.text(of: "reports/.staging/x") == "half")
      #expect(first.revisions(of: "x") == [])
    }
    // The lock goes with the run.
    _ = try OutputFolder(path: folder.path + "/reports")
  }

  @Test func anEditionIsReplacedOnlyAtTheUsersWord() throws {
    let folder = try TemporaryFolder()
    try publish("a", text: "old", in: folder, manifest("a"))
    let failure = #expect(throws: Failure.self) { try publish("a", text: "new", in: folder, manifest("a")) }
    #expect(failure?.status == .cannotWrite)
    #expect(folder.text(of: "reports/a/vi/national.md") == "old")
    try publish("a", text: "new", in: folder, manifest("a"), replacing: true)
    #expect(folder.text(of: "reports/a/vi/national.md") == "new")
    // What was replaced is gone, and so is the staging folder.
    #expect(try folder.names(in: "reports") == [".lock", "a", "latest"])
    #expect(throws: Failure.self) { try publish("b", in: folder, manifest("b"), replacing: true) }
  }

  @Test func foreignFilesAreUntouched() throws {
    let folder = try TemporaryFolder([
      "reports/notes.txt": "mine", "reports/.hidden": "mine", "reports/2025-W33/vi/x.md": "mine", "reports/z/y": "mine",
    ])
    try publish("2025-W34", in: folder, manifest("2025-W34"))
    for name in ["notes.txt", ".hidden", "2025-W33/vi/x.md", "z/y"] {
      #expect(folder.text(of: "reports/" + name) == "mine")
    }
  }

  @Test func aFileInPlaceOfTheFolderIsNoFolder() throws {
    let folder = try TemporaryFolder(["reports": "mine"])
    let failure = #expect(throws: Failure.self) { _ = try OutputFolder(path: folder.path + "/reports") }
    #expect(failure?.status == .cannotWrite)
    #expect(folder.text(of: "reports") == "mine")
  }
}
