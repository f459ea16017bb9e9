import Administration
import Diagnostics
import Exports
import Records
import Testing

@Suite struct HeaderAliasesTests {
  private func plan(_ header: [String], _ columns: [String: String] = [:]) throws(Failure) -> ColumnPlan<DossierColumn>
  {
    var profile = Profile()
    profile.columns = columns
    return try ColumnPlan(header: header, reading: DossierColumn.allCases, file: "79.csv", profile: profile)
  }

  private func refusal(_ header: [String], _ columns: [String: String] = [:]) -> [Finding] {
    #expect(throws: Failure.self) { try plan(header, columns) }?.findings ?? []
  }

  private let usual = ["Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý"]

  /// Two declared headers that differ in marks alone are told apart where the file writes them so, and stand for no third.
  @Test func declaredHeadersThatLookAlike() throws {
    let columns = ["Cột một": "due_at", "Cot một": "ignore"]
    let found = try plan(["dossier_id", "received_at", "Cot một", "Cột một", "finished_at"], columns)
    #expect(found.selection == [0, 1, 3, 4])
    let told = refusal(["dossier_id", "received_at", "Cot mot", "finished_at"], columns).map(\.message)
    #expect(told.contains { $0.contains("'due_at' is missing") }, "\(told)")
  }

  /// A planned day is none of finishing or return.
  @Test(arguments: [
    "Ngày trả kết quả (dự kiến)", "Ngày trả (theo giấy hẹn)", "Ngày kết thúc xử lý [kế hoạch]", "Ngày trả (Planned)",
  ])
  func aPlannedDayIsNotRead(_ header: String) throws {
    #expect(HeaderAliases.meaning(of: header, in: .dossiers) == .unused)
    #expect(try plan(usual + [header]).selection == [0, 1, 2, 3])
  }

  @Test func whatIsNotKnownIsTold() throws {
    #expect(try plan(usual + ["Người nộp", "Cột lạ", ""]).unknown == ["Cột lạ"])
  }

  /// What brackets or a name above several columns say of a person is never read as the agency's or the dossier's.
  @Test(arguments: ["Đơn vị xử lý (cán bộ thụ lý)", "Xã (nơi cư trú)", "Tỉnh (người nộp)", "Cơ quan [chuyên viên]"])
  func aPersonsInBrackets(_ header: String) {
    #expect(HeaderAliases.meaning(of: header, in: .dossiers) == .personal)
  }

  /// Of a date or a status they say nothing of the kind, nor do words like them.
  @Test(arguments: [
    "Cơ quan (mã định danh)", "Đơn vị xử lý (cơ quan thường trực)", "Xã (địa chính)", "Ngày trả kết quả (cho công dân)",
    "Trạng thái (cán bộ thụ lý)", "Ngày hẹn trả (dd/MM/yyyy)",
  ])
  func aDateForAPersonIsADate(_ header: String) {
    guard case .column = HeaderAliases.meaning(of: header, in: .dossiers) else {
      Issue.record("\(header) is no column")
      return
    }
  }

  @Test func aPersonsUnderOneName() throws {
    let read = try ReadDossiers([
      "12.csv":
        "Mã hồ sơ,Người nộp,,,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n,Họ tên,Tỉnh,Xã,,,\n"
        + "A,x,Nghệ An,Cửa Lò,2025-07-01,2025-07-02,\n"
    ])
    #expect(read.readings[0].matchedColumns.map(\.column) == ["dossier_id", "received_at", "due_at", "finished_at"])
  }

  /// Every line of the list means what it says, in whatever case, with or without tones and spaces.
  @Test func everyAliasIsFound() {
    #expect(HeaderAliases.rows.count > 100)
    for row in HeaderAliases.rows {
      let kinds = row.kind == "personal" ? ExportKind.allCases : ExportKind.allCases.filter { $0.rawValue == row.kind }
      let expected: HeaderAliases.Meaning =
        row.kind == "personal" ? .personal : row.column.isEmpty ? .unused : .column(row.column)
      for kind in kinds {
        let plain = HeaderKey(row.header).text
        for header in [row.header, row.header.uppercased(), plain, row.header.decomposedStringWithCanonicalMapping] {
          #expect(HeaderAliases.meaning(of: header, in: kind) == expected, "\(header)")
        }
      }
    }
  }

