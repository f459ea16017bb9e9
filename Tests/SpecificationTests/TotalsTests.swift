import Administration
import Diagnostics
import Records
import Statistics
import Testing

/// Figures of many dossiers: counters, rates and durations of a cell.
@Suite struct TotalsTests {
  /// Twenty dossiers of one week, and all of its figures.
  private static let week = """
    received         | due        | finished         | requested  | status               | channel
    2025-08-18 08:00 | 2025-08-25 | 2025-08-18 16:00 |            |                      | online
    2025-08-18 08:00 | 2025-08-25 | 2025-08-20 16:00 |            |                      | online
    2025-08-19 08:00 | 2025-08-25 | 2025-08-22 16:00 |            |                      | in_person
    2025-08-04 08:00 | 2025-08-22 | 2025-08-21 16:00 |            |                      | in_person
    2025-08-18 08:00 | 2025-08-22 | 2025-08-22 16:00 |            |                      | postal
    2025-08-04 08:00 | 2025-08-19 | 2025-08-19 16:00 |            |                      | online
    2025-08-04 08:00 | 2025-08-19 | 2025-08-20 16:00 |            |                      | online
    2025-08-18 08:00 |            | 2025-08-22 16:00 |            |                      | online
    2025-08-18 08:00 | 2025-08-22 | 2025-08-20 16:00 |            | stopped              | online
    2025-08-04 08:00 | 2025-08-22 | 2025-08-20 16:00 |            | withdrawal_requested | in_person
    2025-08-20 08:00 | 2025-09-30 |                  |            |                      | online
    2025-08-20 08:00 | 2025-08-26 |                  |            |                      | online
    2025-08-20 08:00 | 2025-08-22 |                  |            |                      | online
    2025-08-04 08:00 | 2025-08-08 |                  |            | finished             | postal
    2025-08-20 08:00 | 2025-08-22 |                  | 2025-08-21 |                      | online
    2025-08-20 08:00 |            |                  |            |                      | in_person
    2025-08-20 08:00 | 2025-08-22 |                  |            | submitted            | online
    2025-08-20 08:00 |            | 2025-08-20 09:00 |            | not_accepted         | online
    2025-08-04 08:00 | 2025-08-08 | 2025-08-07 09:00 |            |                      | online
    2025-08-25 08:00 | 2025-08-29 |                  |            |                      | online
    """

  private static func tally() throws -> Tally {
    Specified.tally(Specified.summary(try DossierTable(week), try Specified.plan("2025-W34")))
  }

