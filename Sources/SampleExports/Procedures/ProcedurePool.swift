/// The procedures of one kind of agency, prepared for drawing by weight among those with given processing times.
///
/// Slots are in order of processing times, and each procedure has slots by its weight. So every range of processing
/// times is a range of slots, from which one random number draws.
struct ProcedurePool: Sendable {
  static let size = 32_768

  private let slots: [UInt16]
  /// For each processing time, the index of its first slot; the last element is the number of slots.
  private let starts: [Int]

  init(_ parts: [WeightedProcedure], of procedures: [Procedure]) {
    let ordered = parts.sorted {
      (procedures[$0.number].days, $0.number) < (procedures[$1.number].days, $1.number)
    }
    // Every procedure has at least one slot, so that even the rarest occur somewhere in the country.
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

  /// Returns the slots of a range of processing times.
  @inline(__always)
  func slots(ofDays days: ClosedRange<Int>) -> Range<Int> {
    starts[days.lowerBound]..<starts[days.upperBound + 1]
  }

  /// Returns the position in the catalogue of the procedure in a slot.
  @inline(__always)
  func procedure(slot: Int) -> Int { Int(slots[slot]) }
}
