import Diagnostics
import Exports
import Testing

/// A code that several dossiers bear tells none of them, and all but one would be lost as superseded.
@Suite struct SharedCodesTests {
  private let header = "dossier_id,received_at,due_at,finished_at\n"

  /// Twenty dossiers of each commune, numbered from 1.
  private func rows(_ communes: Int, days: ClosedRange<Int>) -> String {
    (0..<communes).map { commune in
      (1...20).map { "\($0),2025-07-\(String(10 + commune * (days.count - 1))),2025-08-01,\n" }.joined()
    }.joined()
  }

  @Test func numbersThatRestartAreRefused() throws {
    let failure = #expect(throws: Failure.self) { try ReadDossiers(["46.csv": header + rows(2, days: 1...2)]) }
    #expect(failure?.status == .dataRefused)
    #expect(
      failure?.findings.first?.message
        == "20 of the 20 rows with a code that stands twice were received on another day than the other one: the codes do not tell dossiers apart"
    )
    #expect(failure?.findings.first?.location?.file == "46.csv")
  }

  /// Numbers that each commune counts anew every day tell the day of receipt, and no dossier.
  @Test func numbersOfEachCommuneAndDayAreRefused() throws {
    func file(_ commune: String) -> String {
      "dossier_id,commune,received_at,due_at,finished_at\n"
        + (1...20).map { "\($0)/01072025,\(commune),2025-07-01,2025-08-01,\n" }.joined()
    }
    let files = ["04-a.csv": file("Phường Thục Phán"), "04-b.csv": file("Phường Tân Giang")]
    let failure = #expect(throws: Failure.self) { try ReadDossiers(files) }
    #expect(
      failure?.findings.first?.message
        == "20 of the 20 rows with a code that stands twice are of another commune than the other one: the codes do not tell dossiers apart"
    )
    #expect(try ReadDossiers(["04-a.csv": file("Phường Thục Phán"), "04-b.csv": file("")]).readings.count == 2)
  }

  /// The same dossiers sent again, a few with another day of receipt.
  @Test func rowsSentAgainAreNot() throws {
    #expect(try ReadDossiers(["46.csv": header + rows(2, days: 1...1)]).readings[0].superseded == 20)
    let corrected = (1...9).map { "\($0),2025-07-11,2025-08-01,\n" }.joined()
    #expect(try ReadDossiers(["46.csv": header + rows(1, days: 1...1) + corrected]).readings[0].superseded == 9)
  }

  /// Submitted and without a day of receipt, then accepted: a blank day is no other one.
  @Test func aBlankDayOfReceiptIsNoOtherDay() throws {
    func file(_ day: String, _ status: String) -> String {
      "dossier_id,received_at,due_at,finished_at,status\n"
        + (1...12).map { "\($0),\(day.isEmpty ? "" : day + String(10 + $0)),,,\(status)\n" }.joined()
    }
    let read = try ReadDossiers(["46-1.csv": file("", "submitted"), "46-2.csv": file("2025-07-", "accepted")])
    #expect(read.readings.reduce(0) { $0 + $1.superseded } == 12)
  }

  /// What keeps a spreadsheet from rounding a code, and small letters, are no part of it.
  @Test(arguments: ["\"=\"\"H57.01-250801-0001\"\"\"", "'H57.01-250801-0001", "h57.01-250801-0001"])
  func oneCodeInTwoSpellings(_ spelling: String) throws {
    let read = try ReadDossiers([
      "46-1.csv": header + "H57.01-250801-0001,2025-08-01,2025-08-09,\n",
      "46-2.csv": header + "\(spelling),2025-08-01,2025-08-10,\n",
    ])
    #expect(read.counts == ["2025-08-10": 1])
  }

  @Test func codesOfAnotherFormAreUnwrappedToo() throws {
    let read = try ReadDossiers([
      "46.csv": header + "A-1,2025-08-01,2025-08-09,\n\"=\"\"A-1\"\"\",2025-08-01,2025-08-10,\n"
    ])
    #expect(read.counts == ["2025-08-10": 1])
  }
}