  @Test func everyCounter() throws {
    #expect(
      Specified.counters(try Self.tally()) == [
        "received": 11, "received_online": 8, "received_in_person": 2, "received_postal": 1,
        "carried_over": 5, "to_handle": 16,
        "resolved": 8, "resolved_early": 4, "resolved_on_time": 2, "resolved_late": 1, "resolved_no_deadline": 1,
        "withdrawn": 2,
        "pending": 6, "pending_in_time": 2, "pending_due_soon": 1, "pending_overdue": 2, "overdue_to_5": 1,
        "overdue_to_15": 1, "pending_paused": 1, "pending_no_deadline": 1,
        "awaiting_acceptance": 1, "refused": 1, "finished_undated": 1,
      ])
  }

  /// The table of rates in the design, each with its own numerator and denominator.
  @Test(arguments: [
    (Rate.onlineShare, 8, 11), (.resolutionRate, 8, 16), (.onTimeRate, 6, 7), (.onTimeRateDue, 6, 9),
    (.onTimeRateIndex, 13, 16), (.overdueShare, 3, 16), (.lateRate, 1, 7),
  ])
  func everyRate(_ rate: Rate, _ numerator: Int, _ denominator: Int) throws {
    let ratio = try #require(rate.of(try Self.tally()))
    #expect(ratio == Ratio(numerator, of: denominator))
  }

  /// "An empty denominator gives no rate."
  @Test(arguments: Rate.allCases) func noDossierNoRate(_ rate: Rate) { #expect(rate.of(Tally()) == nil) }

  /// A denominator may be empty where others are not: one open dossier in time gives no on-time rate of any kind but the
  /// index, whose denominator is all that was to be handled.
  @Test func anOpenDossierGivesNoOnTimeRate() throws {
    let table = try DossierTable(
      """
      received   | due
      2025-08-04 | 2025-09-30
      """)
    let tally = Specified.tally(Specified.summary(table, try Specified.plan("2025-W34")))
    #expect(Rate.onlineShare.of(tally) == nil)
    #expect(Rate.onTimeRate.of(tally) == nil)
    #expect(Rate.lateRate.of(tally) == nil)
    #expect(Rate.onTimeRateDue.of(tally) == nil)
    #expect(Rate.onTimeRateIndex.of(tally) == Ratio(1, of: 1))
    #expect(Rate.resolutionRate.of(tally) == Ratio(0, of: 1))
    #expect(Rate.overdueShare.of(tally) == Ratio(0, of: 1))
  }

  /// Durations: "working days after the day of receipt up to and including the finishing day (same day 0) … over all
  /// resolved in the window; calendar days in their own columns".
  ///
  /// Tết 2025 takes 27 to 31 January off; 26 April 2025 is a make-up Saturday. From 2 January to 30 June 2025 lie 127
  /// weekdays, of which nine are off, and the make-up Saturday: 119, and 179 calendar days.
  @Test(arguments: [
    ("2025-08-18 08:00", "2025-08-18 17:00", 0, 0), ("2025-08-18 16:00", "2025-08-19 08:00", 1, 1),
    ("2025-08-22", "2025-08-24", 0, 2), ("2025-08-22", "2025-08-25", 1, 3),
    ("2025-01-24", "2025-02-03", 1, 10), ("2025-01-24", "2025-01-31", 0, 7),
    ("2025-04-25", "2025-04-27", 1, 2), ("2025-08-29", "2025-09-03", 1, 5),
    ("2025-01-02", "2025-06-30", 119, 179),
  ])
  func durations(_ received: String, _ finished: String, _ working: Int, _ calendar: Int) throws {
    let table = try DossierTable("received | finished\n\(received) | \(finished)")
    let tally = Specified.tally(Specified.summary(table, try Specified.plan("2025")))
    #expect(tally.working.total == 1)
    #expect(tally.working.percentile(50) == working)
    #expect(tally.working.percentile(90) == working)
    #expect(tally.calendar.total == 1)
    #expect(tally.calendar.percentile(50) == calendar)
  }

  /// Only resolved dossiers have a duration: not the withdrawn, the refused and the open.
  @Test func onlyResolvedHaveDurations() throws {
    let tally = try Self.tally()
    #expect(tally.working.total == 8)
    #expect(tally.calendar.total == 8)
    // Working days 0 2 3 4 4 11 12 13, calendar days 0 2 3 4 4 15 16 17: the 4th and the 8th of eight.
    #expect(tally.working.percentile(50) == 4)
    #expect(tally.working.percentile(90) == 13)
    #expect(tally.calendar.percentile(50) == 4)
    #expect(tally.calendar.percentile(90) == 17)
  }

  /// Nearest rank: the smallest value that at least that share does not exceed; never a value between two.
  @Test(
    arguments: [
      ([], nil, nil), ([7], 7, 7), ([1, 2], 1, 2), ([1, 2, 100], 2, 100), (Array(0...9), 4, 8), (Array(0...10), 5, 9),
      (Array(1...100), 50, 90), ([0, 0, 0, 0, 0, 0, 0, 0, 0, 200], 0, 0), ([0, 0, 0, 0, 0, 0, 0, 0, 0, 70, 80], 0, 70),
    ] as [([Int], Int?, Int?)])
  func nearestRank(_ days: [Int], _ median: Int?, _ p90: Int?) {
    var durations = Durations()
    for day in days.reversed() { durations.add(day) }
    #expect(durations.percentile(50) == median)
    #expect(durations.percentile(90) == p90)
  }

  /// "Identities, checked for every cell in every run (a failure is status 70)."
  @Test func theIdentitiesHoldAndABrokenOneIsStatus70() throws {
    let tally = try Self.tally()
    #expect(Identities.broken(in: tally) == [])
    var doctored = tally
    doctored.working.add(3)
    #expect(Identities.broken(in: doctored) == ["resolved = durations counted: 8 ≠ 9"])
    var another = tally
    another.add(Outcome(.resolvedLate, channel: .online, carriedOver: false))
    #expect(
      Identities.broken(in: another) == [
        "resolved = durations counted: 9 ≠ 8", "resolved = calendar durations counted: 9 ≠ 8",
      ])
    let failure = #expect(throws: Failure.self) {
      try Identities.check([(unit: "x", tally: tally), (unit: "y", tally: doctored)]) { $0 }
    }
    #expect(failure?.status == .internalError)
    #expect(failure?.findings.count == 1)
    #expect(failure?.findings.first?.message.contains("figures of y contradict") == true)
  }

  /// A contradiction in any cell stops the whole run, and so does a breakdown that does not add up.
  @Test func aContradictionAnywhereStopsTheRun() throws {
    let plan = try Specified.plan("2025-W34")
    let summary = Specified.summary(try DossierTable(Self.week), plan)
    let previous = try #require(plan.roles.firstIndex(of: .previous))
    let more = Outcome(.inTime, channel: .online, carriedOver: false)
    func doctored(_ change: (inout Summary) -> Void) -> String {
      var summary = summary
      change(&summary)
      var files = [Int](repeating: 0, count: 34)
      files[0] = 1
      let failure = #expect(throws: Failure.self) {
        try RunStatistics(summary, plan: plan, files: files, staff: nil, registry: .vietnam, calendar: .vietnam)
      }
      #expect(failure?.status == .internalError)
      return failure?.findings.first?.message ?? ""
    }
    let cell = doctored { summary in
      summary.windows[0].units.keys.first.map { summary.windows[0].units[$0]?.working.add(1) }
    }
    #expect(cell.contains("contradict themselves"))
    let channel = doctored { summary in
      summary.windows[0].channels.keys.first.map { summary.windows[0].channels[$0]?.add(more) }
    }
    #expect(channel == "the channels of 2025-W34 do not add up to the total")
    #expect(doctored { $0.details[0]?.agencies = [:] } == "the agencies of 2025-W34 do not add up to the total")
    #expect(doctored { $0.details[0]?.procedures = [:] } == "the procedures of 2025-W34 do not add up to the total")
    #expect(
      doctored { $0.details[0]?.serviceLevels = [:] } == "the service levels of 2025-W34 do not add up to the total")
    #expect(
      doctored { $0.details[0]?.costs = CostTable() }
        == "late and overdue dossiers by unit and field do not add up to the total")
    let series = doctored { summary in summary.days[0].map { summary.days[0]?.merge($0) } }
    #expect(series.hasPrefix("the daily series of 2025-W34 comes to "))
    let carriedOver = doctored { summary in
      summary.windows[previous].units.keys.first.map { summary.windows[previous].units[$0]?.add(more) }
      summary.windows[previous].fields.keys.first.map { summary.windows[previous].fields[$0]?.add(more) }
      summary.windows[previous].channels.keys.first.map { summary.windows[previous].channels[$0]?.add(more) }
    }
    #expect(carriedOver.contains("carries over"), "\(carriedOver)")
    #expect(carriedOver.hasSuffix("were pending before"))
  }
}
