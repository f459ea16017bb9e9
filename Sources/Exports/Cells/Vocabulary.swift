/// Numbers the distinct words of an open list, such as fields or code prefixes, from 0.
///
/// Words are looked up by their bytes, without creating a string: a national run looks up tens of millions.
package struct Vocabulary: Sendable {
  /// All words in sequence: the head of each, then its bytes. For a short word, a look-up waits for memory only once.
  private var entries: [UInt8] = []
  /// Where each word's entry begins, in units of the entries' alignment.
  private var places: [UInt32] = []
  /// A hash table with open addressing whose size is a power of two; a slot holds an entry's place plus one, or 0.
  private var slots: [UInt32]

  /// The head of a word's entry.
  private struct Head {
    let hash: UInt64
    /// Distinguishes words of the same bytes; 0 if bytes alone identify words.
    let mark: UInt64
    let number: UInt32
    let length: UInt32

    static let size = MemoryLayout<Head>.size
    static let alignment = MemoryLayout<Head>.alignment
  }

  package init() { slots = [UInt32](repeating: 0, count: 64) }

  package var count: Int { places.count }

  package subscript(number: UInt32) -> String {
    let place = places[Int(number)]
    let start = Self.start(place) + Head.size
    return String(decoding: entries[start..<start + Int(head(place).length)], as: UTF8.self)
  }

  @inline(__always)
  private static func start(_ place: UInt32) -> Int { Int(place) &* Head.alignment }

  @inline(__always)
  private func head(_ place: UInt32) -> Head {
    entries.span.bytes.number(at: Self.start(place))
  }

  /// Returns the word's number, which is the same for the same bytes and mark. Numbers count from 0 in order of first
  /// appearance.
  ///
  /// - Parameter mark: words of the same bytes but different marks are different words.
  /// - Complexity: O(length of the word), amortised.
  package mutating func number(of word: Range<Int>, in text: Span<UInt8>, mark: UInt64 = 0) -> UInt32 {
    number(of: Sought(word, in: text, mark: mark), in: text)
  }

  /// A word to look up, with its hash.
  struct Sought: Sendable {
    private let start: UInt32
    private let end: UInt32
    fileprivate let mark: UInt64
    fileprivate let hash: UInt64
    /// The content of the hash's slot when words were looked up together; 0 if the slot was free.
    fileprivate private(set) var slot: UInt32 = 0

    @inline(__always)
    init(_ word: Range<Int>, in text: Span<UInt8>, mark: UInt64) {
      start = UInt32(word.lowerBound)
      end = UInt32(word.upperBound)
      self.mark = mark
      hash = Vocabulary.hash(text.bytes.extracting(word), mark)
    }

    /// Creates the value that stands for no word.
    private init() { (start, end, mark, hash) = (1, 0, 0, 0) }
    static var none: Sought { Sought() }

    @inline(__always)
    fileprivate mutating func look(into words: Vocabulary) {
      slot = words.slots[Int(truncatingIfNeeded: hash) & (words.slots.count &- 1)]
    }

    fileprivate var range: Range<Int> { Int(start)..<Int(end) }
    fileprivate var length: Int { Int(end) &- Int(start) }
    var isNone: Bool { end < start }
  }

  /// Reads the memory that looking up these words will read: first all slots, then all entries. The waits for memory
  /// then overlap; in separate calls of `number` they come one after the other.
  ///
  /// - Returns: a meaningless number; using it keeps the compiler from removing the reads.
  func look(for words: inout [Sought]) -> UInt64 {
    var sum: UInt64 = 0
    var words = words.mutableSpan
    let entries = entries.span
    for position in words.indices { words[position].look(into: self) }
    for position in words.indices {
      let word = words[position]
      if word.slot == 0 { continue }
      // Most words are short enough that their entry fits in the two cache lines in which it begins and ends.
      let start = Self.start(word.slot &- 1)
      let end = min(start &+ Head.size &+ max(word.length, 0), entries.count &- 1)
      sum &+= UInt64(entries[start]) &+ UInt64(entries[end])
    }
    return sum
  }

  @inline(__always)
  mutating func number(of sought: Sought, in text: Span<UInt8>) -> UInt32 {
    let word = text.bytes.extracting(sought.range)
    if sought.slot != 0, let number = number(of: sought, word, at: sought.slot &- 1) { return number }
    return search(for: sought, word)
  }

  /// Returns the number of the word whose entry begins at a place; nil if it is not the word sought.
  @inline(__always)
  private func number(of sought: Sought, _ word: RawSpan, at place: UInt32) -> UInt32? {
    let head = head(place)
    guard head.hash == sought.hash, head.mark == sought.mark, Int(head.length) == word.byteCount else { return nil }
    let start = Self.start(place) &+ Head.size
    return entries.span.bytes.extracting(start..<start &+ word.byteCount).hasSameBytes(as: word) ? head.number : nil
  }

  @inline(never)
  private mutating func search(for sought: Sought, _ word: RawSpan) -> UInt32 {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: sought.hash) & mask
    while slots[slot] != 0 {
      if let number = number(of: sought, word, at: slots[slot] &- 1) { return number }
      slot = (slot + 1) & mask
    }
    return add(sought, word, at: slot)
  }

  private mutating func add(_ sought: Sought, _ word: RawSpan, at slot: Int) -> UInt32 {
    let number = UInt32(places.count)
    let place = UInt32(entries.count / Head.alignment)
    let head = Head(hash: sought.hash, mark: sought.mark, number: number, length: UInt32(word.byteCount))
    withUnsafeBytes(of: head) { entries.append(contentsOf: $0) }
    word.withUnsafeBytes { entries.append(contentsOf: $0) }
    while entries.count % Head.alignment != 0 { entries.append(0) }
    places.append(place)
    slots[slot] = place + 1
    if places.count * 4 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for place in places {
      var slot = Int(truncatingIfNeeded: head(place).hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = place + 1
    }
  }

  /// Multiplies and folds sixteen bytes at a time. The hash affects no result, only how fast a word is found.
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

/// Numbers the distinct cells of a column from 0.
///
/// Cells of at most 16 bytes, such as codes and canonical words, are first looked up by their bytes in a small cache.
/// It is only a cache, so a collision costs time and nothing else.
struct NumberedWords: Sendable {
  private(set) var words = Vocabulary()
  private var recent = [Recent](repeating: Recent(), count: 512)

  private struct Recent: Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var length = UInt32.max
    var number: UInt32 = 0
  }

  /// Returns the cell's number; numbers count from 0 in order of first appearance.
  @inline(__always)
  mutating func number(of cell: Range<Int>, in text: Span<UInt8>) -> UInt32 {
    let length = cell.count
    guard length <= 16, cell.lowerBound + 16 <= text.count else { return words.number(of: cell, in: text) }
    // Swift's shifts by 64 bits or more give zero, so these masks hold for every length, without branches that the
    // processor would have to predict.
    let low = text.bytes.eight(at: cell.lowerBound) & ~(UInt64.max << UInt64(length * 8))
    let high = text.bytes.eight(at: cell.lowerBound + 8) & ~(UInt64.max << UInt64(max(length, 8) * 8 - 64))
    let mixed = (low ^ (high &* 31)) &* 0x9E37_79B9_7F4A_7C15
    let slot = Int(truncatingIfNeeded: mixed >> 55)
    let entry = recent[slot]
    if entry.low == low, entry.high == high, entry.length == UInt32(truncatingIfNeeded: length) { return entry.number }
    let number = words.number(of: cell, in: text)
    recent[slot] = Recent(low: low, high: high, length: UInt32(truncatingIfNeeded: length), number: number)
    return number
  }
}

/// Remembers the meaning of each distinct cell of a column, so that it is decided only once.
struct DecodedWords<Value: Sendable>: Sendable {
  private var numbers = NumberedWords()
  private var values: [Value] = []

  /// At so many words all are forgotten, so that memory stays bounded: a column of free text has another word in each
  /// row.
  private static var most: Int { 1 << 16 }

  /// Returns the meaning of a cell; calls `decide` once for each distinct cell, unless there are too many.
  @inline(__always)
  mutating func value(_ cell: Range<Int>, in text: Span<UInt8>, decide: (String) -> Value) -> Value {
    let number = numbers.number(of: cell, in: text)
    if Int(number) == values.count { return add(decide(numbers.words[number])) }
    return values[Int(number)]
  }

  @inline(never)
  private mutating func add(_ value: Value) -> Value {
    values.append(value)
    if values.count == Self.most { self = DecodedWords() }
    return value
  }
}
