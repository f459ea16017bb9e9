import Administration
import Diagnostics
import Exports
import Records
import Testing

@Suite struct DossierGroupReaderTests {
  /// The file, row by row, under a header of these columns.
  private func read(
    _ columns: String, _ rows: String..., file: String = "01.csv",
    describedBy describe: (Dossier) -> String = { _ in "" }
  ) throws -> ReadDossiers {
    let lines = [columns] + rows
    let read = try ReadDossiers([file: lines.joined(separator: "\n") + "\n"], describedBy: describe)
    #expect(read.isConserved)
    return read
  }

  private func province(_ dossier: Dossier) -> String { Registry.vietnam.provinces[Int(dossier.province)].code }

  private let columns = "dossier_id,received_at,due_at,finished_at,status,channel,level,province_code,province"

  /// One row for each rule, with the column it blames.
  @Test(arguments: [
    (",2025-07-01,,,,,,,", QuarantineRule.blankCode, "dossier_id"), ("A,1/7/25,,,,,,,", .unreadableDate, "received_at"),
    ("2.50805E+11,2025-07-01,,,,,,,", .roundedCode, "dossier_id"),
    ("#N/A,2025-07-01,,,,,,,", .blankCode, "dossier_id"), ("#DIV/0!,2025-07-01,,,,,,,", .blankCode, "dossier_id"),
    ("########,2025-07-01,,,,,,,", .blankCode, "dossier_id"), ("-,2025-07-01,,,,,,,", .blankCode, "dossier_id"),
    ("Null,2025-07-01,,,,,,,", .blankCode, "dossier_id"), ("Không có,2025-07-01,,,,,,,", .blankCode, "dossier_id"),
    ("\"2,5e+11\",2025-07-01,,,,,,,", .roundedCode, "dossier_id"),
    ("1E+12,2025-07-01,,,,,,,", .roundedCode, "dossier_id"),
    ("A,2025-07-01,2025-02-30,,,,,,", .unreadableDate, "due_at"),
    ("A,2025-07-01,,yes,,,,,", .unreadableDate, "finished_at"), ("A,,,,,,,,", .blankReceived, "received_at"),
    ("A,,,,4,,,,", .blankReceived, "received_at"),
    // A finishing date beats the status, and what is finished was received.
    ("A,,,2025-07-05,1,,,,", .blankReceived, "received_at"), ("A,2025-07-01,,,11,,,,", .unknownStatus, "status"),
    ("A,2025-07-01,,,0,,,,", .unknownStatus, "status"), ("A,2025-07-01,,,done,,,,", .unknownStatus, "status"),
    ("A,2025-07-01,,,,fax,,,", .unknownChannel, "channel"), ("A,2025-07-01,,,,,ward,,", .unknownLevel, "level"),
    ("A,2025-07-01,,,,,,99,", .unknownProvince, "province_code"),
    ("A,2025-07-01,,,,,,,Atlantis", .unknownProvince, "province"), ("A,2025-07-01,,,,,,", .cellCount, ""),
    ("A,2025-07-01,,,,,,,,", .cellCount, ""),
  ])
  func quarantines(_ row: String, _ rule: QuarantineRule, _ column: String) throws {
    let found = try read(columns, "B,2025-07-01,,,,,,,", row, "C,2025-07-01,,,,,,,")
    let reading = found.readings[0]
    #expect(reading.records == 3)
    #expect(reading.used == 2)
    #expect(reading.quarantined.map(\.rule) == [rule])
    #expect(reading.quarantined.map(\.column) == [column])
    #expect(reading.quarantined.map(\.position.line) == [3])
    #expect(reading.quarantined.map(\.position.row) == [2])
  }

