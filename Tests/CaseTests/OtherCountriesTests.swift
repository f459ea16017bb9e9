import Foundation
import TestSupport
import Testing

/// Units of other countries: those that the files name (`units: open`), or those of a registry that knows none of Vietnam's.
@Suite struct OtherCountriesTests {
  private static let header = "dossier_id,province,received_at,due_at,finished_at\n"

  private func publish(
    _ files: [String: String], _ settings: String = "units: open\n", others: [String: String] = [:]
  ) throws -> (folder: TemporaryFolder, run: Binary.Outcome) {
    let folder = try TemporaryFolder(others)
    for (name, rows) in files { try folder.write(Self.header + rows, to: "dossiers/" + name) }
    try folder.write(settings + "exports: dossiers\noutput: out\nperiod: 2025-07\n", to: "report.yaml")
    return (folder, try Binary.run(["--config", "report.yaml"], in: folder.url))
  }

  /// The cells of a unit, by column.
  private func cells(_ unit: String, _ folder: TemporaryFolder) throws -> [String: String] {
    let table = CSVText.rows(try folder.text(of: "out/2025-07/csv/provinces.csv"))
    let row = try #require(table.first { $0.first == unit })
    return Dictionary(uniqueKeysWithValues: zip(try #require(table.first), row))
  }

  private static let busy = "1,Brook,2025-05-30,2025-06-10,2025-06-02\n2,Brook,2025-07-31,2025-08-10,2025-07-31\n"

  /// Of a unit that has had nothing for two months the file knows as much as of the others.
  @Test func aQuietUnitKeepsItsBacklog() throws {
    let (folder, run) = try publish(["all.csv": Self.busy + "3,Staten,2025-06-10,2025-06-20,\n"])
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    let staten = try cells("Staten", folder)
    #expect(staten["coverage"] == "full" && staten["covered_to"] == "2025-07-31")
    #expect(staten["pending_overdue"] == "1" && staten["received"] == "0")
    // A file of its own says how far its own data reach.
    let (apart, late) = try publish(["all.csv": Self.busy, "late.csv": "3,Staten,2025-06-10,2025-06-20,\n"])
    #expect(late.errors.contains("missing Staten"))
    #expect(try cells("Staten", apart)["coverage"] == "stale")
  }

  /// One system numbers the dossiers of all its units: one corrected to another unit counts there alone.
  @Test func aDossierOfACorrectedUnitCountsOnce() throws {
    let first = "9,Unspecified,2025-07-10,2025-07-20,\n"
    let then = "9,Brook,2025-07-10,2025-07-20,2025-07-15\n"
    for files in [["a.csv": Self.busy + first + then], ["a-1.csv": Self.busy + first, "a-2.csv": Self.busy + then]] {
      let (folder, run) = try publish(files)
      #expect(run.status == 0 && run.errors == "", "\(run.errors)")
      #expect(try cells("VN", folder)["received"] == "2")
      #expect(try cells("Unspecified", folder)["received"] == "0")
      #expect(try cells("Unspecified", folder)["coverage"] == "full")
    }
    // Files of declared units are of systems of their own.
    let profiles = """
      units: open
      profiles:
        - {files: a.csv, province: Brook}
        - {files: b.csv, province: Staten}

      """
    let (folder, _) = try publish(
      ["a.csv": Self.busy, "b.csv": Self.busy.replacing("Brook", with: "Staten")], profiles)
    #expect(try cells("VN", folder)["received"] == "2")
  }

  /// Neither Vietnam's holidays nor its break in series are those of another country's registry.
  @Test func aRegistryOfAnotherCountry() throws {
    // From Friday to Wednesday; the 2 September between them is a day off in Vietnam.
    let rows =
      "1,Ain,2025-06-02,2025-06-10,2025-06-02\n2,Ain,2025-06-27,2025-07-10,2025-07-02\n3,Ain,2025-07-31,2025-08-10,2025-07-31\n"
    let registry = ["units/provinces.csv": "code,name\n01,Ain\n", "units/communes.csv": "code,province_code,name\n"]
    let (folder, run) = try publish(["01-ain.csv": rows], "registry: units\n", others: registry)
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    let page = try folder.text(of: "out/2025-07/en/national.md")
    #expect(!page.contains("two-level") && !page.contains("centrally run"))
    #expect(page.contains("– Newly received | 1 | 2 | −1 |"), "\(page)")
    let holiday = "5,Ain,2025-08-29,2025-09-10,2025-09-03\n"
    try folder.write(Self.header + rows + holiday, to: "dossiers/01-ain.csv")
    #expect(try Binary.run(["--config", "report.yaml", "--period", "2025-09"], in: folder.url).status == 0)
    let table = CSVText.rows(try folder.text(of: "out/2025-09/csv/provinces.csv"))
    let median = try #require(table.first?.firstIndex(of: "median_days"))
    #expect(table.last?[median] == "3")
  }

  /// The total of all units stands under this code.
  @Test func noUnitIsCalledAsTheTotal() throws {
    let (_, run) = try publish(["all.csv": Self.busy.replacing("Brook", with: "VN")])
    #expect(run.status == 65)
    #expect(run.errors.contains("a unit is called 'VN', under which tables have the total"), "\(run.errors)")
  }

  /// A template of one's own compares with the same month a year before, where the data go back so far.
  @Test func theSamePeriodAYearBefore() throws {
    let template = """
      {{#is_comparable_on_year}}{{year_before.received}} then, {{change_on_year.received.words}}{{/is_comparable_on_year}}
      {{^is_comparable_on_year}}nothing to compare with{{/is_comparable_on_year}}

      """
    let rows = Self.busy + "4,Brook,2024-07-02,2024-07-10,2024-07-03\n5,Brook,2024-07-03,2024-07-10,2024-07-03\n"
    for (begin, text) in [("2024-06-28", "2 then, down 1"), ("2024-07-02", "nothing to compare with")] {
      let first = "3,Brook,\(begin),2024-07-10,2024-07-01\n"
      let (folder, run) = try publish(
        ["all.csv": rows + first], others: ["templates/en/brief.md.mustache": template])
      #expect(run.status == 0, "\(run.errors)")
      #expect(try folder.text(of: "out/2025-07/en/brief.md").contains(text))
    }
  }

  /// Data that begin in the month before say what is known of it, not what happened.
  @Test func dataThatBeginInThePeriodBeforeAreNotCompared() throws {
    let rows = "1,Brook,2025-06-16,2025-06-30,2025-06-17\n2,Brook,2025-07-31,2025-08-10,2025-07-31\n"
    let (folder, run) = try publish(["all.csv": rows])
    #expect(
      run.errors
        == "warning: the data of Brook (2025-06-16) begin in 2025-06, the period before: no changes on it are stated for them. hint: ask for exports that go back to 2025-06-01.\n"
    )
    #expect(try !folder.text(of: "out/2025-07/en/national.md").contains("Period before"))
    #expect(try !folder.text(of: "out/2025-07/csv/series.csv").contains("2025-06,Brook,"))
  }
}
