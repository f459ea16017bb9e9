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

  mutating func addRow() {
    outcomes.append(contentsOf: repeatElement(0, count: Outcome.count))
    working.append(contentsOf: repeatElement(0, count: Self.days))
    calendar.append(contentsOf: repeatElement(0, count: Self.days))
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

  /// The tally of each row.
  func tallies() -> [Tally] {
    let rows = outcomes.count / Outcome.count
    var tallies = (0..<rows).map { row in
      var tally = Tally(outcomes: outcomes[row * Outcome.count..<(row + 1) * Outcome.count])
      for day in 0..<Self.days {
        let position = row * Self.days + day
        if working[position] > 0 { tally.working.add(day, times: Int(working[position])) }
        if calendar[position] > 0 { tally.calendar.add(day, times: Int(calendar[position])) }
      }
      return tally
    }
    for (key, times) in long where times != 0 {
      if key.isWorking {
        tallies[key.row].working.add(key.days, times: times)
      } else {
        tallies[key.row].calendar.add(key.days, times: times)
      }
    }
    return tallies
  }
}
