import Foundation
import TestSupport
import Testing

/// Staff tables of several editions: what readers of all of them cannot find out (design: *Disclosure control*).
@Suite struct StaffEditionsTests {
  private static let header =
    "record_id,province_code,province,agency,level,category,policy,decision_at,left_at,submitted_at,approved_at,paid_at,amount_approved_vnd,amount_paid_vnd\n"

  /// A file of a province: persons decided, submitted and approved on one day, the first of them paid on days of August.
  private static func staff(_ province: String, _ persons: Int, paid: [Int]) -> String {
    header
      + (1...persons).map { number in
        let day = number <= paid.count ? "2025-08-\(paid[number - 1] < 10 ? "0" : "")\(paid[number - 1])" : ""
        return "\(province)-\(number),\(province),,,province,civil_servant,severance,2025-07-01,,2025-07-02,2025-07-03,"
          + "\(day),\(1_000_000 + number * 1001),\(day.isEmpty ? 0 : 1_000_000 + number * 1001)\n"
      }.joined()
  }

  /// Six provinces; Bắc Ninh (24) pays `more` persons on top of twenty.
  private static func write(_ folder: TemporaryFolder, paidMore more: [Int] = []) throws {
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    for (number, province) in ["01", "08", "11", "12", "14"].enumerated() {
      try folder.write(
        staff(province, 60 + number, paid: Array(repeating: 1, count: 30) + Array(repeating: 12, count: 8)),
        to: "staff/\(province).csv")
    }
    try folder.write(staff("24", 60, paid: Array(repeating: 1, count: 20) + more), to: "staff/24.csv")
  }

  private static func publish(
    _ folder: TemporaryFolder, _ period: String, staffAsOf: String, _ more: [String] = []
  ) throws -> Binary.Outcome {
    try SmallExports.publish(folder, period, ["--staff", "staff", "--staff-as-of", staffAsOf] + more)
  }

  private static func amountPaid(_ folder: TemporaryFolder, _ edition: String, _ province: String) throws -> String {
    let rows = CSVText.rows(try folder.text(of: "out/\(edition)/csv/staff.csv"))
    let column = try #require(rows[0].firstIndex(of: "amount_paid_vnd"))
    return try #require(rows.first { $0[0] == province })[column]
  }

