import Foundation
import TestSupport
import Testing

/// "commentary from the configuration" (pages: *national*, row 12).
@Suite struct CommentaryTests {
  private func write(_ folder: TemporaryFolder, _ commentary: String) throws {
    try SmallExports.write(to: folder)
    try folder.write("exports: dossiers\noutput: out\nperiod: 2025-W34\ncommentary: \(commentary)\n", to: "report.yaml")
  }

  @Test func theNationalPagePrintsIt() throws {
    let folder = try TemporaryFolder()
    try write(folder, "{en: words.md}")
    try folder.write("Land dossiers **grew**; see {{notice}}.\r\n\r\n- Two offices merged.\n", to: "words.md")
    #expect(try Binary.run(["--config", "report.yaml"], in: folder.url).status == 0)
    let page = try folder.text(of: "out/2025-W34/en/national.md")
    #expect(
      page.contains("\n\n## Commentary\n\nLand dossiers **grew**; see {{notice}}.\n\n- Two offices merged.\n\n## Def"))
    #expect(try !folder.text(of: "out/2025-W34/vi/national.md").contains("## Nhận xét"))
    #expect(
      try Binary.run(["verify", "out/2025-W34", "--rebuild", "--config", "report.yaml"], in: folder.url).status == 0)
    // Other words are another revision, which names the file.
    try folder.write("Nothing happened.", to: "words.md")
    #expect(try Binary.run(["--config", "report.yaml"], in: folder.url).status == 0)
    let second = try folder.text(of: "out/2025-W34.r2/en/national.md")
    #expect(second.contains("Nothing happened."))
    #expect(second.contains("commentary/en/words.md"))
  }

  @Test func aWrongOneIsRefusedFirst() throws {
    let folder = try TemporaryFolder()
    for (commentary, status, message) in [
      ("{fr: words.md}", 78, "report.yaml:4:18: error: 'commentary' names the language 'fr', which is not made"),
      ("{en: none.md}", 66, "none.md: error: the commentary cannot be read"),
      ("{en: old.md}", 78, "old.md: error: the commentary is not UTF-8 text"),
      ("{en: blank.md}", 78, "blank.md: error: the commentary is empty"),
      ("words.md", 78, "error: 'commentary' is no list of languages and files"),
    ] {
      try write(folder, commentary)
      try folder.write(" \n", to: "blank.md")
      try Data([0x54, 0xE9, 0x74]).write(to: folder.url.appending(path: "old.md"))
      let run = try Binary.run(["--config", "report.yaml"], in: folder.url)
      #expect(run.status == status)
      #expect(run.errors.contains(message), "\(run.errors)")
    }
  }
}
