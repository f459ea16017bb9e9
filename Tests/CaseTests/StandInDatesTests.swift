import Foundation
import TestSupport
import Testing

/// What systems write where a dossier has no date: it is open, whatever stands there.
@Suite struct StandInDatesTests {
  private func figures(_ finished: String) throws -> (figures: String, quality: [[String]]) {
    let folder = try TemporaryFolder()
    var rows = "dossier_id,received_at,due_at,finished_at,status\n"
    for day in 1...6 {
      rows += "H05.1-25080\(day)-00\(day),2025-08-0\(day),2025-08-08,2025-08-07,finished\n"
      rows += "H05.1-25080\(day)-10\(day),2025-08-0\(day),2025-08-08,\(finished),processing\n"
    }
    try folder.write(rows, to: "dossiers/24-bac-ninh.csv")
    let run = try Binary.run(
      [
        "--exports", "dossiers", "--period", "2025-08-01..2025-08-10", "--output", "out", "--print",
        "csv/provinces.csv",
      ],
      in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let row = run.output.split(separator: "\n").first { $0.hasPrefix("24,") } ?? ""
    return (String(row), CSVText.rows(try folder.text(of: "out/2025-08-01..2025-08-10/csv/quality.csv")))
  }

  @Test(arguments: ["1900-01-01", "01/01/1970 07:00", "NULL", "0000-00-00 00:00:00", "31/12/9999"])
  func isABlank(_ finished: String) throws {
    let (blank, _) = try figures("")
    let (figures, quality) = try figures(finished)
    #expect(figures == blank)
    #expect(blank.hasPrefix("24,Bắc Ninh,12,0,12,0,0.000000,0,6,6,"))
    let flag = quality.first { $0[0] == "flag" && $0[2] == "placeholder_date" }
    #expect(flag?[4] == "6")
  }

  /// A column may hold nothing else.
  @Test func aColumnOfNothingElseIsOneOfDates() throws {
    let folder = try TemporaryFolder()
    var rows = "dossier_id,received_at,due_at,finished_at,supplement_requested_at,status\n"
    for day in 1...9 { rows += "A\(day),2025-08-0\(day),2025-08-29,,NULL,processing\n" }
    try folder.write(rows, to: "dossiers/24-bac-ninh.csv")
    let run = try Binary.run(["check", "--exports", "dossiers", "--period", "2025-08"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
  }

  /// The dates inside the codes tell that the month stands first, also where a day is past the twelfth.
  @Test(arguments: [8, 13]) func codesTellTheMonthFirst(_ last: Int) throws {
    let folder = try TemporaryFolder()
    var rows = "dossier_id,received_at,due_at,finished_at,status\n"
    for day in Array(1...7) + [last] {
      let code = "2508" + (day < 10 ? "0" : "") + String(day)
      rows += "H05.1-\(code)-00\(day),8/\(day)/2025 8:00,8/8/2025,8/7/2025 9:00,finished\n"
    }
    try folder.write(rows, to: "dossiers/24-bac-ninh.csv")
    let run = try Binary.run(["check", "--exports", "dossiers", "--period", "2025-08"], in: folder.url)
    #expect(run.status == 65)
    #expect(run.errors.contains("with day and month exchanged"), "\(run.errors)")
  }
}
