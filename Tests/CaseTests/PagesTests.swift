import Foundation
import TestSupport
import Testing

/// Every page and drawing of an edition, as its readers need it: of the national sample, and of a country of which one
/// province has sent a dozen dossiers.
@Suite struct PagesTests {
  private static let sample = ["2025-W34", "2025-07-01..2025-08-23"].map {
    PackageFolder.url.appendingPathComponent("reports-sample/\($0)")
  }

  /// An edition made of one province's few dossiers.
  private func sparse() throws -> (folder: TemporaryFolder, edition: URL) {
    let folder = try TemporaryFolder()
    let input = GoldenCase.folder.appendingPathComponent("as-of-inside-the-period/input/dossiers/12-lai-chau.csv")
    try folder.write(String(decoding: try Data(contentsOf: input), as: UTF8.self), to: "dossiers/12-lai-chau.csv")
    let run = try Binary.run(["--exports", "dossiers", "--period", "2025-W34", "--output", "out"], in: folder.url)
    #expect(run.status == 0)
    return (folder, folder.url.appendingPathComponent("out/2025-W34"))
  }

  @Test func pagesOfTheSample() throws { for edition in Self.sample { try PageChecks.checkPages(edition) } }

  @Test func pagesOfAlmostNothing() throws {
    let (folder, edition) = try sparse()
    defer { withExtendedLifetime(folder) {} }
    try PageChecks.checkPages(edition)
    for page in try PageChecks.files(edition, ".md") {
      let text = try PageChecks.text(edition, page)
      // The whole is called the country only where every province has figures.
      #expect(!text.lowercased().contains("cả nước"), "\(page)")
      #expect(!text.lowercased().contains("the country"), "\(page)")
      // No staff exports were given.
      if page.hasSuffix("staff.md") { continue }
      #expect(text.contains(page.hasPrefix("vi/") ? "1/34 tỉnh, thành phố có số liệu" : "1 of 34 provinces"), "\(page)")
    }
  }

  /// Letters as wide as those of DejaVu Sans, which the drawings ask for first.
  @Test func drawingsOfTheSample() throws {
    for edition in Self.sample { try PageChecks.checkDrawings(edition, letters: 6.9) }
  }

  @Test func drawingsOfAlmostNothing() throws {
    let (folder, edition) = try sparse()
    defer { withExtendedLifetime(folder) {} }
    try PageChecks.checkDrawings(edition)
  }

  /// Units taken as they come: names of any length and characters make pages that links reach and drawings that hold
  /// them, and the whole is no country.
  @Test func unitsWithLongNames() throws {
    let folder = try TemporaryFolder()
    let names = [
      "Department of Housing Preservation and Development (Bronx Borough Office, Emergency Repairs)",
      "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
      "Sở Nông nghiệp và Phát triển nông thôn: khu vực Đông",
      "Sở Nông nghiệp và Phát triển nông thôn; khu vực Đông", "MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM", "Queens",
    ]
    var rows = "dossier_id,province,field,channel,received_at,due_at,finished_at\n"
    for (unit, name) in names.enumerated() {
      for dossier in 0..<40 {
        rows += "S-\(unit)-\(dossier),\"\(name)\",Đất đai,online,2025-08-0\(dossier % 8 + 1),2025-08-15,"
        rows += dossier % 3 == unit % 3 ? "\n" : "2025-08-\(dossier % 9 + 10)\n"
      }
    }
    try folder.write(rows, to: "dossiers/a.csv")
    try folder.write(
      "exports: dossiers\noutput: out\nunits: open\nperiod: 2025-08\nas_of: 2025-08-31\n", to: "report.yaml")
    #expect(try Binary.run(["--config", "report.yaml"], in: folder.url).status == 0)
    let edition = folder.url.appendingPathComponent("out/2025-08")
    try PageChecks.checkPages(edition)
    try PageChecks.checkDrawings(edition, letters: 6.4)
    let pages = try PageChecks.files(edition, ".md").filter { $0.hasPrefix("en/provinces/") }
    #expect(pages.count == names.count)
    #expect(
      pages.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "(") } })
    #expect(pages.contains("en/provinces/so-nong-nghiep-va-phat-trien-nong-thon-khu-vuc-dong-2.md"))
    let english = try PageChecks.text(edition, "en/national.md")
    #expect(english.contains("| **Total** |") && !english.contains("country") && !english.contains("Viet"))
    #expect(!(try PageChecks.text(edition, "vi/national.md")).lowercased().contains("cả nước"))
    let table = try PageChecks.text(edition, "csv/provinces.csv")
    #expect(table.contains("\nVN,Total,") && !table.contains("Việt Nam"))
    // Names of fields in the page's language, as they are in tables.
    #expect(english.contains("\n| Land |") && !english.contains("Đất đai"))
    #expect(try PageChecks.text(edition, "vi/national.md").contains("\n| Đất đai |"))
    #expect(try PageChecks.text(edition, "csv/fields.csv").contains("\nĐất đai,"))
  }

  /// The bars of the staff pipeline are as long as their figures say.
  @Test func theStaffFunnelHasBars() throws {
    let drawing = try PageChecks.text(Self.sample[0], "en/charts/staff.svg")
    let widths = drawing.matches(of: /<rect x="190" y="\d+" width="(\d+)"/).compactMap { Int($0.1) }
    // 94,402 with a decision, 81,410 submitted and approved, 75,710 paid.
    #expect(widths == [250, 216, 216, 200])
  }

  /// Of a province whose data end within the week, what was resolved after is not known: it leads no list of rises.
  @Test func incompleteDataAreNoRise() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    let rows = ["2025-08-11,2025-08-20,2025-08-13"] + (1...3).map { _ in "2025-08-18,2025-08-19," }
    let text = rows.enumerated().map { "SL\($0),\($1)\n" }.joined()
    try folder.write("dossier_id,received_at,due_at,finished_at\n" + text, to: "dossiers/14-son-la.csv")
    #expect(try SmallExports.publish(folder).status == 0)
    let page = try folder.text(of: "out/2025-W34/en/weekly.md")
    #expect(page.contains("Largest rise among those with complete figures: Lai Chau (+1)."), "\(page.prefix(2000))")
    #expect(page.contains("Incomplete: Son La."))
    #expect(try folder.text(of: "out/2025-W34/csv/provinces.csv").contains("\n14,Sơn La,3,"))
  }
}
