import Administration
import Records

/// How many rows carry the beginning and the end of a province's data: a single late row makes a file look newer than it
/// is, and one that is superseded says nothing.
package struct DataReach: Sendable {
  /// Days before as-of that are looked at; what ends earlier is old however it is counted.
  private static let span = 400

  let last: Day?
  /// Rows by days before `last`.
  var counts: [Int32]
  /// Receipts by days before `last`.
  var receipts: [Int32]

  /// - Parameter last: as-of; days soon after it count as it, since data that go on reach it, and later ones say nothing.
  ///   Without one nothing is counted.
  init(through last: Day?) {
    self.last = last
    counts = last == nil ? [] : [Int32](repeating: 0, count: Self.span)
    receipts = counts
  }

  /// Counts each of some rows that counts on the last of its days, or takes it back.
  mutating func count(_ rows: LaneRows, _ own: Range<Int>, sign: Int) {
    guard let last else { return }
    let extractedOn = rows.extractedOn
    Self.count(rows, own, in: &receipts, sign) { Self.days(from: $0.received, to: last) }
    Self.count(rows, own, in: &counts, sign) {
      min(Self.reach($0.received, last, extractedOn), Self.reach($0.finished, last, extractedOn))
    }
  }

  /// - Parameter before: how many days before `last` a dossier is counted.
  @inline(__always)
  private static func count(
    _ rows: LaneRows, _ own: Range<Int>, in counts: inout [Int32], _ sign: Int, _ before: (Dossier) -> Int
  ) {
    let step = Int32(truncatingIfNeeded: sign)
    var counts = counts.mutableSpan
    for position in own where rows.counts[position] {
      let before = before(rows.dossiers[position])
      if before < span { counts[before] &+= step }
    }
  }

  /// How many days a moment lies before the last day; more than there are where it is blank or lies after it.
  @inline(__always)
  private static func days(from moment: Moment, to last: Day) -> Int {
    moment.isBlank || last < moment.day ? .max : last - moment.day
  }

  /// The same where what comes soon after the last day counts as that, unless it is later than the file itself.
  @inline(__always)
  private static func reach(_ moment: Moment, _ last: Day, _ extractedOn: Day?) -> Int {
    let before = moment.isBlank ? .max : last - moment.day
    if before >= 0 { return before }
    if let extractedOn, extractedOn < moment.day { return .max }
    return before < -DataEnd.daysBeyond ? .max : 0
  }

  mutating func merge(_ other: DataReach) {
    for (place, count) in other.counts.enumerated() { counts[place] += count }
    for (place, count) in other.receipts.enumerated() { receipts[place] += count }
  }

  /// The day on which the data end, where rows that were superseded may have set a later one.
  package func end(noted: Day) -> Day? {
    guard let last, (0..<Self.span).contains(last - noted) else { return noted }
    return day(reachedBy: 1)
  }

  /// The day of the first receipt, where rows that were superseded may have set an earlier one.
  package func beginning(noted: Day) -> Day? {
    guard let last, (0..<Self.span).contains(last - noted) else { return noted }
    return receipts.lastIndex { $0 > 0 }.map { last - $0 }
  }

  /// The last day that so many rows reach or pass; nil where there are fewer.
  package func day(reachedBy rows: Int) -> Day? {
    guard let last else { return nil }
    var sum = 0
    for (before, count) in counts.enumerated() {
      sum += Int(count)
      if sum >= rows { return last - before }
    }
    return nil
  }
}
