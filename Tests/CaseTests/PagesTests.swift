import Foundation
import FoundationXML
import Testing

/// Every page and drawing of an edition, as its readers need it: of the national sample, and of a country of which one
/// province has sent a dozen dossiers.
@Suite struct PagesTests {
  private static let sample = ["2025-W34", "2025-07-01..2025-08-23"].map {
    Binary.package.appendingPathComponent("reports-sample/\($0)")
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

  private func files(_ edition: URL, _ ending: String) throws -> [String] {
    let files = try FileManager.default.subpathsOfDirectory(atPath: edition.path).filter { $0.hasSuffix(ending) }
    #expect(!files.isEmpty)
    return files.sorted()
  }

  private func text(_ edition: URL, _ path: String) throws -> String {
    String(decoding: try Data(contentsOf: edition.appendingPathComponent(path)), as: UTF8.self)
  }

  @Test func pagesOfTheSample() throws { for edition in Self.sample { try checkPages(edition) } }

  @Test func pagesOfAlmostNothing() throws {
    let (folder, edition) = try sparse()
    defer { withExtendedLifetime(folder) {} }
    try checkPages(edition)
    for page in try files(edition, ".md") {
      let text = try text(edition, page)
      // The whole is called the country only where every province has figures.
      #expect(!text.lowercased().contains("cả nước"), "\(page)")
      #expect(!text.lowercased().contains("the country"), "\(page)")
      // No staff exports were given.
      if page.hasSuffix("staff.md") { continue }
      #expect(text.contains(page.hasPrefix("vi/") ? "1/34 tỉnh, thành phố có số liệu" : "1 of 34 provinces"), "\(page)")
    }
  }

  private func checkPages(_ edition: URL) throws {
    for page in try files(edition, ".md") {
      let text = try text(edition, page)
      let name = edition.lastPathComponent + "/" + page
      #expect(
        !text.contains("{{") && !text.contains("\n\n\n") && text.hasSuffix("\n") && !text.hasSuffix("\n\n"), "\(name)")
      for word in ["tỉ lệ", "luỹ kế", "trễ hạn", "NaN", "nil", "Optional("] {
        #expect(!text.contains(word), "\(name): \(word)")
      }
      #expect(
        text.firstMatch(of: /\b1 (dossiers|records|units|localities|places|working days|people)\b/) == nil, "\(name)")
      try checkTables(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), name)
      for link in text.matches(of: /\]\(([^)]*)\)/) {
        let target = edition.appendingPathComponent(page).deletingLastPathComponent().appendingPathComponent(
          String(link.1))
        #expect(FileManager.default.fileExists(atPath: target.path), "\(name): \(link.1)")
      }
      for image in text.matches(of: /!\[([^\]]*)\]/) { #expect(image.1.count > 10, "\(name): no words for a drawing") }
    }
  }

  /// No table has over eight columns, and every row has a cell for each.
  private func checkTables(_ lines: [String], _ name: String) throws {
    var columns: Int?
    for line in lines {
      guard line.hasPrefix("|") else {
        columns = nil
        // A missing value drops its clause; the legend says what the mark means.
        if !line.contains("\"–\"") {
          #expect(line.firstMatch(of: /(^|[\s(])(–|\[c\])([\s).,;:]|$)/) == nil, "\(name): \(line.prefix(200))")
        }
        #expect(
          !line.hasSuffix(" ") && !line.contains("  ") && !line.contains(" ,") && !line.contains(" ."),
          "\(name): \(line.prefix(200))")
        continue
      }
      let count = line.replacing("\\|", with: "").count { $0 == "|" } - 1
      #expect(line.hasSuffix("|") && count <= 8 && count == columns ?? count, "\(name): \(line.prefix(200))")
      columns = count
    }
  }

  @Test func drawingsOfTheSample() throws { for edition in Self.sample { try checkDrawings(edition) } }

  @Test func drawingsOfAlmostNothing() throws {
    let (folder, edition) = try sparse()
    defer { withExtendedLifetime(folder) {} }
    try checkDrawings(edition)
  }

  /// Each drawing is well-formed XML that a screen reader can name, and no text runs over its edge.
  private func checkDrawings(_ edition: URL) throws {
    for path in try files(edition, ".svg") {
      let reader = DrawingReader()
      let parser = XMLParser(data: try Data(contentsOf: edition.appendingPathComponent(path)))
      parser.delegate = reader
      #expect(parser.parse(), "\(path)")
      #expect(reader.root["role"] == "img" && reader.root["aria-labelledby"] == "title desc", "\(path)")
      #expect(reader.root["lang"] == String(path.prefix(2)), "\(path)")
      #expect(reader.title.count > 5 && reader.summary.count > 5, "\(path)")
      #expect(reader.numbers.allSatisfy { (0...2000).contains($0) }, "\(path): \(reader.numbers)")
      for text in reader.texts where text.text.count > 2 {
        // The narrowest that such text can be drawn: 5.5 units a letter.
        let length = Double(text.text.count) * 5.5
        let left =
          text.anchor.contains("e") ? text.x - length : text.anchor.contains("m") ? text.x - length / 2 : text.x
        #expect(left >= -4 && left + length <= 724, "\(path): \(text.text)")
      }
    }
  }
}

/// What a test asks of a drawing.
private final class DrawingReader: NSObject, XMLParserDelegate {
  var root: [String: String] = [:]
  var title = ""
  var summary = ""
  var numbers: [Double] = []
  var texts: [(x: Double, anchor: [String], text: String)] = []
  private var element = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if name == "svg" { root = attributes }
    element = name
    for key in ["x", "y", "width", "height", "x1", "x2", "y1", "y2"] {
      if let number = attributes[key] { numbers.append(Double(number) ?? -1) }
    }
    if name == "text" {
      texts.append(
        (
          Double(attributes["x"] ?? "") ?? -1, (attributes["class"] ?? "").split(separator: " ").map(String.init), ""
        ))
    }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    switch element {
    case "title": title += text
    case "desc": summary += text
    case "text": texts[texts.count - 1].text += text
    default: break
    }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    element = ""
  }
}