  /// Codes that only look like numbers are codes.
  @Test(arguments: ["250805", "E+11", "2.E+11", ".5E+11", "2.5E11", "2.5E+", "A2.5E+11", "2.5.1E+11", "1-E+5", "+11"])
  func aCodeThatNoSpreadsheetRoundedIsOne(_ code: String) throws {
    let reading = try read(columns, code + ",2025-07-01,,,,,,,").readings[0]
    #expect(reading.used == 1)
  }

  /// Numbers behind a sign are codes; only what a spreadsheet writes for an error is none.
  @Test(arguments: ["#12", "#2025-0001", "#DIV/1", "A#N/A", "NULL-1", "n/a/2"])
  func whatOnlyLooksLikeNoneIsACode(_ code: String) throws {
    let reading = try read(columns, code + ",2025-07-01,,,,,,,").readings[0]
    #expect(reading.used == 1)
  }

  /// A record that is neither used, superseded nor quarantined ends the run.
  @Test func lostRecordsEndTheRun() throws {
    var reading = FileReading(name: "01.csv")
    reading.records = 3
    reading.used = 2
    let failure = #expect(throws: Failure.self) { try reading.checkConservation() }
    #expect(failure?.status == .internalError)
    reading.superseded = 1
    try reading.checkConservation()
  }

  /// No two rules are told in the same words.
  @Test func everyRuleSaysWhatIsExpected() {
    #expect(Set(QuarantineRule.allCases.map(\.explanation)).count == QuarantineRule.allCases.count)
    #expect(QuarantineRule.allCases.allSatisfy { $0.explanation.contains(" ") })
  }

  @Test func quarantinedRowsKeepTheirDayOfReceipt() throws {
    let found = try read(columns, "A,2025-07-01,x,,,,,,", "B,x,,,,,,,", "C,2025-07-03,,,,fax,,,")
    #expect(found.readings[0].quarantined.map { $0.received?.description } == ["2025-07-01", nil, "2025-07-03"])
  }

  @Test func otherDatesAreReadToo() throws {
    for column in ["returned_at", "supplement_requested_at", "supplemented_at"] {
      let found = try read("dossier_id,received_at,due_at,finished_at,\(column)", "A,2025-07-01,,,soon")
      #expect(found.readings[0].quarantined.map(\.rule) == [.unreadableDate])
      #expect(found.readings[0].quarantined.map(\.column) == [column])
    }
  }

  /// By column, then by the portal code in the dossier code, then by the file name.
  @Test(arguments: [
    ("H29.1-250701-1,04,", "04", 1), ("H29.1-250701-1,,Cao Bằng", "04", 1), ("H29.1-250701-1,,", "79", 1),
    ("000.00.12.H29-250701-1,,", "79", 1), ("X1,,", "01", 0), ("H26.1-250701-1,,", "01", 0), ("X1,79,", "79", 1),
    ("X1,,TP. Hồ Chí Minh", "79", 1), ("X1,,Thành phố Hồ Chí Minh", "79", 1), ("X1,,UBND thành phố Hà Nội", "01", 0),
    ("X1,,TỈNH CAO BẰNG", "04", 1), ("X1,,tp.Hồ Chí Minh", "79", 1), ("X1,, Hà Nội ", "01", 0),
  ])
  func provinceOfADossier(_ cells: String, _ expected: String, _ conflicts: Int) throws {
    let found = try read(
      "dossier_id,province_code,province,received_at,due_at,finished_at", cells + ",2025-07-01,,", describedBy: province
    )
    #expect(found.counts == [expected: 1])
    #expect(found.readings[0].flags[.provinceConflict] == conflicts)
  }

  @Test func withoutAnyProvinceARowCannotBeUsed() throws {
    let found = try read("dossier_id,received_at,due_at,finished_at", "A,2025-07-01,,", file: "other.csv")
    #expect(found.readings[0].quarantined.map(\.rule) == [.unknownProvince])
  }

