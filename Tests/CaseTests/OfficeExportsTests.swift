import Foundation
import TestSupport
import Testing

/// What offices send: other words, forms of dates and headers than the canonical ones. It is read as it is meant, or refused
/// with the setting that reads it.
@Suite struct OfficeExportsTests {
  private func run(_ rows: String, _ configuration: String = "") throws -> (
    folder: TemporaryFolder, outcome: Binary.Outcome
  ) {
    let folder = try TemporaryFolder()
    try folder.write(rows, to: "dossiers/22.csv")
    try folder.write(
      "exports: dossiers\noutput: out\nperiod: 2025-07-01..2025-08-23\n\(configuration)", to: "report.yaml")
    return (folder, try Binary.run(["--config", "report.yaml"], in: folder.url))
  }

  private func figures(_ folder: TemporaryFolder, _ file: String = "provinces") throws -> [String: String] {
    let rows = CSVText.rows(try folder.text(of: "out/2025-07-01..2025-08-23/csv/\(file).csv"))
    let row = try #require(rows.first { $0[0] == "22" })
    return Dictionary(uniqueKeysWithValues: zip(rows[0], row))
  }

  private static let header =
    "Mã hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Kênh tiếp nhận;Trạng thái hồ sơ\n"

  @Test func aPlannedDayOfReturnFinishesNothing() throws {
    let (folder, outcome) = try run(
      """
      Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Ngày trả kết quả (dự kiến),Kênh tiếp nhận,Trạng thái hồ sơ
      A1,01/07/2025,10/07/2025,,10/07/2025,Trực tuyến,Đang xử lý
      A2,22/08/2025,23/08/2025,23/08/2025,23/08/2025,Trực tuyến,Đã trả kết quả

      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let found = try figures(folder)
    #expect(found["resolved"] == "1")
    #expect(found["pending_overdue"] == "1")
  }

  /// Each file is refused with a hint that, taken at its word, reads it.
  @Test(arguments: [
    ("45843,354", "15/07/2025", "excel_serial"), ("45843.354", "15/07/2025 17:00", "excel_serial"),
    ("04/07/25", "15/07/2025", "'d/M/yy'"), ("20250704083000", "15/07/2025", "'yyyyMMddHHmmss'"),
    ("04/07/2025 8:30 p.m.", "15/07/2025 8:30 a.m.", "'d/M/yyyy h:mm a'"),
    ("2025年7月4日", "2025年7月15日", "\"yyyy'年'M'月'd'日'\""), ("2025. 7. 4.", "2025. 7. 15.", "'yyyy. M. d.'"),
  ])
  func formsOfDatesAreNamed(_ finished: String, _ due: String, _ form: String) throws {
    let rows =
      Self.header
      + (1...8).map { "A\($0);01/07/2025;\(due);\(finished);Trực tuyến;Đã trả kết quả\n" }.joined()
      + "B1;01/07/2025;\(due);;Trực tuyến;Đang xử lý\n"
    let refused = try run(rows).outcome
    #expect(refused.status == 65)
    let hint = refused.errors.firstMatch(of: #/declare dates: (\[.*?\])/#).map { String($0.1) }
    let declared = try #require(hint)
    #expect(declared.contains(form), "\(declared)")
    let (folder, outcome) = try run(rows, "profiles:\n  - {files: [\"22*\"], dates: \(declared)}\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let found = try figures(folder)
    #expect(found["received"] == "9")
    #expect(found["resolved_early"] == "8")
  }

  @Test func namesOfMonthsAreRefused() throws {
    let rows =
      Self.header + (1...8).map { "A\($0);01/07/2025;15/07/2025;4 Jul 2025;Trực tuyến;Đã trả kết quả\n" }.joined()
    let refused = try run(rows).outcome
    #expect(refused.status == 65)
    #expect(
      refused.errors.contains("error: the months of this file's dates are words, numbers were expected. hint: export"),
      "\(refused.errors)")
  }

  @Test func aFileWithoutStatusesIsTold() throws {
    let rows =
      "Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Tiến độ\nA1,01/07/2025,10/07/2025,,Công dân rút\n"
    let (folder, outcome) = try run(rows)
    #expect(
      outcome.errors.contains(
        "22.csv: warning: no column of this file is read as 'status': what was refused or withdrawn counts as received and open. Not read: 'Tiến độ'. hint: map the header that holds it in a profile, as in columns: {Header: status}, or declare absent: [status]."
      ), "\(outcome.errors)")
    let check = try Binary.run(["check", "--config", "report.yaml"], in: folder.url)
    #expect(check.output.contains("header not read  files   first\nTiến độ              1  22.csv"), "\(check.output)")
    let quiet = try run(rows, "profiles:\n  - {files: [\"22*\"], absent: [status]}\n").outcome
    #expect(!quiet.errors.contains("is read as 'status'"))
  }

  /// A spreadsheet writes the separators of empty columns in some blocks of sixteen rows and not in others.
  @Test func separatorsOfEmptyColumnsComeInBlocks() throws {
    let rows = (0..<64).map { row in
      "A\(row);01/07/2025;10/07/2025;09/07/2025;Trực tuyến;Đã trả kết quả" + (row / 16 % 2 == 0 ? ";;;" : "") + "\n"
    }
    let (folder, outcome) = try run(Self.header.replacing("\n", with: ";;;\n") + rows.joined())
    #expect(outcome.status == 0 && !outcome.errors.contains("cannot be used"), "\(outcome.errors)")
    #expect(try figures(folder)["resolved_early"] == "64")
  }

  @Test func paymentsAndRatingsInOtherWords() throws {
    let (folder, outcome) = try run(
      """
      Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Kênh tiếp nhận,Thanh toán trực tuyến,Đánh giá
      A1,01/07/2025,10/07/2025,09/07/2025,Trực tuyến,Đã thanh toán,5.0
      A2,22/08/2025,23/08/2025,23/08/2025,Trực tuyến,Không,1

      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let found = try figures(folder, "service")
    #expect(found["paid_online_share"] == "0.500000", "\(found)")
    #expect(found["mean_rating"] == "3.000000", "\(found)")
  }

  /// A person's name is told to nobody, on however many rows it stands as a channel.
  @Test(arguments: ["Nguyễn Văn An", "Chờ anh Hùng ký"]) func namesAmongWordsAreHidden(_ name: String) throws {
    let rows = Self.header + (1...6).map { "A\($0);01/07/2025;10/07/2025;;\(name);Đang xử lý\n" }.joined()
    let outcome = try run(rows).outcome
    #expect(outcome.status == 65)
    #expect(!outcome.errors.contains("An") && !outcome.errors.contains("Hùng"), "\(outcome.errors)")
  }

  /// A word of a hint is YAML as it stands.
  @Test(arguments: ["Đã \"trả\" KQ", "Đã xử lý\\Đã trả"]) func wordsOfHintsAreQuoted(_ word: String) throws {
    let cell = "\"" + word.replacing("\"", with: "\"\"") + "\""
    let rows = Self.header + (1...3).map { "A\($0);01/07/2025;10/07/2025;09/07/2025;Trực tuyến;\(cell)\n" }.joined()
    let refused = try run(rows).outcome
    #expect(refused.status == 65)
    let values = try #require(refused.errors.firstMatch(of: #/values: (\{.*\}\})/#)).1
    let (_, outcome) = try run(
      rows, "profiles:\n  - files: [\"22*\"]\n    values: \(values.replacing("…", with: "returned"))\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func aFileOfWhichMostIsUnusableIsRefused() throws {
    let good = (1...40).map { "A\($0),2025-08-18,2025-08-25,\n" }.joined()
    let outcome = try run(
      "dossier_id,received_at,due_at,finished_at\n" + good + String(repeating: "a\n", count: 1_100_000)
    ).outcome
    #expect(outcome.status == 65)
    #expect(
      outcome.errors.contains("records cannot be used: the number of cells differs from the header's"),
      "\(outcome.errors)")
  }
}