  /// No two headers of different meaning share a key, and every column exists.
  @Test func theListIsNoContradiction() {
    for kind in ExportKind.allCases {
      var meanings: [HeaderKey: Set<String>] = [:]
      for row in HeaderAliases.rows where row.kind == kind.rawValue || row.kind == "personal" {
        meanings[HeaderKey(row.header), default: []].insert(row.kind + " " + row.column)
        let known = kind == .dossiers ? DossierColumn.allCases.map(\.rawValue) : StaffColumn.allCases.map(\.rawValue)
        #expect(row.column.isEmpty || row.kind != kind.rawValue || known.contains(row.column), "\(row)")
        #expect(!known.contains { HeaderKey($0) == HeaderKey(row.header) && $0 != row.column }, "\(row)")
      }
      for (key, found) in meanings { #expect(found.count == 1, "\(key.text): \(found)") }
    }
  }

  @Test func anExportOfAProvincialSystemIsRead() throws {
    let found = try plan([
      "STT", "Mã HS", "Chủ hồ sơ", "TenTTHC", "NGÀY TIẾP NHẬN", "Ngày hẹn trả (dd/mm/yyyy)", "Ngày xử lý xong",
      "Trạng thái",
    ])
    #expect(found.selection == [1, 3, 4, 5, 6, 7])
    #expect(found.matched.map(\.column) == [.dossierID, .procedure, .receivedAt, .dueAt, .finishedAt, .status])
    #expect(found.ignored == ["STT", "Chủ hồ sơ"])
  }

  @Test func aCanonicalNameGoesBeforeAnAlias() throws {
    let found = try plan(usual + ["received_at"])
    #expect(found.slot(.receivedAt) == 3)
    #expect(found.selection == [0, 2, 3, 4])
    #expect(found.ignored == ["Ngày tiếp nhận"])
  }

  @Test func twoHeadersOfOneColumnAreRefusedWithBoth() {
    let found = refusal(usual + ["Đơn vị tiếp nhận", "Đơn vị xử lý"])
    #expect(
      found == [
        Finding(
          .error, "the headers 'Đơn vị tiếp nhận' (column 5) and 'Đơn vị xử lý' (column 6) both stand for 'agency'",
          at: Location("79.csv", line: 1), hint: "say which in a profile: columns: {\"Đơn vị tiếp nhận\": agency}")
      ])
  }

  @Test func aProfileDecides() throws {
    let both = usual + ["Đơn vị tiếp nhận", "Đơn vị xử lý"]
    #expect(try plan(both, ["Đơn vị xử lý": "agency"]).selection == [0, 1, 2, 3, 5])
    #expect(try plan(both, ["don vi tiep nhan": "ignore"]).selection == [0, 1, 2, 3, 5])
    #expect(
      try plan(
        ["Key", "In", "Due", "Out"],
        [
          "Key": "dossier_id", "In": "received_at", "Due": "due_at", "Out": "finished_at",
        ]
      ).selection == [0, 1, 2, 3])
  }

  @Test func aHeaderOfTheProfileMustBeThere() {
    let found = refusal(usual, ["Ngày tiếp nhân hồ": "received_at", "Xyz": "agency"])
    #expect(
      found.map(\.message) == [
        "the header 'Ngày tiếp nhân hồ' of the profile is not among the 4 of the file",
        "the header 'Xyz' of the profile is not among the 4 of the file",
      ])
    #expect(found.first?.hint == "did you mean 'Ngày tiếp nhận'?")
  }

  @Test func aProfileMaySayThatAColumnIsAbsent() throws {
    var profile = Profile()
    profile.absent = ["due_at"]
    let found = try ColumnPlan<DossierColumn>(
      header: ["dossier_id", "received_at", "finished_at"], reading: DossierColumn.allCases, file: "a.csv",
      profile: profile)
    #expect(found.slot(.dueAt) == -1)
  }

  /// A mistyped alias is recognised by its nearness to any of the column's headers.
  @Test func aMistypedAliasIsRecognised() {
    let found = refusal(["Mã hồ sơ", "Ngày tiếp nhậnn", "Ngày hẹn trả", "Ngày có kết quả"])
    #expect(found.map(\.hint) == ["rename the column 'Ngày tiếp nhậnn' to 'received_at'"])
  }

  /// What tells a header from the title rows above it, and the right separator from the wrong ones.
  @Test func candidatesAreCounted() {
    #expect(ColumnPlan<DossierColumn>.matches(in: usual) == 4)
    #expect(ColumnPlan<DossierColumn>.matches(in: ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]) == 0)
    #expect(ColumnPlan<StaffColumn>.matches(in: ["STT", "Mã đối tượng", "Ngày chi trả"]) == 2)
  }

  /// A misspelt header of a column that may be lacking would be lost without a word.
  @Test(arguments: [
    ("statu", "status"), ("chanel", "channel"), ("levels", "level"), ("commune_codes", "commune_code"),
    ("Trạng thái hồ sơơ", "status"), ("Lĩnh vưcj", "field"), ("fields", "field"), ("sta", "status"),
    ("ser", "service_level"),
  ])
  func aMisspeltHeaderIsRefused(_ header: String, _ column: String) {
    let found = refusal(usual + [header])
    #expect(
      found == [
        Finding(
          .error, "the header '\(header)' (column 5) is not known, and there is no '\(column)'",
          at: Location("79.csv", line: 1), hint: "did you mean '\(column)'?")
      ])
  }

  @Test(arguments: ["note", "Ghi chú", "state", "Người nhận", "STT", "Descriptor"])
  func otherHeadersAreNot(_ header: String) throws { #expect(try plan(usual + [header]).ignored == [header]) }

  @Test func canonicalNamesAreFoundInAnyWriting() throws {
    #expect(try plan(["Dossier ID", "ReceivedAt", "due at", "FINISHED-AT"]).selection == [0, 1, 2, 3])
  }

  @Test func aMisspeltHeaderBesideTheColumnIsNoDanger() throws {
    #expect(try plan(usual + ["status", "statu"]).ignored == ["statu"])
    #expect(try plan(usual + ["statu"], ["statu": "ignore"]).ignored == ["statu"])
  }
}
