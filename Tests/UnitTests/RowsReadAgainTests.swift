import Administration
import Diagnostics
import Exports
import Records
import TestSupport
import Testing

/// Rows that cannot be used are looked at once more, and rows that a later one supersedes are taken back; where the file
/// has changed in between, they are no longer its rows.
@Suite struct RowsReadAgainTests {
  private struct NoDossiers: DossierSink {
    mutating func add(_ dossiers: [Dossier], file: Int, extractedOn: Day?) {}
    mutating func remove(_ dossiers: [Dossier], file: Int, extractedOn: Day?) {}
  }

  /// How a file comes to hold something else.
  enum Change: CaseIterable {
    /// Other bytes are written into it.
    case overwritten
    /// Another file is put in its place, as most programs do that save one.
    case replaced
  }

  /// How a text stands in its file.
  enum Form: CaseIterable {
    case asItStands
    /// UTF-16 with its mark, which is converted on its way.
    case converted

    func bytes(_ text: String) -> [UInt8] {
      self == .asItStands
        ? Array(text.utf8) : ([0xFEFF] + Array(text.utf16)).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    }
  }

  private static let header = "dossier_id,received_at,due_at,finished_at\n"
  private static let row = "A1,2025-07-01,,\n"

  /// Reads a file that holds something else as soon as all of it has been read; nil leaves it as it is.
  private func read(_ text: String, _ form: Form, then changed: String?, _ change: Change) throws -> FileReading {
    let folder = try TemporaryFolder()
    try folder.write(form.bytes(text), to: "12.csv")
    let rules = ExportRules(registry: .vietnam)
    let exports = try ExportFolder(path: folder.path)
    let group = ExportGroup.merged(ExportGroup.groups(of: exports.files, rules: rules), rules: rules)
    let path = folder.path + "/12.csv"
    let reading = try DossierGroupReader(group, in: exports, rules: rules) { NoDossiers() }.read { bytes in
      guard bytes > 0, let changed else { return }
      switch change {
      case .overwritten: TemporaryFolder.overwrite(path, form.bytes(changed))
      case .replaced: TemporaryFolder.replace(path, form.bytes(changed))
      }
    }
    return try #require(reading.files.first)
  }

  private func expectRefused(_ text: String, _ form: Form, then changed: String, _ change: Change) throws {
    let failure = #expect(throws: Failure.self) { _ = try read(text, form, then: changed, change) }
    #expect(failure?.findings.map(\.message) == ["the file changed while it was read"])
    #expect(failure?.findings.first?.location == Location("12.csv"))
    #expect(failure?.status == .dataRefused)
  }

  /// The broken row would be a sum, and set aside.
  @Test(arguments: [header + row + "Total\n", header + row + "A2,x,y\nA3\n", header, ""], Form.allCases)
  func aFileThatHasChangedIsRefused(_ changed: String, _ form: Form) throws {
    let text = Self.header + Self.row + "A2,x\n"
    #expect(try read(text, form, then: nil, .overwritten).quarantined.map(\.rule) == [.cellCount])
    try expectRefused(text, form, then: changed, .overwritten)
  }

  @Test(
    arguments: [
      header + row + row + row, header + row, header,
      // As long as before: the time of change alone tells.
      header + "A1,2025-07-02,,\n" + "A1,2025-07-02,,\n",
    ], Form.allCases)
  func supersededRowsAreToo(_ changed: String, _ form: Form) throws {
    let text = Self.header + Self.row + Self.row
    #expect(try read(text, form, then: nil, .overwritten).superseded == 1)
    try expectRefused(text, form, then: changed, .overwritten)
  }

  /// The file that was read stays open and is the one whose sum is told, so that its rows are there to be read again;
  /// one that is converted has to be opened once more.
  @Test(arguments: [header + row + row, header + row + "A2,x\n"])
  func aFileInItsPlaceIsAnother(_ text: String) throws {
    let other = Self.header + "B1,2025-07-01,,\n"
    let undisturbed = try read(text, .asItStands, then: nil, .replaced)
    let reading = try read(text, .asItStands, then: other, .replaced)
    #expect(reading.sha256 == undisturbed.sha256)
    #expect(reading.superseded == undisturbed.superseded)
    #expect(reading.quarantined.map(\.rule) == undisturbed.quarantined.map(\.rule))
    #expect(reading.isConserved)
    try expectRefused(text, .converted, then: other, .replaced)
  }
}
