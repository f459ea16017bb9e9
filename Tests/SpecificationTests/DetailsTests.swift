import Administration
import Diagnostics
import Records
import Statistics
import Testing

/// The finer breakdowns of the own window against the definitions read a second time (`Reference`).
@Suite struct DetailsTests {
  private struct Counted {
    let plan: WindowPlan
    let dossiers: [Dossier]
    let statistics: RunStatistics

    init(_ position: Int, _ comparison: Comparison = .date) throws {
      let (period, asOf) = ReferenceTests.plans[position]
      plan = try Specified.plan(period, asOf: asOf, compare: comparison)
      let edges = plan.classifiers.flatMap { [$0.window.first, $0.window.last, $0.observation.day] }
      var random = RandomDossiers(seed: UInt64(position + 501), edges: edges)
      dossiers = random.dossiers(2500)
      statistics = try RunStatistics(
        Specified.summary(dossiers, plan), plan: plan, files: (0..<34).map { $0 < 4 ? 1 : 0 }, staff: nil,
        registry: .vietnam, calendar: .vietnam)
    }

    func reference(_ first: Day, _ last: Day) -> Reference {
      Reference(
        first: Int(first.number), last: Int(last.number),
        asOf: Reference.Time(day: Int(plan.asOf.day.number), second: plan.asOf.second),
        isInstant: plan.comparison == .instant)
    }

    /// Counters of dossiers in the own window, the zero ones left out.
    func counters(_ dossiers: some Sequence<Dossier>) -> [String: Int] {
      let reference = reference(plan.own.first, plan.own.last)
      var counts: [String: Int] = [:]
      for dossier in dossiers {
        for counter in reference.counters(of: dossier) { counts[counter.rawValue, default: 0] += 1 }
      }
      return counts
    }
  }

