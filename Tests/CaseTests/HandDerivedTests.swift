import Foundation
import Testing

/// Figures of the golden cases worked out by hand from their inputs, so that recording golden files anew cannot let a
/// wrong figure in.
@Suite struct HandDerivedTests {
  private func rows(_ golden: String, _ table: String) throws -> [String] {
    let path = "\(golden)/expected/files/out/2025-W34/csv/\(table).csv"
    let file = GoldenCase.folder.appendingPathComponent(path)
    return String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Lai Châu: eight received from Monday, 18 August on, six online, two in person (one by a blank channel), one carried
  /// over; of nine three resolved after 1, 2 and 4 working days: early, on the due day, late; one stopped without a date,
  /// so on its day of receipt; five open: two in time of which one is due on Tuesday, one overdue, one paused, one
  /// without a due date. Huế, whose data end on Thursday: one carried over and resolved on its due day after six working
  /// and eight calendar days, one received and resolved a day later. Cà Mau ends in the week before, Tây Ninh is empty.
  @Test func completeRun() throws {
    let provinces = try rows("complete-run", "provinces")
    for row in [
      "12,Lai Châu,8,6,2,0,0.750000,1,3,1,1,1,0,1,5,2,1,1,1,0.333333,0.666667,0.777778,0.500000,0.222222,2,4,2,4,full,2025-08-22,1,1,0,1,0,1,0,0,2.333333,2.333333",
      "46,Huế,1,1,0,0,1.000000,1,2,1,1,0,0,0,0,0,0,0,0,1.000000,1.000000,1.000000,1.000000,0.000000,1,6,1,8,partial,2025-08-21,0,0,0,0,0,0,0,0,3.500000,4.500000",
      "80,Tây Ninh,,,,,,,,,,,,,,,,,,,,,,,,,,,empty,,,,,,,,,,,",
      "96,Cà Mau,,,,,,,,,,,,,,,,,,,,,,,,,,,stale,2025-08-13,,,,,,,,,,",
      "VN,Việt Nam (2/34),9,7,2,0,0.777778,2,5,2,2,1,0,1,5,2,1,1,1,0.454545,0.800000,0.818182,0.666667,0.181818,2,6,2,8,,,1,1,0,1,0,1,0,0,2.800000,3.200000",
    ] { #expect(provinces.contains(row), "\(row)") }
    #expect(provinces.count == 36)
    let staff = try rows("complete-run", "staff")
    // Two persons: hidden in their province's row, never in the total.
    #expect(staff.contains("12,Lai Châu" + String(repeating: ",[c]", count: 12)))
    #expect(
      staff.last
        == "VN,Việt Nam (1/34),2,2,1,1,0.500000,1.000000,0.500000,100000000,100000000,1,0,100000000")
  }

  /// The second dossier is due at nine and finished at four on the same day.
  @Test func compareInstant() throws {
    #expect(
      try rows("compare-instant", "provinces").contains {
        $0.hasPrefix(
          "12,Lai Châu,8,6,2,0,0.750000,1,3,1,0,2,0,1,5,2,1,1,1,0.333333,0.333333,0.666667,0.250000,0.333333,")
      })
  }

  /// Five dossiers in nine rows: two superseded by the later file, one by a later row; the later file's row of the fifth
  /// cannot be used and supersedes nothing. Resolved after 4, 2, 1 and 2 working days.
  @Test func duplicates() throws {
    #expect(try rows("duplicates", "coverage").contains("12,Lai Châu,full,2025-08-22,2,9,5,3,1"))
    let row =
      "Hộ tịch,5,5,0,0,1.000000,0,4,1,2,1,0,0,1,1,0,0,0,0.800000,0.750000,0.800000,0.750000,0.200000,2,4,2,4,,,0,0,0,1,0,0,0,0,2.250000,2.250000"
    #expect(try rows("duplicates", "fields").dropFirst() == [row])
  }

