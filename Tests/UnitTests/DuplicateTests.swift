import Administration
import Diagnostics
import Exports
import Testing

/// One dossier code counts once (design: *Duplicates*). The due day tells which of a dossier's rows it is.
@Suite struct DuplicateTests {
  private let header = "dossier_id,received_at,due_at,finished_at\n"

  @Test func theLaterRowOfAFileWins() throws {
    let read = try ReadDossiers([
      "01.csv": header + """
        H26.1-250701-1,2025-07-01,2025-07-11,
        H26.1-250701-2,2025-07-01,2025-07-12,
        H26.1-250701-1,2025-07-01,2025-07-13,
        """
    ])
    #expect(read.counts == ["2025-07-12": 1, "2025-07-13": 1])
    #expect(read.readings[0].records == 3)
    #expect(read.readings[0].used == 2)
    #expect(read.readings[0].superseded == 1)
    #expect(read.isConserved)
  }

  /// Rows are taken back where they stand, whatever stands above them: a mark, a line for a spreadsheet, titles, numbers of
  /// the columns, blank lines.
  @Test(arguments: ["\n", "\r\n"]) func rowsAreFoundAgainBelowAnything(_ end: String) throws {
    let lines = [
      "\u{FEFF}sep=;", "Báo cáo hồ sơ", "", "dossier_id;received_at;due_at;finished_at", "(1);(2);(3);(4)",
      "\"H26.1-250701-1\";2025-07-01;2025-07-11;", "H26.1-250701-2;2025-07-01;2025-07-12;", "",
      "H26.1-250701-1;2025-07-01;2025-07-13;", "\"H26.1-250701-2\";2025-07-01;\"2025-07-14\";",
      "H26.1-250701-1;2025-07-01;2025-07-15;",
    ]
    let read = try ReadDossiers(["01.csv": lines.joined(separator: end)])
    #expect(read.counts == ["2025-07-14": 1, "2025-07-15": 1])
    #expect(read.readings[0].superseded == 3)
    #expect(read.isConserved)
  }

  /// The same letters, composed in one file and decomposed in the other.
  @Test func aCodeIsTheSameInEachSpelling() throws {
    let read = try ReadDossiers([
      "01-1.csv": header + "B\u{1ED9}-1,2025-07-01,2025-07-11,\n",
      "01-2.csv": header + "Bo\u{323}\u{302}-1,2025-07-01,2025-07-12,\n",
    ])
    #expect(read.counts == ["2025-07-12": 1])
    #expect(read.isConserved)
  }

  @Test func chainsKeepTheirLastRow() throws {
    let read = try ReadDossiers([
      "01.csv": header + """
        A,2025-07-01,2025-07-11,
        A,2025-07-01,2025-07-12,
        B,2025-07-01,2025-07-21,
        A,2025-07-01,2025-07-13,
        A,2025-07-01,2025-07-14,
        B,2025-07-01,2025-07-22,
        """
    ])
    #expect(read.counts == ["2025-07-14": 1, "2025-07-22": 1])
    #expect(read.readings[0].superseded == 4)
    #expect(read.isConserved)
  }

  /// What stands before the date of a code of the national form, cut in the plainest way; nil for another form.
  private static func prefix(_ code: String) -> String? {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 3, let sequence = parts.last, (1...7).contains(sequence.utf8.count) else { return nil }
    let (date, prefix) = (parts[parts.count - 2], parts.dropLast(2).joined(separator: "-"))
    let areDigits = (date + sequence).utf8.allSatisfy { (48...57).contains($0) }
    return areDigits && date.utf8.count == 6 && !prefix.isEmpty ? prefix : nil
  }

  private func expectTold(_ codes: [String]) throws {
    let rows = (codes + codes).map { "\($0),2025-07-01,2025-07-11,\n" }
    let read = try ReadDossiers(["01.csv": header + rows.joined()])
    // Marks alone are no code.
    let telling = codes.filter { code in code.contains { $0.isLetter || $0.isNumber } }
    let distinct = Set(telling.map { Array($0.utf8) }).count
    #expect(read.readings[0].used == distinct)
    #expect(read.readings[0].superseded == 2 * telling.count - distinct)
    #expect(read.readings[0].quarantined.map(\.rule).count { $0 == .blankCode } == 2 * (codes.count - telling.count))
    let prefixes = telling.map(Self.prefix)
    let province = "province\n\(try #require(Registry.vietnam.province(code: "01")))"
    #expect(read.prefixes == Set(prefixes.compactMap(\.self) + (prefixes.contains(nil) ? [province] : [])))
    #expect(read.isConserved)
  }

  /// Codes are the same where all their bytes are, whatever form they have.
  @Test func codesOfEveryFormAreToldApart() throws {
    let whole = "H26.12-250715-0123456"
    var codes =
      whole.indices.map { String(whole[$0...]) } + ["Ấ-250715-1", "H26.12-250715-01234567", "H26.12-250715-9999999"]
    codes += ["H26.12-250715-123456", "H26.12-250715-1", "H26.12-250715-01", "H26.12-250715-", "H26.12-250715--1"]
    codes += ["H26.12-25071-1", "H26.12-2507150-1", "H26.12--250715-1", "-250715-1", "--250715-1", "A-B-250715-1"]
    for place in whole.indices {
      for other: Character in ["-", "/", ":", "0", "9", "a", "é"] {
        var code = whole
        code.replaceSubrange(place...place, with: [other])
        codes.append(code)
      }
    }
    try expectTold(codes)
  }

