import Foundation
import TestSupport
import Testing

/// What the pages say of data that have to be corrected: on a province's own page, and against the period before.
@Suite struct DataToCorrectTests {
  /// A row of week 33 or 34, received and due on its days.
  private func rows(_ count: Int, on day: String, from first: Int) -> String {
    (first..<first + count).map { "H35.1-\(day)-\($0),,Đất đai,,\(day),,,processing,x\n" }.joined()
  }

  @Test func aProvinceLearnsWhatToCorrect() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder, more: rows(3, on: "2025-08-22", from: 1))
    try folder.write(
      "dossier_id,level,channel,received_at,due_at,finished_at\nH57.1-1,province,online,2025-08-22,2025-08-29,\n",
      to: "dossiers/46-hue.csv")
    #expect(try SmallExports.publish(folder).status == 0)
    let page = try folder.text(of: "out/2025-W34/en/provinces/12-lai-chau.md")
    // Three of eight lack due date and channel, all of them the level; of Huế's one dossier nothing is amiss.
    for row in [
      "| no due date | 3 | 37.5% | 33.3% |", "| channel not stated | 3 | 37.5% | 33.3% |",
      "| finished by its status, without a date | 0 | 0.0% | 0.0% |",
    ] { #expect(page.contains(row), "\(row)\n\(page.suffix(4000))") }
    #expect(page.contains("| 8 | 100.0% | 88.9% |"))
    #expect(try folder.text(of: "out/2025-W34/vi/provinces/46-hue.md").contains("| 0 | 0,0% | 88,9% |"))
    // Cao Bằng has sent nothing.
    #expect(
      try !folder.text(of: "out/2025-W34/en/provinces/04-cao-bang.md").contains("## Data to correct"))
  }

  @Test func largeChangesAndWeeksThatChanged() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder, more: rows(40, on: "2025-08-11", from: 1))
    #expect(try SmallExports.publish(folder, "2025-W33").status == 0)
    let more = rows(30, on: "2025-08-11", from: 1) + rows(120, on: "2025-08-20", from: 1000)
    try SmallExports.write(to: folder, more: more)
    #expect(try SmallExports.publish(folder, "2025-W34").status == 0)
    let page = try folder.text(of: "out/2025-W34/en/data-quality.md")
    #expect(page.contains("by edition 2025-W33 and by the files read now."))
    #expect(page.contains("\n| Lai Chau | 40 | 30 | −10 |\n"))
    #expect(page.contains("## Large changes from the period before"))
    #expect(page.contains("\n| Lai Chau | 30 | 125 | +95 |\n"))
    let first = try folder.text(of: "out/2025-W33/en/data-quality.md")
    #expect(!first.contains("as published and now") && !first.contains("Large changes"))
  }
}
