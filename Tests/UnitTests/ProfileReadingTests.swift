import Diagnostics
import Exports
import Records
import TestSupport
import Testing

/// Files are read as their profile says: its encoding, its separator, its quote.
@Suite struct ProfileReadingTests {
  private static let header = "dossier_id,field,received_at,due_at,finished_at\n"

  /// The fields that a file's dossiers are about.
  private func fields(_ bytes: [UInt8], _ change: (inout Profile) -> Void) throws -> [String] {
    var profile = Profile()
    profile.files = ["*.csv"]
    change(&profile)
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "12.csv")
    let found = try ReadDossiers(folder, rules: ExportRules(registry: .vietnam, profiles: [profile]))
    #expect(found.isConserved)
    return (0..<UInt32(found.fields.count)).map { found.fields[$0] }
  }

  private func refusal(_ text: String, _ change: (inout Profile) -> Void) -> [String] {
    let failure = #expect(throws: Failure.self) { _ = try fields(Array(text.utf8), change) }
    return failure?.findings.map(\.message) ?? []
  }

  /// Letters with a circumflex or a stroke are bytes of their own in Windows-1258, tones follow their letter.
  @Test func theEncodingDeclared() throws {
    let land: [UInt8] = [0xD0, 0xE2, 0xEC] + Array("t dai".utf8)
    let bytes = Array((Self.header + "A,").utf8) + land + Array(",2025-07-01,,\n".utf8)
    #expect(try fields(bytes) { $0.encoding = "windows-1258" } == ["\u{110}\u{1EA5}t dai"])
  }

  @Test func theSeparatorAndTheQuoteDeclared() throws {
    let text = "dossier_id^field^received_at^due_at^finished_at\nA^'Land^ ''wet'' or dry'^2025-07-01^^\n"
    let found = try fields(Array(text.utf8)) { profile in
      profile.separator = "^"
      profile.quote = "'"
    }
    #expect(found == ["Land^ 'wet' or dry"])
  }

  @Test func separatorsThatContradict() {
    #expect(
      refusal("sep=;\n" + Self.header.replacing(",", with: ";")) { $0.separator = "," } == [
        "the line 'sep=' names another separator than the profile"
      ])
    #expect(
      refusal(Self.header + "A,,2025-07-01,,\n") { $0.separator = ";" } == [
        "the header's cells are separated by comma, semicolon is declared"
      ])
  }

  /// Where a profile says that the other columns are absent, the code alone makes a table.
  @Test func aTableOfCodes() throws {
    func absent(_ profile: inout Profile) { profile.absent = ["received_at", "due_at", "finished_at"] }
    var profile = Profile()
    profile.files = ["*.csv"]
    absent(&profile)
    let found = try ReadDossiers(
      ["12.csv": "dossier_id,x,y,z\nA,1,2,3\nB,4,5,6\n"], rules: ExportRules(registry: .vietnam, profiles: [profile]))
    #expect(found.isConserved)
    #expect(found.readings[0].quarantined.map(\.rule) == [.blankReceived, .blankReceived])
    #expect(
      refusal("dossier_id,x,y,z\nA,1\nB,4\n", absent) == ["the header has 4 cells, the records under it have 2"])
  }

  /// Staff files of two systems in one folder, each with its words, dates and amounts.
  @Test func staffFilesOfTwoSystems() throws {
    var profile = Profile()
    profile.kind = .staff
    profile.files = ["12-*.csv"]
    profile.values = ["policy": ["nghỉ luôn": "severance"], "no list": ["a": "b"]]
    profile.dates = ["MM/dd/yyyy"]
    profile.numbers = .vietnamese
    let header = "record_id,policy,decision_at,submitted_at,approved_at,paid_at,amount_approved_vnd,amount_paid_vnd\n"
    let folder = try TemporaryFolder([
      "12-a.csv": header + "1,Nghỉ luôn,07/04/2025,,,,1.000.000,\n",
      "79-b.csv": header + "1,severance,04/07/2025,,,,7,\n",
      "12-c.csv": header + "2,nghỉ luôn,07/05/2025,,,,\"2.000.000,0\",\n",
    ])
    var reader = StaffReader(
      try ExportFolder(path: folder.path), rules: ExportRules(registry: .vietnam, profiles: [profile]))
    let read = try reader.read()
    #expect(read.files.allSatisfy { $0.isConserved && $0.quarantined.isEmpty })
    #expect(
      read.records.map { "\($0.decided.day) \($0.amountApproved)" }.sorted() == [
        "2025-07-04 1000000", "2025-07-04 7", "2025-07-05 2000000",
      ])
    #expect(read.records.allSatisfy { $0.policy == .severance })
  }

  /// Without a header the declared separator says what the first row holds, and nothing of it is told.
  @Test func noHeaderUnderTheSeparatorDeclared() {
    let told = refusal("A;Land;2025-07-01;;\n") { $0.separator = ";" }
    #expect(told == ["no header was found: this row has a date or a number in it, as records have"])
    let above = refusal("Title\nA^B\nA^Land\n") { profile in
      profile.separator = "^"
      profile.headerRow = 2
    }
    #expect(above.first?.contains("'dossier_id'") == true, "\(above)")
  }
}
