import Diagnostics

/// Checks a template, with its partials, against the names it will be given.
///
/// Mustache renders an unknown name as nothing, and that silence can produce a wrong figure. So every tag is resolved
/// before the first row is read.
struct TemplateCheck {
  /// One template: the file's path for messages, and its tags or the reason why it has none.
  struct Source {
    let file: String
    let text: String
    let tokens: Result<[TemplateToken], Failure>

    init(file: String, text: String) {
      self.file = file
      self.text = text
      do throws(Failure) {
        tokens = .success(try TemplateTokenizer(file: file).tokens(of: text))
      } catch {
        tokens = .failure(error)
      }
    }
  }

  /// All templates of the language, by the name under which a partial is called.
  private let sources: [String: Source]
  /// The language's own forms of counts, such as `dossiers`.
  private let phrases: [String]

  init(files: [String: (file: String, text: String)], phrases: [String]) {
    sources = files.mapValues { Source(file: $0.file, text: $0.text) }
    self.phrases = phrases
  }

  /// Returns the template, ready to render.
  ///
  /// - Precondition: the check of the template found nothing.
  func tree(_ name: String) -> TemplateTree {
    guard let source = sources[name], case .success(let tokens) = source.tokens else {
      preconditionFailure("no template \(name) that has passed its check")
    }
    return TemplateTree(tokens, of: source.text)
  }

  /// The limit of nested sections and partials, because rendering recurses into each.
  private static let mostNested = 64
  /// The limit of calls of partials by one template, including those within partials. Without it, thirty partials that
  /// each call the next one twice make a billion calls.
  private static let mostCalls = 10_000

  /// What a check found, and what the template uses.
  struct Findings {
    var findings: [Finding] = []
    /// Names of the partials called, directly or by one another.
    var partials: Set<String> = []
    /// Paths of the names used, from the root: `provinces.name`.
    var names: Set<String> = []
  }

  /// Returns everything that is wrong with a template and the partials it calls.
  func check(_ name: String, shape: Shape) -> Findings {
    var walk = Walk(partials: sources, phrases: phrases, isOfRecords: OutputKind(ofOutput: name) == .csv)
    if let source = sources[name] { walk.check(source, scopes: [Scope(path: "", shape: shape)], callers: []) }
    return walk.result
  }

  /// The names that a section adds, and their path from the root.
  private struct Scope {
    let path: String
    let shape: Shape
    /// Inside the section of a value, the names of the value's forms, which Mustache finds before any name outside.
    var forms: [String] = []
  }

  private struct Walk {
    let partials: [String: Source]
    let phrases: [String]
    /// Whether the output is a CSV file, whose values are already quoted where they need it.
    let isOfRecords: Bool
    var result = Findings()
    private var calls = 0
    /// Whether a quote is open in the text of a CSV file, across lines and into partials.
    private var isInQuotes = false

    init(partials: [String: Source], phrases: [String], isOfRecords: Bool) {
      self.partials = partials
      // The phrases that a language adds to counts do not exist in a CSV file.
      self.phrases = isOfRecords ? [] : phrases
      self.isOfRecords = isOfRecords
    }

    mutating func check(_ source: Source, scopes: [Scope], callers: [String]) {
      let file = source.file
      let tokens: [TemplateToken]
      switch source.tokens {
      case .success(let found): tokens = found
      case .failure(let failure):
        result.findings += failure.findings
        return
      }
      var scopes = scopes
      var open: [(token: TemplateToken, pushed: Bool)] = []
      let text = isOfRecords ? Array(source.text.utf8) : []
      var passed = 0
      defer { if isOfRecords { passText(passed..<text.count, of: text) } }
      for token in tokens {
        if isOfRecords { passText(passed..<token.bytes.lowerBound, of: text) }
        passed = token.bytes.upperBound
        let place = Location(file, line: token.line, column: token.column)
        switch token.kind {
        case .refused(let why, let hint):
          result.findings.append(Finding(.error, "strict templates refuse this tag: \(why)", at: place, hint: hint))
        case .slip:
          let first = String(token.name.prefix { $0 != "." })
          if scopes.contains(where: { $0.shape.entries[first] != nil }) {
            result.findings.append(
              Finding(
                .error, "'{\(token.name)}}' lacks a brace and would be printed as it stands", at: place,
                hint: "write {{\(token.name)}}"))
          }
        case .variable:
          if isOfRecords { checkQuotes(token, place) }
          checkVariable(token, scopes, place)
        case .section, .inverted:
          guard open.count < TemplateCheck.mostNested else {
            result.findings.append(
              Finding(
                .error, "sections are nested more than \(TemplateCheck.mostNested) deep", at: place,
                hint: "close some of them before"))
            return
          }
          let inner = sectionShape(token, scopes, place)
          if let inner, token.kind == .section { scopes.append(inner) }
          open.append((token, inner != nil && token.kind == .section))
        case .close:
          guard let last = open.last, last.token.name == token.name, token.transforms.isEmpty else {
            let closed = token.transforms.reversed().reduce(token.name) { "\($1)(\($0))" }
            result.findings.append(
              Finding(
                .error, "'/\(closed)' closes a section that is not open here", at: place,
                hint: open.last.map { "close '\($0.token.name)' of line \($0.token.line) first: {{/\($0.token.name)}}" }
                  ?? "open it before with {{#\(token.name)}}, or take this tag out"))
            return
          }
          open.removeLast()
          if last.pushed { scopes.removeLast() }
        case .partial:
          checkPartial(token, scopes, callers: callers + [file], place)
        case .comment: break
        }
      }
      for (token, _) in open {
        result.findings.append(
          Finding(
            .error, "the section '\(token.name)' is not closed",
            at: Location(file, line: token.line, column: token.column), hint: "close it with {{/\(token.name)}}"))
      }
    }