  /// Communes by code or by name inside the province; one that is not found is flagged and stands for none.
  @Test(arguments: [
    ("00004,", "00004", 0, 0), (",Ba Đình", "00004", 0, 0), (",Phường Ba Đình", "00004", 0, 0),
    (",P. Ba Đình", "00004", 0, 0), (",PHƯỜNG BA ĐÌNH", "00004", 0, 0), (",Xã Ba Đình", "", 1, 0), ("99999,", "", 1, 0),
    (",Atlantis", "", 1, 0), ("26368,", "", 0, 1), (",", "", 0, 0),
  ])
  func communeOfADossier(_ cells: String, _ expected: String, _ unknown: Int, _ outside: Int) throws {
    let found = try read(
      "dossier_id,commune_code,commune,received_at,due_at,finished_at", "A," + cells + ",2025-07-01,,",
      describedBy: { $0.commune == Dossier.noCommune ? "" : Registry.vietnam.communes[Int($0.commune)].code })
    #expect(found.counts == [expected: 1])
    #expect(found.readings[0].flags[.unknownCommune] == unknown)
    #expect(found.readings[0].flags[.communeOutsideProvince] == outside)
  }

  /// What status and dates say together, as status and finishing day, with the flag that it raises.
  @Test(arguments: [
    ("2025-07-01,,,,,,", "processing -", nil), ("2025-07-01,,2025-07-05,,,,", "finished 2025-07-05", nil),
    ("2025-07-01,,,,2025-07-02,,", "supplement_requested -", nil),
    ("2025-07-01,,,,2025-07-02,2025-07-03,", "processing -", nil),
    ("2025-07-01,,,2025-07-06,,,", "finished 2025-07-06", Flag.finishedFromReturned),
    ("2025-07-01,,2025-07-05,2025-07-06,,,", "finished 2025-07-05", nil),
    ("2025-07-01,,2025-06-05,,,,", "finished 2025-07-01", .finishedBeforeReceived),
    ("2025-07-01,,,,,,9", "finished -", .finishedUndated), ("2025-07-01,,,,,,returned", "returned -", .finishedUndated),
    ("2025-07-01,,2025-07-05,,,,processing", "finished 2025-07-05", .dateWithUnfinishedStatus),
    ("2025-07-01,,2025-07-05,,,,1", "finished 2025-07-05", .dateWithUnfinishedStatus),
    ("2025-07-01,,2025-07-05,,,,10", "returned 2025-07-05", nil),
    ("2025-07-01,,,,,,stopped", "stopped 2025-07-01", .withdrawnUndated),
    ("2025-07-01,,,,,,7", "withdrawal_requested 2025-07-01", .withdrawnUndated),
    ("2025-07-01,,2025-07-05,,,,STOPPED", "stopped 2025-07-05", nil), (",,,,,,submitted", "submitted -", nil),
    (",,,,,,3", "not_accepted -", nil), ("2025-07-10,,2025-07-12,,,,3", "not_accepted 2025-07-12", nil),
    ("2025-07-10,,2025-07-05,,,,3", "not_accepted 2025-07-10", .finishedBeforeReceived),
    ("2025-07-10,2025-07-09,2025-07-11,,,,", "finished 2025-07-11", .dueBeforeReceived),
    ("2025-07-10,2025-07-09,,,,,", "processing -", .dueBeforeReceived),
    ("2025-07-10,2025-07-10,,,,,", "processing -", nil),
  ])
  func statusAndDates(_ cells: String, _ expected: String, _ flag: Flag?) throws {
    let found = try read(
      "dossier_id,channel,received_at,due_at,finished_at,returned_at,supplement_requested_at,supplemented_at,status",
      "A,online," + cells, describedBy: { "\($0.status.word) \($0.finished.isBlank ? "-" : "\($0.finished.day)")" })
    #expect(found.counts == [expected: 1])
    // Level and due date are lacking in most rows on purpose.
    for other in Flag.allCases where other != .levelGuessed && other != .noDueDate {
      #expect(found.readings[0].flags[other] == (other == flag ? 1 : 0), "\(other)")
    }
  }

