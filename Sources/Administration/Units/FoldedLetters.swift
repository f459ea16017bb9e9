/// The folded form of each letter of some Unicode blocks, computed once: folding a name letter by letter would ask
/// Foundation every time.
///
/// It covers the Latin blocks, which hold all precomposed letters of Vietnamese. It does not handle names with any
/// other scalar, in particular those with combining marks, whose order depends on their neighbours.
package struct FoldedLetters: Sendable {
  package static let latin = FoldedLetters()

  private enum Kind: UInt8 { case space, letter, other }

  private struct Letter {
    var kind: Kind
    /// The letter's part of the key without tone marks, and its tone marks, in UTF-8.
    var body: [UInt8] = []
    var tones: [UInt8] = []
  }

  private static let low: UInt32 = 0x250
  private static let high: Range<UInt32> = 0x1E00..<0x1F00
  private let letters: [Letter]

  private init() {
    letters = (Array(0..<Self.low) + Array(Self.high)).map { value in
      guard let scalar = Unicode.Scalar(value) else { preconditionFailure("\(value) is a scalar of the Latin blocks") }
      if NameKey.isSpace(scalar) { return Letter(kind: .space) }
      var letter = Letter(kind: .letter)
      for part in NameKey.folded(String(Character(scalar))) {
        if NameKey.isTone(part) {
          letter.tones += Array(String(Character(part)).utf8)
        } else {
          let unified = NameKey.unified(part)
          if !NameKey.isLetter(unified) { letter.kind = .other }
          letter.body += Array(String(Character(unified)).utf8)
        }
      }
      return letter
    }
  }

  /// Returns the key of a name that has only these scalars; nil for any other name.
  package func key(of name: some StringProtocol) -> String? {
    var key: [UInt8] = []
    key.reserveCapacity(name.utf8.count + 8)
    var tones: [UInt8] = []
    var pendingSpace = false
    for scalar in name.unicodeScalars {
      let position: Int
      if scalar.value < Self.low {
        position = Int(scalar.value)
      } else if Self.high.contains(scalar.value) {
        position = Int(scalar.value - Self.high.lowerBound + Self.low)
      } else {
        return nil
      }
      let kind = letters[position].kind
      if kind != .letter {
        key += tones
        tones.removeAll(keepingCapacity: true)
      }
      if kind == .space {
        pendingSpace = !key.isEmpty
        continue
      }
      if pendingSpace {
        key.append(32)
        pendingSpace = false
      }
      key += letters[position].body
      tones += letters[position].tones
    }
    key += tones
    return String(decoding: key, as: UTF8.self)
  }
}
