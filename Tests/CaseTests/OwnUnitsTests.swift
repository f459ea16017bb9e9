import Foundation
import TestSupport
import Testing

/// Editions of units that are not the built-in ones, made again from what their manifests say.
@Suite struct OwnUnitsTests {
  private func run(_ name: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let input = GoldenCase.folder.appendingPathComponent(name + "/input")
    for item in try FileManager.default.contentsOfDirectory(atPath: input.path) {
      try FileManager.default.copyItem(
        at: input.appendingPathComponent(item), to: folder.url.appendingPathComponent(item))
    }
    #expect(try Binary.run(["--config", "report.yaml"], in: folder.url).status == 0)
    // The same inputs change nothing.
    #expect(try Binary.run(["--config", "report.yaml"], in: folder.url).status == 0)
    #expect(try folder.names(in: "out").count == 2)
    return folder
  }

  @Test func openUnitsAreRebuilt() throws {
    let folder = try run("service-requests-of-another-city")
    let verified = try Binary.run(
      ["verify", "out/2024-01", "--rebuild", "--exports", "requests"], in: folder.url)
    #expect(verified.status == 0, "\(verified.errors)")
  }

  /// A registry of codes and names has the rest of the built-in one: kinds, names in English, single-level centres.
  @Test func aRegistryOfOneProvince() throws {
    let folder = try TemporaryFolder()
    try folder.write("code,name\n01,Thành phố Hà Nội\n", to: "units/provinces.csv")
    try folder.write(
      "code,province_code,name\n00004,01,Phường Ba Đình\n00025,01,Giảng Võ\n99999,01,Chợ Mới\n",
      to: "units/communes.csv")
    try folder.write(
      "dossier_id,province_code,commune_code,received_at,due_at,finished_at\nA,01,00004,2025-08-18,2025-08-20,2025-08-19\n",
      to: "dossiers/01.csv")
    try folder.write("exports: dossiers\nregistry: units\nperiod: 2025-W34\noutput: out\n", to: "report.yaml")
    let run = try Binary.run(["--config", "report.yaml"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let communes = try folder.text(of: "out/2025-W34/csv/communes.csv")
    for row in ["01,00004,Ba Đình,ward,1,", "01,00025,Giảng Võ,ward,0,", "01,99999,Chợ Mới,commune,0,"] {
      #expect(communes.contains("\n" + row), "\(row)")
    }
    #expect(try folder.text(of: "out/2025-W34/en/ranking.md").contains("### Hanoi: Wards"))
  }

  /// A spreadsheet leaves the zero of a code out: the row that misses it is told, and the code to mend.
  @Test(arguments: [
    ("4", "04", "write '04' for '4' there: a spreadsheet may have left out the zero"),
    ("04", "4", "write '04' here: a spreadsheet may have left out the zero"),
  ])
  func aCodeThatLostItsZeroIsNamed(_ listed: String, _ named: String, _ hint: String) throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try folder.write("code,name\n\(listed),Cao Bằng\n", to: "units/provinces.csv")
    try folder.write("code,province_code,name\n01273,\(named),Thục Phán\n", to: "units/communes.csv")
    try folder.write("registry: units\n", to: "report.yaml")
    let run = try SmallExports.publish(folder, "2025-W34", ["--config", "report.yaml"])
    #expect(run.status == 78)
    #expect(
      run.errors.hasPrefix(
        "units/communes.csv:2: error: the province '\(named)' of this commune is not in provinces.csv. hint: \(hint).\n"
      ), "\(run.errors)")
  }

  /// A registry is an input like the exports: without it the edition comes out otherwise.
  @Test func anOwnRegistryIsRebuilt() throws {
    let folder = try run("own-registry")
    // Two units are not the country.
    #expect(try folder.text(of: "out/2025-W34/en/headline.txt").contains(", all units newly received 2 "))
    let arguments = ["verify", "out/2025-W34", "--rebuild", "--exports", "dossiers"]
    let verified = try Binary.run(arguments + ["--registry", "units"], in: folder.url)
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(try Binary.run(arguments, in: folder.url).status == 65)
  }
}