  /// Every different word takes its memory, and no list of fields is so long: the column is another one.
  @Test(arguments: ["field", "agency", "procedure_code", "procedure", "service_level"])
  func aListWithTooManyWordsIsRefused(_ column: String) throws {
    let header = "dossier_id,received_at,due_at,finished_at,\(column)\n"
    // Of fields each on four rows: as many as records are none at all.
    let times = column == "field" ? 4 : 1
    func text(_ words: Int) -> String {
      header
        + (1...words).map { word in (0..<times).map { "A\(word)-\($0),2025-07-01,,,word \(word)\n" }.joined() }.joined()
    }
    #expect(try ReadDossiers(["01.csv": text(50_000)]).readings[0].used == 50_000 * times)
    let failure = #expect(throws: Failure.self) { try ReadDossiers(["01.csv": text(60_000)]) }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.first?.message.contains("more than 50000 different values") == true)
  }

  /// More combinations of neighbouring cells than are remembered at a time: none comes again, or each does.
  @Test(arguments: [1, 3])
  func whatIsNotRememberedIsDecidedAnew(_ times: Int) throws {
    let header = "dossier_id,field,procedure_code,received_at,due_at,finished_at\n"
    let rows = (0..<70_000 * times).map { "A\($0),f \($0 / times / 300),p \($0 / times % 300),2025-07-01,,\n" }
    let found = try ReadDossiers(
      ["12.csv": header + rows.joined()], describedBy: { "\($0.field) \($0.procedure)" })
    #expect(found.counts.count == 70_000)
    #expect(found.counts.values.allSatisfy { $0 == times })
    #expect(found.counts["233 99"] == times && found.counts["0 299"] == times)
  }

  /// Cells too long to be remembered.
  @Test func longCellsAreDecidedEachTime() throws {
    let header = "dossier_id,field,procedure_code,received_at,due_at,finished_at\n"
    let long = String(repeating: "n", count: 300)
    let fields = try ReadDossiers(
      ["12.csv": header + (0..<4).map { "A\($0),\(long)\($0 % 2),p,2025-07-01,,\n" }.joined()],
      describedBy: { "\($0.field)" })
    #expect(fields.counts == ["0": 2, "1": 2])
    #expect(fields.fields[1] == long + "1")
  }

