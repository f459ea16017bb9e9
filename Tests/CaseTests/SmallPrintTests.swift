import Foundation
import TestSupport
import Testing

/// What stands small on drawings and pages: days below an axis, notes on bars, numerators of rates.
@Suite struct SmallPrintTests {
  /// Forty dossiers of each of two weeks, of which the later week resolves more on time.
  private func edition() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    func rows(_ day: String, late: Int, first: Int) -> String {
      (first..<first + 40).map { number in
        let finished = number < first + late ? "2025-08-\(day)" : "2025-08-\(Int(day).map { $0 - 2 } ?? 0)"
        let received = "2025-08-\(Int(day).map { $0 - 3 } ?? 0)"
        let due = "2025-08-\(Int(day).map { $0 - 1 } ?? 0)"
        return "H35.1-\(number),,Đất đai,online,\(received),\(due),\(finished),finished,x\n"
      }.joined()
    }
    try SmallExports.write(to: folder, more: rows("14", late: 20, first: 100) + rows("22", late: 4, first: 200))
    let run = try SmallExports.publish(folder)
    #expect(run.status == 0, "\(run.errors)")
    return folder
  }

  @Test func pagesAndDrawings() throws {
    let folder = try edition()
    func page(_ path: String) throws -> String { try folder.text(of: "out/2025-W34/" + path) }
    // 1/7, 8/7 reads as January to August in English, and 01/7 is how a decree writes it.
    #expect(try page("en/charts/daily.svg").firstMatch(of: />\d+ (Jul|Aug)<\/text>/) != nil)
    #expect(try page("vi/charts/daily.svg").firstMatch(of: />\d\d\/[78]<\/text>/) != nil)
    // The one province with figures is ranked, the others have no bar that could be hatched.
    for (path, note) in [("en", "Hatched: not ranked."), ("vi", "Gạch chéo: chưa xếp hạng.")] {
      let drawing = try page(path + "/charts/ranking.svg")
      #expect(!drawing.contains(note))
      // The country's line ends at a bar's value.
      let value = try #require(drawing.firstMatch(of: /<text x="(\d+)" y="(\d+)">\d\d[.,]\d\d%<\/text>/))
      #expect(
        drawing.contains(
          "<rect x=\"\(value.1)\" y=\"\((Int(value.2) ?? 0) - 12)\" width=\"56\" height=\"14\" fill=\"#ffffff\"/>"))
    }
    #expect(try page("en/weekly.md").firstMatch(of: /\n\| Lai Chau \| 8\d\.\d% \(\d+\/\d+\) \| \+\d/) != nil)
    #expect(try page("vi/weekly.md").firstMatch(of: /\n\| Lai Châu \| 8\d,\d% \(\d+\/\d+\) \| \+\d/) != nil)
  }

  /// A unit with a rate that is not ranked has a hatched bar, and the note says so.
  @Test func aHatchedBarHasItsNote() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    #expect(try SmallExports.publish(folder).status == 0)
    #expect(try folder.text(of: "out/2025-W34/en/charts/ranking.svg").contains(">Hatched: not ranked.</text>"))
  }
}
