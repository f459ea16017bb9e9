import Administration

/// The days on which dossiers of each kind are received.
///
/// A dossier's outcome is fixed before its day, because the totals are exact. So the day is drawn from those on which
/// that outcome is still possible, in proportion to the day's usual volume and to the procedures that fit.
struct ReceiptDays: Sendable {
  /// A power of two, so that bits of a random number can serve as an index.
  static let slots = 4096

  /// `slots` days for each pool, channel and outcome.
  private let table: [UInt8]

  init(catalogue: ProcedureCatalogue, days: WindowDays) {
    let volumes = [false, true].map { Self.volumes(isOnline: $0, days: days) }
    var table: [UInt8] = []
    table.reserveCapacity(ProcedureCatalogue.poolCount * 2 * Outcome.allCases.count * Self.slots)
    for kind in 0..<ProcedureCatalogue.poolCount {
      for isOnline in [false, true] {
        let pool = catalogue.pool(kind, isOnline: isOnline)
        for outcome in Outcome.allCases {
          let weights = (0..<WindowDays.count).map { day in
            let left = days.workdaysLeft[day]
            guard let allowed = outcome.daysAllowed(workdaysLeft: left),
              outcome != .early || left > 0 || days.isWorked[day]
            else { return 0 }
            return volumes[isOnline ? 1 : 0][day] * pool.slots(ofDays: allowed).count
              * Self.tilt(of: outcome, day: day)
          }
          for (day, count) in apportion(Self.slots, weights: weights).enumerated() {
            table.append(contentsOf: repeatElement(UInt8(day), count: count))
          }
        }
      }
    }
    precondition(
      table.count == ProcedureCatalogue.poolCount * 2 * Outcome.allCases.count * Self.slots,
      "every outcome is possible on some day")
    self.table = table
  }

  /// Returns where the days of a kind of dossier start in the table.
  func start(pool: Int, isOnline: Bool, outcome: Outcome) -> Int {
    ((pool * 2 + (isOnline ? 1 : 0)) * Outcome.allCases.count + outcome.rawValue) * Self.slots
  }

  @inline(__always)
  func day(at position: Int) -> Int { Int(table[position]) }

  /// Returns the usual volume of each day: Mondays have more than Fridays, online submissions rise week by week, and
  /// weekends have only online ones.
  private static func volumes(isOnline: Bool, days: WindowDays) -> [Int] {
    let byWeekday = [112, 105, 101, 99, 91, 40, 40]
    return (0..<WindowDays.count).map { day in
      let weekday = (WindowDays.first + day).weekday
      // The portal carried 57% on the first day and three quarters seven weeks later.
      let ramp = isOnline ? 45 + min(day, 45) : 80
      if days.isWorked[day] { return byWeekday[weekday - 1] * ramp }
      return isOnline ? (weekday == 6 ? 8 : 5) * ramp : 0
    }
  }

  /// Returns the extra weight of a day for an outcome: most undecided dossiers came in recently.
  private static func tilt(of outcome: Outcome, day: Int) -> Int {
    switch outcome {
    case .submitted: day >= WindowDays.count - 4 ? 60 : 1
    case .paused, .noDeadline: 20 + day
    case .overdue: 40 + day
    default: 1
    }
  }
}
