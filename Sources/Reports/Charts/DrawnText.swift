import Foundation

/// Fits text into a drawing, where it cannot be measured, by the character widths of DejaVu Sans, the widest of the
/// fonts that the drawings name.
enum DrawnText {
  /// Returns the text, or as much of it as fits a width, followed by an ellipsis.
  ///
  /// - Parameters:
  ///   - width: in units of the drawing.
  ///   - size: the font size, in the same units.
  static func fitted(_ text: String, into width: Int, size: Int, isBold: Bool = false) -> String {
    let most = width * 1000
    let scale = size * (isBold ? 112 : 100)
    func length(_ character: Character) -> Int { thousandths(character) * scale / 100 }
    // Find how much fits alone, and how much fits before an ellipsis.
    var (total, kept) = (0, text[..<text.startIndex])
    for index in text.indices where total <= most {
      total += length(text[index])
      if total + length("…") <= most { kept = text[...index] }
    }
    if total <= most { return text }
    while kept.last == " " || kept.last == "," { kept.removeLast() }
    return kept + "…"
  }

  /// Returns the advance width of a character, in thousandths of the font size.
  private static func thousandths(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar {
    case "i", "j", "l", "I", "'", "|": return 300
    case " ", ".", ",", ":", ";", "!": return 340
    case "f", "t", "r", "(", ")", "[", "]", "/", "-": return 420
    case "m", "w", "M", "W", "@", "%", "…", "—": return 1000
    case "A"..."Z", "Đ", "&": return 760
    case "a"..."z", "0"..."9", "đ": return 640
    default: break
    }
    if scalar.value >= 0x1100, !(0x1E00...0x1FFF).contains(scalar.value) { return 1000 }
    // Vietnamese letters, and other Latin letters with marks, are as wide as their base letter.
    let base = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? scalar
    return base == scalar ? 760 : thousandths(Character(base))
  }
}
