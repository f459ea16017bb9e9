import Foundation
import TestSupport
import Testing

/// Every cell of the CSV files of a small national sample, worked out a second time from the exports alone, line by
/// line, as the design defines it.
@Suite(.serialized) struct RecomputedFiguresTests {
  private static let tables = [
    "provinces", "communes", "fields", "channels", "levels", "procedures", "agencies", "service-levels",
    "province-fields",
  ]

  @Test(arguments: [("2025-07-01..2025-08-23", "2025-07-01", "2025-08-23"), ("2025-W34", "2025-08-18", "2025-08-24")])
  func everyCell(_ period: String, _ first: String, _ last: String) throws {
    let folder = try TemporaryFolder()
    #expect(try Binary.run(["sample", "--output", "in", "--scale", "0.002"], in: folder.url).status == 0)
    let run = try Binary.run(
      ["--exports", "in/dossiers", "--period", period, "--output", "out", "--reports", "headline"], in: folder.url)
    #expect(run.status == 0)
    var sums = Recomputed(first: first, last: last)
    let exports = folder.url.appendingPathComponent("in/dossiers")
    let files = try FileManager.default.contentsOfDirectory(atPath: exports.path).filter { $0.hasSuffix(".csv") }
    #expect(files.count == 34)
    for file in files { sums.read(try folder.text(of: "in/dossiers/\(file)")) }
    #expect(sums.dossiers.count > 12_000)
    for table in Self.tables {
      let published = CSVText.rows(try folder.text(of: "out/\(period)/csv/\(table).csv"))
      let expected = try sums.table(table)
      try #require(published.count == expected.count, "\(table): rows")
      for (row, wanted) in zip(published, expected) {
        try #require(row.count == wanted.count, "\(table): \(row)")
        for (position, header) in expected[0].enumerated() where row[position] != wanted[position] {
          Issue.record(
            "\(table), \(wanted.prefix(4)), \(header): published \(row[position]), recomputed \(wanted[position])")
        }
      }
    }
  }
}
