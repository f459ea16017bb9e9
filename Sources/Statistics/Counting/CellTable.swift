/// The counts of many cells of one breakdown in one window, laid out for adding. Each cell has a row of outcomes,
/// followed by durations by number of days. Rows are handed out as keys appear.
struct CellTable {
  /// Row by row: first the outcomes; then, for each number of days, how many dossiers took so many working days and how
  /// many took so many calendar days.
  ///
  /// A dossier takes about as many working days as calendar days, so what it adds to lies close together and adding
  /// touches few places in memory.
  private var counts: [UInt32] = []
  /// Durations beyond the array, by row, kind and days.
  private var long: [LongDuration: Int] = [:]

  private static let days = CountedDossiers.mostDays
  private static let durations = Outcome.count
  private static let width = durations + days * 2

  private struct LongDuration: Hashable {
    let row: Int
    let isWorking: Bool
    let days: Int
  }

  private var rows: Int { counts.count / Self.width }

  /// Adds rows until there are `count`. When capacity runs out, it reserves four times as much as needed: a wide table
  /// is then seldom copied, and unused capacity costs next to nothing.
  mutating func grow(to count: Int) {
    let new = count - rows
    if new <= 0 { return }
    if counts.capacity < count * Self.width { counts.reserveCapacity(count * 4 * Self.width) }
    counts.append(contentsOf: repeatElement(0, count: new * Self.width))
  }

  /// Counts dossiers in their rows, or takes them back where `sign` is -1.
  ///
  /// - Parameter rows: row numbers, by position of the dossier.
  mutating func count(_ dossiers: CountedDossiers, in rows: [UInt32], sign: Int) {
    // As a wrapping number, -1 is added like any other; once everything is added, no count is below zero.
    let step = UInt32(truncatingIfNeeded: sign)
    // Read once, since a static property is looked up at every use.
    let (width, durations) = (Self.width, Self.durations)
    var cells = counts.mutableSpan
    for dossier in dossiers.resolved {
      let row = Int(rows[Int(dossier.position)]) &* width
      cells[row &+ Int(dossier.outcome)] &+= step
      cells[row &+ durations &+ 2 &* Int(dossier.workingDays)] &+= step
      cells[row &+ durations &+ 2 &* Int(dossier.calendarDays) &+ 1] &+= step
    }
    for fact in dossiers.others { cells[Int(rows[Int(fact.position)]) &* width &+ Int(fact.outcome)] &+= step }
    for dossier in dossiers.longResolved { count(dossier, in: Int(rows[Int(dossier.position)]), sign: sign) }
  }

  private mutating func count(_ dossier: CountedDossiers.LongResolved, in row: Int, sign: Int) {
    let step = UInt32(truncatingIfNeeded: sign)
    counts[row * Self.width + Int(dossier.outcome)] &+= step
    long[LongDuration(row: row, isWorking: false, days: dossier.calendarDays), default: 0] += sign
    if dossier.workingDays < Self.days {
      counts[row * Self.width + Self.durations + 2 * dossier.workingDays] &+= step
    } else {
      long[LongDuration(row: row, isWorking: true, days: dossier.workingDays), default: 0] += sign
    }
  }

  /// Adds a packed tally to a row.
  mutating func add(_ tally: PackedTally, to row: Int) {
    var reader = PackedReader(bytes: tally.bytes)
    var last = -1
    while let entry = reader.entry(after: &last) { counts[row * Self.width + Int(entry.number)] += entry.times }
    for kind in 0..<2 {
      let start = row * Self.width + Self.durations + kind
      last = -1
      while let entry = reader.entry(after: &last) {
        let days = Int(entry.number)
        if days < Self.days {
          counts[start + 2 * days] += entry.times
        } else {
          long[LongDuration(row: row, isWorking: kind == 0, days: days), default: 0] += Int(entry.times)
        }
      }
    }
  }

  /// Returns the tally of each row.
  func tallies() -> [Tally] {
    let (longWorking, longCalendar) = longDurations()
    let (counts, durations) = (counts.span, Self.durations)
    var tallies: [Tally] = []
    tallies.reserveCapacity(rows)
    for row in 0..<rows {
      let start = row * Self.width
      var tally = Tally(
        outcomes: SparseCounts(counts, from: start, count: durations),
        working: SparseCounts(counts, from: start + durations, count: Self.days, by: 2),
        calendar: SparseCounts(counts, from: start + durations + 1, count: Self.days, by: 2))
      for (days, times) in longWorking[row] ?? [] { tally.working.add(days, times: times) }
      for (days, times) in longCalendar[row] ?? [] { tally.calendar.add(days, times: times) }
      tallies.append(tally)
    }
    return tallies
  }

  /// Returns the packed tally of each row, without making the tens of thousands of tallies in between.
  func packed() -> [PackedTally] {
    let (longWorking, longCalendar) = longDurations()
    let (counts, durations) = (counts.span, Self.durations)
    var tallies: [PackedTally] = []
    tallies.reserveCapacity(rows)
    var writer = PackedWriter()
    for row in 0..<rows {
      let start = row * Self.width
      writer.clear()
      writer.add(counts, from: start, count: durations, by: 1, [])
      writer.add(counts, from: start + durations, count: Self.days, by: 2, longWorking[row] ?? [])
      writer.add(counts, from: start + durations + 1, count: Self.days, by: 2, longCalendar[row] ?? [])
      tallies.append(PackedTally(bytes: Array(writer.bytes)))
    }
    return tallies
  }

  private typealias ByRow = [Int: [(days: Int, times: Int)]]

  private func longDurations() -> (working: ByRow, calendar: ByRow) {
    var (working, calendar): (ByRow, ByRow) = ([:], [:])
    for (key, times) in long.sorted(by: { $0.key.days < $1.key.days }) where times != 0 {
      if key.isWorking {
        working[key.row, default: []].append((key.days, times))
      } else {
        calendar[key.row, default: []].append((key.days, times))
      }
    }
    return (working, calendar)
  }
}

extension PackedWriter {
  /// Adds a list of the non-zero counts among those that lie `step` apart from the first on, followed by `more`.
  fileprivate mutating func add(
    _ counts: Span<UInt32>, from first: Int, count: Int, by step: Int, _ more: [(days: Int, times: Int)]
  ) {
    start()
    for number in 0..<count {
      let times = counts[first &+ number &* step]
      if times > 0 { add(number, times: times) }
    }
    for (days, times) in more { add(days, times: UInt32(times)) }
    end()
  }
}