  @Test(arguments: 1...20) func randomCodesAreToldApart(_ seed: Int) throws {
    var state = UInt64(seed)
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let letters = Array("---00123456789A.")
    let codes = (0..<2000).map { _ in String((0...below(22)).map { _ in letters[below(letters.count)] }) }
    let national = (0..<500).map { _ in "A-\(100_000 + below(10))-\(below(100))" }
    try expectTold(codes + national)
  }

  @Test func theLaterFileWins() throws {
    let read = try ReadDossiers([
      "01-2025-08-16.csv": header + "A,2025-07-01,2025-07-11,\nB,2025-07-01,2025-07-12,\nA,2025-07-01,2025-07-13,\n",
      "01-2025-08-23.csv": header + "A,2025-07-01,2025-07-14,\nC,2025-07-01,2025-07-15,\nA,2025-07-01,2025-07-16,\n",
    ])
    #expect(read.counts == ["2025-07-16": 1, "2025-07-15": 1, "2025-07-12": 1])
    #expect(read.readings.map(\.name) == ["01-2025-08-23.csv", "01-2025-08-16.csv"])
    #expect(read.readings.map(\.superseded) == [1, 2])
    #expect(read.readings.map(\.used) == [2, 1])
    #expect(read.isConserved)
  }

  /// A row that cannot be used never takes the place of one that can.
  @Test func quarantinedRowsSupersedeNothing() throws {
    let read = try ReadDossiers([
      "01-2025-08-16.csv": header + "A,2025-07-01,2025-07-11,\nB,2025-07-01,2025-07-12,\n",
      "01-2025-08-23.csv": header + "A,2025-07-01,soon,\nB,2025-07-01,2025-07-13,\nB,,2025-07-14,\n",
    ])
    #expect(read.counts == ["2025-07-11": 1, "2025-07-13": 1])
    #expect(read.readings.map(\.quarantined.count) == [2, 0])
    #expect(read.readings.map(\.superseded) == [0, 1])
    #expect(read.isConserved)
  }

  /// Flags are those of the rows that count.
  @Test func flagsOfRowsThatLostAreTakenBack() throws {
    let read = try ReadDossiers([
      "01.csv": "dossier_id,channel,received_at,due_at,finished_at\n" + """
        A,,2025-07-10,2025-07-11,2025-07-01
        B,,2025-07-10,2025-07-12,
        A,online,2025-07-10,2025-07-13,2025-07-12
        """
    ])
    #expect(read.readings[0].flags[.blankChannel] == 1)
    #expect(read.readings[0].flags[.finishedBeforeReceived] == 0)
    #expect(read.counts == ["2025-07-12": 1, "2025-07-13": 1])
  }

  /// Codes of the national form are kept as numbers, and still never taken for one another; the portal's prefix may be in
  /// small letters.
  @Test func codesThatLookAlikeAreDifferent() throws {
    let codes = [
      "H26.1-250701-1", "H26.1-250701-01", "H26.1-250701-0000001", "H26.1-250701-00000001", "H26.1-250702-1",
      "H26.2-250701-1", "H26.1-250701-10", "H26.1-25070-1", "H26.1-2507011-1", "H26.1-250701-", "-250701-1",
      "h26.1-250701-1", "H26.1-250701-1a", "H26.1_250701-1", "H26.1-250701", "1", "01", "H26.1-250701-9999999",
      "H26.1-250701-10000000",
    ]
    let rows = (codes + codes).map { "\($0),01,2025-07-01,2025-07-11,\n" }
    let read = try ReadDossiers([
      "01.csv": "dossier_id,province_code,received_at,due_at,finished_at\n" + rows.joined()
    ])
    #expect(read.counts == ["2025-07-11": 18])
    #expect(read.readings[0].superseded == 20)
    #expect(read.prefixes == ["H26.1", "H26.2", "province\n0"])
  }

  @Test func spacesRoundACodeAreNoPartOfIt() throws {
    let read = try ReadDossiers(["01.csv": header + "A,2025-07-01,2025-07-11,\n \tA ,2025-07-01,2025-07-12,\n"])
    #expect(read.counts == ["2025-07-12": 1])
    // Nor is anything else that cannot be seen; a letter that ends with the same byte is.
    for (code, same) in [
      ("\u{A0}A \u{A0}", true), (" \u{A0} A", true), ("\u{FEFF}A", true), ("\u{FEFF} A\u{200B}", true),
      ("A\u{200E}", true), ("\u{3000}A\u{AD}\u{1A}", true), ("\u{B}A\u{2028}", true), ("\u{200D}A\u{200D}", true),
      ("Aà", false), ("A\u{A0}à", false), ("ĐA", false), ("A\u{300}", false),
    ] {
      let read = try ReadDossiers(["01.csv": header + "A,2025-07-01,2025-07-11,\n\(code),2025-07-01,2025-07-12,\n"])
      #expect(read.readings[0].superseded == (same ? 1 : 0), "\(code)")
    }
    let blank = try ReadDossiers([
      "01.csv": header + "A,2025-07-01,,\n\u{A0},2025-07-01,,\n\u{FEFF}\u{200B},2025-07-01,,\n"
    ])
    #expect(blank.readings[0].quarantined.map(\.rule) == [.blankCode, .blankCode])
  }

