/// Gives every distinct word of an open list (fields, code prefixes) a small number.
///
/// Words are looked up by their bytes, without making a string: a national run looks up tens of millions.
package struct Vocabulary: Sendable {
  /// All words' bytes, one behind the other.
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// Open addressing, a power of two in size; a slot holds a word's number plus one.
  private var slots: [UInt32]

  /// What is known of a word, together: a look-up then waits for memory once.
  private struct Entry: Sendable {
    let hash: UInt64
    /// What tells words of the same bytes apart: 0 where bytes are all there is to a word.
    let mark: UInt64
    let start: Int
    let end: Int
  }

  package init() { slots = [UInt32](repeating: 0, count: 64) }

  package var count: Int { entries.count }

  package subscript(number: UInt32) -> String {
    let entry = entries[Int(number)]
    return String(decoding: bytes[entry.start..<entry.end], as: UTF8.self)
  }

  /// The word's number, the same for the same bytes; numbers count from 0 in order of first appearance.
  ///
  /// - Parameter mark: words of the same bytes and different marks are different words.
  /// - Complexity: O(length of the word), amortised.
  package mutating func number(of word: Range<Int>, in text: Span<UInt8>, mark: UInt64 = 0) -> UInt32 {
    number(of: Sought(word, in: text, mark: mark), in: text)
  }

  /// A word to be looked up, with its hash.
  struct Sought: Sendable {
    fileprivate let start: Int
    fileprivate let end: Int
    fileprivate let mark: UInt64
    fileprivate let hash: UInt64

    @inline(__always)
    init(_ word: Range<Int>, in text: Span<UInt8>, mark: UInt64) {
      start = word.lowerBound
      end = word.upperBound
      self.mark = mark
      hash = Vocabulary.hash(text.bytes.extracting(word), mark)
    }

    /// No word at all.
    private init() { (start, end, mark, hash) = (0, -1, 0, 0) }
    static var none: Sought { Sought() }

    var isNone: Bool { end < start }
  }

  @inline(__always)
  mutating func number(of sought: Sought, in text: Span<UInt8>) -> UInt32 {
    let word = text.bytes.extracting(sought.start..<sought.end)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: sought.hash) & mask
    while slots[slot] != 0 {
      let number = slots[slot] - 1
      let entry = entries[Int(number)]
      if entry.hash == sought.hash, entry.mark == sought.mark,
        bytes.span.bytes.extracting(entry.start..<entry.end).hasSameBytes(as: word)
      {
        return number
      }
      slot = (slot + 1) & mask
    }
    return add(sought, word, at: slot)
  }

  /// Reads what looking words up will read, first of all of them the one thing, then the next: the waits for memory then
  /// overlap, where those of `number` follow one another.
  ///
  /// - Returns: a number that means nothing; it keeps the reads from being left out.
  func touch(_ words: [Sought]) -> UInt64 {
    var sum: UInt64 = 0
    for word in words { sum &+= UInt64(slots[Int(truncatingIfNeeded: word.hash) & (slots.count - 1)]) }
    for word in words {
      let number = slots[Int(truncatingIfNeeded: word.hash) & (slots.count - 1)]
      if number != 0 { sum &+= entries[Int(number) - 1].hash }
    }
    for word in words {
      let number = slots[Int(truncatingIfNeeded: word.hash) & (slots.count - 1)]
      if number == 0 { continue }
      // Words are seldom longer than the two lines of memory that its ends lie in.
      let entry = entries[Int(number) - 1]
      if entry.end > entry.start { sum &+= UInt64(bytes[entry.start]) &+ UInt64(bytes[entry.end - 1]) }
    }
    return sum
  }

  @inline(never)
  private mutating func add(_ sought: Sought, _ word: RawSpan, at slot: Int) -> UInt32 {
    let number = UInt32(entries.count)
    let start = bytes.count
    word.withUnsafeBytes { bytes.append(contentsOf: $0) }
    entries.append(Entry(hash: sought.hash, mark: sought.mark, start: start, end: bytes.count))
    slots[slot] = number + 1
    if entries.count * 4 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (number, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number) + 1
    }
  }

  /// Multiply and fold, sixteen bytes at a time. It decides no result, only how fast a word is found.
  @inline(__always)
  fileprivate static func hash(_ word: RawSpan, _ mark: UInt64) -> UInt64 {
    var hash = (UInt64(truncatingIfNeeded: word.byteCount) ^ mark) &* 0x9E37_79B9_7F4A_7C15
    if word.byteCount <= 16 {
      let (low, high) = word.upToSixteen
      return mixed(hash ^ low, high ^ 0x9FB2_1C65_1E98_DF25)
    }
    word.forEachSixteen { at in
      hash = mixed(hash ^ word.eight(at: at), word.eight(at: at &+ 8) ^ 0x9FB2_1C65_1E98_DF25)
    }
    return hash
  }

  @inline(__always)
  private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}

/// Gives each distinct cell of a column a small number.
///
/// Cells of at most 16 bytes, which codes and canonical words are, are found by their bytes in a small table without
/// hashing them one by one; the table only remembers, so a clash costs time and nothing else.
struct NumberedWords: Sendable {
  private(set) var words = Vocabulary()
  private var recent = [Recent](repeating: Recent(), count: 256)

  private struct Recent: Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var length = -1
    var number: UInt32 = 0
  }

  /// The cell's number; numbers count from 0 in order of first appearance.
  @inline(__always)
  mutating func number(of cell: Range<Int>, in text: Span<UInt8>) -> UInt32 {
    let length = cell.count
    guard length <= 16, cell.lowerBound + 16 <= text.count else { return words.number(of: cell, in: text) }
    // Shifts past the end of a word leave nothing, so that no guess at the length is needed.
    let low = text.bytes.eight(at: cell.lowerBound) & ~(UInt64.max << UInt64(length * 8))
    let high = text.bytes.eight(at: cell.lowerBound + 8) & ~(UInt64.max << UInt64(max(length, 8) * 8 - 64))
    let mixed = (low ^ (high &* 31)) &* 0x9E37_79B9_7F4A_7C15
    let slot = Int(truncatingIfNeeded: mixed >> 56)
    let entry = recent[slot]
    if entry.low == low, entry.high == high, entry.length == length { return entry.number }
    let number = words.number(of: cell, in: text)
    recent[slot] = Recent(low: low, high: high, length: length, number: number)
    return number
  }
}

/// Remembers what each distinct cell of a column means, so that it is decided once.
struct DecodedWords<Value: Sendable>: Sendable {
  private var numbers = NumberedWords()
  private var values: [Value] = []

  /// The meaning of a cell; `decide` is asked once for each distinct one.
  @inline(__always)
  mutating func value(_ cell: Range<Int>, in text: Span<UInt8>, decide: (String) -> Value) -> Value {
    let number = numbers.number(of: cell, in: text)
    if Int(number) == values.count { values.append(decide(numbers.words[number])) }
    return values[Int(number)]
  }
}
