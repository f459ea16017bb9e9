import Administration
import Exports
import Records
import Testing

/// Every flag: a row that raises it and the nearest one that does not (design: rows that are used, counted, located).
@Suite struct FlagTests {
  private let columns = "dossier_id,channel,level,received_at,due_at,finished_at,status"

  private func flags(_ row: String, file: String = "01.csv", asOf: Day? = nil) throws -> FlagCounts {
    let read = try ReadDossiers(
      [file: "\(columns)\nZ,online,province,2025-07-01,2025-07-02,,processing\n\(row)\n"],
      rules: ExportRules(registry: .vietnam, asOf: asOf))
    let province = Int(try #require(Registry.vietnam.province(code: "01")))
    #expect(read.readings[0].used == 2)
    let ofProvince = try #require(read.provinces[province]?.flags)
    for flag in Flag.allCases { #expect(ofProvince[flag] == read.readings[0].flags[flag], "\(flag.name)") }
    #expect(read.provinces[province]?.used == 2)
    #expect(read.provinces[province + 1] == nil)
    return read.readings[0].flags
  }

  @Test(arguments: [
    // Due on a Saturday, on a public holiday (2 September), on a make-up working Saturday (26 April 2025), on a Friday.
    ("A,online,province,2025-07-01,2025-07-05,,", [Flag.dueOnDayOff]),
    ("A,online,province,2025-08-25,2025-09-02,,", [.dueOnDayOff]), ("A,online,province,2025-04-21,2025-04-26,,", []),
    ("A,online,province,2025-07-01,2025-07-04,,", []),
    // The six digits of a national code are the day of receipt.
    ("H26.1-250702-0001,online,province,2025-07-01,2025-07-04,,", [.codeDateDiffers]),
    ("H26.1-250701-0001,online,province,2025-07-01,2025-07-04,,", []),
    ("H26.1-259901-0001,online,province,2025-07-01,2025-07-04,,", [.codeDateDiffers]),
    // The same second three times, or twice without a due date; a date alone is no instant.
    ("A,online,province,2025-07-01T08:00:01,2025-07-01T08:00:01,2025-07-01T08:00:01,", [.datesAtOneInstant]),
    ("A,online,province,2025-07-01T08:00:01,,2025-07-01T08:00:01,", [.datesAtOneInstant, .noDueDate]),
    ("A,online,province,2025-07-01T08:00:01,2025-07-01T08:00:02,2025-07-01T08:00:01,", []),
    ("A,online,province,2025-07-01,2025-07-01,2025-07-01,", []),
    ("A,online,province,2025-07-01,,,", [.noDueDate]), ("A,online,,2025-07-01,2025-07-04,,", [.levelGuessed]),
    ("A,,province,2025-07-01,2025-07-04,,", [.blankChannel]),
    ("A,online,province,2025-07-04,2025-07-01,,", [.dueBeforeReceived]),
    ("A,online,province,2025-07-04,2025-07-07,2025-07-03,", [.finishedBeforeReceived]),
    ("A,online,province,2025-07-04,2025-07-07,,9", [.finishedUndated]),
    ("A,online,province,2025-07-04,2025-07-07,2025-07-07,4", [.dateWithUnfinishedStatus]),
    // Districts ended on the day of the reform.
    ("A,online,district,2025-07-01,2025-07-04,,", [.districtAfterReform]),
    ("A,online,district,2025-06-30,2025-07-04,,", []),
  ])
  func raises(_ row: String, _ expected: [Flag]) throws {
    let found = try flags(row)
    #expect(Set(found.raised) == Set(expected))
    for flag in expected {
      #expect(found[flag] == 1)
      #expect(found.line(of: flag) == 3)
    }
  }

  /// The future begins after the day on which the file was made or, where that is not known, a year after as-of: a file made
  /// later than as-of has what came after it.
  @Test func theFutureBeginsAfterTheExtraction() throws {
    let row = "A,online,province,2025-08-24,2025-08-26,2025-08-25,"
    let asOf = Day("2025-08-24")
    #expect(try flags(row, file: "01-2025-08-25.csv").raised == [])
    #expect(try flags(row, file: "01-2025-08-24.csv").raised == [.finishedInFuture])
    // One of the two, so that a share of both counts the row once.
    #expect(try flags(row, file: "01-2025-08-23.csv").raised == [.receivedInFuture])
    #expect(try flags(row, file: "01-2025-08-25.csv", asOf: asOf).raised == [])
    #expect(try flags(row, asOf: asOf).raised == [])
    #expect(try flags(row, asOf: Day("2024-08-24")).raised == [])
    #expect(try flags(row, asOf: Day("2024-08-23")).raised == [.finishedInFuture])
    #expect(try flags(row).raised == [])
  }

  /// A supplement counts by its own date; one that came before it was asked for is odd, on the same day it is not.
  @Test(arguments: [
    ("2025-08-20", "2025-08-10", true), ("2025-08-20", "2025-08-20", false), ("2025-08-20", "", false),
    ("", "2025-08-10", false), ("2025-08-20T09:00:00", "2025-08-20T08:00:00", true),
    ("2025-08-20T09:00:00", "2025-08-20", false),
  ])
  func aSupplementBeforeItsRequest(_ requested: String, _ supplied: String, _ isOdd: Bool) throws {
    let read = try ReadDossiers([
      "01.csv": """
      dossier_id,received_at,due_at,finished_at,supplement_requested_at,supplemented_at
      A,2025-08-01,2025-08-29,,\(requested),\(supplied)

      """
    ])
    #expect(read.readings[0].flags[.supplementedBeforeRequested] == (isOdd ? 1 : 0))
  }

  /// A row that a later one supersedes raises no flag in the end.
  @Test func supersededRowsRaiseNone() throws {
    let found = try ReadDossiers([
      "01.csv": "\(columns)\nA,,province,2025-07-01,2025-07-02,,\nA,online,province,2025-07-01,2025-07-02,,\n"
    ])
    #expect(found.readings[0].flags.raised == [])
    #expect(found.readings[0].flags.line(of: .blankChannel) == nil)
  }

  /// Names are a contract with those who read the tables.
  @Test func namesAreDistinct() { #expect(Set(Flag.allCases.map(\.name)).count == Flag.allCases.count) }
}