  /// As of Wednesday: four of Lai Châu's dossiers are open, of which one is due on that day, and nothing is late yet.
  @Test func asOfInsideThePeriod() throws {
    #expect(
      try rows("as-of-inside-the-period", "provinces").contains(
        "12,Lai Châu,6,5,1,0,0.833333,1,2,1,1,0,0,1,4,2,1,0,1,0.285714,1.000000,0.857143,0.666667,0.142857,1,2,1,2,full,2025-08-20,0,1,0,1,0,1,0,0,1.500000,1.500000"
      ))
  }

  /// What cells mean (design: *Finishing moment*, *Canonical values*, *Level*, *Files in*). Of fifteen rows of Lai Châu one
  /// awaits acceptance and one is withdrawn on its day of receipt; eight are resolved after 0 1 1 1 2 2 3 3 days: one by
  /// its date of return, one finished before its receipt, one at 24:00 and one at 18:00 UTC, so both on the next day.
  /// Huế is found by the portal code in dossier codes and by its names, the former one among them; one row names no province.
  @Test func decoding() throws {
    let provinces = try rows("decoding", "provinces")
    for row in [
      "12,Lai Châu,14,11,2,1,0.785714,0,8,3,2,3,0,1,5,5,0,0,0,0.571429,0.625000,0.785714,0.625000,0.214286,1,3,1,3,partial,2025-08-21,1,0,0,0,0,0,0,0,1.625000,1.625000",
      "46,Huế,4,4,0,0,1.000000,0,4,0,0,4,0,0,0,0,0,0,0,1.000000,0.000000,0.000000,0.000000,1.000000,4,4,4,4,full,2025-08-22,0,0,0,0,0,0,0,0,4.000000,4.000000",
    ] { #expect(provinces.contains(row), "\(row)") }
    // Received at the levels of commune, district, other and province: sorted by key.
    #expect(
      CSVText.rows(try rows("decoding", "levels").joined(separator: "\n")).map { $0[1] } == [
        "received", "3", "1", "0", "14",
      ])
    #expect(try rows("decoding", "communes").count == 1 + 3)
    #expect(try rows("decoding", "fields").contains { $0.hasPrefix("\"Đất đai, nhà ở \"\"đô thị\"\"\",1,0,1,0,") })
    let check = GoldenCase.folder.appendingPathComponent("decoding-check/expected/stdout")
    let table = String(decoding: try Data(contentsOf: check), as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(
      table.map { $0.split(separator: " ").joined(separator: " ") } == [
        // Rows without a level: 14 of Lai Châu's 15, and the four of Huế that are used.
        "12-lai-chau.csv unknown 15 15 0 0 26", "others.csv unknown 5 4 0 1 4",
        "rule of quarantined rows rows files first",
        "unknown_province 1 1 others.csv:4", "flag of used rows rows files first",
        "level_guessed 18 2 12-lai-chau.csv:2",
        "date_with_unfinished_status 2 1 12-lai-chau.csv:5", "unknown_commune 2 1 12-lai-chau.csv:11",
        "blank_channel 1 1 12-lai-chau.csv:13", "code_date_differs 1 1 12-lai-chau.csv:3",
        "district_after_reform 1 1 12-lai-chau.csv:14",
        "due_before_received 1 1 12-lai-chau.csv:3", "finished_before_received 1 1 12-lai-chau.csv:3",
        "finished_from_returned 1 1 12-lai-chau.csv:2", "province_conflict 1 1 12-lai-chau.csv:15",
        "withdrawn_undated 1 1 12-lai-chau.csv:6",
      ])
  }

  /// Every rule that can quarantine a row does, once a file.
  @Test func quarantine() throws {
    let folder = GoldenCase.folder.appendingPathComponent("quarantine/expected/files/out/2025-W34/quarantine")
    func rules(_ file: String) throws -> [String] {
      CSVText.rows(String(decoding: try Data(contentsOf: folder.appendingPathComponent(file)), as: UTF8.self))
        .dropFirst().map { $0[5] }
    }
    #expect(
      try rules("dossiers-12-lai-chau.csv") == [
        "cell_count", "cell_count", "blank_code", "unreadable_date", "unreadable_date", "unreadable_date",
        "unreadable_date", "unreadable_date", "blank_received", "unknown_province", "unknown_status", "unknown_channel",
        "unknown_level",
      ])
    #expect(
      try rules("staff-12-lai-chau.csv") == [
        "blank_code", "unreadable_date", "unreadable_amount", "unknown_category", "unknown_policy", "unknown_province",
        "unknown_level", "cell_count",
      ])
  }
}
