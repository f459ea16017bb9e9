/// The number of times that each of some small numbers occurred. Only the numbers that occurred are kept, in order.
///
/// Most cells of a breakdown hold few kinds of outcomes and about a dozen different durations. An array of all possible
/// numbers would take twenty times the memory over tens of thousands of cells.
package struct SparseCounts: Sendable, Equatable {
  /// Numbers in order, each with how often it occurred, which is never zero.
  private(set) var entries: [Entry] = []

  struct Entry: Sendable, Equatable {
    let number: UInt32
    var times: UInt32
  }

  package init() {}

  /// Reads the counts of the numbers from 0 on from an array: the first at a position, each of the others one step
  /// after the one before.
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

  /// - Precondition: the entries are in order of their numbers, each number once.
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

  /// Returns the position of a number among the entries or, where it is missing, the position at which it belongs.
  private func place(of number: UInt32) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Adds the counts of another value.
  ///
  /// - Complexity: O(*n* + *m*). No new array is made where every number of the other value is here already, as when
  ///   many small cells are summed into a large one.
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

  /// Each number with the times that it occurred, in order.
  package var pairs: [(number: Int, times: Int)] { entries.map { (Int($0.number), Int($0.times)) } }
}
