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
///
/// It reads as the engine does: a tag's mark stands right behind its braces, blanks only round the name, and only a
/// comment runs over lines.
struct TemplateTokenizer {
  private let file: String

  init(file: String) { self.file = file }

  func tokens(of template: String) throws(Failure) -> [TemplateToken] {
    var tokens: [TemplateToken] = []
    var rest = template[...]
    var line = 1
    var lineStart = template.startIndex
    while let open = rest.firstRange(of: "{{") {
      for index in template[rest.startIndex..<open.lowerBound].utf8.indices where template.utf8[index] == 10 {
        line += 1
        lineStart = template.utf8.index(after: index)
      }
      let column = template.utf8.distance(from: lineStart, to: open.lowerBound) + 1
      let isTriple = rest[open.upperBound...].hasPrefix("{")
      let isComment = rest[open.upperBound...].hasPrefix("!")
      let start = isTriple ? rest.index(after: open.upperBound) : open.upperBound
      let ending = isTriple ? "}}}" : "}}"
      guard let close = rest[start...].firstRange(of: ending),
        isComment || !rest[start..<close.lowerBound].contains(where: \.isNewline)
      else {
        throw Failure(
          .badConfiguration, isComment ? "the comment is not closed" : "the tag is not closed on its line",
          at: Location(file, line: line, column: column), hint: "close it with \(ending)")
      }
      if !isComment {
        tokens.append(token(String(rest[start..<close.lowerBound]), isTriple: isTriple, line: line, column: column))
      }
      for index in template[open.lowerBound..<close.upperBound].utf8.indices where template.utf8[index] == 10 {
        line += 1
        lineStart = template.utf8.index(after: index)
      }
      rest = rest[close.upperBound...]
    }
    return tokens
  }

  private func token(_ inside: String, isTriple: Bool, line: Int, column: Int) -> TemplateToken {
    func token(_ kind: TemplateToken.Kind, _ name: String = "", _ transforms: [String] = []) -> TemplateToken {
      TemplateToken(kind: kind, name: name, transforms: transforms, line: line, column: column)
    }
    guard let mark = inside.first(where: { $0 != " " }) else { return token(.refused("the tag is empty")) }
    let kind = isTriple ? TemplateToken.Kind.variable : Self.kind(of: mark, inside)
    if case .refused = kind { return token(kind) }
    let isMarked = kind != .variable || (mark == "&" && !isTriple)
    if isMarked, inside.first != mark { return token(.refused("a blank stands before '\(mark)'")) }
    var name = Self.trimmed(isMarked ? inside.dropFirst() : inside[...])
    // A dynamic name hides behind blanks too.
    if kind == .partial, name.hasPrefix("*") { return token(.refused("a partial is named by a value")) }
    guard !name.isEmpty, name.allSatisfy({ Self.isOfName($0, isPartial: kind == .partial) }) else {
      return token(.refused("'\(name)' is no name"))
    }
    var transforms: [String] = []
    while kind != .partial, name.hasSuffix(")"), let open = name.firstIndex(of: "(") {
      transforms.append(String(name[..<open]))
      name = String(name[name.index(after: open)...].dropLast())
    }
    guard !name.isEmpty, !name.contains(where: { $0 == "(" || $0 == ")" }), !transforms.contains("") else {
      return token(.refused("the brackets of '\(Self.trimmed(inside[...]))' do not match"))
    }
    return token(kind, name, transforms)
  }

  private static func kind(of mark: Character, _ inside: String) -> TemplateToken.Kind {
    switch mark {
    case "#": .section
    case "^": .inverted
    case "/": .close
    case ">": .partial
    case "<", "$": .refused("template inheritance is not used here")
    case "=": .refused("delimiters are not changed here")
    case "%": .refused("escaping follows the output's ending and is not set in a template")
    default: .variable
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }

  private static func isOfName(_ character: Character, isPartial: Bool) -> Bool {
    guard character.isASCII else { return false }
    if character.isLetter || character.isNumber { return true }
    return isPartial ? "_-./".contains(character) : "_.()".contains(character)
  }
}
