/// How often each of some small numbers occurred: only those that did are kept, in order.
///
/// Most cells of a breakdown hold few kinds of outcomes and a dozen different durations; a place for each possible one
/// would take twenty times the memory over tens of thousands of cells.
package struct SparseCounts: Sendable, Equatable {
  /// Numbers in order, each with how often it occurred; never zero times.
  private(set) var entries: [Entry] = []

  struct Entry: Sendable, Equatable {
    let number: UInt32
    var times: UInt32
  }

  package init() {}

  /// Counts kept elsewhere, by number from 0: the first of them at a place, each of the others a step behind the one before.
  init(_ dense: Span<UInt32>, from first: Int, count: Int, by step: Int = 1) {
    var found = 0
    for number in 0..<count where dense[first &+ number &* step] > 0 { found += 1 }
    if found == 0 { return }
    entries.reserveCapacity(found)
    for number in 0..<count {
      let times = dense[first &+ number &* step]
      if times > 0 { entries.append(Entry(number: UInt32(number), times: times)) }
    }
  }

  /// - Precondition: in order of the numbers, each once.
  init(entries: [Entry]) { self.entries = entries }

  package mutating func add(_ number: Int, times: Int) {
    let number = UInt32(number)
    let position = place(of: number)
    if position < entries.count, entries[position].number == number {
      let sum = Int(entries[position].times) + times
      if sum == 0 { entries.remove(at: position) } else { entries[position].times = UInt32(sum) }
    } else if times != 0 {
      entries.insert(Entry(number: number, times: UInt32(times)), at: position)
    }
  }

  /// Where a number stands among the entries or, where it is not there, would have to stand.
  private func place(of number: UInt32) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// - Complexity: O(*n* + *m*); without a new array where every number of the other is here already, as when many small
  ///   cells are summed into a large one.
  package mutating func merge(_ other: SparseCounts) {
    if other.entries.isEmpty { return }
    if entries.isEmpty {
      self = other
      return
    }
    var position = 0
    var next = 0
    while next < other.entries.count {
      let entry = other.entries[next]
      while position < entries.count, entries[position].number < entry.number { position += 1 }
      guard position < entries.count, entries[position].number == entry.number else { break }
      entries[position].times += entry.times
      next += 1
    }
    if next < other.entries.count { weave(other.entries[next...]) }
  }

  private mutating func weave(_ others: ArraySlice<Entry>) {
    var merged: [Entry] = []
    merged.reserveCapacity(entries.count + others.count)
    var rest = others
    for entry in entries {
      while let other = rest.first, other.number < entry.number {
        merged.append(other)
        rest.removeFirst()
      }
      if let other = rest.first, other.number == entry.number {
        merged.append(Entry(number: entry.number, times: entry.times + other.times))
        rest.removeFirst()
      } else {
        merged.append(entry)
      }
    }
    merged.append(contentsOf: rest)
    entries = merged
  }

  package var total: Int { entries.reduce(0) { $0 + Int($1.times) } }

  /// Each number with how often it occurred, in order.
  package var pairs: [(number: Int, times: Int)] { entries.map { (Int($0.number), Int($0.times)) } }
}