  /// Thousands of codes, each twice, over more than one batch.
  @Test func manyDuplicatesAreSettled() throws {
    let rows = (0..<20_000).map { number in
      "H26.1-250701-\(number % 10_000),2025-07-01,2025-\(number < 10_000 ? "07" : "08")-11,\n"
    }
    let read = try ReadDossiers(["01.csv": header + rows.joined()])
    #expect(read.counts == ["2025-08-11": 10_000])
    #expect(read.readings[0].superseded == 10_000)
    #expect(read.isConserved)
  }

  private func lostFinish(_ lost: Int, of total: Int) throws -> ReadDossiers {
    let losers = (0..<lost).map { "C\($0),2025-07-01,2025-07-11,2025-07-05\n" }
    let winners = (0..<total).map { "C\($0),2025-07-01,2025-07-11,\n" }
    return try ReadDossiers([
      "01-2025-08-16.csv": header + losers.joined(),
      "01-2025-08-23.csv": header + winners.joined(),
    ])
  }

  /// One in a thousand is taken and flagged, and so are nine of any number; more, or most of a small file, means that
  /// files are in the wrong order.
  @Test func aFileThatKnowsLessIsRefused() throws {
    let read = try lostFinish(10, of: 10_000)
    #expect(read.reading("01-2025-08-23.csv")?.flags[.knowsLess] == 10)
    #expect(read.reading("01-2025-08-16.csv")?.flags[.knowsLess] == 0)
    let failure = #expect(throws: Failure.self) { try lostFinish(10, of: 9999) }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.first?.location == Location("01-2025-08-23.csv"))
    #expect(try lostFinish(9, of: 18).isConserved)
    #expect(throws: Failure.self) { try lostFinish(9, of: 17) }
    // Knowing more is what a later file is for.
    let more = try ReadDossiers([
      "01-2025-08-16.csv": header + "A,2025-07-01,2025-07-11,\n",
      "01-2025-08-23.csv": header + "A,2025-07-01,2025-07-11,2025-07-05\n",
    ])
    #expect(more.readings.map { $0.flags[.knowsLess] } == [0, 0])
    // Inside a file the order of rows may be wrong as well.
    #expect(throws: Failure.self) {
      try ReadDossiers([
        "01.csv": header + "A,2025-07-01,2025-07-11,2025-07-05\nA,2025-07-01,2025-07-11,\n"
      ])
    }
  }

  /// What a row in between lacked and the row that counts knows again is not lost; what was lost once stays so, and counts
  /// once.
  @Test func onlyWhatTheRowThatCountsLacksIsLost() throws {
    func rows(_ finished: [String], of code: String) -> String {
      finished.map { "\(code),2025-07-01,2025-07-11,\($0)\n" }.joined()
    }
    let regained = (0..<12).map { rows(["2025-07-05", "", "2025-07-05"], of: "A\($0)") }.joined()
    let read = try ReadDossiers(["01.csv": header + regained])
    #expect(read.readings[0].flags[.knowsLess] == 0)
    let filler = (0..<3).map { rows(["2025-07-05"], of: "B\($0)") }.joined()
    let lost = try ReadDossiers(["01.csv": header + filler + rows(["2025-07-05", "", ""], of: "A")])
    #expect(lost.readings[0].flags[.knowsLess] == 1)
    // Two older files knew the date: one row lacks it.
    let older = rows(["2025-07-05"], of: "A")
    let files = try ReadDossiers([
      "01-2025-08-16.csv": header + older, "01-2025-08-17.csv": header + "Z,2025-07-01,,\n" + older,
      "01-2025-08-23.csv": header + filler + rows(["", ""], of: "A"),
    ])
    #expect(files.readings.map { $0.flags[.knowsLess] } == [1, 0, 0])
    #expect(files.isConserved)
  }

  /// Two provinces that count 1, 2, 3 each on its own have different dossiers.
  @Test func codesWithoutAProvinceCountWithinOne() throws {
    let header = "dossier_id,province_code,received_at,due_at,finished_at\n"
    let read = try ReadDossiers([
      "x.csv": header + "1,01,2025-07-01,,2025-07-11\n1,79,2025-07-01,,2025-07-11\n1,01,2025-07-01,,2025-07-12\n"
    ])
    #expect(read.readings[0].superseded == 1)
    #expect(read.readings[0].used == 2)
    #expect(read.prefixes == ["province\n0", "province\n27"])
  }
}