    /// Returns what a dotted name is in the innermost scope that knows its first part; nil, with a finding, where no
    /// scope does.
    private mutating func resolve(_ name: String, _ scopes: [Scope], _ place: Location) -> (
      kind: Shape.Kind, path: String
    )? {
      if name == "." {
        result.findings.append(
          Finding(
            .error, "'.' stands for a whole row, a name was expected", at: place,
            hint: scopes.last.flatMap {
              $0.shape.entries["name"] != nil ? "name" : $0.shape.entries.keys.sorted().first
            }.map {
              "write a name of the row, such as {{\($0)}}"
            }
              ?? "write the value's own name"))
        return nil
      }
      let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      if let value = scopes.last(where: { $0.shape.entries[parts[0]] != nil || $0.forms.contains(parts[0]) }),
        value.forms.contains(parts[0])
      {
        result.findings.append(
          Finding(
            .error, "'\(parts[0])' is a form of '\(value.path.dropLast())' inside its section", at: place,
            hint: "write {{\(value.path)\(parts[0])}}, or close the section before"))
        return nil
      }
      guard let scope = scopes.last(where: { $0.shape.entries[parts[0]] != nil }),
        var entry = scope.shape.entries[parts[0]]
      else {
        // Forms come last: no scope has them as names, but they are a likely slip inside the section of a value.
        let known = Set(scopes.flatMap { $0.shape.entries.keys }).sorted() + (scopes.last?.forms ?? [])
        let near = Suggestion.hint(for: parts[0], in: known)
        let elsewhere = scopes.lazy.reversed().compactMap { $0.shape.path(to: parts[0]) }.first
        // Inside the section of a number, the author probably takes the number for a list.
        let value = scopes.last.flatMap { $0.forms.isEmpty ? nil : String($0.path.dropLast()) }
        result.findings.append(
          Finding(
            .error, "there is no '\(parts[0])' here", at: place,
            hint: (value == nil ? elsewhere.map { "it is a name inside '\($0)'" } : nil) ?? near
              ?? value.map { "'\($0)' is a value and no list, its section adds no names" }
              ?? "'dossier-report fields' lists every name"))
        return nil
      }
      var path = scope.path + parts[0]
      result.names.insert(path)
      for part in parts.dropFirst() {
        path += "." + part
        switch entry.kind {
        case .record(let shape):
          guard let next = shape.entries[part] else {
            result.findings.append(unknown(part, of: name, known: shape.entries.keys.sorted(), place))
            return nil
          }
          entry = next
          result.names.insert(path)
        case .value, .count:
          let forms = self.forms(of: entry.kind)
          guard forms.contains(part) else {
            result.findings.append(unknown(part, of: name, known: forms, place))
            return nil
          }
          entry = Shape.Entry(.value(forms: []), "")
        case .list:
          let list = path.dropLast(part.count + 1)
          result.findings.append(
            Finding(
              .error, "'\(list)' is a list, a name in one of its rows was expected", at: place,
              hint: "open a section: {{#\(list)}}{{\(part)}}{{/\(list)}}"))
          return nil
        case .flag:
          result.findings.append(
            Finding(
              .error, "'\(path.dropLast(part.count + 1))' is true or false and holds nothing", at: place,
              hint: "ask it with a section: {{#\(path.dropLast(part.count + 1))}}"))
          return nil
        }
      }
      return (entry.kind, path)
    }

    /// Returns the other forms of a value; a count also has the language's phrases.
    private func forms(of kind: Shape.Kind) -> [String] {
      switch kind {
      case .value(let forms): forms
      case .count(let forms): forms + phrases
      case .flag, .list, .record: []
      }
    }

    private func unknown(_ part: String, of name: String, known: [String], _ place: Location) -> Finding {
      let hint =
        Suggestion.hint(for: part, in: known)
        ?? (known.isEmpty ? "print the name alone" : "there are \(known.joined(separator: ", "))")
      return Finding(.error, "there is no '\(part)' in '\(name)'", at: place, hint: hint)
    }

