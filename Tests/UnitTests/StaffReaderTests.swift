import Administration
import Diagnostics
import Exports
import Records
import TestSupport
import Testing

@Suite struct StaffReaderTests {
  private let header =
    "record_id,province_code,province,level,category,policy,decision_at,left_at,submitted_at,approved_at,paid_at,"
    + "amount_approved_vnd,amount_paid_vnd\n"

  private func read(_ files: [String: String]) throws -> (records: [StaffRecord], files: [FileReading]) {
    let folder = try TemporaryFolder(files)
    var reader = StaffReader(try ExportFolder(path: folder.path), rules: ExportRules(registry: .vietnam))
    let read = try reader.read()
    #expect(read.files.allSatisfy { $0.isConserved })
    #expect(read.files.reduce(0) { $0 + $1.used } == read.records.count)
    return read
  }

  @Test func readsEveryColumn() throws {
    let row =
      "1,79,,province,civil_servant,severance,2025-07-01,02/07/2025,2025-07-03,2025-07-04,2025-07-05,9007199254740993,5\n"
    let record = try #require(try read(["staff.csv": header + row]).records.first)
    #expect(Registry.vietnam.provinces[Int(record.province)].code == "79")
    #expect(record.level == .province)
    #expect(record.category == .civilServant)
    #expect(record.policy == .severance)
    #expect(
      [record.decided, record.left, record.submitted, record.approved, record.paid].map(\.day.description)
        == ["2025-07-01", "2025-07-02", "2025-07-03", "2025-07-04", "2025-07-05"])
    #expect(record.amountApproved == 9_007_199_254_740_993)
    #expect(record.amountPaid == 5)
  }

  /// One person whichever way the letters of the id are written, and several where only the province differs.
  @Test func anIdIsOnePersonOfItsProvince() throws {
    let (composed, decomposed) = ("B\u{1ED9}-1", "Bo\u{323}\u{302}-1")
    let rows = [(composed, "79"), (decomposed, "79"), (composed, "01"), ("7", "79"), ("7", "01"), ("07", "01")]
    let found = try read(["staff.csv": header + rows.map { "\($0),\($1),,,,,2025-07-01,,,,,,\n" }.joined()])
    #expect(found.records.count == 5)
    #expect(found.files[0].superseded == 1)
  }

  @Test func blankCellsAreNotReachedStages() throws {
    let record = try #require(try read(["79.csv": header + "1,,,,,,,,,,,,\n"]).records.first)
    #expect(Registry.vietnam.provinces[Int(record.province)].code == "79")
    #expect(record.level == nil && record.category == nil && record.policy == nil)
    #expect([record.decided, record.left, record.submitted, record.approved, record.paid].allSatisfy { $0.isBlank })
    #expect(record.amountApproved == 0 && record.amountPaid == 0)
  }

  @Test(arguments: [
    (",79,,,,,,,,,,,", QuarantineRule.blankCode, "record_id"), ("1E+5,79,,,,,,,,,,,", .roundedCode, "record_id"),
    ("#REF!,79,,,,,,,,,,,", .blankCode, "record_id"), ("–,79,,,,,,,,,,,", .blankCode, "record_id"),
    ("1,99,,,,,,,,,,,", .unknownProvince, "province_code"),
    ("1,,Atlantis,,,,,,,,,,", .unknownProvince, "province"), ("1,79,,ward,,,,,,,,,", .unknownLevel, "level"),
    ("1,79,,,boss,,,,,,,,", .unknownCategory, "category"), ("1,79,,,,luck,,,,,,,", .unknownPolicy, "policy"),
    ("1,79,,,,,x,,,,,,", .unreadableDate, "decision_at"), ("1,79,,,,,,x,,,,,", .unreadableDate, "left_at"),
    ("1,79,,,,,,,x,,,,", .unreadableDate, "submitted_at"), ("1,79,,,,,,,,x,,,", .unreadableDate, "approved_at"),
    ("1,79,,,,,,,,,x,,", .unreadableDate, "paid_at"),
    ("1,79,,,,,,,,,,1.5,", .unreadableAmount, "amount_approved_vnd"),
    ("1,79,,,,,,,,,,-1,", .unreadableAmount, "amount_approved_vnd"),
    ("1,79,,,,,,,,,,########,", .unreadableAmount, "amount_approved_vnd"),
    ("1,79,,,,,,,,,,,#REF!", .unreadableAmount, "amount_paid_vnd"),
    ("1,79,,,,,,,,,,9223372036854775808,", .unreadableAmount, "amount_approved_vnd"),
    ("1,79,,,,,,,,,,,1e9", .unreadableAmount, "amount_paid_vnd"), ("1,79,,,,,,,,,,", .cellCount, ""),
  ])
  func quarantines(_ row: String, _ rule: QuarantineRule, _ column: String) throws {
    let found = try read(["01.csv": header + "2,,,,,,,,,,,,\n" + row + "\n"])
    #expect(found.files[0].quarantined.map(\.rule) == [rule])
    #expect(found.files[0].quarantined.map(\.column) == [column])
    #expect(found.files[0].quarantined.map(\.position.line) == [3])
    #expect(found.records.count == 1)
  }

  /// A record is its number inside its province; the later row and the later file win.
  @Test func duplicatesCountOnce() throws {
    func row(_ id: Int, _ province: String, paid: Int) -> String { "\(id),\(province),,,,,,,,,,,\(paid)\n" }
    let found = try read([
      "staff-2025-08-16.csv": header + row(1, "79", paid: 1) + row(2, "79", paid: 2) + row(1, "01", paid: 3),
      "79-2025-08-23.csv": header + row(1, "79", paid: 4) + row(1, "79", paid: 5) + "1,79,,,,,,,,,,,x\n",
    ])
    #expect(found.records.map(\.amountPaid).sorted() == [2, 3, 5])
    #expect(found.files.map(\.superseded).sorted() == [1, 1])
  }

  @Test func theOrderOfRecordsIsAlwaysTheSame() throws {
    let rows = (0..<200).map { "\($0),79,,,,,,,,,,,\($0)\n" }.joined()
    let found = try read(["79.csv": header + rows])
    #expect(found.records.map(\.amountPaid) == (0..<200).map { Int64($0) })
  }

  @Test func aMissingColumnIsRefused() {
    let failure = #expect(throws: Failure.self) { try read(["79.csv": "record_id,decision_at\n"]) }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.count == 5)
  }

  /// A later file whose persons lack stages that the earlier one had was made earlier; one person is what happens.
  @Test func aStaffFileThatKnowsLessIsRefused() throws {
    func files(_ lost: Int, of total: Int) -> [String: String] {
      let before = (0..<lost).map { "\($0),79,,,,,2025-07-01,,2025-07-02,,,,\n" }
      let after = (0..<total).map { "\($0),79,,,,,2025-07-01,,,,,,\n" }
      return ["79-2025-08-16.csv": header + before.joined(), "79-2025-08-23.csv": header + after.joined()]
    }
    let found = try read(files(1, of: 20))
    #expect(found.files.map { $0.flags[.knowsLess] } == [1, 0])
    #expect(throws: Failure.self) { try read(files(10, of: 20)) }
  }

  /// What a row in between lacked and the row that counts knows again is not lost; what was lost once stays so.
  @Test func onlyStagesThatTheRowThatCountsLacksAreLost() throws {
    func rows(_ paid: [String], of id: Int) -> String {
      paid.map { "\(id),79,,,,,2025-07-01,,,,\($0),,\n" }.joined()
    }
    let regained = (0..<12).map { rows(["2025-07-02", "", "2025-07-02"], of: $0) }.joined()
    #expect(try read(["79.csv": header + regained]).files.map { $0.flags[.knowsLess] } == [0])
    let filler = (1..<4).map { rows(["2025-07-02"], of: $0) }.joined()
    let lost = try read(["79.csv": header + filler + rows(["2025-07-02", "", ""], of: 0)])
    #expect(lost.files.map { $0.flags[.knowsLess] } == [1])
  }

  /// Flags are those of the rows that count, wherever the others stand.
  @Test func flagsOfRowsThatLostAreTakenBack() throws {
    let found = try read([
      "01-2025-08-16.csv": header + "1,79,,,,,,,,,,,\n",
      "01-2025-08-23.csv": header + "1,79,,,,,,,,,,,\n2,01,,,,,,,,,,,\n1,79,,,,,,,,,,,\n",
    ])
    #expect(found.files.map { $0.flags[.provinceConflict] } == [1, 0])
    #expect(found.records.count == 2)
  }

  /// The later file wins whatever province its name says.
  /// Code and name of a province that say two: the code decides, as for dossiers.
  @Test func provincesThatConflictAreFlagged() throws {
    let found = try read(["01.csv": header + "1,79,Hà Nội,,,,,,,,,,\n2,01,Hà Nội,,,,,,,,,,\n"])
    #expect(found.records.map { Registry.vietnam.provinces[Int($0.province)].code } == ["79", "01"])
    #expect(found.files[0].flags[.provinceConflict] == 1)
  }

  @Test func precedenceHoldsAcrossProvinces() throws {
    let found = try read([
      "01-2025-08-23.csv": header + "1,79,,,,,2025-07-01,,,,,,\n",
      "79-2025-08-16.csv": header + "1,79,,,,,2025-07-09,,,,,,\n",
    ])
    #expect(found.records.map(\.decided.day.description) == ["2025-07-01"])
    #expect(found.files.first?.flags[.provinceConflict] == 1)
  }

  /// Words and headers of the scheme's forms.
  @Test func vietnameseFormsAreRead() throws {
    let text =
      "Mã đối tượng,Họ và tên,Cấp,Đối tượng,Chế độ,Ngày quyết định,Ngày trình,Ngày phê duyệt,Ngày chi trả,"
      + "Kinh phí được phê duyệt,Kinh phí đã chi trả\n"
      + "1,N V A,Cấp xã,Công chức,Nghỉ hưu trước tuổi,01/07/2025,02/07/2025,,,1000,\n"
    let found = try read(["79.csv": text])
    let record = try #require(found.records.first)
    #expect(record.level == .commune && record.category == .civilServant && record.policy == .earlyRetirement)
    #expect(record.amountApproved == 1000)
    let ignored = try ExportTable<StaffColumn>.ignored(in: text, reading: StaffColumn.decoded)
    #expect(ignored == ["Họ và tên"])
  }

  /// Amounts with separators are told by the first form that half of them are well in; a few may be slips.
  @Test(arguments: [
    (["1.630.911.000", "23.000", "1.630"], "1.234,5"), (["1,630,911", "23,000.00", "5,000"], "1,234.5"),
    (["1.000", "x", "2.000"], "1.234,5"), (["500,000", "23,000", "600,000"], "1,234.5"),
  ])
  func amountsWithSeparatorsAreRefused(_ amounts: [String], _ form: String) throws {
    let rows = amounts.enumerated().map { "\($0),79,,,,,,,,,,\"\($1)\",\n" }
    let failure = try #require(throws: Failure.self) { try read(["79.csv": header + rows.joined()]) }
    #expect(failure.status == .dataRefused)
    #expect(failure.findings.map(\.description).first?.contains("declare numbers: \(form) in a profile") == true)
    let few = try read(["79.csv": header + rows[..<2].joined()])
    #expect(few.files[0].quarantined.map(\.rule) == [.unreadableAmount, .unreadableAmount])
  }

  @Test func mistypedAmountsAreNotAnotherForm() throws {
    let rows = ["1e9", "1 63 0911", "50%", "1630911 USD"].enumerated().map { "\($0),79,,,,,,,,,,\($1),\n" }
    #expect(try read(["79.csv": header + rows.joined()]).files[0].quarantined.count == 4)
  }

  /// A word under a date makes it unreadable, be it a sum's name; letters of such a name and a number are an id.
  @Test func wordsOfSumsElsewhere() throws {
    let rows =
      "TC01,79,,,,,Tổng cộng,,,,,,\nCONG-0001,79,,,,,2025-07-01,,,,,,\n"
      + "Công 015,79,,,,,2025-07-01,,,,,,\n"
    let found = try read(["79.csv": header + rows])
    #expect(found.records.count == 2)
    #expect(found.files[0].quarantined.map(\.rule) == [.unreadableDate])
  }

  /// A sum's name is no id, whatever stands beside it.
  @Test func aSumWithDatesIsNoPerson() throws {
    let found = try read(["79.csv": header + "TC01,79,,,,,,,,,,,\nTổng cộng,,,,,2025-07-01,,,,2025-07-02,,3000000,\n"])
    #expect(found.records.count == 1)
    #expect(found.files[0].quarantined.map(\.rule) == [.blankCode])
  }

  /// A sum at the foot has no dates, as a person's record may have none; only its word tells it.
  @Test func aSumIsNoRecord() throws {
    let rows = "TC01,79,,,,,,,,,,,\nTổng cộng,,,,,,,,,,,3000000,\n"
    let found = try read(["79.csv": header + rows])
    #expect(found.records.count == 1)
    #expect(found.files[0].records == 1)
    #expect(found.files[0].setAside[.footer] == 1)
  }

  /// Sheets of three districts, each numbered from 1: all but the last would be lost as superseded.
  @Test func idsThatTellNoPersonsApartAreRefused() throws {
    func rows(_ district: Int, _ persons: Int, day: (Int) -> Int) -> String {
      (1...persons).map { "\($0),79,,,,,2025-07-0\(day(district)),,2025-08-01,2025-08-02,2025-08-03,5,5\n" }.joined()
    }
    let sheets = (1...3).map { rows($0, 12) { $0 } }.joined()
    let failure = #expect(throws: Failure.self) { try read(["79.csv": header + sheets]) }
    #expect(failure?.status == .dataRefused)
    #expect(
      failure?.findings.first?.message
        == "24 of the 24 rows with a code that stands twice were decided on another day than the other one: the codes do not tell persons apart"
    )
    #expect(failure?.findings.first?.location?.file == "79.csv")
    // Of two such files both are told.
    let both = #expect(throws: Failure.self) {
      try read(["79.csv": header + sheets, "80.csv": header + sheets.replacing(",79,", with: ",80,")])
    }
    #expect(both?.findings.compactMap(\.location?.file) == ["79.csv", "80.csv"])
    // The same persons sent again, and a few with the day of decision corrected.
    #expect(try read(["79.csv": header + (1...3).map { rows($0, 12) { _ in 1 } }.joined()]).files[0].superseded == 24)
    #expect(try read(["79.csv": header + (1...2).map { rows($0, 9) { $0 } }.joined()]).files[0].superseded == 9)
  }

  /// Every file that is refused is told, in the order of names.
  @Test func allFaultsOfFilesAreTold() throws {
    let failure = #expect(throws: Failure.self) {
      try read(["10.csv": "record_id,note\n1,x\n", "9.csv": "x,y\n1,2\n", "79.csv": header + "1,79,,,,,,,,,,,\n"])
    }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.compactMap(\.location?.file).uniqued == ["9.csv", "10.csv"])
  }
}

extension [String] {
  /// Its elements, of those that follow one another and are the same the first.
  fileprivate var uniqued: [String] { reduce(into: []) { if $0.last != $1 { $0.append($1) } } }
}
