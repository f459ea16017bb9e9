/// The kind of text of an output, which its file ending determines. Values are escaped for it.
package enum OutputKind: String, Sendable, CaseIterable {
  case markdown = "md"
  case text = "txt"
  case csv
  case svg
  case html

  /// Nil where the ending is none of these, because the text could not be escaped.
  package init?(ofOutput name: String) {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    self.init(rawValue: String(name[name.index(after: dot)...]))
  }

  /// Returns text from outside, such as a name in an export, with everything neutralised that the output would take for
  /// markup.
  ///
  /// Text for a CSV file is returned unchanged; the quoting that is passed to its printer escapes it.
  package func escaped(_ text: String) -> String {
    switch self {
    case .csv: text
    case .text: Self.onOneLine(text)
    case .markdown: Self.markdown(text)
    case .svg, .html: Self.xml(Self.onOneLine(text))
    }
  }

  /// Returns words from the product's own files, such as a label: they are already Markdown, and plain text elsewhere.
  package func words(_ text: String) -> String {
    self == .svg || self == .html ? Self.xml(text) : text
  }

  /// Returns a value emphasised within its sentence.
  package func strong(_ text: String) -> String {
    switch self {
    case .markdown: "**" + text + "**"
    case .html: "<strong>" + text + "</strong>"
    case .text, .csv, .svg: text
    }
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{85}", "\u{2028}", "\u{2029}": true
    default: scalar.value < 0x20 || scalar.value == 0x7F
    }
  }

  /// Returns a text with line ends and other control characters replaced by spaces, since a value never spans lines.
  private static func onOneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isBreak) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isBreak(scalar) ? " " : scalar) }
    return String(result)
  }

  private static func xml(_ text: String) -> String {
    guard text.utf8.contains(where: { [38, 60, 62, 34, 39].contains($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Returns whether a byte is never markup and begins no line end, which holds for all bytes of most names.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: " "),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ","):
      true
    // U+0085 begins with C2, U+2028 and U+2029 begin with E2.
    default: byte >= 0x80 && byte != 0xC2 && byte != 0xE2
    }
  }

  /// Returns a text escaped for Markdown, table cells included.
  ///
  /// A backslash is put before every mark of emphasis, code, links and images. One is also put before a colon that
  /// would turn an address into a link, and before a mark that would open a list or heading at the start of a line.
  private static func markdown(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    var result = ""
    var isFirst = true
    var rest = onOneLine(text).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "|", "*", "_", "`", "[", "]", "\\", "#", "~", "!", "$": result += "\\" + String(scalar)
      case ":" where ["http", "https", "ftp"].contains(where: { ends(result, with: $0) }): result += "&#58;"
      case "." where ends(result, with: "www"), "@": result += "&#\(scalar.value);"
      case "-" where isFirst, "+" where isFirst, "=" where isFirst: result += "\\" + String(scalar)
      case "." where isNumber(result) && isGap(rest.first), ")" where isNumber(result) && isGap(rest.first):
        result += "\\" + String(scalar)
      default: result.unicodeScalars.append(scalar)
      }
      if scalar != " " { isFirst = false }
    }
    return result
  }

  /// Returns whether a text ends with a word, given in small letters, in any case.
  private static func ends(_ text: String, with word: String) -> Bool {
    text.utf8.suffix(word.utf8.count).elementsEqual(word.utf8) { $0 | 0x20 == $1 }
  }

  /// Returns whether a text is the number of a list item, with optional spaces before it.
  private static func isNumber(_ text: String) -> Bool {
    let digits = text.utf8.drop { $0 == UInt8(ascii: " ") }
    return !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func isGap(_ scalar: Unicode.Scalar?) -> Bool { scalar == nil || scalar == " " }
}
