import Diagnostics
import Exports
import Foundation
import TestSupport
import Testing

/// What lies in a folder of exports is read or named: nothing is passed over in silence but what is no one's data.
@Suite struct ExportFolderTests {
  @Test func whatIsNotReadIsNamed() throws {
    let folder = try TemporaryFolder([
      "01.csv": "", "04.CSV.GZ": "", "10-b.xlsx": "", "9-a": "", "24-bac-ninh/24.csv": "", "12.csv.bak": "",
      "notice.txt": "", "README.md": "", "readme": "", ".DS_Store": "", "~$10-b.xlsx": "", "Thumbs.db": "",
      "desktop.ini": "",
    ])
    let found = try ExportFolder(path: folder.path)
    #expect(found.files == ["01.csv", "04.CSV.GZ"])
    #expect(found.unread == ["9-a", "10-b.xlsx", "12.csv.bak", "24-bac-ninh/"])
  }

  /// The likeliest mistake is named where there is nothing else.
  @Test(arguments: [(["readme.txt"], "; readme.txt is none"), (["a/01.csv"], "; a is none"), ([], "")])
  func aFolderWithoutExportsIsRefused(_ files: [String], _ named: String) throws {
    let folder = try TemporaryFolder(Dictionary(uniqueKeysWithValues: files.map { ($0, "") }))
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    let failure = #expect(throws: Failure.self) { try ExportFolder(path: folder.path) }
    #expect(failure?.status == .inputMissing)
    #expect(
      failure?.findings.map(\.message) == ["the folder holds no CSV file, one or more a province were expected\(named)"]
    )
  }

  /// Cells may be separated by tabs; the ending is what is read by.
  @Test func aTableOfAnotherEndingIsToldToBeRenamed() throws {
    for (name, isTable) in [("04-cao-bang.tsv", true), ("04.TXT", true), ("04.xlsx", false), ("readme.txt", false)] {
      let folder = try TemporaryFolder([name: ""])
      let failure = #expect(throws: Failure.self) { try ExportFolder(path: folder.path) }
      #expect((failure?.findings.first?.hint?.contains("the ending .csv") == true) == isTable, "\(name)")
    }
  }

  /// Names are compared as they read: of two that differ in how their letters are put together neither may be left out.
  @Test func twoNamesThatReadAlikeAreRefused() throws {
    let (composed, decomposed) = ("79-hồ-chí-minh.csv", "79-ho\u{302}\u{300}-chi\u{301}-minh.csv")
    #expect(composed == decomposed && Array(composed.utf8) != Array(decomposed.utf8))
    let folder = try TemporaryFolder(["80.csv": ""])
    for (name, text) in [(composed, "a"), (decomposed, "b")] { try folder.write(text, to: name) }
    let failure = #expect(throws: Failure.self) { try ExportFolder(path: folder.path) }
    #expect(failure?.status == .dataRefused)
    #expect(
      failure?.findings.map(\.message) == [
        "two files have this name: their letters are put together from other characters"
      ])
    #expect(failure?.findings.first?.location?.file == composed)
  }

  @Test func aFolderThatCannotBeListedSaysWhy() throws {
    let folder = try TemporaryFolder(["01.csv": ""])
    for (path, reason) in [("/none", "No such file or directory"), ("/01.csv", "Not a directory")] {
      let failure = #expect(throws: Failure.self) { try ExportFolder(path: folder.path + path) }
      #expect(failure?.status == .inputMissing)
      #expect(failure?.findings.map(\.message) == ["the exports folder cannot be read: " + reason])
    }
  }
}
