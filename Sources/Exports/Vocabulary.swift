/// Gives every distinct word of an open list (fields, code prefixes) a small number.
///
/// Words are looked up by their bytes, without making a string: a national run looks up tens of millions.
package struct Vocabulary: Sendable {
  /// All words, one behind the other: what is known of each, then its bytes. A look-up then waits for memory once where the
  /// word is short.
  private var entries: [UInt8] = []
  /// Where each word's entry begins, in units of its alignment.
  private var places: [UInt32] = []
  /// Open addressing, a power of two in size; a slot holds an entry's place plus one.
  private var slots: [UInt32]

  /// What is known of a word.
  private struct Head {
    let hash: UInt64
    /// What tells words of the same bytes apart: 0 where bytes are all there is to a word.
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

  /// The word's number, the same for the same bytes; numbers count from 0 in order of first appearance.
  ///
  /// - Parameter mark: words of the same bytes and different marks are different words.
  /// - Complexity: O(length of the word), amortised.
  package mutating func number(of word: Range<Int>, in text: Span<UInt8>, mark: UInt64 = 0) -> UInt32 {
    number(of: Sought(word, in: text, mark: mark), in: text)
  }

  /// A word to be looked up, with its hash.
  struct Sought: Sendable {
    private let start: UInt32
    private let end: UInt32
    fileprivate let mark: UInt64
    fileprivate let hash: UInt64
    /// The slot of its hash as it was when words were looked up together; 0 where that was free.
    fileprivate private(set) var slot: UInt32 = 0

    @inline(__always)
    init(_ word: Range<Int>, in text: Span<UInt8>, mark: UInt64) {
      start = UInt32(word.lowerBound)
      end = UInt32(word.upperBound)
      self.mark = mark
      hash = Vocabulary.hash(text.bytes.extracting(word), mark)
    }

    /// No word at all.
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

  /// Reads what looking words up will read, first of all of them the one thing, then the next: the waits for memory then
  /// overlap, where those of `number` follow one another.
  ///
  /// - Returns: a number that means nothing; it keeps the reads from being left out.
  func look(for words: inout [Sought]) -> UInt64 {
    var sum: UInt64 = 0
    var words = words.mutableSpan
    let entries = entries.span
    for position in words.indices { words[position].look(into: self) }
    for position in words.indices {
      let word = words[position]
      if word.slot == 0 { continue }
      // Words are seldom longer than the two lines of memory that their entries begin and end in.
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

  /// The number of the word whose entry begins there; nil where it is not the one that is sought.
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
  private var recent = [Recent](repeating: Recent(), count: 512)

  private struct Recent: Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var length = UInt32.max
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
    let slot = Int(truncatingIfNeeded: mixed >> 55)
    let entry = recent[slot]
    if entry.low == low, entry.high == high, entry.length == UInt32(truncatingIfNeeded: length) { return entry.number }
    let number = words.number(of: cell, in: text)
    recent[slot] = Recent(low: low, high: high, length: UInt32(truncatingIfNeeded: length), number: number)
    return number
  }
}

/// Remembers what each distinct cell of a column means, so that it is decided once.
struct DecodedWords<Value: Sendable>: Sendable {
  private var numbers = NumberedWords()
  private var values: [Value] = []

  /// Past so many words all are forgotten: a column of free text has another in each row, and memory stays bounded.
  private static var most: Int { 1 << 16 }

  /// The meaning of a cell; `decide` is asked once for each distinct one, unless they are too many.
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
