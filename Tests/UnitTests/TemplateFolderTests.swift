import Diagnostics
import Templates
import Testing

/// Templates are checked before they are rendered: Mustache prints an unknown name as nothing.
@Suite struct TemplateFolderTests {
  private static let unit = Shape([
    "name": .init(.value(forms: []), "name"), "rate": .init(.value(forms: ["precise"]), "rate"),
  ])
  private static let shape = Shape([
    "title": .init(.value(forms: []), "title"), "rate": .init(.value(forms: ["precise", "fraction"]), "rate"),
    "received": .init(.count(forms: ["compact"]), "received"), "is_complete": .init(.flag, "flag"),
    "rows": .init(.list(unit), "rows"), "total": .init(.record(unit), "total"),
  ])

  private func folder(_ files: [String: String]) throws(Failure) -> TemplateFolder {
    let sources = files.map { ($0.key, (file: "vi/\($0.key).mustache", text: $0.value)) }
    return try TemplateFolder(
      files: Dictionary(uniqueKeysWithValues: sources), phrases: ["dossiers"],
      shape: { $0.hasPrefix("_") ? nil : Self.shape })
  }

  private func findings(_ text: String, _ partials: [String: String] = [:]) -> [String] {
    let failure = #expect(throws: Failure.self, "\(text)") {
      try folder(["page.md": text].merging(partials) { $1 })
    }
    #expect(failure?.status == .badConfiguration)
    return failure?.findings.map(\.description) ?? []
  }

  @Test(arguments: [
    ("{{titel}}", "vi/page.md.mustache:1:1: error: there is no 'titel' here. hint: did you mean 'title'?"),
    (
      "Kỳ\n  ê {{titel}}",
      "vi/page.md.mustache:2:5: error: there is no 'titel' here. hint: did you mean 'title'?"
    ),
    (
      "{{title}} {{xyz}}",
      "vi/page.md.mustache:1:11: error: there is no 'xyz' here. hint: 'dossier-report fields' lists every name."
    ),
    (
      "{{name}}",
      "vi/page.md.mustache:1:1: error: there is no 'name' here. hint: it is a name inside 'rows'."
    ),
    (
      "{{#rows}}{{nam}}{{/rows}}",
      "vi/page.md.mustache:1:10: error: there is no 'nam' here. hint: did you mean 'name'?"
    ),
    (
      "{{rate.precisely}}",
      "vi/page.md.mustache:1:1: error: there is no 'precisely' in 'rate.precisely'. hint: did you mean 'precise'?"
    ),
    (
      "{{total.rate.fraction}}",
      "vi/page.md.mustache:1:1: error: there is no 'fraction' in 'total.rate.fraction'. hint: there are precise."
    ),
    (
      "{{total.nme}}", "vi/page.md.mustache:1:1: error: there is no 'nme' in 'total.nme'. hint: did you mean 'name'?"
    ),
    (
      "{{title.long}}",
      "vi/page.md.mustache:1:1: error: there is no 'long' in 'title.long'. hint: print the name alone."
    ),
    (
      "{{fraktion(rate)}}",
      "vi/page.md.mustache:1:1: error: there is no 'fraktion' in 'rate'. hint: did you mean 'fraction'?"
    ),
    (
      "{{fraction(precise(rate))}}",
      "vi/page.md.mustache:1:1: error: there is no 'fraction' in 'precise(rate)'. hint: print the name alone."
    ),
    (
      "{{precise(rate.fraction)}}",
      "vi/page.md.mustache:1:1: error: there is no 'precise' in 'rate.fraction'. hint: print the name alone."
    ),
    (
      "{{rows}}",
      "vi/page.md.mustache:1:1: error: 'rows' has no text of its own. hint: open a section with {{#rows}}, or name a value in it."
    ),
    (
      "{{is_complete}}",
      "vi/page.md.mustache:1:1: error: 'is_complete' has no text of its own. hint: open a section with {{#is_complete}}, or name a value in it."
    ),
    (
      "{{#rows}}{{.}}{{/rows}}",
      "vi/page.md.mustache:1:10: error: '.' stands for a whole row, a name was expected. hint: write a name of the row, such as {{name}}."
    ),
    (
      "{{#fraction(rate)}}{{/rate}}",
      "vi/page.md.mustache:1:1: error: a section takes no transform. hint: write {{#rate}}."
    ),
    (
      "{{=<% %>=}}",
      "vi/page.md.mustache:1:1: error: strict templates refuse this tag: delimiters are not changed here. hint: write tags as {{name}}."
    ),
    (
      "{{% CONTENT_TYPE:HTML}}",
      "vi/page.md.mustache:1:1: error: strict templates refuse this tag: escaping follows the output's ending and is not set in a template. hint: take the tag out."
    ),
    (
      "{{>*title}}",
      "vi/page.md.mustache:1:1: error: strict templates refuse this tag: a partial is named by a value. hint: name the file: {{> _top}}."
    ),
    (
      "{{<base}}{{/base}}",
      "vi/page.md.mustache:1:1: error: strict templates refuse this tag: template inheritance is not used here. hint: call a part with {{> _name}}."
    ),
    (
      "{{received.persons}}",
      "vi/page.md.mustache:1:1: error: there is no 'persons' in 'received.persons'. hint: there are compact, dossiers."
    ),
    (
      "{{rate.dossiers}}",
      "vi/page.md.mustache:1:1: error: there is no 'dossiers' in 'rate.dossiers'. hint: there are precise, fraction."
    ),
    (
      "{{> *title}}",
      "vi/page.md.mustache:1:1: error: strict templates refuse this tag: a partial is named by a value. hint: name the file: {{> _top}}."
    ),
    (
      "{{ #rows}}",
      "vi/page.md.mustache:1:1: error: strict templates refuse this tag: a blank stands before '#'. hint: write {{# right behind the braces."
    ),
    (
      "{{tit le}}",
      "vi/page.md.mustache:1:1: error: strict templates refuse this tag: 'tit le' is no name. hint: names are letters a to z, digits and '_', with '.' between them; 'dossier-report fields' lists them."
    ),
    (
      "{{tiêu_đề}}",
      "vi/page.md.mustache:1:1: error: strict templates refuse this tag: 'tiêu_đề' is no name. hint: names are letters a to z, digits and '_', with '.' between them; 'dossier-report fields' lists them."
    ),
    (
      "{{fraction(rate}}",
      "vi/page.md.mustache:1:1: error: strict templates refuse this tag: the brackets of 'fraction(rate' do not match. hint: write the form behind the name: {{name.form}}."
    ),
    (
      "{{>}}",
      "vi/page.md.mustache:1:1: error: strict templates refuse this tag: '' is no name. hint: names are letters a to z, digits and '_', with '.' between them; 'dossier-report fields' lists them."
    ),
    (
      "{{#rate}}{{precise}}{{/rate}}",
      "vi/page.md.mustache:1:10: error: 'precise' is a form of 'rate' inside its section. hint: write {{rate.precise}}, or close the section before."
    ),
    (
      "{{title}}\n {rate}} {{title}}",
      "vi/page.md.mustache:2:2: error: '{rate}}' lacks a brace and would be printed as it stands. hint: write {{rate}}."
    ),
    (
      "{total.rate}}",
      "vi/page.md.mustache:1:1: error: '{total.rate}}' lacks a brace and would be printed as it stands. hint: write {{total.rate}}."
    ),
    (
      "{{}}",
      "vi/page.md.mustache:1:1: error: strict templates refuse this tag: the tag is empty. hint: write a name into it, or take it out."
    ),
    (
      "{{> _hed}}",
      "vi/page.md.mustache:1:1: error: there is no partial '_hed'. hint: add a file _hed.mustache beside this one."
    ),
  ])
  func refuses(_ text: String, _ expected: String) { #expect(findings(text).contains(expected), "\(findings(text))") }

  @Test(arguments: [
    (
      "a\n {{#rows}}",
      "vi/page.md.mustache:2:2: error: the section 'rows' is not closed. hint: close it with {{/rows}}."
    ),
    (
      "{{#rows}}{{/total}}",
      "vi/page.md.mustache:1:10: error: '/total' closes a section that is not open here. hint: close 'rows' of line 1 first: {{/rows}}."
    ),
    (
      "{{/rows}}",
      "vi/page.md.mustache:1:1: error: '/rows' closes a section that is not open here. hint: open it before with {{#rows}}, or take this tag out."
    ),
    (
      "{{#rows}}{{#total}}{{/rows}}{{/total}}",
      "vi/page.md.mustache:1:20: error: '/rows' closes a section that is not open here. hint: close 'total' of line 1 first: {{/total}}."
    ),
    (
      "{{#rate}}x{{/precise(rate)}}",
      "vi/page.md.mustache:1:11: error: '/precise(rate)' closes a section that is not open here. hint: close 'rate' of line 1 first: {{/rate}}."
    ),
    ("x {{title", "vi/page.md.mustache:1:3: error: the tag is not closed on its line. hint: close it with }}."),
    ("a\n{{! note\n}", "vi/page.md.mustache:2:1: error: the comment is not closed. hint: close it with }}."),
    ("{{{title}}", "vi/page.md.mustache:1:1: error: the tag is not closed on its line. hint: close it with }}}."),
  ])
  func refusesWhatIsNotClosed(_ text: String, _ expected: String) {
    #expect(findings(text).first == expected)
  }

  @Test func partialsAreCheckedWhereTheyAreCalled() {
    #expect(
      findings("{{title}}\n{{> _rwo}}", ["_row": "{{title}}"])
        == ["vi/page.md.mustache:2:1: error: there is no partial '_rwo'. hint: did you mean '_row'?"])
    // Inside the rows 'name' is known, outside it is not.
    #expect(findings("{{> _row}}", ["_row": "\n{{name}}"]).map { $0.prefix(23) } == ["vi/_row.mustache:2:1: e"])
    #expect(throws: Never.self) {
      try folder(["page.md": "{{#rows}}{{> _row}}{{/rows}}", "_row": "{{name}} {{title}}"])
    }
  }

  /// A partial is called by its name, not by its file's.
  @Test(arguments: ["_row.mustache", "vi/_row", "vi/_row.mustache"])
  func aPathIsNoPartial(_ path: String) {
    #expect(
      findings("{{> \(path)}}{{> _row}}", ["_row": "{{title}}"])
        == ["vi/page.md.mustache:1:1: error: there is no partial '\(path)'. hint: did you mean '_row'?"])
  }

  @Test func partialsThatCallThemselvesAreRefused() {
    #expect(
      findings("{{> _a}}", ["_a": "{{> _b}}", "_b": "b {{> _a}}"])
        == ["vi/_b.mustache:1:3: error: the partial '_a' calls itself. hint: take one of the calls out."])
    #expect(findings("{{#rows}}{{> _a}}{{/rows}}", ["_a": "{{> _a}}"]).count == 1)
    // Called twice, one after the other, is no circle.
    #expect(throws: Never.self) { try folder(["page.md": "{{> _a}}{{> _a}}", "_a": "{{title}}"]) }
  }

  @Test func everyFindingOfEveryFileIsReported() {
    let found = findings("{{a1}}\n{{a2}}", ["other.md": "{{a3}}"])
    #expect(
      found.map { $0.prefix(24) } == [
        "vi/other.md.mustache:1:1", "vi/page.md.mustache:1:1:", "vi/page.md.mustache:2:1:",
      ])
  }

  // MARK: Rendering

  private func record(_ values: [String: any Sendable]) -> TemplateRecord {
    TemplateRecord { name in
      switch values[name] {
      case let value as TemplateValue: .value(value)
      case let flag as Bool: .flag(flag)
      case let records as [TemplateRecord]: .list(records)
      case let record as TemplateRecord: .record(record)
      default: nil
      }
    }
  }

  private func render(_ files: [String: String], _ values: [String: any Sendable]) throws -> String {
    try folder(files).render("page.md", with: record(values))
  }

  /// A row without a rate prints its own blank, never the rate of what is around it.
  @Test func aMissingValueNeverClimbsToTheOuterScope() throws {
    let missing = TemplateValue("–", isMissing: true) { _ in TemplateValue("–", isMissing: true) }
    let rows = [
      record([
        "name": TemplateValue("A"), "rate": TemplateValue("50%") { $0 == "precise" ? TemplateValue("50.00%") : nil },
      ]),
      record(["name": TemplateValue("B"), "rate": missing]),
    ]
    let text = """
      {{rate}}
      {{#rows}}
      {{name}} {{rate}} {{rate.precise}} {{precise(rate)}}{{#rate}} of {{rate}}{{/rate}}{{^rate}} none{{/rate}}
      {{/rows}}
      """
    let page = try render(["page.md": text], ["rate": TemplateValue("99%"), "rows": rows])
    #expect(page == "99%\nA 50% 50.00% 50.00% of 50%\nB – – – none\n")
  }

  @Test func valuesAreNotEscapedAgain() throws {
    let values =
      [
        "title": TemplateValue("<a & \"b\">"),
        "rows": [record(["name": TemplateValue("<i>"), "rate": TemplateValue("")])],
      ] as [String: any Sendable]
    #expect(
      try render(["page.md": "{{title}} {{{title}}} {{&title}}"], values) == "<a & \"b\"> <a & \"b\"> <a & \"b\">")
    #expect(
      try render(
        ["page.md": "{{> _p}}{{#rows}}{{> _p}}{{> _q}}{{/rows}}", "_p": "{{title}};", "_q": "{{name}}"], values)
        == "<a & \"b\">;<a & \"b\">;<i>")
  }

  @Test func sectionsFollowFlagsRecordsAndLists() throws {
    let total = record(["name": TemplateValue("T"), "rate": TemplateValue("1%")])
    let text =
      "{{#is_complete}}all{{/is_complete}}{{^is_complete}}some{{/is_complete}} {{total.name}}{{#total}}{{rate}}{{/total}}{{^rows}} empty{{/rows}}{{! note }}"
    #expect(
      try render(["page.md": text], ["is_complete": true, "total": total, "rows": [TemplateRecord]()])
        == "all T1% empty")
    #expect(try render(["page.md": text], ["is_complete": false, "total": total, "rows": [total]]) == "some T1%")
  }

  /// A word in one brace and two that names nothing is no slip: programs and formulas are written so.
  @Test func whatLooksLikeATagAndNamesNothingIsText() throws {
    let text = "a {foo}} $a_{b}}$\n  {x}}\n{{title}}"
    #expect(try render(["page.md": text], ["title": TemplateValue("T")]) == "a {foo}} $a_{b}}$\n  {x}}\nT")
  }

  /// Only comments run over lines, and what follows them is found where it stands.
  @Test func commentsRunOverLines() throws {
    #expect(try render(["page.md": "a{{! one\ntwo {{\n }}{{title}}"], ["title": TemplateValue("T")]) == "aT")
    #expect(
      findings("{{! one\ntwo }} {{titel}}") == [
        "vi/page.md.mustache:2:8: error: there is no 'titel' here. hint: did you mean 'title'?"
      ])
  }

  @Test func aCountTakesThePhrasesOfTheLanguage() throws {
    let count = TemplateValue("1") { $0 == "dossiers" ? TemplateValue("1 dossier") : nil }
    #expect(
      try render(["page.md": "{{received.dossiers}} {{dossiers(received)}}"], ["received": count])
        == "1 dossier 1 dossier")
  }

  @Test func partialsThatNobodyCallsAreNamed() throws {
    let files = ["page.md": "{{> _a}}", "_a": "{{> _b}}", "_b": "", "_c": ""]
    #expect(try folder(files).unusedPartials == ["_c"])
    #expect(try folder(files).usedNames["page.md"] == [])
    #expect(
      try folder(["page.md": "{{#rows}}{{> _a}}{{/rows}}", "_a": "{{name}}"]).usedNames["page.md"] == [
        "rows", "rows.name",
      ])
  }

  @Test func partialsMayNotCallOneAnotherWithoutEnd() {
    var files = ["_99": ""]
    for number in 10..<99 { files["_\(number)"] = "{{> _\(number + 1)}}" }
    #expect(
      findings("{{> _10}}", files).map { $0.suffix(90) }
        == [" error: partials call one another too deeply or too often. hint: take some of the calls out."].map {
          $0.suffix(90)
        })
  }

  /// Wherever sections, comments and blank lines lie.
  @Test func longTemplatesPrintAsShortOnesDo() throws {
    let part =
      "\n{{#rows}}\n- {{name}}\n\n{{/rows}}\nđuôi {{title}}\n\n{{^is_complete}}\nkhông\n{{/is_complete}}\n  {{> _p}}\n"
    let rows = [record(["name": TemplateValue("A"), "rate": TemplateValue("")])]
    let values = ["rows": rows, "title": TemplateValue("T"), "is_complete": false] as [String: any Sendable]
    let once = try render(["page.md": part, "_p": "x\ny\n"], values)
    #expect(once == "\n- A\n\nđuôi T\n\nkhông\n  x\n  y\n")
    for count in 2...40 {
      let many = try render(["page.md": String(repeating: part, count: count), "_p": "x\ny\n"], values)
      #expect(many == String(repeating: once, count: count), "\(count)")
    }
    let text = String(repeating: "0123456789\n", count: 50)
    #expect(try render(["page.md": "{{! a\n" + text + "}}b" + text], [:]) == "b" + text)
    #expect(try render(["page.md": ""], [:]) == "")
    #expect(try render(["page.md": "\n\n"], [:]) == "\n\n")
  }

  @Test func filesWithAnUnderscoreMakeNoOutput() throws {
    #expect(try folder(["b.md": "", "a.txt": "", "_c": ""]).outputs == ["a.txt", "b.md"])
  }
}
