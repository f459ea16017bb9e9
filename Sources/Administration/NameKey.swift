import Foundation

/// The key under which two spellings of a Vietnamese name are the same name.
///
/// Public lists place tone marks differently (Hoà, Hòa), use NFC or NFD and any case. The key decomposes the name,
/// folds case, moves each syllable's tone mark to the syllable's end and unifies apostrophes and spaces. Tones are
/// never dropped: Xã Cẩm Giang and Xã Cẩm Giàng are two communes of one province.
package struct NameKey: Sendable, Hashable, Comparable {
  package let text: String

  package init(_ name: some StringProtocol) {
    var key = ""
    var tones = String.UnicodeScalarView()
    var pendingSpace = false
    for scalar in String(name).decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      switch scalar.value {
      case 0x300, 0x301, 0x303, 0x309, 0x323: tones.append(scalar)
      case 0x9...0xD, 0x20, 0xA0, 0x2000...0x200B, 0x202F, 0x3000, 0xFEFF:
        key.unicodeScalars.append(contentsOf: tones)
        tones.removeAll()
        pendingSpace = !key.isEmpty
      default:
        if pendingSpace {
          key.unicodeScalars.append(" ")
          pendingSpace = false
        }
        // U+02BC counts as a letter; as an apostrophe it ends a syllable like the others.
        let unified = Self.unified(scalar)
        let isLetter = unified.properties.isAlphabetic || unified.properties.canonicalCombiningClass != .notReordered
        if !isLetter {
          key.unicodeScalars.append(contentsOf: tones)
          tones.removeAll()
        }
        key.unicodeScalars.append(unified)
      }
    }
    key.unicodeScalars.append(contentsOf: tones)
    text = key
  }

  /// The apostrophes and hyphens that keyboards and word processors put for one another.
  private static func unified(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2018, 0x2019, 0x02BC, 0x60, 0xB4: "'"
    case 0x2010...0x2015, 0x2212: "-"
    default: scalar
    }
  }

  // The key of a name is one sequence of scalars, so that bytes decide; String would normalise both sides each time.

  package static func == (a: NameKey, b: NameKey) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  package static func < (a: NameKey, b: NameKey) -> Bool {
    a.text.unicodeScalars.lexicographicallyPrecedes(b.text.unicodeScalars)
  }
}
