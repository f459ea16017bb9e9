import Diagnostics

/// Checks a template, with its partials, against the names it will be given.
///
/// swift-mustache renders an unknown name as nothing, and a wrong figure can come from such silence. So every tag is
/// resolved before the first row is read.
struct TemplateCheck {
  /// All templates of the language, by the name under which a partial is called, with the file's path for messages.
  let partials: [String: (file: String, text: String)]

  /// Everything wrong with a template and the partials it calls.
  func findings(file: String, text: String, shape: Shape) -> [Finding] {
    var walk = Walk(partials: partials)
    walk.check(file: file, text: text, scopes: [shape], callers: [])
    return walk.findings
  }

  /// Sections and partials inside one another; the engine calls itself for each.
  private static let mostNested = 64
  /// Calls of partials by one template, those in partials included: twice as many in each of thirty partials are a
  /// billion.
  private static let mostCalls = 10_000

  private struct Walk {
    let partials: [String: (file: String, text: String)]
    var findings: [Finding] = []
    private var calls = 0

    init(partials: [String: (file: String, text: String)]) { self.partials = partials }

    mutating func check(file: String, text: String, scopes: [Shape], callers: [String]) {
      let tokens: [TemplateToken]
      do throws(Failure) {
        tokens = try TemplateTokenizer(file: file).tokens(of: text)
      } catch {
        findings += error.findings
        return
      }
      var scopes = scopes
      var open: [(token: TemplateToken, pushed: Bool)] = []
      for token in tokens {
        let place = Location(file, line: token.line, column: token.column)
        switch token.kind {
        case .refused(let why):
          findings.append(Finding(.error, "strict templates refuse this tag: \(why)", at: place))
        case .variable:
          checkVariable(token, scopes, place)
        case .section, .inverted:
          guard open.count < TemplateCheck.mostNested else {
            findings.append(
              Finding(.error, "sections are nested more than \(TemplateCheck.mostNested) deep", at: place))
            return
          }
          let inner = sectionShape(token, scopes, place)
          if let inner, token.kind == .section { scopes.append(inner) }
          open.append((token, inner != nil && token.kind == .section))
        case .close:
          guard let last = open.popLast(), last.token.name == token.name else {
            findings.append(
              Finding(.error, "'/\(token.name)' closes a section that is not open here", at: place))
            return
          }
          if last.pushed { scopes.removeLast() }
        case .partial:
          checkPartial(token, scopes, callers: callers + [file], place)
        }
      }
      for (token, _) in open {
        findings.append(
          Finding(
            .error, "the section '\(token.name)' is not closed",
            at: Location(file, line: token.line, column: token.column), hint: "close it with {{/\(token.name)}}"))
      }
    }

    /// What a dotted name is in the innermost scope that knows its first part; nil, with a finding, where none does.
    private mutating func resolve(_ name: String, _ scopes: [Shape], _ place: Location) -> Shape.Kind? {
      if name == "." {
        findings.append(Finding(.error, "'.' stands for a whole row, a name was expected", at: place))
        return nil
      }
      let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard let scope = scopes.last(where: { $0.entries[parts[0]] != nil }), var entry = scope.entries[parts[0]]
      else {
        let known = Set(scopes.flatMap { $0.entries.keys }).sorted()
        findings.append(
          Finding(
            .error, "there is no '\(parts[0])' here", at: place,
            hint: Suggestion.hint(for: parts[0], in: known) ?? "'dossier-report fields' lists every name"))
        return nil
      }
      for part in parts.dropFirst() {
        switch entry.kind {
        case .record(let shape):
          guard let next = shape.entries[part] else {
            findings.append(unknown(part, of: name, known: shape.entries.keys.sorted(), place))
            return nil
          }
          entry = next
        case .value(let forms):
          guard forms.contains(part) else {
            findings.append(unknown(part, of: name, known: forms, place))
            return nil
          }
          entry = Shape.Entry(.value(forms: []), "")
        case .flag, .list:
          findings.append(unknown(part, of: name, known: [], place))
          return nil
        }
      }
      return entry.kind
    }

    private func unknown(_ part: String, of name: String, known: [String], _ place: Location) -> Finding {
      let hint =
        Suggestion.hint(for: part, in: known)
        ?? (known.isEmpty ? "print the name alone" : "there are \(known.joined(separator: ", "))")
      return Finding(.error, "there is no '\(part)' in '\(name)'", at: place, hint: hint)
    }

    private mutating func checkVariable(_ token: TemplateToken, _ scopes: [Shape], _ place: Location) {
      guard let kind = resolve(token.name, scopes, place) else { return }
      guard case .value(let forms) = kind else {
        findings.append(
          Finding(
            .error, "'\(token.name)' has no text of its own", at: place,
            hint: "open a section with {{#\(token.name)}}, or name a value in it"))
        return
      }
      // The innermost comes first; a form has no forms of its own.
      var subject = token.name
      var known = forms
      for transform in token.transforms.reversed() {
        guard known.contains(transform) else {
          findings.append(unknown(transform, of: subject, known: known, place))
          return
        }
        subject = "\(transform)(\(subject))"
        known = []
      }
    }

    /// The names that a section adds, an empty shape where it only decides; nil where the name is unknown.
    private mutating func sectionShape(_ token: TemplateToken, _ scopes: [Shape], _ place: Location) -> Shape? {
      guard token.transforms.isEmpty else {
        findings.append(Finding(.error, "a section takes no transform", at: place))
        return nil
      }
      switch resolve(token.name, scopes, place) {
      case .list(let shape), .record(let shape): return shape
      case .value, .flag: return Shape([:])
      case nil: return nil
      }
    }

    private mutating func checkPartial(
      _ token: TemplateToken, _ scopes: [Shape], callers: [String], _ place: Location
    ) {
      guard let partial = partials[token.name] else {
        findings.append(
          Finding(
            .error, "there is no partial '\(token.name)'", at: place,
            hint: Suggestion.hint(for: token.name, in: partials.keys.sorted())
              ?? "add a file \(token.name).mustache beside this one"))
        return
      }
      guard !callers.contains(partial.file) else {
        findings.append(Finding(.error, "the partial '\(token.name)' calls itself", at: place))
        return
      }
      calls += 1
      guard callers.count <= TemplateCheck.mostNested, calls <= TemplateCheck.mostCalls else {
        // Once is enough: where there are too many, each would be told again.
        if calls <= TemplateCheck.mostCalls + 1 {
          findings.append(Finding(.error, "partials call one another too deeply or too often", at: place))
        }
        calls = max(calls, TemplateCheck.mostCalls + 1)
        return
      }
      check(file: partial.file, text: partial.text, scopes: scopes, callers: callers)
    }
  }
}