  /// Neither manifest nor data quality tells how many records the file of a hidden province has.
  @Test func noFileOfAnEditionTellsTheRecordsOfAStaffFile() throws {
    let folder = try TemporaryFolder()
    try Self.write(folder)
    try folder.write(Self.staff("04", 3, paid: []) + "04-9,04,,,province,,,someday,,,,,,\n", to: "staff/04.csv")
    let run = try Self.publish(folder, "2025-W34", staffAsOf: "2025-08-19")
    #expect(run.status == 0)
    #expect(run.errors.contains("staff records cannot be used"))
    let rows = CSVText.rows(try folder.text(of: "out/2025-W34/csv/staff.csv"))
    #expect(try #require(rows.first { $0[0] == "04" })[2] == "[c]")
    let manifest = try folder.text(of: "out/2025-W34/manifest.json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(manifest.utf8)) as? [String: Any])
    let inputs = try #require(object["inputs"] as? [[String: Any]])
    let staff = inputs.filter { $0["kind"] as? String == "staff" }
    #expect(staff.count == 7)
    for input in staff { #expect(input.keys.sorted() == ["kind", "name", "sha256"]) }
    let quality = CSVText.rows(try folder.text(of: "out/2025-W34/csv/quality.csv"))
    #expect(Set(quality.filter { $0[0] == "file" && $0[1] == "staff" }.map { $0[2] }) == ["*"])
    #expect(quality.contains { $0[1] == "staff" && $0[0] == "rule" && $0[6] == "" && $0[7] == "" })
    #expect(try folder.files(below: "out/2025-W34").keys.allSatisfy { !$0.hasPrefix("quarantine/staff") })
    #expect(try Binary.run(["verify", "out/2025-W34"], in: folder.url).status == 0)
    // For the agency itself all of it is there.
    #expect(try Self.publish(folder, "2025-W33", staffAsOf: "2025-08-19", ["--config", "own.yaml"]).status != 0)
    try folder.write("audience: internal\n", to: "own.yaml")
    #expect(try Self.publish(folder, "2025-W33", staffAsOf: "2025-08-19", ["--config", "own.yaml"]).status == 0)
    #expect(try folder.files(below: "out/2025-W33").keys.contains("quarantine/staff-04.csv"))
    #expect(try folder.text(of: "out/2025-W33/manifest.json").contains("\"records\" : 4"))
  }

  /// What an edition for the agency itself shows is known to nobody outside: rows of it make up for a small one all the same.
  @Test func anEditionForTheAgencyTellsReadersNothing() throws {
    let folder = try TemporaryFolder()
    try Self.write(folder)
    try folder.write(Self.staff("04", 3, paid: []), to: "staff/04.csv")
    try folder.write("audience: internal\n", to: "own.yaml")
    #expect(try Self.publish(folder, "2025-W34", staffAsOf: "2025-08-19", ["--config", "own.yaml"]).status == 0)
    #expect(try Self.publish(folder, "2025-W34", staffAsOf: "2025-08-19").status == 0)
    let rows = CSVText.rows(try folder.text(of: "out/2025-W34.r2/csv/staff.csv"))
    #expect(rows.count { $0[2] == "[c]" } >= 3, "\(rows)")
    #expect(try !folder.text(of: "out/2025-W34.r2/manifest.json").contains("\"2025-W34\" :"))
  }

  /// Readers may have the tables of an edition that cannot be read here any more: what they hide could be told from new
  /// ones, which are not published.
  @Test(arguments: ["statistics.json", "manifest.json"]) func aDamagedEditionIsNotPassedOver(_ damaged: String) throws {
    let folder = try TemporaryFolder()
    try Self.write(folder)
    #expect(try Self.publish(folder, "2025-W33", staffAsOf: "2025-08-10").status == 0)
    #expect(try Self.publish(folder, "2025-W34", staffAsOf: "2025-08-10").status == 0)
    try folder.write("{", to: "out/2025-W33/" + damaged)
    let refused = try Self.publish(folder, "2025-08", staffAsOf: "2025-08-19")
    #expect(refused.status == 65)
    #expect(
      refused.errors.contains("2025-W33/\(damaged): error: the staff tables of this edition cannot be read"),
      "\(refused.errors)")
    #expect(try folder.names(in: "out") == ["2025-W33", "2025-W34", "latest"])
    // Without staff nothing is hidden.
    #expect(try SmallExports.publish(folder, "2025-08").status == 0)
  }

  /// An earlier period made anew after a later one was published is held against the later one as well, and the later
  /// one can still be made once more.
  @Test func aLateRevisionOfAnEarlierPeriodIsHeldAgainstTheLaterOne() throws {
    let folder = try TemporaryFolder()
    try Self.write(folder)
    #expect(try Self.publish(folder, "2025-W33", staffAsOf: "2025-08-10").status == 0)
    // Six persons more since: nothing to hide.
    try Self.write(folder, paidMore: Array(repeating: 18, count: 6))
    #expect(try Self.publish(folder, "2025-W34", staffAsOf: "2025-08-19").status == 0)
    let shown = try Self.amountPaid(folder, "2025-W34", "24")
    #expect(Int(shown) ?? 0 > 0)
    // The earlier edition anew, with five of the six: the sixth person's money is the difference.
    try Self.write(folder, paidMore: Array(repeating: 9, count: 5) + [18])
    #expect(try Self.publish(folder, "2025-W33", staffAsOf: "2025-08-10").status == 0)
    #expect(try Self.amountPaid(folder, "2025-W33.r2", "24") == "[c]")
    try Self.write(folder, paidMore: Array(repeating: 18, count: 6))
    let verify = ["verify", "out/2025-W34", "--rebuild", "--exports", "dossiers", "--staff", "staff"]
    let rebuilt = try Binary.run(verify, in: folder.url)
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
    #expect(
      try folder.text(of: "out/2025-W33.r2/manifest.json").contains("\"staff_held_against\""))
  }

