import Administration
import Exports
import Testing

@Suite struct ProvinceRowsTests {
  /// Files of a group are counted together, and groups are merged, each with its own provinces.
  @Test func filesAndGroupsAddUp() throws {
    let hanoi = try #require(Registry.vietnam.province(code: "01"))
    let city = try #require(Registry.vietnam.province(code: "79"))
    let header = "dossier_id,received_at,due_at,finished_at\n"
    var found = try ReadDossiers([
      "01-0.csv": header + "A,2025-08-22,,\n", "01-1.csv": header + "B,2025-08-22,,\nA,2025-08-01,,\n",
    ]).provinces
    #expect(found[hanoi]?.used == 2)
    #expect(found[hanoi]?.flags[.noDueDate] == 2)
    #expect(found[city] == nil)
    let columns = "dossier_id,province_code,received_at,due_at,finished_at\n"
    let other = try ReadDossiers(["x.csv": columns + "C,79,2025-08-20,,\nD,01,2025-08-22,,\n"]).provinces
    found.merge(other)
    #expect(found[hanoi]?.used == 3)
    #expect(found[hanoi]?.flags[.noDueDate] == 3)
    #expect(found[city]?.used == 1)
  }
}