    /// Scans the text between tags, to know whether a quote is open at its end.
    private mutating func passText(_ bytes: Range<Int>, of text: [UInt8]) {
      for place in bytes where text[place] == UInt8(ascii: "\"") { isInQuotes.toggle() }
    }

    /// A value inside the template's own quotes gets a second pair where it needs quoting, and readers would cut its
    /// cell in two.
    private mutating func checkQuotes(_ token: TemplateToken, _ place: Location) {
      guard isInQuotes else { return }
      result.findings.append(
        Finding(
          .error, "'\(token.name)' stands in quotes, and values of CSV files are quoted where they need it", at: place,
          hint: "write {{\(token.name)}} alone between commas"))
    }

    private mutating func checkVariable(_ token: TemplateToken, _ scopes: [Scope], _ place: Location) {
      guard let kind = resolve(token.name, scopes, place)?.kind else { return }
      switch kind {
      case .value, .count: break
      case .flag, .list, .record:
        result.findings.append(
          Finding(
            .error, "'\(token.name)' has no text of its own", at: place,
            hint: "open a section with {{#\(token.name)}}, or name a value in it"))
        return
      }
      // The innermost transform comes first; a form has no forms of its own.
      var subject = token.name
      var known = forms(of: kind)
      for transform in token.transforms.reversed() {
        guard known.contains(transform) else {
          result.findings.append(unknown(transform, of: subject, known: known, place))
          return
        }
        subject = "\(transform)(\(subject))"
        known = []
      }
    }

    /// Returns the names that a section adds, an empty shape where the section only decides; nil where its name is
    /// unknown.
    private mutating func sectionShape(_ token: TemplateToken, _ scopes: [Scope], _ place: Location) -> Scope? {
      guard token.transforms.isEmpty else {
        result.findings.append(
          Finding(.error, "a section takes no transform", at: place, hint: "write {{#\(token.name)}}"))
        return nil
      }
      guard let (kind, path) = resolve(token.name, scopes, place) else { return nil }
      if token.kind == .section, isListOutside(token.name, kind, scopes) {
        result.findings.append(
          Finding(
            .error, "'\(token.name)' is a number here, the list of this name stands outside", at: place,
            hint:
              "open the list where '\(path.dropLast(token.name.count + 1))' is not open, or print the number alone: {{\(token.name)}}"
          ))
        return nil
      }
      switch kind {
      case .list(let shape), .record(let shape): return Scope(path: path + ".", shape: shape)
      case .value, .count: return Scope(path: path + ".", shape: Shape([:]), forms: forms(of: kind))
      case .flag: return Scope(path: path + ".", shape: Shape([:]))
      }
    }

    /// Returns whether a name that is a number in the innermost scope is a list in an outer one, which the section was
    /// probably meant to open.
    private func isListOutside(_ name: String, _ kind: Shape.Kind, _ scopes: [Scope]) -> Bool {
      guard case .count = kind else { return false }
      return scopes.contains { scope in
        if case .list = scope.shape.entries[name]?.kind { return true }
        return false
      }
    }

    /// Returns the name that the path of a partial's file means: `en/_top.mustache` is `_top`.
    private static func partialName(_ path: String) -> String {
      let name = path.hasSuffix(".mustache") ? path.dropLast(".mustache".count) : path[...]
      return String(name.split(separator: "/").last ?? name)
    }

    private mutating func checkPartial(
      _ token: TemplateToken, _ scopes: [Scope], callers: [String], _ place: Location
    ) {
      guard let partial = partials[token.name] else {
        result.findings.append(
          Finding(
            .error, "there is no partial '\(token.name)'", at: place,
            hint: partials.keys.sorted().first { $0.hasSuffix("/" + token.name) }.map {
              "call it by its folder as well: {{> \($0)}}"
            }
              ?? Suggestion.hint(for: Self.partialName(token.name), in: partials.keys.sorted())
              ?? (token.name.hasPrefix("_")
                ? "add a file \(token.name).mustache beside this one"
                : "names of partials begin with '_': write {{> _\(token.name)}} and add _\(token.name).mustache")))
        return
      }
      result.partials.insert(token.name)
      guard !callers.contains(partial.file) else {
        result.findings.append(
          Finding(.error, "the partial '\(token.name)' calls itself", at: place, hint: "take one of the calls out"))
        return
      }
      calls += 1
      guard callers.count <= TemplateCheck.mostNested, calls <= TemplateCheck.mostCalls else {
        // Report it once; with too many calls, each would be reported again.
        if calls <= TemplateCheck.mostCalls + 1 {
          result.findings.append(
            Finding(
              .error, "partials call one another too deeply or too often", at: place, hint: "take some of the calls out"
            ))
        }
        calls = max(calls, TemplateCheck.mostCalls + 1)
        return
      }
      check(partial, scopes: scopes, callers: callers)
    }
  }
}
