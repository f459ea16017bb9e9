import Administration
import Diagnostics
import Records
import Statistics
import Testing

/// Counts tables of dossiers as a run would.
enum Specified {
  static func plan(
    _ period: String, asOf: String? = nil, since: String = "2025-07-01", compare: Comparison = .date
  ) throws -> WindowPlan {
    let day = try asOf.map { try #require(Day(String($0.prefix(10)))) }
    let today = try #require(Day("2026-01-05"))
    let own = try WindowSpecification(period).window(asOf: day, today: today)
    let moment = try DossierTable.moment(asOf)
    let end = moment.isBlank ? Moment(endOf: own.last) : moment.hasTime ? moment : Moment(endOf: moment.day)
    return WindowPlan(
      own: own, asOf: end, since: try #require(Day(since)), comparison: compare, breaks: [.reform],
      calendar: .vietnam)
  }

  static func summary(_ table: DossierTable, _ plan: WindowPlan) -> Summary {
    summary(table.dossiers, plan) { table.fields[Int($0)] }
  }

  static func summary(
    _ dossiers: [Dossier], _ plan: WindowPlan, fieldName: @escaping @Sendable (UInt32) -> String = { "field \($0)" }
  ) -> Summary {
    var accumulator = Accumulator(plan: plan, registry: .vietnam)
    accumulator.add(dossiers)
    return accumulator.summary(words(fieldName))
  }

  /// Words for the numbers of random dossiers; procedure 0 and service level 0 are not stated, procedure 8 has no code.
  static func words(_ fieldName: @escaping @Sendable (UInt32) -> String = { "field \($0)" }) -> DossierWords {
    DossierWords(
      field: fieldName, agency: { $0 == 0 ? "" : "Agency \($0)" },
      procedure: { $0 == 0 ? ("", "") : $0 == 8 ? ("", "Named only") : ("1.00000\($0)", "Procedure \($0)") },
      serviceLevel: { $0 == 0 ? "" : "level \($0)" })
  }

  /// All figures of a run over a table, where each province that stands in it, or is named, has one file.
  static func statistics(
    _ table: DossierTable, _ plan: WindowPlan, emptyFiles: [String] = []
  ) throws -> RunStatistics {
    var files = [Int](repeating: 0, count: Registry.vietnam.provinces.count)
    for dossier in table.dossiers { files[Int(dossier.province)] = 1 }
    for code in emptyFiles { files[try province(code)] = 1 }
    return try RunStatistics(
      summary(table, plan), plan: plan, files: files, staff: nil, registry: .vietnam, calendar: .vietnam)
  }

  static func province(_ code: String) throws -> Int { try #require(Registry.vietnam.province(code: code)) }

  /// The counters of a tally that are not zero.
  static func counters(_ tally: Tally) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: Counter.allCases.map { ($0.rawValue, tally[$0]) }.filter { $0.1 != 0 })
  }

  /// The tally of all dossiers of one of the plan's windows.
  static func tally(_ summary: Summary, _ position: Int = 0) -> Tally {
    summary.windows[position].units.values.merged()
  }

  /// Counts each row of a table alone, and returns every row whose counters are not exactly those that its last column
  /// names and the sums that contain them, with what it counts in instead.
  static func differences(
    _ text: String, _ period: String, asOf: String? = nil, compare: Comparison = .date
  ) throws -> [String] {
    let plan = try plan(period, asOf: asOf, compare: compare)
    let table = try DossierTable(text)
    try #require(!table.rows.isEmpty)
    return try table.rows.compactMap { row in
      let counted = counters(tally(summary([row.dossier], plan)))
      let expected = try withSums(row.countsIn, channel: row.dossier.channel)
      return counted == expected ? nil : "\(row.text): counts in \(counted.keys.sorted().joined(separator: " "))"
    }
  }

  /// Counters with every counter that is a sum over them, each 1 (design: *Identities*).
  private static func withSums(_ names: [String], channel: Channel) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    var waiting = names == ["nothing"] ? [] : names
    if waiting.contains("received") { waiting.append("received_" + channel.word) }
    while let name = waiting.popLast() {
      _ = try #require(Counter(rawValue: name))
      counts[name] = 1
      if let sum = sums[name] { waiting.append(sum) }
    }
    return counts
  }

  private static let sums = [
    "received": "to_handle", "carried_over": "to_handle",
    "resolved_early": "resolved", "resolved_on_time": "resolved", "resolved_late": "resolved",
    "resolved_no_deadline": "resolved",
    "pending_in_time": "pending", "pending_overdue": "pending", "pending_paused": "pending",
    "pending_no_deadline": "pending",
    "pending_due_soon": "pending_in_time",
    "overdue_to_5": "pending_overdue", "overdue_to_15": "pending_overdue", "overdue_to_30": "pending_overdue",
    "overdue_over_30": "pending_overdue",
  ]
}
