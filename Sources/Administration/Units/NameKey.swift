import Foundation

/// The key that two spellings of one Vietnamese name share.
///
/// Public lists place tone marks differently (Hoà, Hòa), use NFC or NFD and any case. The key decomposes the name,
/// folds case, moves each syllable's tone mark to the syllable's end and unifies apostrophes and spaces. Tones are
/// never dropped: Xã Cẩm Giang and Xã Cẩm Giàng are two communes of one province.
package struct NameKey: Sendable, Hashable, Comparable {
  package let text: String

  package init(_ name: some StringProtocol) { text = FoldedLetters.latin.key(of: name) ?? Self.key(of: name) }

  /// Creates a key from the text of another one.
  package init(folded text: String) { self.text = text }

  /// Returns the key of any name, computed scalar by scalar.
  package static func key(of name: some StringProtocol) -> String {
    var key = ""
    var tones = String.UnicodeScalarView()
    var pendingSpace = false
    for scalar in folded(String(name)) {
      if isTone(scalar) {
        tones.append(scalar)
        continue
      }
      if isSpace(scalar) {
        key.unicodeScalars.append(contentsOf: tones)
        tones.removeAll()
        pendingSpace = !key.isEmpty
        continue
      }
      if pendingSpace {
        key.unicodeScalars.append(" ")
        pendingSpace = false
      }
      // U+02BC counts as a letter; unified into an apostrophe, it ends a syllable like the others.
      let unified = unified(scalar)
      if !isLetter(unified) {
        key.unicodeScalars.append(contentsOf: tones)
        tones.removeAll()
      }
      key.unicodeScalars.append(unified)
    }
    key.unicodeScalars.append(contentsOf: tones)
    return key
  }

  static func folded(_ name: String) -> String.UnicodeScalarView {
    name.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars
  }

  static func isTone(_ scalar: Unicode.Scalar) -> Bool {
    [0x300, 0x301, 0x303, 0x309, 0x323].contains(scalar.value)
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9...0xD, 0x20, 0xA0, 0x2000...0x200B, 0x202F, 0x3000, 0xFEFF: true
    default: false
    }
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.canonicalCombiningClass != .notReordered
  }

  /// Replaces the variants of apostrophes and hyphens that keyboards and word processors use for one another.
  static func unified(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2018, 0x2019, 0x02BC, 0x60, 0xB4: "'"
    case 0x2010...0x2015, 0x2212: "-"
    default: scalar
    }
  }

  // Equal keys have equal bytes, so bytes are compared; `String` would normalise both sides each time.

  package static func == (a: NameKey, b: NameKey) -> Bool { a.text.isSameBytes(as: b.text) }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  package static func < (a: NameKey, b: NameKey) -> Bool {
    a.text.precedesByScalars(b.text)
  }
}

extension String {
  /// Returns whether both strings have the same UTF-8 bytes; `==` would normalise them first.
  package func isSameBytes(as other: String) -> Bool {
    let (a, b) = (utf8.span, other.utf8.span)
    guard a.count == b.count else { return false }
    for position in a.indices where a[position] != b[position] { return false }
    return true
  }

  /// Returns whether the string sorts before another in code-point order, which is the order of UTF-8 bytes.
  package func precedesByScalars(_ other: String) -> Bool {
    let (a, b) = (utf8.span, other.utf8.span)
    for position in 0..<min(a.count, b.count) where a[position] != b[position] { return a[position] < b[position] }
    return a.count < b.count
  }
}
