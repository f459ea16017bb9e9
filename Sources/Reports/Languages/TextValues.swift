import Diagnostics

/// The placeholders in braces that a text of a language file must or may have; values replace them.
struct TextValues {
  /// Alternative lists: the text must have all names of at least one of them, since it would otherwise not say what it
  /// is for.
  let required: [[String]]
  /// All names that the text may have.
  let known: [String]

  init(_ required: String..., optional: [String] = []) { self.init(oneOf: [required], optional: optional) }

  init(oneOf required: [[String]], optional: [String] = []) {
    self.required = required
    known = required.flatMap(\.self) + optional
  }

  /// Returns the names in braces of a text, in order; an unclosed brace is ignored.
  static func names(in text: String) -> [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  /// Returns what is wrong with a text, and what to write.
  func faults(of text: String) -> [(message: String, hint: String)] {
    let found = Self.names(in: text)
    let unknown = found.filter { !known.contains($0) }.map { name in
      (
        message: "there is no {\(name)} here",
        hint: Suggestion.hint(for: name, in: known)
          ?? (known.isEmpty ? "take it out" : "write \(known.map { "{\($0)}" }.joined(separator: " or "))")
      )
    }
    if !unknown.isEmpty || required.contains(where: { $0.allSatisfy(found.contains) }) { return unknown }
    let wanted = required.map { $0.filter { !found.contains($0) }.map { "{\($0)}" }.joined(separator: " and ") }
    return [(message: "\(wanted.joined(separator: ", or ")) is missing", hint: "write it where the value is to stand")]
  }
}
