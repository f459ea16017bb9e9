import Administration
import Exports
import Testing

@Suite struct DataReachTests {
  private let header = "dossier_id,received_at,due_at,finished_at\n"
  private let hanoi = Registry.vietnam.province(code: "01") ?? -1

  private func reach(_ rows: [String], asOf: String? = "2025-08-24") throws -> DataReach {
    try ReadDossiers(
      ["01.csv": header + rows.joined()], rules: ExportRules(registry: .vietnam, asOf: asOf.flatMap { Day($0) })
    ).readings[0].reach
  }

  /// Rows count on the later of their days that as-of has seen.
  @Test func aDayIsReachedByItsRowsAndAllLaterOnes() throws {
    let found = try reach(
      (0..<9).map { "A\($0),2025-08-01,,2025-08-10\n" } + [
        "B,2025-08-22,,\n", "C,2025-08-20,,2025-08-25\n", "D,2025-08-26,,\n", "E,2020-01-01,,\n",
      ])
    #expect(found.day(ofProvince: hanoi, reachedBy: 1) == Day("2025-08-22"))
    #expect(found.day(ofProvince: hanoi, reachedBy: 2) == Day("2025-08-20"))
    #expect(found.day(ofProvince: hanoi, reachedBy: 10) == Day("2025-08-10"))
    #expect(found.day(ofProvince: hanoi, reachedBy: 12) == nil)
    #expect(found.day(ofProvince: hanoi + 1, reachedBy: 1) == nil)
  }

  @Test func supersededRowsCarryNothing() throws {
    let found = try reach(["A,2025-08-22,,\n", "A,2025-08-12,,\n"])
    #expect(found.day(ofProvince: hanoi, reachedBy: 1) == Day("2025-08-12"))
  }

  @Test func withoutAsOfNothingIsCounted() throws {
    #expect(try reach(["A,2025-08-22,,\n"], asOf: nil).day(ofProvince: hanoi, reachedBy: 1) == nil)
  }
}
