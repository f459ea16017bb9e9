import Administration
import Records

/// How many rows carry the end of each province's data: a single late row makes a file look newer than it is.
package struct DataReach: Sendable {
  /// Days before as-of that are looked at; what ends earlier is old however it is counted.
  private static let span = 400

  private let last: Day?
  /// Rows by province and by days before `last`.
  private var counts: [Int32]

  /// - Parameter last: as-of; days after it say nothing. Without one nothing is counted.
  package init(provinces: Int = 0, through last: Day? = nil) {
    self.last = last
    counts = last == nil ? [] : [Int32](repeating: 0, count: provinces * Self.span)
  }

  /// Counts a row on the last of its days, or takes it back.
  @inline(__always)
  mutating func count(_ dossier: Dossier, sign: Int) {
    guard let last else { return }
    var before = Int.max
    if !dossier.finished.isBlank, last - dossier.finished.day >= 0 { before = last - dossier.finished.day }
    if !dossier.received.isBlank, last - dossier.received.day >= 0 { before = min(before, last - dossier.received.day) }
    if before < Self.span { counts[Int(dossier.province) * Self.span + before] += Int32(sign) }
  }

  package mutating func merge(_ other: DataReach) {
    if counts.isEmpty {
      self = other
    } else if !other.counts.isEmpty {
      for place in counts.indices { counts[place] += other.counts[place] }
    }
  }

  /// The last day that so many rows of a province reach or pass; nil where there are fewer.
  package func day(ofProvince province: Int, reachedBy rows: Int) -> Day? {
    guard let last, counts.count >= (province + 1) * Self.span else { return nil }
    var sum = 0
    for before in 0..<Self.span {
      sum += Int(counts[province * Self.span + before])
      if sum >= rows { return last - before }
    }
    return nil
  }
}
