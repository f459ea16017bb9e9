import Diagnostics

/// One tag of a Mustache template, with its place.
struct TemplateToken {
  enum Kind: Equatable {
    case variable, section, inverted, close, partial, comment
    /// A word between one opening and two closing braces, which is printed as text.
    case slip
    /// A feature of Mustache that strict templates refuse, with the reason and what to write instead.
    case refused(String, hint: String)
  }

  let kind: Kind
  /// The name inside the tag, without transforms.
  let name: String
  /// Transforms around the name, outermost first: `{{compact(received)}}` has one.
  let transforms: [String]
  /// The tag's bytes in the template, including its braces.
  let bytes: Range<Int>
  let line: Int
  let column: Int
}

/// Splits a template into its tags; the text between them needs no check.
///
/// The sign of a tag follows its opening braces directly, spaces are allowed only around the name, and only a comment
/// may span lines.
struct TemplateTokenizer {
  private let file: String

  init(file: String) { self.file = file }

  func tokens(of template: String) throws(Failure) -> [TemplateToken] {
    var tokens: [TemplateToken] = []
    let bytes = Array(template.utf8)
    // The column counts characters, as editors do.
    var (line, column, position) = (1, 1, 0)
    func count(_ range: Range<Int>) {
      for index in range {
        if bytes[index] == 10 {
          (line, column) = (line + 1, 1)
        } else if bytes[index] & 0xC0 != 0x80 {
          column += 1
        }
      }
    }
    func refuseSlips(before end: Int) {
      while let slip = Self.slip(in: bytes[position..<end]) {
        count(position..<slip.lowerBound)
        let text = String(decoding: bytes[slip], as: UTF8.self)
        tokens.append(
          TemplateToken(
            kind: .slip, name: String(text.dropFirst().dropLast(2)), transforms: [], bytes: slip, line: line,
            column: column))
        count(slip)
        position = slip.upperBound
      }
    }
    while let open = TemplateMarks.first("{{", in: bytes, from: position) {
      refuseSlips(before: open)
      count(position..<open)
      let mark = open + 2 < bytes.count ? bytes[open + 2] : 0
      let (isTriple, isComment) = (mark == UInt8(ascii: "{"), mark == UInt8(ascii: "!"))
      let start = open + (isTriple ? 3 : 2)
      let ending = isTriple ? "}}}" : "}}"
      guard let close = TemplateMarks.first(ending, in: bytes, from: start),
        isComment || !Self.endsLine(bytes[start..<close])
      else {
        throw Failure(
          .badConfiguration, isComment ? "the comment is not closed" : "the tag is not closed on its line",
          at: Location(file, line: line, column: column), hint: "close it with \(ending)")
      }
      position = close + ending.utf8.count
      let tag = open..<position
      if isComment {
        tokens.append(
          TemplateToken(kind: .comment, name: "", transforms: [], bytes: tag, line: line, column: column))
      } else {
        let inside = String(decoding: bytes[start..<close], as: UTF8.self)
        tokens.append(token(inside, isTriple: isTriple, bytes: tag, line: line, column: column))
      }
      count(open..<position)
    }
    refuseSlips(before: bytes.count)
    return tokens
  }

  /// Returns the range of a name between one opening and two closing braces, as in `{received}}`. Nothing else in a
  /// drawing or a page looks like this, except program code.
  private static func slip(in text: ArraySlice<UInt8>) -> Range<Int>? {
    var start: Int?
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "{"): start = index
      case UInt8(ascii: "}"):
        if let first = start, index > first + 1, index + 1 < text.endIndex, text[index + 1] == UInt8(ascii: "}") {
          return first..<index + 2
        }
        start = nil
      case let byte: if !isOfName(byte, isPartial: false) { start = nil }
      }
    }
    return nil
  }

  /// Returns whether the bytes contain a line end, by any of Unicode's line ends.
  private static func endsLine(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains { (10...13).contains($0) }
      || bytes.contains { $0 >= 0x80 } && String(decoding: bytes, as: UTF8.self).contains(where: \.isNewline)
  }

  private func token(
    _ inside: String, isTriple: Bool, bytes: Range<Int>, line: Int, column: Int
  ) -> TemplateToken {
    func token(_ kind: TemplateToken.Kind, _ name: String = "", _ transforms: [String] = []) -> TemplateToken {
      TemplateToken(kind: kind, name: name, transforms: transforms, bytes: bytes, line: line, column: column)
    }
    guard let mark = inside.first(where: { $0 != " " }) else {
      return token(.refused("the tag is empty", hint: "write a name into it, or take it out"))
    }
    let kind = isTriple ? TemplateToken.Kind.variable : Self.kind(of: mark, inside)
    if case .refused = kind { return token(kind) }
    let isMarked = kind != .variable || (mark == "&" && !isTriple)
    if isMarked, inside.first != mark {
      return token(.refused("a blank stands before '\(mark)'", hint: "write {{\(mark) right behind the braces"))
    }
    var name = Self.trimmed(isMarked ? inside.dropFirst() : inside[...])
    // A dynamic name is recognised after spaces too.
    if kind == .partial, name.hasPrefix("*") {
      return token(.refused("a partial is named by a value", hint: "name the file: {{> _top}}"))
    }
    guard !name.isEmpty, name.utf8.allSatisfy({ Self.isOfName($0, isPartial: kind == .partial) }) else {
      return token(
        .refused(
          "'\(name)' is no name",
          hint: "names are letters a to z, digits and '_', with '.' between them; 'dossier-report fields' lists them"))
    }
    var transforms: [String] = []
    while kind != .partial, name.hasSuffix(")"), let open = name.firstIndex(of: "(") {
      transforms.append(String(name[..<open]))
      name = String(name[name.index(after: open)...].dropLast())
    }
    guard !name.isEmpty, !name.contains(where: { $0 == "(" || $0 == ")" }), !transforms.contains("") else {
      return token(
        .refused(
          "the brackets of '\(Self.trimmed(inside[...]))' do not match",
          hint: "write the form behind the name: {{name.form}}"))
    }
    return token(kind, name, transforms)
  }

  private static func kind(of mark: Character, _ inside: String) -> TemplateToken.Kind {
    switch mark {
    case "#": .section
    case "^": .inverted
    case "/": .close
    case ">": .partial
    case "<", "$": .refused("template inheritance is not used here", hint: "call a part with {{> _name}}")
    case "=": .refused("delimiters are not changed here", hint: "write tags as {{name}}")
    case "%": .refused("escaping follows the output's ending and is not set in a template", hint: "take the tag out")
    default: .variable
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }

  private static func isOfName(_ byte: UInt8, isPartial: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    case UInt8(ascii: "-"), UInt8(ascii: "/"): isPartial
    case UInt8(ascii: "("), UInt8(ascii: ")"): !isPartial
    default: false
    }
  }
}
