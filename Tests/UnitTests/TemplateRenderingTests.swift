import Diagnostics
import Mustache
import Templates
import TestSupport
import Testing

/// swift-mustache is the oracle: whatever strict templates allow prints the same through both.
@Suite struct TemplateRenderingTests {
  /// A record as swift-mustache takes it.
  private struct Parent: MustacheParent {
    let record: TemplateRecord
    func child(named name: String) -> Any? { record[name].map(TemplateRenderingTests.any) }
  }

  private struct Renderable: MustacheCustomRenderable, MustacheParent, MustacheTransformable {
    let value: TemplateValue
    var renderText: String { value.text }
    var isNull: Bool { value.isMissing }
    func child(named name: String) -> Any? { value.form(name).map(Renderable.init) }
    func transform(_ name: String) -> Any? { child(named: name) }
  }

  private static func any(_ item: TemplateItem) -> Any {
    switch item {
    case .value(let value): Renderable(value: value)
    case .flag(let flag): flag
    case .list(let records): records.map(Parent.init)
    case .record(let record): Parent(record: record)
    }
  }

  private func oracle(_ files: [String: String], _ record: TemplateRecord) throws -> String {
    let templates = try files.mapValues { try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + $0) }
    let library = MustacheLibrary(templates: templates)
    return try #require(library.render(Parent(record: record), withTemplate: "page.md"))
  }

  private static let row = Shape([
    "name": .init(.value(forms: []), "name"), "rate": .init(.value(forms: ["precise"]), "rate"),
    "is_first": .init(.flag, "flag"),
  ])
  private static let shape = Shape([
    "title": .init(.value(forms: ["short"]), "title"), "gone": .init(.value(forms: ["precise"]), "missing"),
    "rate": .init(.value(forms: ["precise", "fraction"]), "rate"), "holds": .init(.flag, "flag"),
    "fails": .init(.flag, "flag"), "rows": .init(.list(row), "rows"), "none": .init(.list(row), "no rows"),
    "total": .init(.record(row), "total"),
  ])

  private static let record = {
    @Sendable func row(_ name: String, _ rate: String?) -> TemplateRecord {
      TemplateRecord { asked in
        switch asked {
        case "name": .value(TemplateValue(name))
        case "rate": .value(rate.map { value($0, forms: ["precise"]) } ?? missing)
        case "is_first": .flag(name == "A")
        default: nil
        }
      }
    }
    return TemplateRecord { asked in
      switch asked {
      case "title": .value(value("Tựa\n", forms: ["short"]))
      case "gone": .value(missing)
      case "rate": .value(value("99%", forms: ["precise", "fraction"]))
      case "holds": .flag(true)
      case "fails": .flag(false)
      case "rows": .list([row("A", "1%"), row("B", nil), row("", "3%")])
      case "none": .list([])
      case "total": .record(row("T", "2%"))
      default: nil
      }
    }
  }()

  private static let missing = TemplateValue("–", isMissing: true) { $0 == "precise" ? TemplateValue("–") : nil }

  private static func value(_ text: String, forms: [String]) -> TemplateValue {
    TemplateValue(text) { forms.contains($0) ? TemplateValue("\(text)/\($0)") : nil }
  }

  /// A random template: tags among blanks, line ends and text, sections in sections.
  private func template(_ depth: Int, inRow: Bool, _ numbers: inout SeededNumbers) -> String {
    let texts = [
      "a", " ", "  ", "\t", "\n", "\n", "\n\n", "\r\n", "ế", "{ ", "} ", "{foo}} ", "x y", "- ", " |", "\u{2028}",
      "\u{0B}", "\r",
    ]
    let values = ["title", "rate", "gone", "rate.precise", "precise(rate)", "total.name", "total.rate.precise"]
    let sections = ["holds", "fails", "rows", "none", "total", "rate", "gone"]
    var text = ""
    for _ in 0..<Int.random(in: 0...6, using: &numbers) {
      switch Int.random(in: 0..<10, using: &numbers) {
      case 0..<4: text += texts.randomElement(using: &numbers) ?? ""
      case 4:
        let name = (inRow ? ["name", "rate"] : values).randomElement(using: &numbers) ?? ""
        text += ["{{\(name)}}", "{{ \(name) }}", "{{{\(name)}}}", "{{&\(name)}}"].randomElement(using: &numbers) ?? ""
      case 5: text += ["{{! c }}", "{{!\n}}", "{{!}}"].randomElement(using: &numbers) ?? ""
      case 6 where depth == 0: text += ["{{> _p}}", "{{>_q}}", "{{> _r }}"].randomElement(using: &numbers) ?? ""
      default:
        let name = (inRow ? ["is_first", "rate", "name"] : sections).randomElement(using: &numbers) ?? ""
        let mark = Int.random(in: 0..<3, using: &numbers) == 0 ? "^" : "#"
        let isRow = inRow || mark == "#" && ["rows", "none", "total"].contains(name)
        let line = Bool.random(using: &numbers) ? "\n" : ""
        text += "{{\(mark)\(name)}}" + line
        if depth < 3 { text += template(depth + 1, inRow: isRow, &numbers) }
        text += (Bool.random(using: &numbers) ? line : "") + "{{/\(name)}}" + line
      }
    }
    return text
  }

  @Test(arguments: 0..<8) func printsWhatTheOracleDoes(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var compared = 0
    for _ in 0..<2000 {
      var files = ["page.md": template(0, inRow: false, &numbers)]
      files["_p"] = template(1, inRow: false, &numbers)
      files["_q"] = "  {{> _r}}\n" + template(1, inRow: false, &numbers)
      files["_r"] = template(1, inRow: false, &numbers)
      let sources = files.map { ($0.key, (file: $0.key, text: $0.value)) }
      // What the check refuses, such as a brace before a tag, nobody renders.
      guard
        let folder = try? TemplateFolder(
          files: Dictionary(uniqueKeysWithValues: sources), shape: { $0.hasPrefix("_") ? nil : Self.shape })
      else { continue }
      compared += 1
      let page = folder.render("page.md", with: Self.record)
      let expected = try oracle(files, Self.record)
      #expect(page == expected, "\(files)")
    }
    #expect(compared > 1000)
  }

  /// What an indented part prints is indented line by line, as deep as parts call one another.
  @Test func partsAreIndented() throws {
    let files = [
      "page.md": "a\n  {{> _p}}\nb\n", "_p": "1\n {{> _q}}\n{{#rows}}\n{{name}}\n{{/rows}}\n", "_q": "2\n\n3\n",
    ]
    let sources = files.map { ($0.key, (file: $0.key, text: $0.value)) }
    let folder = try TemplateFolder(
      files: Dictionary(uniqueKeysWithValues: sources), shape: { $0.hasPrefix("_") ? nil : Self.shape })
    let page = folder.render("page.md", with: Self.record)
    #expect(page == (try oracle(files, Self.record)))
  }
}
