import Administration

/// On which days dossiers of each kind come in.
///
/// What became of a dossier is fixed before its day, since the totals are exact; so the day is drawn among those on which
/// that outcome is still possible, in proportion to the day's usual volume and to the procedures that fit.
struct ReceiptDays: Sendable {
  /// A power of two, so that bits of a random number are an index.
  static let slots = 4096

  /// By pool, channel and outcome, `slots` days each.
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

  /// Where the days of a kind of dossier start.
  func start(pool: Int, isOnline: Bool, outcome: Outcome) -> Int {
    ((pool * 2 + (isOnline ? 1 : 0)) * Outcome.allCases.count + outcome.rawValue) * Self.slots
  }

  @inline(__always)
  func day(at position: Int) -> Int { Int(table[position]) }

  /// The usual volume of each day: Mondays above Fridays, online rising week by week, and at weekends only what
  /// comes in online.
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

  /// What is still undecided came in lately.
  private static func tilt(of outcome: Outcome, day: Int) -> Int {
    switch outcome {
    case .submitted: day >= WindowDays.count - 4 ? 60 : 1
    case .paused, .noDeadline: 20 + day
    case .overdue: 40 + day
    default: 1
    }
  }
}
