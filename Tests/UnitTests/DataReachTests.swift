import Administration
import Exports
import Pipeline
import Records
import Statistics
import TestSupport
import Testing

/// What the reading of files adds to how far their data reach.
@Suite struct DataReachTests {
  private let header = "dossier_id,received_at,due_at,finished_at\n"

  /// The day on which the data of 01 end, by the files that a run reads.
  private func end(_ files: [String: String]) throws -> Day? {
    let day = try #require(Day("2025-08-24"))
    let plan = WindowPlan(
      own: try WindowSpecification("2025-W34").window(asOf: nil, today: day), asOf: Moment(endOf: day),
      since: SeriesBreak.reform.day,
      comparison: .date,
      breaks: SeriesBreak.known, calendar: .vietnam)
    let rules = ExportRules(registry: .vietnam, asOf: day)
    let folder = try TemporaryFolder(files.mapValues { header + $0 })
    let exports = try ExportFolder(path: folder.path)
    let group = ExportGroup.merged(ExportGroup.groups(of: exports.files, rules: rules), rules: rules)
    let reading = try DossierGroupReader(group, in: exports, rules: rules) {
      Accumulator(plan: plan, registry: .vietnam)
    }.read()
    let words = DossierWords { _ in "" }
    return reading.parts.compactMap { $0.sink.summary(words).reach[0]?.end }.max()
  }

  /// The day on which a file was made is read from its name: a date after it is a slip.
  @Test(
    arguments: [
      ("01-2025-08-20.csv", "2025-08-12"), ("01-2025-09-15.csv", "2025-08-24"), ("01.csv", "2025-08-24"),
    ])
  func aDayAfterTheFileShowsNothing(_ name: String, _ expected: String) throws {
    #expect(try end([name: "A,2025-08-12,,\nB,2025-09-14,,\nC,2025-08-11,,2025-09-15\n"]) == Day(expected))
  }

  @Test func supersededRowsShowNothing() throws {
    #expect(try end(["01.csv": "A,2025-08-22,,\nA,2025-08-12,,\n"]) == Day("2025-08-12"))
    #expect(try end(["01-1.csv": "A,2025-08-22,,\n", "01-2.csv": "A,2025-08-12,,\n"]) == Day("2025-08-12"))
    #expect(try end(["01-2025-08-23.csv": "A,2025-09-12,,\nA,2025-08-22,,\n"]) == Day("2025-08-22"))
  }
}
