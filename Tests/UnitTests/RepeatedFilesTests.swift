import Administration
import Diagnostics
import Exports
import Foundation
import Records
import TestSupport
import Testing

/// Byte-identical files of a province are read once, and it makes no difference to what counts.
@Suite struct RepeatedFilesTests {
  private static let header = "dossier_id,received_at,due_at,finished_at\n"
  private static let old = header + "A1,2025-07-01,2025-07-05,\nA2,2025-07-02,2025-07-06,\n"
  private static let new = header + "A1,2025-07-01,2025-07-05,2025-07-04\nA3,2025-07-03,2025-07-07,\n"

  private func repeated(_ files: [String: String]) throws -> RepeatedFiles {
    let folder = try TemporaryFolder(files)
    let exports = try ExportFolder(path: folder.path)
    let rules = ExportRules(registry: .vietnam)
    return try RepeatedFiles(
      ExportGroup.groups(of: exports.files, rules: rules), in: exports, rules: rules, .dossiers)
  }

  @Test func theFileThatWinsIsKept() throws {
    let found = try repeated([
      "79-2025-08-16.csv": Self.old, "79-2025-08-20.csv": Self.new, "79-2025-08-23.csv": Self.old, "01.csv": Self.new,
    ])
    #expect(found.groups.map(\.files) == [["01.csv"], ["79-2025-08-23.csv", "79-2025-08-20.csv"]])
    #expect(found.readings.map(\.name) == ["79-2025-08-16.csv"])
    let reading = try #require(found.readings.first)
    #expect(reading.repeats == "79-2025-08-23.csv")
    #expect(reading.bytes == Self.old.utf8.count)
    #expect(reading.records == 0 && reading.isConserved)
  }

  /// A link to a file outside of the folder and a copy of it are the same bytes.
  @Test func aLinkedFileIsAsLongAsWhatItLeadsTo() throws {
    let outside = try TemporaryFolder(["sent.csv": Self.old])
    let folder = try TemporaryFolder(["79-2025-08-16.csv": Self.old])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/79-2025-08-20.csv", withDestinationPath: outside.path + "/sent.csv")
    let exports = try ExportFolder(path: folder.path)
    #expect(exports.size(of: "79-2025-08-20.csv") == Self.old.utf8.count)
    let rules = ExportRules(registry: .vietnam)
    let groups = ExportGroup.groups(of: exports.files, rules: rules)
    let found = try RepeatedFiles(groups, in: exports, rules: rules, .dossiers)
    #expect(found.readings.map(\.repeats) == ["79-2025-08-20.csv"])
  }

  /// One file was left out for being the same as another, which then became another one.
  @Test func aFileThatChangedSinceIsRefused() throws {
    let found = try repeated(["79-1.csv": Self.old, "79-2.csv": Self.old])
    var read = FileReading(name: "79-2.csv")
    read.sha256 = try #require(found.readings.first).sha256
    try found.checkUnchanged([read])
    read.sha256 = "0"
    let failure = #expect(throws: Failure.self) { try found.checkUnchanged([read]) }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.first?.message == "the file changed while it was read")
    #expect(failure?.findings.first?.location?.file == "79-2.csv")
  }

  @Test func filesThatNameNoProvinceAreComparedWithOneAnother() throws {
    let found = try repeated(["export.csv": Self.old, "export (1).csv": Self.old, "79.csv": Self.old])
    #expect(found.groups.map(\.files) == [["79.csv"], ["export (1).csv"]])
    #expect(found.readings.map(\.repeats) == ["export (1).csv"])
  }

  @Test func filesOfTheSameSizeWithOtherBytesAreRead() throws {
    let other = Self.old.replacing("A2", with: "A9")
    let found = try repeated(["79-1.csv": Self.old, "79-2.csv": other])
    #expect(found.groups.map(\.files) == [["79-2.csv", "79-1.csv"]])
    #expect(found.readings.isEmpty)
  }

  /// An export without rows is the same for every province; one with rows is a mistake.
  @Test func twoProvincesCannotSendTheSameRecords() throws {
    func reading(_ name: String, _ sum: String, _ records: Int) -> FileReading {
      var reading = FileReading(name: name)
      (reading.sha256, reading.contentDigest, reading.records) = (sum, sum, records)
      return reading
    }
    let rules = ExportRules(registry: .vietnam)
    let province = { rules.province(ofFile: $0, .dossiers) }
    let empty = [reading("01.csv", "a", 0), reading("79.csv", "a", 0)]
    let unnamed = [reading("01.csv", "a", 5), reading("all.csv", "a", 5), reading("79.csv", "b", 5)]
    try RepeatedFiles.check(empty + unnamed, province: province)
    let failure = #expect(throws: Failure.self) {
      try RepeatedFiles.check([reading("79-b.csv", "a", 5), reading("01-a.csv", "a", 5)], province: province)
    }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.map(\.location) == [Location("79-b.csv")])
    #expect(
      failure?.findings.map(\.message) == ["the file is byte for byte 01-a.csv, though their names say two provinces"])
  }
}
