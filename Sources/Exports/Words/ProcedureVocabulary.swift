/// Numbers the distinct pairs of a procedure's code and name from 0.
///
/// A code nearly always has the same name, so the pair in which a code was last seen is checked before any other.
package struct ProcedureVocabulary: Sendable {
  private var codes = Vocabulary()
  private var names = Vocabulary()
  private var pairs: [(code: UInt32, name: UInt32)] = []
  private var numbers: [UInt64: UInt32] = [:]
  /// For each code, the number of the pair in which it was last seen.
  private var recent: [UInt32] = []

  /// Stands for a blank name.
  private static let unnamed = UInt32.max

  /// The number of distinct pairs.
  var count: Int { pairs.count }

  package subscript(number: UInt32) -> (code: String, name: String) {
    let pair = pairs[Int(number)]
    return (codes[pair.code], pair.name == Self.unnamed ? "" : names[pair.name])
  }

  mutating func number(of code: Range<Int>, _ name: Range<Int>, in text: Span<UInt8>) -> UInt32 {
    let pair = (
      code: codes.number(of: code, in: text), name: name.isEmpty ? Self.unnamed : names.number(of: name, in: text)
    )
    if Int(pair.code) < recent.count {
      let number = recent[Int(pair.code)]
      if pairs[Int(number)].name == pair.name { return number }
    }
    let key = UInt64(pair.code) << 32 | UInt64(pair.name)
    let number = numbers[key] ?? UInt32(pairs.count)
    if numbers.updateValue(number, forKey: key) == nil { pairs.append(pair) }
    if Int(pair.code) < recent.count { recent[Int(pair.code)] = number } else { recent.append(number) }
    return number
  }
}