  /// Every character of the alphabets and marks at the front of Unicode, and of those at its end, before and behind a word:
  /// what shows is part of the word (Unicode, `White_Space`, `Default_Ignorable_Code_Point`, `Cc`).
  @Test func onlyWhatShowsIsPartOfAWord() throws {
    let scalars = [0x80...0x24FF, 0xFE00...0xFFEF].joined().compactMap { Unicode.Scalar(UInt32($0)) }
    let words = scalars.flatMap { ["\($0)x", "x\($0)"] }
    // Four rows each: as many fields as records are no fields.
    let rows = words.enumerated().flatMap { number, word in (0..<4).map { "A\(number)-\($0),\(word),2025-07-01,,\n" } }
    let found = try ReadDossiers(["12.csv": "dossier_id,field,received_at,due_at,finished_at\n" + rows.joined()])
    let shown = scalars.filter { scalar in
      let properties = scalar.properties
      if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return false }
      return properties.generalCategory != .control
    }
    #expect(shown.count < scalars.count - 60)
    let expected = ["x"] + shown.flatMap { ["\($0)x", "x\($0)"] }
    // By bytes: Swift takes composed and decomposed letters for the same.
    let fields = (0..<found.fields.count).map { Array(found.fields[UInt32($0)].utf8) }
    #expect(Set(fields) == Set(expected.map { Array($0.utf8) }))
    #expect(fields.count == expected.count)
  }

  /// A header that stands over the column of names: nearly as many values as records are no fields.
  @Test func aColumnOfNamesIsNoColumnOfFields() throws {
    func read(_ fields: Int) throws -> ReadDossiers {
      let rows = (0..<200).map { "A\($0),name \($0 % fields),2025-07-01,,\n" }
      return try ReadDossiers(["12.csv": "dossier_id,field,received_at,due_at,finished_at\n" + rows.joined()])
    }
    let failure = #expect(throws: Failure.self) { try read(120) }
    #expect(failure?.status == .dataRefused)
    #expect(
      failure?.findings.first?.message
        == "the column taken for 'field' holds 120 different values in 200 records, it is no list of fields")
    #expect(try read(90).readings[0].used == 200)
  }

  /// What is neither yes nor no says nothing of how an applicant paid.
  @Test func howApplicantsPaid() throws {
    let words = ["true", "0", "Có", "không", "tiền mặt", "chưa rõ", ""]
    let found = try ReadDossiers(
      [
        "12.csv": "dossier_id,paid_online,received_at,due_at,finished_at\n"
          + words.enumerated().map { "A\($0),\($1),2025-07-0\($0 + 1),,\n" }.joined()
      ], describedBy: { "\($0.received.day) \($0.isPaidOnline.map { $0 ? "yes" : "no" } ?? "-")" })
    let expected = ["yes", "no", "yes", "no", "no", "-", "-"].enumerated().map { "2025-07-0\($0 + 1) \($1)" }
    #expect(found.counts == Dictionary(uniqueKeysWithValues: expected.map { ($0, 1) }))
  }

  @Test func blankChannelIsInPerson() throws {
    let found = try read(
      "dossier_id,channel,received_at,due_at,finished_at", "A,,2025-07-01,,", "B,Online,2025-07-01,,",
      "C,postal,2025-07-01,,", describedBy: { $0.channel.word })
    #expect(found.counts == ["in_person": 1, "online": 1, "postal": 1])
    #expect(found.readings[0].flags[.blankChannel] == 1)
  }

  @Test func levelFollowsFromTheCommune() throws {
    let found = try read(
      "dossier_id,commune,level,received_at,due_at,finished_at", "A,Ba Đình,,2025-07-01,,", "B,,,2025-07-01,,",
      "C,Ba Đình,other,2025-07-01,,", "D,,district,2025-07-01,,", describedBy: { $0.level.word })
    #expect(found.counts == ["commune": 1, "province": 1, "other": 1, "district": 1])
  }

  /// The portal code of a ministry in the dossier code stands for an agency outside the two levels.
  @Test func levelFollowsFromTheDossierCode() throws {
    let found = try read(
      "dossier_id,commune,received_at,due_at,finished_at", "G22.1-250701-1,Ba Đình,2025-07-01,,",
      "000.00.01.G07-250701-2,,2025-07-01,,", "H26.1-250701-3,Ba Đình,2025-07-01,,", describedBy: { $0.level.word })
    #expect(found.counts == ["other": 2, "commune": 1])
  }

  @Test func personalColumnsAreNotRead() throws {
    let ignored = try ExportTable<DossierColumn>.ignored(
      in: "dossier_id,applicant,received_at,due_at,finished_at,phone\nA,N.V.A,2025-07-01,,,0900\n",
      reading: DossierColumn.decoded)
    #expect(ignored == ["applicant", "phone"])
  }

  @Test func aHeaderThatFitsNoRecordIsRefused() {
    let failure = #expect(throws: Failure.self) {
      try read("dossier_id,received_at,due_at,finished_at", "A;2025-07-01;;", "B;2025-07-01;;")
    }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.first?.location == Location("01.csv", line: 2))
  }

  @Test func sizesAndSumsAreTheFiles() throws {
    let found = try read("dossier_id,received_at,due_at,finished_at", "A,2025-07-01,,")
    #expect(found.readings[0].bytes == 57)
    #expect(found.readings[0].sha256 == "7131e25bb7699304df1eaddbeb5fff968073f985323748c25dea6441d24cce55")
  }
}
