/// A word of an export as pages may print it: a field, an agency, a procedure, a service level.
///
/// Whatever stands in these columns becomes a row of a table. A row shifted by a cell brings a telephone number, an address or
/// a whole record there, which no list has: such a word counts as not stated.
enum PrintableWord {
  /// Longer ones are no names; those of some land procedures have six hundred.
  private static let mostCharacters = 1500
  /// Telephone and identity numbers are no shorter; numbers of decrees and years are.
  private static let digitsOfPerson = 9

  /// - Parameter mayWrap: whether a line end may stand in it, as in the long names of procedures.
  /// - Returns: the word on one line and with single spaces; empty for a placeholder and for what is a person's.
  static func of(_ word: String, mayWrap: Bool = false) -> String {
    if word.utf8.count > mostCharacters * 3 { return "" }
    let lines = word.split(whereSeparator: \.isNewline)
    if lines.count > 1, !mayWrap || lines.contains(where: isNameLike) { return "" }
    let clean = clean(word)
    if holdsAddress(clean) || longestNumber(in: withoutCode(clean)) >= digitsOfPerson { return "" }
    return clean.count > mostCharacters ? "" : PlaceholderCell.stated(clean)
  }

  /// Whether a text looks like a person's name: two to six words, each of which begins with a capital letter. Words of lists
  /// begin with one.
  static func isNameLike(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: " ")
    return (2...6).contains(parts.count) && parts.allSatisfy { $0.first?.isUppercase == true }
  }

  /// What stands behind a code of the national catalogue, `1.004997.000.00.00.H35`, with which a word may begin.
  private static func withoutCode(_ word: String) -> Substring {
    let bytes = word.utf8
    let code = bytes.prefix { (48...57).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "H") }
    let groups = code.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard groups.count >= 2, groups[0].count == 1, groups[1].count == 6 else { return word[...] }
    return word[code.endIndex...]
  }

  /// Whether a word holds an address of e-mail: `@` between letters or digits.
  private static func holdsAddress(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    return bytes.indices.dropFirst().dropLast().contains { place in
      bytes[place] == UInt8(ascii: "@") && isLetterOrDigit(bytes[place - 1]) && isLetterOrDigit(bytes[place + 1])
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte & 0xDF)
  }

  /// The digits of the longest number; one space, point or hyphen may stand between two of them.
  private static func longestNumber(in word: Substring) -> Int {
    var (longest, current, gap) = (0, 0, 0)
    for byte in word.utf8 {
      if (48...57).contains(byte) {
        current += 1
        gap = 0
        longest = max(longest, current)
      } else {
        gap += 1
        let isSeparator = byte == UInt8(ascii: " ") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        if gap > 1 || !isSeparator { current = 0 }
      }
    }
    return longest
  }

  /// Without what steers a terminal or turns the direction of a line, and with single spaces.
  private static func clean(_ word: String) -> String {
    if isClean(word) { return word }
    var scalars = String.UnicodeScalarView()
    var endsInSpace = true
    for scalar in word.unicodeScalars {
      let scalar: Unicode.Scalar = scalar == "\u{A0}" ? " " : scalar
      let isShown = scalar.properties.generalCategory != .control && !isDirection(scalar)
      if isShown, scalar != " " {
        scalars.append(scalar)
        endsInSpace = false
      } else if !endsInSpace, isShown || scalar.value < 0x80 {
        scalars.append(" ")
        endsInSpace = true
      }
    }
    if endsInSpace, !scalars.isEmpty { scalars.removeLast() }
    return String(scalars)
  }

  /// Whether nothing of a word is to be left out, as of nearly all: U+0080 to U+00BF begin with C2, marks of direction and
  /// tags with E2 and F3.
  private static func isClean(_ word: String) -> Bool {
    var before = UInt8(ascii: " ")
    for byte in word.utf8 {
      if byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xF3 { return false }
      if byte == UInt8(ascii: " "), before == byte { return false }
      before = byte
    }
    return before != UInt8(ascii: " ")
  }

  private static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xE0000...0xE007F: true
    default: false
    }
  }
}
