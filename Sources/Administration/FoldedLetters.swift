/// What each letter of a block becomes in a name key: found once, where folding a name anew asks Foundation each time.
///
/// It holds the Latin blocks with all precomposed letters of Vietnamese. Names with any other scalar are none of its
/// business, above all those with combining marks, whose order depends on their neighbours.
package struct FoldedLetters: Sendable {
  package static let latin = FoldedLetters()

  private enum Kind: UInt8 { case space, letter, other }

  private struct Letter {
    var kind: Kind
    /// Of the key without tone marks, and the tone marks, in UTF-8.
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

  /// The key of a name that has no other scalars than these; else nil.
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
