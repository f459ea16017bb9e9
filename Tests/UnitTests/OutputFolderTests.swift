import Diagnostics
import Foundation
import Publishing
import TestSupport
import Testing

@Suite struct OutputFolderTests {
  private func manifest(_ edition: String, revision: Int = 1, asOf: String = "2025-08-24", last: String = "2025-08-24")
    -> Manifest
  {
    Manifest(
      version: "1", edition: edition, revision: revision, forced: false, synthetic: false, notice: nil,
      period: .init(name: edition, firstDay: "2025-08-18", lastDay: last, asOf: asOf, staffAsOf: nil, compare: "date"),
      configuration: [:], referenceData: "", templates: [], inputs: []
    ).naming([.init(path: "vi/national.md", bytes: Array("a\n".utf8)), .init(path: "csv/a.csv", bytes: [])])
  }

  private func publish(
    text: String = "a\n", in folder: TemporaryFolder, _ manifest: Manifest, replacing: Bool = false
  ) throws {
    let output = try OutputFolder(path: folder.path + "/reports")
    var edition = try output.begin(manifest, replacing: replacing)
    try edition.write("vi/national.md", Array(text.utf8))
    try edition.write("csv/a.csv", [])
    _ = try output.publish(edition, manifest)
  }

  private func latest(_ folder: TemporaryFolder) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/reports/latest")
  }

  @Test func publishesAnEditionWithItsManifest() throws {
    let folder = try TemporaryFolder()
    try publish(in: folder, manifest("2025-W34"))
    #expect(folder.textIfThere("reports/2025-W34/vi/national.md") == "a\n")
    #expect(folder.textIfThere("reports/2025-W34/csv/a.csv") == "")
    #expect(try folder.names(in: "reports") == [".lock", "2025-W34", "latest"])
    #expect(try folder.names(in: "reports/2025-W34") == ["csv", "manifest.json", "vi"])
    #expect(latest(folder) == "2025-W34")
    let output = try OutputFolder(path: folder.path + "/reports")
    #expect(try output.newest(of: "2025-W34") == manifest("2025-W34"))
    #expect(try output.newest(of: "2025-W33") == nil)
  }

  /// Whoever removes a lock file lets another run begin, which clears away what this one has staged.
  @Test(arguments: [nil, "12345\n"]) func aRunThatHasLostItsLockPublishesNothing(_ other: String?) throws {
    let folder = try TemporaryFolder()
    let output = try OutputFolder(path: folder.path + "/reports")
    let manifest = manifest("2025-W34")
    var edition = try output.begin(manifest, replacing: false)
    try edition.write("vi/national.md", Array("a\n".utf8))
    try edition.write("csv/a.csv", [])
    try FileManager.default.removeItem(atPath: folder.path + "/reports/.lock")
    if let other { try folder.write(other, to: "reports/.lock") }
    var failure: Failure?
    do throws(Failure) { _ = try output.publish(edition, manifest) } catch { failure = error }
    #expect(failure?.status == .cannotWrite)
    #expect(failure?.findings.first?.location?.file == folder.path + "/reports/.lock")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/reports/2025-W34"))
  }

  /// The link is well, the manifest behind it is not: it is named.
  @Test func aDamagedManifestBehindLatestIsNamed() throws {
    let folder = try TemporaryFolder()
    try publish(in: folder, manifest("2025-W33"))
    try folder.write("", to: "reports/2025-W33/manifest.json")
    let failure = #expect(throws: Failure.self) { try publish(in: folder, manifest("2025-W34")) }
    #expect(failure?.findings.first?.location?.file == folder.path + "/reports/2025-W33/manifest.json")
    #expect(latest(folder) == "2025-W33")
  }

  @Test func revisionsAreNumbered() throws {
    let folder = try TemporaryFolder()
    for revision in [1, 2, 10] { try publish(in: folder, manifest("2025-W34", revision: revision)) }
    for name in [
      "2025-W34.r9223372036854775807", "2025-W34.rx", "2025-W34.r", "2025-W34.r11.old", "2025-W34.r011",
      "2025-W34.r-11", "2025-W34.r+11",
      "2025-W34-statutory", "2025-W3",
    ] { try folder.write("", to: "reports/\(name)/x") }
    let output = try OutputFolder(path: folder.path + "/reports")
    #expect(try output.newest(of: "2025-W34")?.revision == 10)
    #expect(try output.newest(of: "2025-W35") == nil)
    // A folder in the place of a revision that no manifest of ours stands in.
    try folder.write("", to: "other/2025-Q3.r2/x")
    let failure = #expect(throws: Failure.self) { try OutputFolder(path: folder.path + "/other").newest(of: "2025-Q3") }
    #expect(failure?.status == .cannotWrite)
    #expect(OutputFolder.name("2025-W34", revision: 1) == "2025-W34")
    #expect(OutputFolder.name("2025-W34", revision: 2) == "2025-W34.r2")
  }

  /// Later window end, then later as-of, then revision.
  @Test func latestMovesOnlyForward() throws {
    let folder = try TemporaryFolder()
    try publish(in: folder, manifest("b", asOf: "2025-08-25", last: "2025-08-24"))
    #expect(latest(folder) == "b")
    try publish(in: folder, manifest("a", asOf: "2025-08-31", last: "2025-08-17"))
    #expect(latest(folder) == "b")
    try publish(in: folder, manifest("c", asOf: "2025-08-24", last: "2025-08-24"))
    #expect(latest(folder) == "b")
    try publish(in: folder, manifest("b", revision: 2, asOf: "2025-08-25", last: "2025-08-24"))
    #expect(latest(folder) == "b.r2")
    try publish(in: folder, manifest("d", revision: 1, asOf: "2025-08-26", last: "2025-08-24"))
    #expect(latest(folder) == "d")
    try publish(in: folder, manifest("e", asOf: "2025-08-25", last: "2025-08-25"))
    #expect(latest(folder) == "e")
  }

  /// Of two editions that end on one day, one is the later whichever is published or found unchanged last.
  @Test func editionsThatEndTogetherDoNotTakeTurns() throws {
    for names in [["2025-W35", "2025-08"], ["2025-08", "2025-W35"]] {
      let folder = try TemporaryFolder()
      for name in names { try publish(in: folder, manifest(name)) }
      #expect(latest(folder) == "2025-W35")
      for name in names + names {
        _ = try OutputFolder(path: folder.path + "/reports").finish(manifest(name))
        #expect(latest(folder) == "2025-W35")
      }
    }
  }

  /// A run that died between edition and link is finished by the next one, and only then.
  @Test func anUnchangedRunMovesLatestForwardOnly() throws {
    let folder = try TemporaryFolder()
    try publish(in: folder, manifest("a", last: "2025-08-17"))
    try publish(in: folder, manifest("b"))
    let link = folder.path + "/reports/latest"
    for before in ["a", nil] {
      try FileManager.default.removeItem(atPath: link)
      if let before { try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: before) }
      _ = try OutputFolder(path: folder.path + "/reports").finish(manifest("b"))
      #expect(latest(folder) == "b")
    }
  }

  @Test(arguments: ["2025-W30", "2025", "2025-Q3-statutory.r2", "since-2025-07-01", "ky-1-fiscal"])
  func aDanglingLatestIsReplaced(_ edition: String) throws {
    let folder = try TemporaryFolder(["reports/x": ""])
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/reports/latest", withDestinationPath: edition)
    try publish(in: folder, manifest("a"))
    #expect(latest(folder) == "a")
  }

  /// Without `latest` the latest edition that stands there is pointed at, not the one published last.
  @Test(arguments: [nil, "2025-W30"]) func aMissingLatestIsFound(_ before: String?) throws {
    let folder = try TemporaryFolder()
    for (name, last) in [("a", "2025-08-10"), ("b", "2025-08-24"), ("c", "2025-08-17")] {
      try publish(in: folder, manifest(name, last: last))
    }
    let link = folder.path + "/reports/latest"
    try FileManager.default.removeItem(atPath: link)
    if let before { try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: before) }
    try publish(in: folder, manifest("c", revision: 2, last: "2025-08-17"))
    #expect(latest(folder) == "b")
  }

  /// The lock is given back at once, even if a process that is just being started holds the file as well.
  @Test func theLockIsGivenBackAtOnce() throws {
    let folder = try TemporaryFolder()
    var copy: Int32 = -1
    do {
      let output = try OutputFolder(path: folder.path + "/reports")
      let own = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
        .first { descriptor in
          let file = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
          return file?.hasSuffix(folder.path + "/reports/.lock") ?? false
        }
      copy = dup(try #require(own))
      #expect(try output.newest(of: "a") == nil)
    }
    defer { close(copy) }
    _ = try OutputFolder(path: folder.path + "/reports")
  }

  /// Of what lies in staging only what the dead run's plan names is removed.
  @Test func whatADeadRunLeftIsRemoved() throws {
    let folder = try TemporaryFolder([
      "reports/.staging/dossier-report.plan": String(decoding: manifest("2025-W34").json(), as: UTF8.self),
      "reports/.staging/2025-W34/vi/national.md": "half", "outside/csv/a.csv": "kept",
    ])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/reports/.staging/2025-W34/csv", withDestinationPath: folder.path + "/outside/csv")
    try folder.write("mine", to: "reports/.staging/2025-W34/vi/mine.md")
    _ = try OutputFolder(path: folder.path + "/reports")
    #expect(try folder.names(in: "reports/.staging/2025-W34") == ["csv", "vi"])
    #expect(try folder.names(in: "reports/.staging/2025-W34/vi") == ["mine.md"])
    #expect(folder.textIfThere("outside/csv/a.csv") == "kept")
    try FileManager.default.removeItem(atPath: folder.path + "/reports/.staging")
    try publish(in: folder, manifest("2025-W34"))
    #expect(folder.textIfThere("reports/2025-W34/vi/national.md") == "a\n")
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
      #expect(folder.textIfThere("reports/.staging/x") == "half")
      #expect(try first.newest(of: "x") == nil)
    }
    // The lock goes with the run.
    _ = try OutputFolder(path: folder.path + "/reports")
  }

  /// A run that has taken the lock this moment has not said yet which it is.
  @Test func aLockWithoutANumberIsHeldAllTheSame() throws {
    let folder = try TemporaryFolder(["reports/.lock": ""])
    let descriptor = open(folder.path + "/reports/.lock", O_RDWR)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let failure = #expect(throws: Failure.self) { _ = try OutputFolder(path: folder.path + "/reports") }
    #expect(failure?.status == .locked)
    #expect(failure?.findings.first?.message == "another run holds the lock: process unknown")
  }

  /// An edition that is in place already is pointed at by the run that can.
  @Test func whatCouldNotBeFinishedIsFinishedLater() throws {
    let folder = try TemporaryFolder()
    try publish(in: folder, manifest("a"))
    try FileManager.default.removeItem(atPath: folder.path + "/reports/latest")
    let output = try OutputFolder(path: folder.path + "/reports")
    try folder.write("mine", to: "reports/.staging")
    let failure = #expect(throws: Failure.self) { _ = try output.finish(manifest("a")) }
    #expect(failure?.status == .cannotWrite)
    #expect(latest(folder) == nil)
    #expect(folder.textIfThere("reports/.staging") == "mine")
    try FileManager.default.removeItem(atPath: folder.path + "/reports/.staging")
    _ = try output.finish(manifest("a"))
    #expect(latest(folder) == "a")
  }

  @Test func anEditionIsReplacedOnlyAtTheUsersWord() throws {
    let folder = try TemporaryFolder()
    try publish(text: "old", in: folder, manifest("a"))
    let failure = #expect(throws: Failure.self) { try publish(text: "new", in: folder, manifest("a")) }
    #expect(failure?.status == .cannotWrite)
    #expect(folder.textIfThere("reports/a/vi/national.md") == "old")
    try publish(text: "new", in: folder, manifest("a"), replacing: true)
    #expect(folder.textIfThere("reports/a/vi/national.md") == "new")
    // What was replaced is gone, and so is the staging folder.
    #expect(try folder.names(in: "reports") == [".lock", "a", "latest"])
    #expect(throws: Failure.self) { try publish(in: folder, manifest("b"), replacing: true) }
  }

  /// A file that somebody puts into an edition while its successor is being made would be lost with it.
  @Test func nothingIsReplacedThatHasGotAForeignFileMeanwhile() throws {
    let folder = try TemporaryFolder()
    try publish(text: "old", in: folder, manifest("a"))
    let failure = #expect(throws: Failure.self) {
      let output = try OutputFolder(path: folder.path + "/reports")
      var edition = try output.begin(manifest("a"), replacing: true)
      try edition.write("vi/national.md", Array("new".utf8))
      try folder.write("mine", to: "reports/a/vi/mine.md")
      _ = try output.publish(edition, manifest("a"))
    }
    #expect(failure?.findings.first?.location?.file.hasSuffix("a/vi/mine.md") == true)
    #expect(folder.textIfThere("reports/a/vi/national.md") == "old")
    #expect(folder.textIfThere("reports/a/vi/mine.md") == "mine")
    #expect(try folder.names(in: "reports") == [".lock", "a", "latest"])
  }

  /// A folder with nothing in it is somebody's as well; it would stay behind in staging and be in the next run's way.
  @Test func nothingIsReplacedThatHoldsAForeignFolder() throws {
    let folder = try TemporaryFolder()
    try publish(text: "old", in: folder, manifest("a"))
    try FileManager.default.createDirectory(
      atPath: folder.path + "/reports/a/vi/mine", withIntermediateDirectories: true)
    let failure = #expect(throws: Failure.self) { try publish(in: folder, manifest("a"), replacing: true) }
    #expect(failure?.findings.first?.location?.file.hasSuffix("a/vi/mine") == true)
    #expect(failure?.findings.first?.message.contains("this folder") == true)
    #expect(folder.textIfThere("reports/a/vi/national.md") == "old")
    let strays = try EditionCheck.findings(edition: folder.path + "/reports/a").filter {
      $0.message.contains("not name")
    }
    #expect(strays.map(\.location?.file) == [folder.path + "/reports/a/vi/mine"])
  }

  /// What a plan does not name stays in staging, and the message says what to do about it.
  @Test func whatIsInTheWayInStagingIsToBeMovedAway() throws {
    let folder = try TemporaryFolder(["reports/.staging/a/mine.md": "mine"])
    let failure = #expect(throws: Failure.self) { try publish(in: folder, manifest("a")) }
    #expect(failure?.findings.first?.location?.file.hasSuffix(".staging/a") == true)
    #expect(failure?.findings.first?.hint == "what stands there is not this program's; move it away")
    #expect(folder.textIfThere("reports/.staging/a/mine.md") == "mine")
  }

  /// An edition that is begun and not published leaves nothing, and the folder is free for the next one.
  @Test func anEditionThatComesToNoEndLeavesNothing() throws {
    let folder = try TemporaryFolder()
    try publish(text: "old", in: folder, manifest("a"))
    let output = try OutputFolder(path: folder.path + "/reports")
    do {
      let pages = (0..<70).map { "vi/pages/\($0).md" }
      let outline = manifest("b").naming(pages.map { Manifest.Output(path: $0) })
      var edition = try output.begin(outline, replacing: false)
      for page in pages { try edition.write(page, [1, 2, 3]) }
      #expect(folder.textIfThere("reports/.staging/b/vi/pages/69.md") != nil)
    }
    #expect(try folder.names(in: "reports") == [".lock", "a", "latest"])
  }

  @Test func foreignFilesAreUntouched() throws {
    let folder = try TemporaryFolder([
      "reports/notes.txt": "mine", "reports/.hidden": "mine", "reports/2025-W33/vi/x.md": "mine", "reports/z/y": "mine",
    ])
    try publish(in: folder, manifest("2025-W34"))
    for name in ["notes.txt", ".hidden", "2025-W33/vi/x.md", "z/y"] {
      #expect(folder.textIfThere("reports/" + name) == "mine")
    }
  }

  /// An edition moved to another disk, with a link in its place: revisions stand beside one another.
  @Test func aLinkedEditionIsNotRevised() throws {
    let folder = try TemporaryFolder()
    try publish(in: folder, manifest("2025-W34"))
    try FileManager.default.moveItem(atPath: folder.path + "/reports/2025-W34", toPath: folder.path + "/archive")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/reports/2025-W34", withDestinationPath: folder.path + "/archive")
    let failure = #expect(throws: Failure.self) {
      _ = try OutputFolder(path: folder.path + "/reports").newest(of: "2025-W34")
    }
    #expect(failure?.status == .cannotWrite)
    #expect(failure?.findings.first?.message == "is a link, the folder of an edition was expected")
  }

  /// A link that leads elsewhere, a folder or a pipe of the same name, an edition without a manifest.
  @Test(arguments: ["elsewhere", "mine/2025-W30", "2025-W31", "since-2025-07-01..2025-08-23", "folder", "pipe"])
  func aForeignLatestIsUntouched(_ target: String) throws {
    let folder = try TemporaryFolder([
      "reports/2025-W31/vi/x.md": "mine", "reports/since-2025-07-01..2025-08-23/vi/x.md": "mine",
      "reports/mine/2025-W30/x": "mine",
    ])
    let link = folder.path + "/reports/latest"
    switch target {
    case "folder": try folder.write("mine", to: "reports/latest/x")
    case "pipe": #expect(mkfifo(link, 0o644) == 0)
    default: try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    }
    let failure = #expect(throws: Failure.self) { try publish(in: folder, manifest("2025-W34")) }
    #expect(failure?.status == .cannotWrite)
    let message =
      target.hasPrefix("2025-") || target.hasPrefix("since-")
      ? "has no manifest.json, and 'latest' leads to it" : "is no link to an edition that this program made"
    #expect(failure?.findings.first?.message == message)
    #expect(latest(folder) == (["folder", "pipe"].contains(target) ? nil : target))
    #expect(folder.textIfThere("reports/2025-W34/vi/national.md") == nil)
  }

  @Test func aForeignLockFileIsUntouched() throws {
    let folder = try TemporaryFolder(["reports/.lock": "my notes"])
    let failure = #expect(throws: Failure.self) { _ = try OutputFolder(path: folder.path + "/reports") }
    #expect(failure?.status == .cannotWrite)
    #expect(failure?.findings.first?.message == "is no lock file of this program")
    #expect(folder.textIfThere("reports/.lock") == "my notes")
  }

  /// To open a pipe for reading would be to wait for ever.
  @Test func aPipeInPlaceOfTheLockIsUntouched() throws {
    let folder = try TemporaryFolder(["reports/x": ""])
    #expect(mkfifo(folder.path + "/reports/.lock", 0o644) == 0)
    let failure = #expect(throws: Failure.self) { _ = try OutputFolder(path: folder.path + "/reports") }
    #expect(failure?.findings.first?.message == "is no lock file of this program")
  }

  @Test func aFileInPlaceOfTheFolderIsNoFolder() throws {
    let folder = try TemporaryFolder(["reports": "mine"])
    let failure = #expect(throws: Failure.self) { _ = try OutputFolder(path: folder.path + "/reports") }
    #expect(failure?.status == .cannotWrite)
    #expect(folder.textIfThere("reports") == "mine")
  }
}
