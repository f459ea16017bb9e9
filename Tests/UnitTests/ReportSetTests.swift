import Diagnostics
import Foundation
import Reports
import TestSupport
import Testing

/// The built-in templates, and what a user's folder puts over them.
@Suite struct ReportSetTests {
  private typealias Files = [String: (file: String, text: String)]

  private func set(
    _ overrides: [String: String] = [:], languages: [String] = ["vi", "en"], only reports: [String]? = nil
  ) throws(Failure) -> [String] {
    var files: Files = [:]
    for (path, text) in overrides { files[path] = ("mine/" + path, text) }
    return try ReportSet(overrides: files, languages: languages, only: reports, quoted: { text, _ in text }).outputs
      .map(\.path)
  }

  private func failure(
    _ overrides: [String: String] = [:], languages: [String] = ["vi", "en"], only reports: [String]? = nil
  ) -> Failure? {
    #expect(throws: Failure.self) { try set(overrides, languages: languages, only: reports) }
  }

  /// The text of a language file of this package, read from its sources.
  private func language(_ code: String) throws -> String {
    try PackageFolder.text(of: "templates/\(code)/language.json")
  }

  /// A CSV file is in no language, so what one says is no name in it.
  @Test(arguments: ["word.units", "commentary"])
  func csvFilesUseNoWordsOfALanguage(_ name: String) throws {
    let finding = failure(["csv/mine.csv.mustache": "code\n{{\(name)}}\n"])?.findings.first
    #expect(finding?.message == "there is no '\(name.prefix { $0 != "." })' here")
    #expect(finding?.location?.line == 2)
    #expect(try set(["en/mine.md.mustache": "{{\(name)}}\n"]).contains("en/mine.md"))
  }

  @Test func theBuiltInReportsAreInOrder() throws {
    let outputs = try set()
    #expect(outputs == outputs.sorted())
    for path in ["csv/provinces.csv", "csv/communes.csv", "en/national.md", "vi/national.md", "vi/headline.txt"] {
      #expect(outputs.contains(path))
    }
    #expect(!outputs.contains { $0.contains("/_") || $0.contains("language") })
    #expect(Set(outputs).count == outputs.count)
    // CSV files are the same in every language, and made without any.
    #expect(try set(languages: []).allSatisfy { $0.hasPrefix("csv/") })
    #expect(try !set(languages: ["vi"]).contains { $0.hasPrefix("en/") })
  }