  /// What --force replaces is known to readers: where the new tables would tell a person's money by the difference to it,
  /// they are to be published as a revision, which hides them.
  @Test func forceDoesNotTellAPersonsMoney() throws {
    let folder = try TemporaryFolder()
    try Self.write(folder)
    #expect(try Self.publish(folder, "2025-W34", staffAsOf: "2025-08-19").status == 0)
    let before = try folder.files(below: "out/2025-W34")
    try Self.write(folder, paidMore: [18])
    let forced = try Self.publish(folder, "2025-W34", staffAsOf: "2025-08-19", ["--force"])
    #expect(forced.status == 65)
    #expect(forced.errors.contains("would tell about one to four persons"))
    #expect(forced.errors.contains("hint: publish a revision: leave --force out"))
    #expect(try folder.files(below: "out/2025-W34") == before)
    #expect(try Self.publish(folder, "2025-W34", staffAsOf: "2025-08-19").status == 0)
    #expect(try Self.amountPaid(folder, "2025-W34.r2", "24") == "[c]")
    // Ten persons more are no secret.
    try Self.write(folder, paidMore: Array(repeating: 18, count: 11))
    #expect(try Self.publish(folder, "2025-W34", staffAsOf: "2025-08-19").status == 0)
    #expect(try folder.names(in: "out") == ["2025-W34", "2025-W34.r2", "2025-W34.r3", "latest"])
  }

  /// What an edition was held against has to be there to make it once more, and is named where it is not.
  @Test func anEditionThatIsGoneIsNamed() throws {
    let folder = try TemporaryFolder()
    try Self.write(folder)
    #expect(try Self.publish(folder, "2025-W33", staffAsOf: "2025-08-10").status == 0)
    #expect(try Self.publish(folder, "2025-W34", staffAsOf: "2025-08-19").status == 0)
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("out/2025-W33"))
    let verify = ["verify", "out/2025-W34", "--rebuild", "--exports", "dossiers", "--staff", "staff"]
    let rebuilt = try Binary.run(verify, in: folder.url)
    #expect(rebuilt.status == 65)
    #expect(rebuilt.errors.contains("its staff tables were held against 2025-W33, which is not there"))
  }

  /// An edition under another name than its own: readers may have it, and nothing else tells so. A copy beside it is passed
  /// over.
  @Test func aRenamedEditionIsNotPassedOver() throws {
    let folder = try TemporaryFolder()
    try Self.write(folder)
    let top = folder.url.appendingPathComponent("out")
    #expect(try Self.publish(folder, "2025-W33", staffAsOf: "2025-08-10").status == 0)
    try FileManager.default.copyItem(
      at: top.appendingPathComponent("2025-W33"), to: top.appendingPathComponent("2025-W33.bak"))
    // What is no folder is no edition, a link to a page among it.
    try FileManager.default.createSymbolicLink(
      atPath: top.appendingPathComponent("weekly.md").path, withDestinationPath: "latest/vi/weekly.md")
    #expect(try Self.publish(folder, "2025-W34", staffAsOf: "2025-08-19").status == 0)
    let manifest = try folder.text(of: "out/2025-W34/manifest.json").filter { !$0.isWhitespace }
    #expect(manifest.contains("\"staff_held_against\":[\"2025-W33\"]"))
    try FileManager.default.removeItem(at: top.appendingPathComponent("2025-W33"))
    let refused = try Self.publish(folder, "2025-08", staffAsOf: "2025-08-19")
    #expect(refused.status == 65)
    #expect(
      refused.errors
        == "out/2025-W33.bak: error: is the edition 2025-W33 under another name, and readers may have it. hint: give it its name back, or take it out of the folder.\n"
    )
    #expect(try SmallExports.publish(folder, "2025-08").status == 0)
  }
}
