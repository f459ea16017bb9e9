import Foundation
import TestSupport
import Testing

/// Names of units on English pages: English throughout, and no two communes of a province alike.
@Suite struct EnglishNamesTests {
  /// Two communes of Quảng Ngãi are one without tones.
  @Test func namesAreEnglishAndTellCommunesApart() throws {
    let folder = try TemporaryFolder()
    let table = try PackageFolder.text(of: "Sources/Administration/Data/communes.csv")
    let communes = table.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let twins = communes.filter { $0[1] == "51" && $0[3] == "Son Ha" }
    #expect(twins.count == 2)
    // Data that reach back far enough for a commune to have been silent.
    let early = "H48.1-1,51,,province,,online,2025-07-10,2025-07-20,2025-07-15\n"
    let rows = twins.map { "H48.1-\($0[0]),51,\($0[0]),commune,,online,2025-08-22,2025-08-20,\n" }
    try folder.write(
      "dossier_id,province_code,commune_code,level,agency,channel,received_at,due_at,finished_at\n" + early
        + rows.joined(),
      to: "dossiers/51.csv")
    let run = try SmallExports.publish(folder)
    #expect(run.status == 0, "\(run.errors)")
    let page = try folder.text(of: "out/2025-W34/en/provinces/51-quang-ngai.md")
    for twin in twins {
      let name = twin[2] == "Son Ha" ? "Son Ha Commune" : "Son Ha (\(twin[2])) Commune"
      // Where late and overdue dossiers lie, among the communes, and among those with few dossiers.
      #expect(
        page.matches(of: try Regex("\n\\| \(NSRegularExpression.escapedPattern(for: name)) \\|")).count == 3, "\(name)")
    }
    #expect(try folder.text(of: "out/2025-W34/vi/provinces/51-quang-ngai.md").contains("\n| Xã \(twins[0][2]) |"))
    let weekly = try folder.text(of: "out/2025-W34/en/weekly.md")
    let silent = weekly.split(separator: "\n").filter { $0.hasPrefix("- ") && $0.contains(" weeks") }
    #expect(!silent.isEmpty)
    #expect(silent.allSatisfy { $0.contains("(Quang Ngai)") }, "\(silent.first ?? "")")
  }
}