  @Test func reportsAreChosenByName() throws {
    let outputs = try set(only: ["headline"])
    // Drawings are made for all reports but those of a single province.
    #expect(
      outputs.filter { !$0.hasPrefix("csv/") && !$0.contains("/charts/") } == ["en/headline.txt", "vi/headline.txt"])
    #expect(outputs.contains("vi/charts/ranking.svg"))
    #expect(!outputs.contains { $0.contains("charts/79-") })
    #expect(try set(only: ["provinces"]).contains("vi/charts/79-ho-chi-minh-backlog.svg"))
    #expect(outputs.contains("csv/provinces.csv"))
    let ofOne = try set(languages: ["vi"], only: ["provinces/79-ho-chi-minh"])
    #expect(
      ofOne.filter { $0.hasPrefix("vi/provinces/") || $0.contains("-backlog") } == [
        "vi/charts/79-ho-chi-minh-backlog.svg", "vi/provinces/79-ho-chi-minh.md",
      ])
    #expect(
      failure(only: ["provinces/79-ho-chi-mihn"])?.findings.map(\.hint) == [
        "did you mean 'provinces/79-ho-chi-minh'?"
      ])
    let unknown = failure(only: ["nationl"])
    #expect(unknown?.status == .usage)
    #expect(unknown?.findings.map(\.message) == ["there is no report 'nationl'"])
    #expect(unknown?.findings.map(\.hint) == ["did you mean 'national'?"])
    // A CSV file is no report that could be chosen.
    #expect(failure(only: ["communes"])?.status == .usage)
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
    let renamed = try failure(["fr/language.json": language("en")], languages: ["fr"])
    #expect(renamed?.findings.map(\.message) == ["the language calls itself 'en'"])
  }

  /// A percentage has one number.
  @Test(arguments: ["%", "{n} ({n}%)"]) func aPercentageHasOneNumber(_ pattern: String) throws {
    let text = try language("en").replacingOccurrences(of: "\"{n}%\"", with: "\"\(pattern)\"")
    let refused = failure(["en/language.json": text], languages: ["en"])
    #expect(refused?.status == .badConfiguration)
    #expect(
      refused?.findings.map(\.description) == [
        "mine/en/language.json:7:3: error: 'percent' is '\(pattern)'. hint: write {n} once, where the number stands."
      ])
  }

  /// Numbers are divided by magnitudes.
  @Test(arguments: [
    ("-1000", "a magnitude is of -1000"), ("0", "a magnitude is of 0"), ("1000000", "two magnitudes are of one value"),
  ]) func magnitudesAreAboveZeroAndDiffer(_ value: String, _ message: String) throws {
    let text = try language("en").replacing("\"value\": 1000,", with: "\"value\": \(value),")
    let refused = failure(["en/language.json": text], languages: ["en"])
    #expect(refused?.status == .badConfiguration)
    #expect(refused?.findings.map(\.message) == [message])
  }

  @Test func anUnknownLanguageIsRefused() {
    let unknown = failure(languages: ["vi", "em", "deutsch"])
    #expect(unknown?.status == .usage)
    #expect(unknown?.findings.map(\.message) == ["there is no language 'em'", "there is no language 'deutsch'"])
    #expect(unknown?.findings.map(\.hint) == ["did you mean 'en'?", "there are en, vi"])
  }

  /// It would be asked for, and nothing be made.
  @Test func aLanguageWithoutTemplatesIsRefused() throws {
    let text = try language("en").replacing("\"code\": \"en\"", with: "\"code\": \"fr\"")
    let refused = failure(["fr/language.json": text], languages: ["vi", "fr"])
    #expect(refused?.status == .badConfiguration)
    #expect(
      refused?.findings.map(\.message) == [
        "the language 'fr' has no template, so that nothing would be made in it"
      ])
    #expect(refused?.findings.first?.location?.file == "mine/fr/language.json")
  }

  /// A file that no output would be made with is refused: its author believes that it is used.
  @Test(arguments: [
    (
      "national.md.mustache", "nothing is made with this file",
      "put templates into a folder named by their language, such as vi/, or into csv/"
    ),
    ("em/national.md.mustache", "there is no language 'em'", "did you mean 'en'?"),
    ("deutsch/national.md.mustache", "there is no language 'deutsch'", "add deutsch/language.json to make it one"),
    ("vi/national.md", "this file is no template", "name it 'national.md.mustache', or take it out of the folder"),
    ("vi/national.mustache", "nobody knows how to write 'national'", "outputs end in .md, .txt, .csv, .svg, .html"),
    (
      "vi/national.pdf.mustache", "nobody knows how to write 'national.pdf'",
      "outputs end in .md, .txt, .csv, .svg, .html"
    ),
    (
      "csv/brief.md.mustache", "the folder csv makes CSV files only",
      "name it '….csv.mustache', or put it into a language's folder"
    ),
    ("csv/language.json", "this file is no template", "name it 'language.json.mustache', or take it out of the folder"),
    ("vi/_headlin.mustache", "no template calls the partial '_headlin'", "did you mean '_headline'?"),
    (
      "vi/_mine.mustache", "no template calls the partial '_mine'",
      "call it with {{> _mine}}, or take the file out of the folder"
    ),
  ])
  func aFileThatMakesNothingIsRefused(_ path: String, _ message: String, _ hint: String) {
    let refused = failure([path: ""])
    #expect(refused?.status == .badConfiguration)
    #expect(refused?.findings == [Finding(.error, message, at: Location("mine/" + path), hint: hint)])
  }

  /// Templates of a language that is not asked for are not in the way.
  @Test func aLanguageNotAskedForIsLeftAlone() throws {
    #expect(try set(["en/brief.md.mustache": "{{nonsense}}"], languages: ["vi"]) == set(languages: ["vi"]))
  }

  @Test func aTemplateMakesOnePageAProvince() throws {
    let outputs = try set(["vi/letters/_each-brief.txt.mustache": "{{here.name}}"], languages: ["vi"])
    let letters = outputs.filter { $0.hasPrefix("vi/letters/") }
    #expect(letters.count == 34)
    #expect(letters.first == "vi/letters/01-ha-noi-brief.txt")
    #expect(letters.contains("vi/letters/79-ho-chi-minh-brief.txt"))
    // Only such a page is about a province.
    let wrong = failure(["vi/mine.md.mustache": "{{here.name}}"], languages: ["vi"])
    #expect(wrong?.findings.map(\.message) == ["there is no 'here' here"])
  }

  @Test func aFileMayNotStandWhereAFolderDoes() {
    let refused = failure(["vi/weekly.md/x.md.mustache": ""], languages: ["vi"])
    #expect(
      refused?.findings.map(\.description) == [
        "mine/vi/weekly.md/x.md.mustache: error: this template writes into the folder vi/weekly.md, and templates/vi/weekly.md.mustache writes a file of that name. hint: give one of them another name."
      ])
  }

  /// A CSV file in the folder of a language has none of its words either.
  @Test(arguments: ["word.unit_title", "received.dossiers"]) func recordsHaveNoWordsInAnyFolder(_ name: String) {
    #expect(failure(["en/x.csv.mustache": "{{\(name)}}\n"]) != nil)
  }

  @Test func twoTemplatesMayNotWriteOneFile() {
    let refused = failure(
      ["vi/letters/_each.md.mustache": "", "vi/letters/79-ho-chi-minh.md.mustache": ""], languages: ["vi"])
    #expect(refused?.status == .badConfiguration)
    #expect(
      refused?.findings.map(\.description) == [
        "mine/vi/letters/79-ho-chi-minh.md.mustache: error: this template and mine/vi/letters/_each.md.mustache both write vi/letters/79-ho-chi-minh.md. hint: give one of them another name."
      ])
  }

  /// A key that stands in several places is told where the fault is.
  @Test(arguments: [
    ("\"unit\": \"unit\"", "\"unit\": 7", "the language's 'open_units.words.unit' is of another kind than expected"),
    ("\"own_level\": \"The unit's", "\"own_levle\": \"The unit's", "there is no label 'own_levle'"),
    (
      "\"one\": \"{n} person\"", "\"won\": \"{n} person\"",
      "'people' has a form 'won'"
    ),
  ])
  func faultsOfALanguageAreToldAtTheirPlace(_ right: String, _ wrong: String, _ message: String) throws {
    let text = try language("en")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains(right) })
    let key = wrong.prefix { $0 != ":" }
    let faulty = text.replacingOccurrences(of: right, with: wrong)
    let place = try #require(faulty.split(separator: "\n", omittingEmptySubsequences: false)[line].firstRange(of: key))
    let faultyLine = faulty.split(separator: "\n", omittingEmptySubsequences: false)[line]
    let finding = try #require(failure(["en/language.json": faulty])?.findings.first)
    #expect(finding.message == message)
    #expect(
      finding.location
        == Location(
          "mine/en/language.json", line: line + 1,
          column: 1 + faultyLine.utf8.distance(from: faultyLine.startIndex, to: place.lowerBound)))
  }

  @Test func aLanguageFileThatLacksAWordIsRefused() throws {
    let text = try language("en")
    let lines = text.split(separator: "\n").filter { !$0.contains("\"up\":") && !$0.contains("\"points\":") }
    let place = Location("mine/en/language.json")
    #expect(
      failure(["en/language.json": lines.joined(separator: "\n")])?.findings == [
        Finding(.error, "the label 'up' is missing", at: place, hint: "write it as templates/en/language.json does"),
        Finding(
          .error, "the label 'points' is missing", at: place, hint: "write it as templates/en/language.json does"),
      ])
    let unknown = text.replacingOccurrences(of: "\"up\":", with: "\"uup\": \"\", \"up\":")
    let line =
      1 + (text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("\"up\":") } ?? 0)
    #expect(
      failure(["en/language.json": unknown])?.findings == [
        Finding(
          .error, "there is no label 'uup'", at: Location(place.file, line: line, column: 5), hint: "did you mean 'up'?"
        )
      ])
    let rule = text.replacingOccurrences(of: "\"n = 1\"", with: "\"n is 1\"")
    #expect(
      failure(["en/language.json": rule])?.findings.map(\.message)
        == ["is not a language file: the plural rule \"one\": \"n is 1\""])
    let withoutGroup = text.replacingOccurrences(of: "\"group\"", with: "\"grup\"")
    #expect(
      failure(["en/language.json": withoutGroup])?.findings == [
        Finding(
          .error, "the language lacks 'group'", at: place, hint: "write it as templates/en/language.json does")
      ])
    let broken = failure(["en/language.json": "{"])
    #expect(broken?.status == .badConfiguration)
    #expect(broken?.findings.map(\.location) == [place])
    // Foundation says where by bytes; the place is a line and a column.
    let comma = text.replacingOccurrences(of: "\"code\": \"en\",", with: "\"code\": \"ế\"")
    #expect(
      failure(["en/language.json": comma])?.findings.map(\.description) == [
        "mine/en/language.json:3:3: error: is not a language file: Invalid value. hint: it is JSON: check commas, quotes and brackets before."
      ])
  }

  /// What would print other figures, or names of values for values.
  @Test(arguments: [
    ("\"decimal\": \".\"", "\"decimal\": \"\"", "'decimal' is empty"),
    ("\"group\": \",\"", "\"group\": \"1\"", "'group' is '1', which is read as a part of the number"),
    ("\"group\": \",\"", "\"group\": \".\"", "'group' and 'decimal' are both '.'"),
    ("\"minus\": \"−\"", "\"minus\": \"\"", "'minus' is empty"),
    (
      "\"date_short\": \"{d} {month} {yyyy}\"", "\"date_short\": \"{d}/{mm}/{yyyyy}\"",
      "'date_short' is '{d}/{mm}/{yyyyy}': there is no {yyyyy} here"
    ),
    ("\"date_long\": \"{d} {month} {yyyy}\"", "\"date_long\": \"\"", "'date_long' is '', which says no day"),
    ("\"date_mark\": \"{d} {mon}\"", "\"date_mark\": \"{d}\"", "'date_mark' is '{d}'"),
    ("\"{name} Commune\"", "\"Commune\"", "'labels.unit_commune' is 'Commune': {name} is missing"),
    (
      "\"{dossiers} resolved in addition\"", "\"{dosiers} resolved\"",
      "'labels.draw_resolution_rate' is '{dosiers} resolved': there is no {dosiers} here"
    ),
    (
      "\"Week {number} of {year} ({from} to {to})\"", "\"Week {nombre} of {year}\"",
      "'labels.period_week' is 'Week {nombre} of {year}': there is no {nombre} here"
    ),
    (
      "\"one\": \"{n} dossier\"", "\"one\": \"{N} dossier\"",
      "'phrases.dossiers.one' is '{N} dossier': there is no {N} here"
    ),
    ("\"other\": \"{n}th\"", "\"other\": \"th\"", "'ordinals.other' is 'th': {n} is missing"),
    ("\"decimal\": \".\"", "\"decimal\": \".\", \"decimall\": \",\"", "there is no 'decimall' in a language file"),
    ("\"decimal\": \".\"", "\"decimal\": \".\", \"decimal\": \".\"", "'decimal' stands here twice"),
  ])
  func slipsOfALanguageAreRefused(_ right: String, _ wrong: String, _ message: String) throws {
    let text = try language("en")
    #expect(text.contains(right), "\(right)")
    let findings = failure(["en/language.json": text.replacing(right, with: wrong, maxReplacements: 1)])?.findings ?? []
    #expect(findings.contains { $0.message == message && $0.location?.line != nil }, "\(findings)")
  }

  /// A period is told by its year and number, or by its days.
  @Test func periodsOfALanguageMaySayWhatTellsThem() throws {
    let text = try language("en")
    func refusal(_ right: String, _ wrong: String) throws -> String? {
      #expect(text.contains(right))
      do throws(Failure) {
        _ = try set(["en/language.json": text.replacing(right, with: wrong)])
        return nil
      } catch {
        return error.findings.first?.message
      }
    }
    #expect(try refusal("{month} {year} ({from} to {to})", "du {from} au {to}") == nil)
    #expect(try refusal("{month} {year} ({from} to {to})", "{number}/{year}") == nil)
    #expect(
      try refusal("Week {number} of {year} ({from} to {to})", "Semaine de {year}")
        == "'labels.period_week' is 'Semaine de {year}': {number}, or {from} and {to} is missing")
  }

  /// Values come quoted, and quotes round them would be two: on a line, over lines, and round a part that others call.
  @Test(arguments: [
    (["\"{{name}}\",{{code}}\n"], "name", 2), (["\"a {{name}} b\",{{code}}\n"], "name", 4),
    (["\"a\"\"b\",\"{{name}}\"\n"], "name", 9), (["\"{{> _cell}}\",{{code}}\n", "{{name}}"], "name", 1),
    (["\"a\n{{name}}\",{{code}}\n"], "name", 1),
  ])
  func quotesRoundValuesOfRecordsAreRefused(_ texts: [String], _ name: String, _ column: Int) throws {
    var files = ["csv/mine.csv.mustache": "name,code\n{{#provinces}}\n\(texts[0]){{/provinces}}\n"]
    if texts.count > 1 { files["csv/_cell.mustache"] = texts[1] }
    let findings = failure(files)?.findings ?? []
    #expect(
      findings.map(\.message) == ["'\(name)' stands in quotes, and values of CSV files are quoted where they need it"])
    #expect(findings.first?.location?.column == column, "\(findings)")
    #expect(findings.first?.hint == "write {{\(name)}} alone between commas")
  }

  @Test(arguments: ["\"x, y\",{{code}}\n", "{{! a 5\" thing }}{{name}},{{code}}\n", "\"a\nb\",{{name}}\n"])
  func otherQuotesOfRecordsAreTaken(_ row: String) throws {
    let template = "\"a, b\",code\n{{#provinces}}\n\(row){{/provinces}}\n"
    #expect(try set(["csv/mine.csv.mustache": template]).contains("csv/mine.csv"))
    #expect(try set(["en/mine.md.mustache": "{{#provinces}}\n\"{{name}}\"\n{{/provinces}}\n"]).contains("en/mine.md"))
  }

  /// Hints that lead on: to a partial's name, and from a number to what it is.
  @Test func hintsOfTemplatesLeadOn() throws {
    #expect(
      failure(["en/mine.md.mustache": "{{> nope}}\n"])?.findings.first?.hint
        == "names of partials begin with '_': write {{> _nope}} and add _nope.mustache")
    #expect(
      failure(["en/provinces/_each.md.mustache": "{{#here.communes}}{{name}}{{/here.communes}}\n"])?.findings.first?
        .hint
        == "'here.communes' is a value and no list, its section adds no names")
    #expect(
      failure(["en/letters/_each.md.mustache": "{{> _p}}", "en/letters/_p.mustache": "x"])?.findings.first?.hint
        == "call it by its folder as well: {{> letters/_p}}")
    #expect(
      failure(["en/letters/_each.mustache": "x"])?.findings.first?.hint
        == "a page of each province is called with its kind: letters/_each.md.mustache")
    #expect(
      failure(["en/mine.md.mustache": "{{provinces.name}}\n"])?.findings.first?.hint
        == "open a section: {{#provinces}}{{name}}{{/provinces}}")
    #expect(
      failure(["en/mine.md.mustache": "{{is_complete.x}}\n"])?.findings.first?.hint
        == "ask it with a section: {{#is_complete}}")
    // The number of a province's communes is not the list of all.
    let nested = failure(["en/mine.md.mustache": "{{#provinces}}{{#communes}}{{name}}{{/communes}}{{/provinces}}"])
    #expect(nested?.findings.first?.message == "'communes' is a number here, the list of this name stands outside")
    // A slip inside the section of a value is a slip like any other.
    #expect(
      failure(["en/mine.md.mustache": "{{#online_share}}{{onlin_share}}{{/online_share}}\n"])?.findings.first?.hint
        == "did you mean 'online_share'?")
  }
}
