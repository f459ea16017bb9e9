import Administration
import Diagnostics
import Exports
import Records
import TestSupport
import Testing

@Suite struct OpenUnitsTests {
  private let header = "dossier_id,province_code,province,commune_code,commune,received_at,due_at,finished_at\n"

  private func registry(_ files: [String: String], profiles: [Profile] = []) throws -> Registry {
    let folder = try TemporaryFolder(files.mapValues { header + $0 })
    return try OpenUnits.registry(
      dossiers: try ExportFolder(path: folder.path), staff: nil, profiles: profiles)
  }

  @Test func unitsAreThoseOfTheFiles() throws {
    let found = try registry([
      "a.csv":
        "1,,Brooklyn,,Flatbush,2024-01-01,,\n2,,BROOKLYN,,Park Slope,2024-01-01,,\n3,,Queens,,Flatbush,2024-01-01,,\n",
      "b.csv": "4,SI,Staten Island,R1,St. George,2024-01-01,,\n5,SI,,R1,,2024-01-01,,\n6,,,,,2024-01-01,,\n",
    ])
    // Of two spellings the first in code-point order.
    #expect(found.provinces.map(\.code) == ["BROOKLYN", "Queens", "SI"])
    #expect(found.provinces.map(\.nameVi) == ["BROOKLYN", "Queens", "Staten Island"])
    #expect(found.communes.map(\.code) == ["BROOKLYN/Flatbush", "Park Slope", "Queens/Flatbush", "R1"])
    #expect(found.communes.map(\.nameVi) == ["Flatbush", "Park Slope", "Flatbush", "St. George"])
  }

  /// What was collected is found again, cell by cell.
  @Test func everyRowFindsItsUnit() throws {
    let rows =
      "1,,Brooklyn,,Flatbush,2024-01-01,,\n2,, brooklyn ,,X Park,2024-01-01,,\n3,,Queens,,Flatbush,2024-01-01,,\n"
      + "4,SI,Staten Island,R1,St. George,2024-01-01,,\n5,SI,,R1,,2024-01-01,,\n"
    let own = try registry(["a.csv": rows])
    let read = try ReadDossiers(
      ["a.csv": header + rows], rules: ExportRules(registry: own),
      describedBy: { own.provinces[Int($0.province)].code + " " + own.communes[Int($0.commune)].nameVi })
    #expect(
      read.counts == ["Brooklyn Flatbush": 1, "Brooklyn X Park": 1, "Queens Flatbush": 1, "SI St. George": 2])
    #expect(read.readings[0].flags[.unknownCommune] == 0)
  }

  /// Provinces may number their communes each by itself; cells may hold what shows nothing; and what one file names by its
  /// code another may name without.
  @Test(arguments: [
    ("1,A,Alpha,01,Main,2024-01-01,,\n2,B,Beta,01,High,2024-01-01,,\n", ["A Main": 1, "B High": 1]),
    ("1,01\u{A0},Alpha,\u{A0}7,West\u{200B},2024-01-01,,\n2,01,Alpha,7,West,2024-01-01,,\n", ["01 West": 2]),
    (
      "1,,SI,,R1,2024-01-01,,\n2,SI,Staten Island,R1,St. George,2024-01-01,,\n3,,staten island,,St. George,2024-01-01,,\n",
      ["SI St. George": 3]
    ),
  ])
  func aUnitIsFoundByWhatItsRowsSay(_ rows: String, _ expected: [String: Int]) throws {
    let own = try registry(["a.csv": rows])
    let read = try ReadDossiers(
      ["a.csv": header + rows], rules: ExportRules(registry: own),
      describedBy: { own.provinces[Int($0.province)].code + " " + own.communes[Int($0.commune)].nameVi })
    #expect(read.counts == expected)
    #expect(own.provinces.count == Set(expected.keys.map { $0.split(separator: " ")[0] }).count)
    #expect(own.communes.count == expected.count)
  }

  /// A name that two codes bear says neither: its rows are left out and listed.
  @Test func aNameOfTwoCodesIsNone() throws {
    let rows = "1,A,Alpha,,,2024-01-01,,\n2,B,Alpha,,,2024-01-01,,\n3,,Alpha,,,2024-01-01,,\n"
    let own = try registry(["a.csv": rows])
    #expect(own.provinces.map(\.code) == ["A", "B"])
    let read = try ReadDossiers(
      ["a.csv": header + rows], rules: ExportRules(registry: own),
      describedBy: { own.provinces[Int($0.province)].code })
    #expect(read.counts == ["A": 1, "B": 1])
  }

  /// The header once more, a sum, or a row of numbers in the columns of units names none; a record of the same cells does.
  @Test func rowsThatAreNoRecordsNameNoUnits() throws {
    let found = try registry([
      "a.csv": "1,01,,,,2024-01-01,,\n" + header
        + ",,Tổng cộng,,,,,\n(1),(2),(3),(4),(5),(6),(7),(8)\n2,02,,,,2024-01-01,,\n",
      "b.csv": ",,Total,,,,,\n3,,Total,,Queens,2024-01-01,,\n",
    ])
    #expect(found.provinces.map(\.code) == ["01", "02", "Total"])
    #expect(found.communes.map(\.code) == ["Queens"])
  }

  @Test func aProfileNamesTheProvinceOfFilesWithoutOne() throws {
    var profile = Profile()
    (profile.files, profile.province) = (["*"], "NYC")
    let found = try registry(["a.csv": "1,,,,Flatbush,2024-01-01,,\n"], profiles: [profile])
    #expect(found.provinces.map(\.code) == ["NYC"])
    #expect(found.communes.map(\.provinceCode) == ["NYC"])
  }

  @Test func aColumnOfSomethingElseIsRefused() throws {
    let rows = (0...1000).map { "\($0),,person \($0),,,2024-01-01,,\n" }
    let failure = #expect(throws: Failure.self) { try registry(["a.csv": rows.joined()]) }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.first?.location == Location("a.csv", line: 1002))
  }
}
