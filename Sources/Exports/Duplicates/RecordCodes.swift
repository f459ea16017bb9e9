/// The codes of records, numbered in order of first appearance.
///
/// A letter may be composed in one file and decomposed in another (`ộ` as one character or as three): such codes are
/// equal.
struct RecordCodes: Sendable {
  private var codes = Vocabulary()
  /// Codes with letters outside ASCII, as first spelled. Swift strings that differ only in composition are equal.
  private var spelled: Set<String> = []

  /// - Parameter mark: the scope of the code, such as a province: the same code under two marks counts as two.
  mutating func number(of code: Range<Int>, in text: Span<UInt8>, mark: UInt64 = 0) -> UInt32 {
    if code.allSatisfy({ text[$0] < 0x80 }) { return codes.number(of: code, in: text, mark: mark) }
    let known = Array(spelled.insert(String(decoding: code.map { text[$0] }, as: UTF8.self)).memberAfterInsert.utf8)
    return codes.number(of: known.indices, in: known.span, mark: mark)
  }
}
