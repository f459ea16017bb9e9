import Diagnostics
import Exports
import Records
import Testing

/// Rows that cannot be used are looked at once more; where the file has changed in between, they are no longer its rows.
@Suite struct RowsReadAgainTests {
  private struct NoDossiers: DossierSink {
    mutating func add(_ dossiers: [Dossier]) {}
    mutating func remove(_ dossiers: [Dossier]) {}
  }

  private static let header = "dossier_id,received_at,due_at,finished_at\n"
  private static let row = "A1,2025-07-01,,\n"

  /// Reads a file that is another one as soon as all of it has been read.
  private func read(_ text: String, then changed: String) throws -> FileReading {
    let folder = try TemporaryFolder(["12.csv": text])
    let rules = ExportRules(registry: .vietnam)
    let exports = try ExportFolder(path: folder.path)
    let group = ExportGroup.merged(ExportGroup.groups(of: exports.files, rules: rules), rules: rules)
    let path = folder.path
    let reading = try DossierGroupReader(group, in: exports, rules: rules) { NoDossiers() }.read { bytes in
      if bytes > 0 { TemporaryFolder.overwrite(path + "/12.csv", changed) }
    }
    return try #require(reading.files.first)
  }

  /// The broken row would be a sum, and set aside.
  @Test(arguments: [header + row + "Total\n", header + row + "A2,x,y\nA3\n", header, ""])
  func aFileThatHasChangedIsRefused(_ changed: String) throws {
    let text = Self.header + Self.row + "A2,x\n"
    #expect(try read(text, then: text).quarantined.map(\.rule) == [.cellCount])
    let failure = #expect(throws: Failure.self) { _ = try read(text, then: changed) }
    #expect(failure?.findings.map(\.message) == ["the file changed while it was read"])
    #expect(failure?.findings.first?.location == Location("12.csv"))
    #expect(failure?.status == .dataRefused)
  }

  /// A row that a later one of its file supersedes is read again to be taken back.
  @Test(arguments: [header + row + row + row, header + row, header]) func supersededRowsAreToo(_ changed: String) throws
  {
    let text = Self.header + Self.row + Self.row
    #expect(try read(text, then: text).superseded == 1)
    let failure = #expect(throws: Failure.self) { _ = try read(text, then: changed) }
    #expect(failure?.findings.map(\.message) == ["the file changed while it was read"])
  }
}
