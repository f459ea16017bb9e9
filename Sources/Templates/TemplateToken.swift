import Diagnostics

/// One tag of a Mustache template, with its place.
struct TemplateToken {
  enum Kind: Equatable {
    case variable, section, inverted, close, partial
    /// A part of the language that strict templates refuse, and why.
    case refused(String)
  }

  let kind: Kind
  /// The name inside the tag, without transforms.
  let name: String
  /// Transforms round the name, outermost first: `{{compact(received)}}` has one.
  let transforms: [String]
  let line: Int
  let column: Int
}

/// Cuts a template into its tags; text between them needs no check.
struct TemplateTokenizer {
  private let file: String

  init(file: String) { self.file = file }

  func tokens(of template: String) throws(Failure) -> [TemplateToken] {
    var tokens: [TemplateToken] = []
    for (number, line) in template.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var rest = line[...]
      while let open = rest.firstRange(of: "{{") {
        let column = line.utf8.distance(from: line.startIndex, to: open.lowerBound) + 1
        let isTriple = rest[open.upperBound...].hasPrefix("{")
        let start = isTriple ? rest.index(after: open.upperBound) : open.upperBound
        guard let close = rest[start...].firstRange(of: isTriple ? "}}}" : "}}") else {
          throw Failure(
            .badConfiguration, "the tag is not closed on its line",
            at: Location(file, line: number + 1, column: column), hint: "close it with \(isTriple ? "}}}" : "}}")")
        }
        let inside = String(rest[start..<close.lowerBound])
        if let token = token(inside, isTriple: isTriple, line: number + 1, column: column) { tokens.append(token) }
        rest = rest[close.upperBound...]
      }
    }
    return tokens
  }

  private func token(_ inside: String, isTriple: Bool, line: Int, column: Int) -> TemplateToken? {
    guard let mark = inside.first else {
      return TemplateToken(kind: .refused("the tag is empty"), name: "", transforms: [], line: line, column: column)
    }
    let kind: TemplateToken.Kind
    switch mark {
    case "!": return nil
    case "#": kind = .section
    case "^": kind = .inverted
    case "/": kind = .close
    case ">" where inside.dropFirst().first == "*": kind = .refused("a partial is named by a value")
    case ">": kind = .partial
    case "<", "$": kind = .refused("template inheritance is not used here")
    case "=": kind = .refused("delimiters are not changed here")
    case "%": kind = .refused("escaping follows the output's ending and is not set in a template")
    default: kind = .variable
    }
    let isMarked = kind != .variable || mark == "&"
    var name = (isMarked ? String(inside.dropFirst()) : inside).filter { $0 != " " && $0 != "\t" }
    var transforms: [String] = []
    while name.hasSuffix(")"), let open = name.firstIndex(of: "(") {
      transforms.append(String(name[..<open]))
      name = String(name[name.index(after: open)...].dropLast())
    }
    return TemplateToken(kind: kind, name: name, transforms: transforms, line: line, column: column)
  }
}
