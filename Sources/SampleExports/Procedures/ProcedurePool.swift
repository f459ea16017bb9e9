/// The procedures of one kind of agency, ready to be drawn by weight among those of given processing times.
///
/// Slots stand in the order of processing times, each procedure in as many as its weight earns; so every range of
/// processing times is a range of slots, and one number draws from it.
struct ProcedurePool: Sendable {
  static let size = 32_768

  private let slots: [UInt16]
  /// Where the slots of each processing time start; its last element is the number of slots.
  private let starts: [Int]

  init(_ parts: [WeightedProcedure], of procedures: [Procedure]) {
    let ordered = parts.sorted {
      (procedures[$0.number].days, $0.number) < (procedures[$1.number].days, $1.number)
    }
    // One slot at least, so that the rarest procedures occur somewhere in the country.
    let counts = apportion(Self.size - ordered.count, weights: ordered.map(\.weight))
    var slots: [UInt16] = []
    slots.reserveCapacity(Self.size)
    var starts: [Int] = []
    for (part, count) in zip(ordered, counts) {
      while starts.count <= procedures[part.number].days { starts.append(slots.count) }
      slots.append(contentsOf: repeatElement(UInt16(part.number), count: count + 1))
    }
    while starts.count <= Procedure.longest + 1 { starts.append(slots.count) }
    self.slots = slots
    self.starts = starts
  }

  /// The slots of the processing times in a range.
  @inline(__always)
  func slots(ofDays days: ClosedRange<Int>) -> Range<Int> {
    starts[days.lowerBound]..<starts[days.upperBound + 1]
  }

  /// The procedure in a slot, as its position in the catalogue.
  @inline(__always)
  func procedure(slot: Int) -> Int { Int(slots[slot]) }
}
