import TabularInput

/// Remembers what was decided of neighbouring cells together, by their bytes: a province writes the same few thousand
/// combinations again and again.
struct RememberedCells<Value: Sendable>: Sendable {
  private var words = Vocabulary()
  private var values: [Value?] = []

  /// Past so many combinations all are forgotten before the next records, so that memory stays bounded.
  private static var most: Int { 1 << 16 }

  /// Where so many combinations are new and most of them come but once, no more is remembered: to keep them would take
  /// longer than to decide them anew.
  private static var trial: Int { 1 << 14 }
  /// Records looked up since nothing was remembered.
  private var lookedUp = 0
  private var isGivenUp = false

  /// The cells of some records being looked up.
  private var sought: [Vocabulary.Sought] = []
  /// Keeps reads from being left out; it means nothing.
  private var touched: UInt64 = 0

  /// Finds where what the cells of some records mean is kept, for all of them together; -1 where it cannot be.
  ///
  /// - Parameter number: what else the meaning depends on, by place among the records; a large one, and nothing is
  ///   remembered.
  mutating func find(
    _ slots: inout [Int32], of span: CellSpan, _ records: Range<Int>, _ batch: borrowing RecordBatch,
    beside number: (Int) -> UInt32 = { _ in 0 }
  ) {
    forgetWhatIsTooMuch()
    guard span.isWhole, !isGivenUp else {
      slots.removeAll(keepingCapacity: true)
      slots.fit(records.count, -1)
      return
    }
    lookedUp += records.count
    let text = batch.bytes.span
    sought.fit(records.count, .none)
    var all = sought.mutableSpan
    for record in records {
      let place = record &- records.lowerBound
      let number = number(place)
      guard number <= UInt16.max,
        let (bytes, mark) = span.word(BatchCells(first: record &* batch.columns), batch)
      else {
        all[place] = .none
        continue
      }
      all[place] = Vocabulary.Sought(bytes, in: text, mark: mark << 16 | UInt64(number))
    }
    touched = words.look(for: &sought)
    slots.fit(records.count, -1)
    var found = slots.mutableSpan
    for place in sought.indices {
      let word = sought[place]
      let slot = word.isNone ? -1 : Int32(truncatingIfNeeded: words.number(of: word, in: text))
      found[place] = slot
      // What was decided is read record by record, with much between; here the waits for memory overlap.
      if slot >= 0, slot < values.count, values[Int(slot)] != nil { touched &+= 1 }
    }
    while values.count < words.count { values.append(nil) }
  }

  private mutating func forgetWhatIsTooMuch() {
    let isFutile = words.count >= Self.trial && words.count * 2 > lookedUp
    guard isFutile || words.count >= Self.most else { return }
    isGivenUp = isFutile
    words = Vocabulary()
    values = []
    lookedUp = 0
  }

  /// The meaning kept there; nil where there is none yet.
  subscript(slot: Int32) -> Value? {
    @inline(__always) get { slot < 0 ? nil : values[Int(slot)] }
    set { if slot >= 0 { values[Int(slot)] = newValue } }
  }
}