  @Test(arguments: ReferenceTests.plans.indices) func proceduresByCodeElseByName(_ position: Int) throws {
    let run = try Counted(position)
    let procedures = run.statistics.procedures.all
    #expect(procedures.map(\.code) == ["", ""] + (1...7).map { "1.00000\($0)" })
    #expect(procedures.map(\.name) == ["", "Named only"] + (1...7).map { "Procedure \($0)" })
    for (number, place) in zip([0, 8, 1, 2, 3, 4, 5, 6, 7], procedures.indices) {
      #expect(
        Specified.counters(procedures[place].tally) == run.counters(run.dossiers.filter { $0.procedure == number }))
    }
  }

  @Test(arguments: ReferenceTests.plans.indices) func slowProceduresAreTheNamedOnesWithMostLate(_ position: Int) throws
  {
    let run = try Counted(position)
    for province in 0..<4 where run.statistics.own.provinces[province] != nil {
      let all = [8, 1, 2, 3, 4, 5, 6, 7].enumerated().map { order, number in
        let own = run.counters(run.dossiers.filter { $0.procedure == number && Int($0.province) == province })
        return (late: own["resolved_late"] ?? 0, order: order, number: number, counters: own)
      }
      let slow = all.filter { $0.late > 0 }.sorted { ($1.late, $0.order) < ($0.late, $1.order) }
      #expect(!slow.isEmpty)
      for most in [1, 3, 10] {
        let found = run.statistics.procedures.slow(ofProvince: province, most: most)
        #expect(found.map(\.name) == slow.prefix(most).map { $0.number == 8 ? "Named only" : "Procedure \($0.number)" })
        #expect(found.map { Specified.counters($0.tally) } == slow.prefix(most).map(\.counters))
      }
    }
  }

  @Test(arguments: ReferenceTests.plans.indices) func agenciesByProvinceAndLevel(_ position: Int) throws {
    let run = try Counted(position)
    let agencies = run.statistics.details.agencies
    #expect(agencies.count == 4 * Level.allCases.count * 4)
    for agency in agencies {
      let own = run.dossiers.filter {
        Int($0.province) == agency.province && $0.level == agency.level
          && ($0.agency == 0 ? "" : "Agency \($0.agency)") == agency.name
      }
      #expect(Specified.counters(agency.tally) == run.counters(own))
    }
  }

  @Test(arguments: ReferenceTests.plans.indices) func serviceLevelsAndFieldsOfProvinces(_ position: Int) throws {
    let run = try Counted(position)
    #expect(run.statistics.details.serviceLevels.map(\.name) == ["", "level 1", "level 2"])
    for (number, level) in run.statistics.details.serviceLevels.enumerated() {
      #expect(Specified.counters(level.tally) == run.counters(run.dossiers.filter { $0.serviceLevel == number }))
    }
    for province in 0..<4 {
      let fields = run.statistics.own.fieldsOfProvince[province]
      #expect(fields.map(\.name) == (0..<6).map { "field \($0)" })
      for (number, field) in fields.enumerated() {
        let own = run.dossiers.filter { Int($0.province) == province && $0.field == number }
        #expect(Specified.counters(field.tally) == run.counters(own))
      }
    }
  }

  /// What costs a province most: a commune, or an agency at the province's own level, and a field, by late + overdue
  /// dossiers, the largest first, with the cumulative share.
  @Test(arguments: ReferenceTests.plans.indices) func costsByUnitAndField(_ position: Int) throws {
    let run = try Counted(position)
    for province in 0..<4 {
      let cells = run.statistics.details.costsOfProvince[province]
      let whole = run.counters(run.dossiers.filter { Int($0.province) == province })
      let all = (whole["resolved_late"] ?? 0) + (whole["pending_overdue"] ?? 0)
      var sum = 0
      for cell in cells {
        let own = run.dossiers.filter { dossier in
          guard Int(dossier.province) == province, "field \(dossier.field)" == cell.field else { return false }
          if let commune = cell.commune { return Int(dossier.commune) == commune }
          let agency = dossier.agency == 0 ? "" : "Agency \(dossier.agency)"
          return dossier.commune == Dossier.noCommune && agency == cell.agency
        }
        let counts = run.counters(own)
        #expect(cell.cost.late == counts["resolved_late"] ?? 0)
        #expect(cell.cost.overdue == counts["pending_overdue"] ?? 0)
        sum += cell.cost.sum
        #expect(cell.cumulativeShare == Ratio(sum, of: all))
      }
      #expect(zip(cells, cells.dropFirst()).allSatisfy { $0.cost.sum >= $1.cost.sum })
      #expect(cells.allSatisfy { $0.cost.sum > 0 })
      if cells.count < DetailStatistics.mostCosts { #expect(sum == all) }
    }
  }

  /// The series of each day is what a window of that one day gives: received, resolved and withdrawn as its flows, open
  /// and overdue as its stocks.
  @Test(arguments: Comparison.allCases, ReferenceTests.plans.indices)
  func everyDayOfTheSeries(_ comparison: Comparison, _ position: Int) throws {
    let run = try Counted(position, comparison)
    let details = run.statistics.details
    let observation = run.plan.classifiers[0].observation.day
    #expect(details.nationalSeries.map(\.day).first == run.plan.seriesFirst)
    #expect(details.nationalSeries.map(\.day).last == observation)
    for (province, points) in [(Int?.none, details.nationalSeries), (1, try #require(details.series[1]))] {
      let dossiers = run.dossiers.filter { province == nil || Int($0.province) == province }
      for point in points {
        let reference = run.reference(point.day, point.day)
        var counts: [Counter: Int] = [:]
        for dossier in dossiers { for counter in reference.counters(of: dossier) { counts[counter, default: 0] += 1 } }
        #expect(
          [point.received, point.resolved, point.withdrawn, point.open, point.overdue]
            == [.received, .resolved, .withdrawn, .pending, .pendingOverdue].map { counts[$0] ?? 0 },
          "\(point.day) of \(run.plan.own.slug)")
      }
    }
  }

  /// A week has twelve weeks of days behind it, yet none before a break in series; a longer period has its own days.
  @Test(arguments: [
    ("2025-W34", "2025-07-01"), ("2025-W45", "2025-08-18"), ("2025-07-01..2025-12-31", "2025-07-01"),
    ("2025-H1", "2025-01-01"), ("2025-06-01..2025-08-23", "2025-06-01"), ("2000-01-01..2024-12-31", "2015-01-01"),
  ])
  func theSeriesBegins(_ period: String, _ first: String) throws {
    #expect(try Specified.plan(period).seriesFirst == #require(Day(first)))
  }

  /// Whole weeks up to the observation day in which a commune received nothing, as far back as its province's data go.
  @Test func weeksWithoutADossier() throws {
    let plan = try Specified.plan("2025-W34")
    let table = try DossierTable(
      """
      received   | commune
      2025-08-24 | 00004
      2025-08-17 | 00008
      2025-08-18 | 00025
      2025-07-21 |
      2025-08-24 |
      2025-08-25 | 00070
      """)
    let idle = try Specified.statistics(table, plan).details.idleWeeks
    func weeks(_ code: String) throws -> Int? { idle[try #require(Registry.vietnam.commune(code: code))] }
    #expect(try weeks("00004") == 0)
    #expect(try weeks("00008") == 1)
    #expect(try weeks("00025") == 0)
    // The data begin five weeks back.
    #expect(try weeks("00070") == 5)
    // Of the other provinces nothing is known.
    #expect(idle.count { $0 == nil } == Registry.vietnam.communes.count - Registry.vietnam.communesOfProvince[0].count)
  }

  /// Nothing is known of the weeks in which a province's data end, or of any behind them; without a whole week that is
  /// known a commune has no number, not none.
  @Test func weeksWithoutADossierEndWithTheData() throws {
    func idle(_ rows: String) throws -> (String) throws -> Int? {
      let table = try DossierTable("received | commune\n" + rows)
      let weeks = try Specified.statistics(table, try Specified.plan("2025-W34")).details.idleWeeks
      return { weeks[try #require(Registry.vietnam.commune(code: $0))] }
    }
    let weeks = try idle(
      """
      2025-08-20 | 00004
      2025-08-12 | 00008
      2025-07-29 | 00025
      2025-07-21 |
      """)
    #expect(try weeks("00004") == 0)
    #expect(try weeks("00008") == 0)
    #expect(try weeks("00025") == 2)
    #expect(try weeks("00070") == 4)
    #expect(try idle("2025-08-20 | 00004")("00070") == nil)
    // The last working day is what a full week has; nothing is received on the days off behind it.
    #expect(try idle("2025-08-22 | 00004\n2025-08-11 |")("00070") == 2)
    #expect(try idle("2025-08-22 | 00004\n2025-08-20 |")("00070") == nil)
  }

  /// The code of the national database joins the endings that provinces add to it; other codes are taken as they come.
  @Test func procedureCodes() {
    #expect(ProcedureID(code: "1.001193.000.00.00.H26", name: "x") == ProcedureID(code: "1.001193", name: "y"))
    #expect(ProcedureID(code: "1.001193.000.00.01.H26", name: "").code == "1.001193.000.00.01.H26")
    #expect(ProcedureID(code: "TT-01", name: "") != ProcedureID(code: "TT-02", name: ""))
    #expect(ProcedureID(code: "", name: "Khai sinh") == ProcedureID(code: "", name: "KHAI SINH"))
  }

  /// Ways of payment are those of dossiers received in the window, ratings those of dossiers resolved in it.
  @Test(arguments: ReferenceTests.plans.indices) func paymentsAndRatings(_ position: Int) throws {
    let run = try Counted(position)
    let reference = run.reference(run.plan.own.first, run.plan.own.last)
    let received = run.dossiers.filter { reference.counters(of: $0).contains(.received) }
    let resolved = run.dossiers.filter { reference.counters(of: $0).contains(.resolved) && $0.rating > 0 }
    let service = run.statistics.details.nationalService
    #expect(service.paymentsStated == received.count { $0.isPaidOnline != nil })
    #expect(service.paidOnline == received.count { $0.isPaidOnline == true })
    #expect(service.ratings == (1...5).map { stars in resolved.count { $0.rating == stars } })
    let sum = resolved.reduce(0) { $0 + Int($1.rating) }
    #expect(service.meanRating == Ratio(sum, of: resolved.count))
  }
}
