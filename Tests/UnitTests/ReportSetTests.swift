import Diagnostics
import Foundation
import Reports
import Testing

/// The built-in templates, and what a user's folder puts over them.
@Suite struct ReportSetTests {
  private typealias Files = [String: (file: String, text: String)]

  private func set(
    _ overrides: [String: String] = [:], languages: [String] = ["vi", "en"], only reports: [String]? = nil
  ) throws(Failure) -> [String] {
    var files: Files = [:]
    for (path, text) in overrides { files[path] = ("mine/" + path, text) }
    return try ReportSet(overrides: files, languages: languages, only: reports, escape: { $0 }).outputs.map(\.path)
  }

  private func failure(
    _ overrides: [String: String] = [:], languages: [String] = ["vi", "en"], only reports: [String]? = nil
  ) -> Failure? {
    #expect(throws: Failure.self) { try set(overrides, languages: languages, only: reports) }
  }

  /// The text of a language file of this package, read from its sources.
  private func language(_ code: String) throws -> String {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return try String(contentsOf: folder.appendingPathComponent("templates/\(code)/language.json"), encoding: .utf8)
  }

  @Test func theBuiltInReportsAreInOrder() throws {
    let outputs = try set()
    #expect(outputs == outputs.sorted())
    for path in ["csv/provinces.csv", "csv/communes.csv", "en/national.md", "vi/national.md", "vi/headline.txt"] {
      #expect(outputs.contains(path))
    }
    #expect(!outputs.contains { $0.contains("/_") || $0.contains("language") })
    // CSV files are the same in every language, and made without any.
    #expect(try set(languages: []).allSatisfy { $0.hasPrefix("csv/") })
    #expect(try !set(languages: ["vi"]).contains { $0.hasPrefix("en/") })
  }

  @Test func reportsAreChosenByName() throws {
    let outputs = try set(only: ["headline"])
    #expect(outputs.filter { !$0.hasPrefix("csv/") } == ["en/headline.txt", "vi/headline.txt"])
    #expect(outputs.contains("csv/provinces.csv"))
    let unknown = failure(only: ["nationl"])
    #expect(unknown?.status == .usage)
    #expect(unknown?.findings.map(\.message) == ["there is no report 'nationl'"])
    #expect(unknown?.findings.map(\.hint) == ["did you mean 'national'?"])
    // A CSV file is no report that could be chosen.
    #expect(failure(only: ["provinces"])?.status == .usage)
  }

  @Test func aTemplateIsAddedOrReplaced() throws {
    let before = try set()
    #expect(try set(["vi/mine.md.mustache": "{{received}}"]) == (before + ["vi/mine.md"]).sorted())
    #expect(try set(["vi/national.md.mustache": "{{received}}"]) == before)
    #expect(try set(["vi/_part.mustache": "", "vi/national.md.mustache": "{{> _part}}"]) == before)
    let wrong = failure(["vi/national.md.mustache": "{{received}}\n{{recieved}}"])
    #expect(wrong?.status == .badConfiguration)
    #expect(
      wrong?.findings.map(\.description) == [
        "mine/vi/national.md.mustache:2:1: error: there is no 'recieved' here. hint: did you mean 'received'?"
      ])
  }

  @Test func aLanguageNeedsNoCode() throws {
    let text = try language("en").replacingOccurrences(of: "\"code\": \"en\"", with: "\"code\": \"fr\"")
    let files = ["fr/language.json": text, "fr/national.md.mustache": "{{received.compact}}"]
    #expect(try set(files, languages: ["fr"]).filter { !$0.hasPrefix("csv/") } == ["fr/national.md"])
  }

  @Test func anUnknownLanguageIsRefused() {
    let unknown = failure(languages: ["vi", "em", "deutsch"])
    #expect(unknown?.status == .badConfiguration)
    #expect(unknown?.findings.map(\.message) == ["there is no language 'em'", "there is no language 'deutsch'"])
    #expect(unknown?.findings.map(\.hint) == ["did you mean 'en'?", "there are en, vi"])
  }

  @Test func aLanguageFileThatLacksAWordIsRefused() throws {
    let text = try language("en")
    let lines = text.split(separator: "\n").filter { !$0.contains("\"up\":") && !$0.contains("\"points\":") }
    let place = Location("mine/en/language.json")
    #expect(
      failure(["en/language.json": lines.joined(separator: "\n")])?.findings == [
        Finding(.error, "the label 'up' is missing", at: place),
        Finding(.error, "the label 'points' is missing", at: place),
      ])
    let withoutGroup = text.replacingOccurrences(of: "\"group\"", with: "\"grup\"")
    #expect(
      failure(["en/language.json": withoutGroup])?.findings == [
        Finding(.error, "the language lacks 'group'", at: place)
      ])
    let broken = failure(["en/language.json": "{"])
    #expect(broken?.status == .badConfiguration)
    #expect(broken?.findings.map(\.location) == [place])
  }
}
