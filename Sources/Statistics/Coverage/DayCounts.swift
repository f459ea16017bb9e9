import Archives

/// The number of times that each day occurred, by its distance in days before a reference day; later days are negative.
struct DayCounts: Sendable, Equatable {
  /// The number of days, nearly three years, whose counts are kept in an array.
  private static let span = 1024

  private var near = [Int32](repeating: 0, count: Self.span)
  /// The counts of all other days; no entry is zero.
  private var far: [Int: Int32] = [:]

  @inline(__always)
  mutating func add(_ before: Int, _ step: Int32) {
    if UInt(bitPattern: before) < UInt(bitPattern: near.count) {
      near[before] &+= step
    } else {
      addFar(before, step)
    }
  }

  @inline(never)
  private mutating func addFar(_ before: Int, _ step: Int32) {
    let sum = (far[before] ?? 0) &+ step
    far[before] = sum == 0 ? nil : sum
  }

  var isEmpty: Bool { far.isEmpty && near.allSatisfy { $0 == 0 } }

  mutating func merge(_ other: DayCounts) {
    for before in near.indices { near[before] &+= other.near[before] }
    for (before, times) in other.far { addFar(before, times) }
  }

  /// The largest distance at which a day was counted.
  var farthest: Int? {
    let outside = far.keys.max()
    if let outside, outside >= 0 { return outside }
    return near.lastIndex { $0 > 0 } ?? outside
  }

  /// Returns the day up to which at least so many are counted, from the latest day back; nil where there are fewer.
  func day(reachedBy times: Int) -> Int? {
    var left = times
    func reach(_ before: Int, _ count: Int32) -> Int? {
      left -= Int(count)
      return left <= 0 ? before : nil
    }
    let outside = far.sorted { $0.key < $1.key }
    for (before, count) in outside where before < 0 { if let day = reach(before, count) { return day } }
    for (before, count) in near.enumerated() { if let day = reach(before, count) { return day } }
    for (before, count) in outside where before >= 0 { if let day = reach(before, count) { return day } }
    return nil
  }
}

extension DayCounts: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(near)
    archive.write(far)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    near = try archive.value()
    far = try archive.value()
    guard near.count == Self.span, far.allSatisfy({ $1 != 0 && !near.indices.contains($0) }) else {
      throw ArchiveFault()
    }
  }
}
