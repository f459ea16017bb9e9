import Administration

/// Makes words of an export fit for printing: fields, agencies, procedures and service levels.
///
/// Whatever stands in these columns becomes a row of a table. In a record whose cells are shifted by one, it may be a
/// telephone number, an address or a whole record, which is in no list: such a word counts as not stated.
enum PrintableWord {
  /// The longest name in characters; the names of some land procedures have six hundred.
  private static let mostCharacters = 1500
  /// The fewest digits of a telephone or identity number; numbers of decrees and years have fewer.
  private static let digitsOfPerson = 9

  /// - Returns: the word on one line and with single spaces; empty for a placeholder and for personal data.
  static func of(_ word: String) -> String {
    if word.utf8.count > mostCharacters * 3 { return "" }
    var clean = word
    if !isClean(word.utf8.span) {
      let lines = word.split(whereSeparator: \.isNewline)
      if lines.count > 1, lines.contains(where: isNameLike) { return "" }
      clean = cleaned(word)
    }
    let bytes = clean.utf8.span
    if holdsAddress(bytes) || longestNumber(in: bytes, from: endOfCode(bytes)) >= digitsOfPerson { return "" }
    if bytes.count > mostCharacters, clean.count > mostCharacters { return "" }
    return PlaceholderCell.stated(clean)
  }

  /// Returns whether a text looks like a person's name: two to six words, each beginning with a capital letter. In
  /// words of lists only the first word begins with one.
  static func isNameLike(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: " ")
    return (2...6).contains(parts.count) && parts.allSatisfy { $0.first?.isUppercase == true }
  }

  /// Returns whether a text mentions a person: it looks like a name, begins with a family name, or has a form of
  /// address such as Mr or Mrs.
  static func namesPerson(_ text: String) -> Bool {
    let parts = text.lowercased().split { !$0.isLetter }.map { NameKey($0) }
    return isNameLike(text) || parts.count > 1 && parts.first.map(familyNames.contains) == true
      || parts.contains(where: honorifics.contains)
  }

  /// Returns whether a text is a person's name, or addresses a person by name, no matter on how many rows it stands:
  /// `Nguyễn Văn An`, `Chờ anh Hùng ký`.
  static func isName(_ text: String) -> Bool {
    let parts = text.split { !$0.isLetter }
    let keys = parts.map { NameKey($0.lowercased()) }
    if parts.count > 1, isNameLike(text), keys.first.map(familyNames.contains) == true { return true }
    return zip(keys, parts.dropFirst()).contains { honorifics.contains($0) && $1.first?.isUppercase == true }
  }

  /// Returns whether a text looks like an address below the commune: a street, hamlet or lane with its name or number.
  static func namesPlace(_ text: String) -> Bool {
    let parts = text.split { !$0.isLetter && !$0.isNumber }
    return zip(parts, parts.dropFirst()).contains { word, name in
      placeWords.contains(NameKey(word.lowercased()))
        && (name.first?.isUppercase == true || name.first?.isNumber == true)
    }
  }

  /// Spelled with their marks, because some are ordinary words without them. The last words of `thành phố` and `nông
  /// thôn` are among them, but lists have no name after these.
  private static let placeWords = keys("đường phố thôn xóm ấp ngõ ngách hẻm kiệt buôn sóc")

  /// The most frequent family names, without those that also begin ordinary words of lists, such as `Hồ` and `Lý`.
  private static let familyNames: Set = keys(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ ngô dương đinh trịnh đoàn lương nông triệu hà")
  private static let honorifics: Set = keys("ông bà anh chị cô cháu")

  private static func keys(_ words: String) -> Set<NameKey> { Set(words.split(separator: " ").map { NameKey($0) }) }

  /// Returns where a code of the national catalogue ends, `1.004997.000.00.00.H35`, with which a word may begin; 0 if
  /// it does not.
  private static func endOfCode(_ word: Span<UInt8>) -> Int {
    let point = UInt8(ascii: ".")
    func isOfGroup(_ place: Int) -> Bool { (48...57).contains(word[place]) || word[place] == UInt8(ascii: "H") }
    // A group of one character, a point and a group of six.
    guard word.count >= 8, isOfGroup(0), word[1] == point, (2..<8).allSatisfy(isOfGroup) else { return 0 }
    let end = (8..<word.count).first { word[$0] != point && !isOfGroup($0) } ?? word.count
    return end == 8 || word[8] == point ? end : 0
  }

  /// Returns whether a word holds an e-mail address: `@` between letters or digits.
  private static func holdsAddress(_ word: Span<UInt8>) -> Bool {
    for place in word.indices.dropFirst().dropLast() where word[place] == UInt8(ascii: "@") {
      if isLetterOrDigit(word[place - 1]), isLetterOrDigit(word[place + 1]) { return true }
    }
    return false
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte & 0xDF)
  }

  /// Returns the number of digits of the longest number at or after a place. One space, point or hyphen may stand
  /// between any two digits. Between groups of three digits or more, as in `(0206) 3852 123`, brackets, slashes and
  /// dashes with spaces around them may stand as well; between shorter groups they may not, because they also separate
  /// day, month and year.
  private static func longestNumber(in word: Span<UInt8>, from start: Int) -> Int {
    var (longest, current, gap) = (0, 0, 0)
    var (groups, group) = (0, 0)
    for place in start..<word.count {
      let byte = word[place]
      if (48...57).contains(byte) {
        current += 1
        group += 1
        gap = 0
        longest = max(longest, current, group >= 3 ? groups + group : 0)
        continue
      }
      if gap == 0 { (groups, group) = (group >= 3 ? groups + group : 0, 0) }
      gap += 1
      if gap > 1 || !isIn(byte, " .-") { current = 0 }
      // A dash takes three bytes.
      if gap > 5 || !isIn(byte, " .-/()+") && ![0xE2, 0x80, 0x93, 0x94].contains(byte) { groups = 0 }
    }
    return longest
  }

  @inline(__always)
  private static func isIn(_ byte: UInt8, _ signs: StaticString) -> Bool {
    signs.withUTF8Buffer { $0.contains(byte) }
  }

  /// Returns a word without characters that control a terminal or change the direction of text, and with single spaces.
  private static func cleaned(_ word: String) -> String {
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

  /// Returns whether `cleaned` would change nothing, as for nearly all words: U+0080 to U+00BF begin with C2, direction
  /// marks and tags with E2 and F3.
  private static func isClean(_ word: Span<UInt8>) -> Bool {
    var before = UInt8(ascii: " ")
    for place in word.indices {
      let byte = word[place]
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
