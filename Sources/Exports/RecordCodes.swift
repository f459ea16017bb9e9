/// The codes of records, each with a number in the order in which they appear.
///
/// The same letters may be composed in one file and decomposed in another (`ộ` as one character or as three): they are one
/// code.
struct RecordCodes: Sendable {
  private var codes = Vocabulary()
  /// Codes with other letters than ASCII's, as they were spelled first: strings that differ in composition alone are equal.
  private var spelled: Set<String> = []

  /// - Parameter mark: what a code is counted within, such as a province: under two marks it is two codes.
  mutating func number(of code: Range<Int>, in text: Span<UInt8>, mark: UInt64 = 0) -> UInt32 {
    if code.allSatisfy({ text[$0] < 0x80 }) { return codes.number(of: code, in: text, mark: mark) }
    let known = Array(spelled.insert(String(decoding: code.map { text[$0] }, as: UTF8.self)).memberAfterInsert.utf8)
    return codes.number(of: known.indices, in: known.span, mark: mark)
  }
}
