/// The course of one dossier, in days of the window and seconds of the day; a day of -1 means that it did not happen.
struct DossierPlan {
  var due = -1
  var finished = -1
  var finishedSecond = 0
  var returned = -1
  var returnedSecond = 0
  var requested = -1
  var requestedSecond = 0
  var supplied = -1
  var suppliedSecond = 0
  /// The position of the procedure in the catalogue.
  var procedure = 0
}

/// Draws the course of a dossier whose outcome, day and channel are given.
struct DossierPlanner {
  let catalogue: ProcedureCatalogue
  let days: WindowDays
  let processingDays: [Int]

  /// The delays of late dossiers in working days, most of them short.
  private static let delays = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 11, 15, 22]
  /// The second of the day, 16:00, from which on handling starts on the next working day.
  private static let lastIntake = 57_600

  init(catalogue: ProcedureCatalogue, days: WindowDays) {
    self.catalogue = catalogue
    self.days = days
    processingDays = catalogue.procedures.map(\.days)
  }

  @inline(__always)
  func plan(
    _ outcome: Outcome, day: Int, second: Int, pool: ProcedurePool, isOnline: Bool, random: inout RandomSource
  ) -> DossierPlan {
    let left = days.workdaysLeft[day]
    let startsToday = days.isWorked[day] && second < Self.lastIntake
    var plan = DossierPlan()
    plan.procedure = procedure(
      for: outcome, left: left, startsToday: startsToday, pool: pool, random: &random)
    let length = processingDays[plan.procedure]
    if outcome != .noDeadline && outcome.isReceived { plan.due = days.workday(length, after: day) }

    switch outcome {
    case .early:
      // The working days after receipt, 0 for the same day; always fewer than the procedure has.
      let fewest = startsToday ? 0 : 1
      let most = min(length - 1, left)
      if most < fewest {
        // Received on the last evening: some offices caught up on the Saturday.
        plan.finished = WindowDays.last
        plan.finishedSecond = 28_800 + random.below(12_000)
      } else {
        let after = fewest + random.below(most - fewest + 1)
        plan.finished = after == 0 ? day : days.workday(after, after: day)
        plan.finishedSecond =
          after == 0 ? sameDay(after: second, &random) : TimesOfDay.office.draw(&random)
      }
    case .onTime:
      plan.finished = plan.due
      plan.finishedSecond = TimesOfDay.office.draw(&random)
    case .late:
      let most = left - length
      let delay = Self.delays[random.below(Self.delays.count)]
      plan.finished = days.workday(length + (delay <= most ? delay : 1 + random.below(most)), after: day)
      plan.finishedSecond = TimesOfDay.office.draw(&random)
    case .withdrawn:
      plan.finished = days.workday(1 + random.below(min(left, 10)), after: day)
      plan.finishedSecond = TimesOfDay.office.draw(&random)
    case .paused:
      plan.requested = days.workday(1 + random.below(min(left, 12)), after: day)
      plan.requestedSecond = TimesOfDay.office.draw(&random)
    case .open, .overdue:
      if left >= 3, random.chance(perMille: 40) { supplement(&plan, day: day, left: left, random: &random) }
    case .noDeadline, .submitted, .refused: break
    }
    if outcome.isResolved { handOver(&plan, isOnline: isOnline, random: &random) }
    return plan
  }

  @inline(__always)
  private func procedure(
    for outcome: Outcome, left: Int, startsToday: Bool, pool: ProcedurePool, random: inout RandomSource
  ) -> Int {
    let allowed = outcome.daysAllowed(workdaysLeft: left) ?? 1...Procedure.longest
    var slots = pool.slots(ofDays: allowed)
    if outcome == .early, !startsToday {
      // A dossier received after hours cannot be early with a procedure of one working day.
      slots = pool.slots(ofDays: 2...max(2, allowed.upperBound))
      if slots.isEmpty { slots = pool.slots(ofDays: 2...Procedure.longest) }
    }
    var slot = slots.lowerBound + random.below(slots.count)
    // The longer a procedure, the more often it is late or waits, so take the higher of two draws.
    if outcome == .late || outcome == .overdue || outcome == .paused {
      slot = max(slot, slots.lowerBound + random.below(slots.count))
    }
    return pool.procedure(slot: slot)
  }

  /// Adds a request for a supplement that has been supplied, so that the time runs again.
  private func supplement(_ plan: inout DossierPlan, day: Int, left: Int, random: inout RandomSource) {
    let asked = 1 + random.below(min(left - 1, 8))
    plan.requested = days.workday(asked, after: day)
    plan.requestedSecond = TimesOfDay.office.draw(&random)
    plan.supplied = days.workday(asked + 1 + random.below(min(left - asked, 6)), after: day)
    plan.suppliedSecond = TimesOfDay.office.draw(&random)
  }

  /// Hands over most results: online ones usually at once, the others when they are fetched, within the window or
  /// later.
  @inline(__always)
  private func handOver(_ plan: inout DossierPlan, isOnline: Bool, random: inout RandomSource) {
    let draw = random.below(1000)
    if draw >= 890 { return }
    if draw < (isOnline ? 700 : 450) {
      plan.returned = plan.finished
      plan.returnedSecond = min(86_399, plan.finishedSecond + 60 + random.below(2400))
    } else {
      let after = 1 + random.below(4)
      guard after <= days.workdaysLeft[plan.finished] else { return }
      plan.returned = days.workday(after, after: plan.finished)
      plan.returnedSecond = TimesOfDay.office.draw(&random)
    }
  }

  /// Returns a time in office hours after receipt on the same day.
  @inline(__always)
  private func sameDay(after second: Int, _ random: inout RandomSource) -> Int {
    let start = max(second, TimesOfDay.opening) + 300
    let time = start + random.below(TimesOfDay.closing - start)
    return TimesOfDay.lunch.contains(time) ? time + 5400 : time
  }
}
