import TabularInput

/// Remembers what was decided about groups of neighbouring cells, by their bytes: a province repeats the same few
/// thousand combinations.
struct RememberedCells<Value: Sendable>: Sendable {
  private var words = Vocabulary()
  private var values: [Value?] = []

  /// At so many combinations all are forgotten before the next records, so that memory stays bounded.
  private static var most: Int { 1 << 16 }

  /// From so many combinations on, remembering is given up if most of them occur only once: keeping them would take
  /// longer than deciding them again.
  private static var trial: Int { 1 << 14 }
  /// The number of records looked up since remembering began or all was forgotten.
  private var lookedUp = 0
  private var isGivenUp = false

  /// The cells being looked up, one word for each record.
  private var sought: [Vocabulary.Sought] = []
  /// A meaningless sum that keeps the compiler from removing reads.
  private var touched: UInt64 = 0

  /// Finds, for some records together, where the meaning of their cells is kept; -1 if it cannot be kept.
  ///
  /// - Parameter number: returns a number, by the place among the records, on which the meaning also depends; if it
  ///   does not fit in 16 bits, nothing is remembered for that record.
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
      // The meanings are read later, record by record, with much work between; read here, the waits for memory overlap.
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

  /// The meaning kept in a slot; nil if there is none yet.
  subscript(slot: Int32) -> Value? {
    @inline(__always) get { slot < 0 ? nil : values[Int(slot)] }
    set { if slot >= 0 { values[Int(slot)] = newValue } }
  }
}
