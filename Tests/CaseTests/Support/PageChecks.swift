import Foundation
import FoundationXML
import Testing

/// What every page and drawing of an edition must keep.
enum PageChecks {
  static func files(_ edition: URL, _ ending: String) throws -> [String] {
    let files = try FileManager.default.subpathsOfDirectory(atPath: edition.path).filter { $0.hasSuffix(ending) }
    #expect(!files.isEmpty)
    return files.sorted()
  }

  static func text(_ edition: URL, _ path: String) throws -> String {
    String(decoding: try Data(contentsOf: edition.appendingPathComponent(path)), as: UTF8.self)
  }

  static func checkPages(_ edition: URL) throws {
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

  /// No table has over eight columns but the form's own thirteen, and every row has a cell for each.
  private static func checkTables(_ lines: [String], _ name: String) throws {
    let isForm = name.hasSuffix("form-ii06a.md")
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
      #expect(
        line.hasSuffix("|") && (count <= 8 || isForm && count == 13) && count == columns ?? count,
        "\(name): \(line.prefix(200))")
      columns = count
    }
  }

  /// Each drawing is well-formed XML that a screen reader can name, and no text runs over its edge.
  ///
  /// - Parameter letters: the narrowest that a letter is drawn, in the drawing's units.
  static func checkDrawings(_ edition: URL, letters: Double = 5.5) throws {
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
        let size = text.anchor.contains("n") ? 0.75 : text.anchor.contains("h") ? 1.3 : 1
        let length = Double(text.text.count) * letters * (letters > 6 ? size : 1)
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
