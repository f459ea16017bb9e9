import Administration
import Exports
import Testing

@Suite struct DataReachTests {
  private let header = "dossier_id,received_at,due_at,finished_at\n"
  private let hanoi = Registry.vietnam.province(code: "01") ?? -1

  private func reach(_ files: [String]..., asOf: String? = "2025-08-24") throws -> ProvinceRows {
    let texts = files.enumerated().map { ("01-\($0).csv", header + $1.joined()) }
    return try ReadDossiers(
      Dictionary(uniqueKeysWithValues: texts), rules: ExportRules(registry: .vietnam, asOf: asOf.flatMap { Day($0) })
    ).provinces
  }

  /// Rows count on the later of their days, on as-of where that is soon after it.
  @Test func aDayIsReachedByItsRowsAndAllLaterOnes() throws {
    let found = try reach(
      (0..<9).map { "A\($0),2025-08-01,,2025-08-10\n" } + [
        "B,2025-08-22,,\n", "C,2025-08-20,,2025-08-25\n", "D,2026-08-26,,\n", "E,2020-01-01,,\n",
      ])
    #expect(found[hanoi]?.reach.day(reachedBy: 1) == Day("2025-08-24"))
    #expect(found[hanoi]?.reach.day(reachedBy: 2) == Day("2025-08-22"))
    #expect(found[hanoi]?.reach.day(reachedBy: 10) == Day("2025-08-10"))
    #expect(found[hanoi]?.reach.day(reachedBy: 12) == nil)
    #expect(found[hanoi + 1] == nil)
  }

  /// A date after the day on which the file was made is a slip.
  @Test func aDayAfterTheFileShowsNothing() throws {
    func end(_ name: String, _ received: String) throws -> Day? {
      try ReadDossiers(
        [name: header + "A,2025-08-12,,\nB,\(received),,\nC,2025-08-11,,2025-09-15\n"],
        rules: ExportRules(registry: .vietnam, asOf: Day("2025-08-24"))
      ).provinces[hanoi]?.reach.day(reachedBy: 1)
    }
    #expect(try end("01-2025-08-20.csv", "2025-09-14") == Day("2025-08-12"))
    #expect(try end("01-2025-09-15.csv", "2025-09-14") == Day("2025-08-24"))
    #expect(try end("01.csv", "2025-09-14") == Day("2025-08-24"))
  }

  @Test func supersededRowsCarryNothing() throws {
    let found = try reach(["A,2025-08-22,,\n", "A,2025-08-12,,\n"])
    #expect(found[hanoi]?.reach.day(reachedBy: 1) == Day("2025-08-12"))
  }

  /// Files of a group are counted together, and groups are merged, each with its own provinces.
  @Test func filesAndGroupsAddUp() throws {
    var found = try reach(["A,2025-08-22,,\n"], ["B,2025-08-22,,\n", "A,2025-08-01,,\n"])
    #expect(found[hanoi]?.used == 2)
    let columns = "dossier_id,province_code,received_at,due_at,finished_at\n"
    let other = try ReadDossiers(
      ["x.csv": columns + "C,79,2025-08-20,,\nD,01,2025-08-22,,\n"],
      rules: ExportRules(registry: .vietnam, asOf: Day("2025-08-24"))
    ).provinces
    found.merge(other)
    #expect(found[hanoi]?.used == 3)
    #expect(found[hanoi]?.reach.day(reachedBy: 2) == Day("2025-08-22"))
    #expect(found[hanoi]?.flags[.noDueDate] == 3)
    let city = try #require(Registry.vietnam.province(code: "79"))
    #expect(found[city]?.reach.day(reachedBy: 1) == Day("2025-08-20"))
  }

  @Test func withoutAsOfNothingIsCounted() throws {
    #expect(try reach(["A,2025-08-22,,\n"], asOf: nil)[hanoi]?.reach.day(reachedBy: 1) == nil)
  }
}
