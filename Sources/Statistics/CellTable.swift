/// The counts of many cells of one breakdown in one window, laid out for adding: a row of outcomes a cell, and of
/// durations by days. Rows are handed out as keys appear.
struct CellTable {
  private var outcomes: [UInt32] = []
  private var working: [UInt32] = []
  private var calendar: [UInt32] = []
  /// Durations past the dense part, by row, kind and days.
  private var long: [LongDuration: Int] = [:]

  private static let days = 64

  private struct LongDuration: Hashable {
    let row: Int
    let isWorking: Bool
    let days: Int
  }

  private var rows: Int { outcomes.count / Outcome.count }

  /// Adds rows until there are as many.
  mutating func grow(to count: Int) {
    let new = count - rows
    if new <= 0 { return }
    outcomes.append(contentsOf: repeatElement(0, count: new * Outcome.count))
    working.append(contentsOf: repeatElement(0, count: new * Self.days))
    calendar.append(contentsOf: repeatElement(0, count: new * Self.days))
  }

  @inline(__always)
  mutating func count(_ outcome: Outcome, row: Int, sign: Int) {
    let position = row * Outcome.count + outcome.index
    outcomes[position] = UInt32(Int(outcomes[position]) + sign)
  }

  @inline(__always)
  mutating func count(_ durations: (working: Int, calendar: Int), row: Int, sign: Int) {
    if durations.working < Self.days {
      let position = row * Self.days + durations.working
      working[position] = UInt32(Int(working[position]) + sign)
    } else {
      long[LongDuration(row: row, isWorking: true, days: durations.working), default: 0] += sign
    }
    if durations.calendar < Self.days {
      let position = row * Self.days + durations.calendar
      calendar[position] = UInt32(Int(calendar[position]) + sign)
    } else {
      long[LongDuration(row: row, isWorking: false, days: durations.calendar), default: 0] += sign
    }
  }

  /// The table of coarser rows: each is the sum of the rows that name it.
  func summed(by coarse: [Int], count: Int) -> CellTable {
    var sums = CellTable()
    sums.grow(to: count)
    for (row, target) in coarse.enumerated() {
      Self.add(outcomes, row, to: &sums.outcomes, target, width: Outcome.count)
      Self.add(working, row, to: &sums.working, target, width: Self.days)
      Self.add(calendar, row, to: &sums.calendar, target, width: Self.days)
    }
    for (key, times) in long where times != 0 {
      sums.long[LongDuration(row: coarse[key.row], isWorking: key.isWorking, days: key.days), default: 0] += times
    }
    return sums
  }

  private static func add(_ list: [UInt32], _ row: Int, to sums: inout [UInt32], _ target: Int, width: Int) {
    for position in 0..<width { sums[target * width + position] += list[row * width + position] }
  }

  /// The tally of each row.
  func tallies() -> [Tally] {
    let (longWorking, longCalendar) = longDurations()
    return (0..<rows).map { row in
      func counts(_ list: [UInt32], _ width: Int) -> SparseCounts {
        SparseCounts(list[row * width..<(row + 1) * width])
      }
      var tally = Tally(
        outcomes: counts(outcomes, Outcome.count), working: counts(working, Self.days),
        calendar: counts(calendar, Self.days))
      for (days, times) in longWorking[row] ?? [] { tally.working.add(days, times: times) }
      for (days, times) in longCalendar[row] ?? [] { tally.calendar.add(days, times: times) }
      return tally
    }
  }

  /// The tally of each row, packed; without a tally between, which there may be tens of thousands of.
  func packed() -> [PackedTally] {
    let (longWorking, longCalendar) = longDurations()
    var writer = PackedWriter()
    return (0..<rows).map { row in
      writer.clear()
      func write(_ list: [UInt32], _ width: Int, _ more: [(days: Int, times: Int)]) {
        writer.start()
        for number in 0..<width where list[row * width + number] > 0 {
          writer.add(number, times: list[row * width + number])
        }
        for (days, times) in more { writer.add(days, times: UInt32(times)) }
        writer.end()
      }
      write(outcomes, Outcome.count, [])
      write(working, Self.days, longWorking[row] ?? [])
      write(calendar, Self.days, longCalendar[row] ?? [])
      return PackedTally(bytes: Array(writer.bytes))
    }
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
