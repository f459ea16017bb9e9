import Administration
import Records

/// Counts the dossiers that one worker reads from a group of files, in every window and breakdown at once.
///
/// A dossier is counted in one row of every breakdown. The own window has breakdowns by unit, agency, field, procedure,
/// channel and service level; every other window has those by unit, field and channel only.
package struct Accumulator {
  private let plan: WindowPlan
  private var rows: DossierRows
  private var own: OwnWindowTables
  /// One table per window after the own one; nil for a window that counts exactly as the own window does (`seesLike`).
  private var tables: [WindowTables?]
  private var daily: DailyTable
  /// Nil where the plan counts no signals.
  private var signals: SignalTable?
  /// The row numbers of the dossiers being counted, in the order of the dossiers.
  private var buffer = CellRows()
  /// Nil where reach is counted by file.
  private var reach: ReachTable?
  /// The reach of each file, by its position in the group; nil for the units of Vietnam, each of which sends files of
  /// its own, so that their reach is counted by province.
  private var files: [Int: FileReach]?
  private let asOf: Day

  package init(plan: WindowPlan, registry: Registry) {
    self.plan = plan
    let provinces = registry.provinces.count
    rows = DossierRows(registry: registry)
    own = OwnWindowTables(
      classifier: plan.classifiers[0], countsAges: plan.countsSignals, provinces: provinces)
    let first = plan.classifiers[0]
    tables = plan.classifiers.dropFirst().map { $0.seesLike(first) ? nil : WindowTables(classifier: $0) }
    daily = DailyTable(
      first: plan.seriesFirst, observation: plan.classifiers[0].observation, comparison: plan.comparison,
      provinces: provinces)
    signals = plan.countsSignals ? SignalTable(classifier: plan.classifiers[0], provinces: provinces) : nil
    asOf = plan.asOf.day
    reach = registry.isOfVietnam ? ReachTable(through: asOf, provinces: provinces) : nil
    files = registry.isOfVietnam ? nil : [:]
  }

  /// Counts dossiers of one file.
  ///
  /// - Parameters:
  ///   - file: the position of the file in the group.
  ///   - extractedOn: the day on which the file was made; nil where it is unknown.
  package mutating func add(_ dossiers: [Dossier], file: Int = 0, extractedOn: Day? = nil) {
    count(dossiers, file, extractedOn, sign: 1)
  }

  /// Takes dossiers back that were counted and have since been superseded.
  package mutating func remove(_ dossiers: [Dossier], file: Int = 0, extractedOn: Day? = nil) {
    count(dossiers, file, extractedOn, sign: -1)
  }

  /// Finds the rows of every dossier first and then counts window by window, so that each loop touches little memory.
  private mutating func count(_ dossiers: [Dossier], _ file: Int, _ extractedOn: Day?, sign: Int) {
    rows.find(&buffer, of: dossiers, sign: sign)
    reach?.count(dossiers, extractedOn: extractedOn, sign: sign)
    files?[file, default: FileReach(through: asOf)].count(dossiers, extractedOn: extractedOn, sign: sign)
    own.make(rows)
    own.count(dossiers, buffer, sign: sign)
    for position in tables.indices {
      tables[position]?.make(rows)
      tables[position]?.count(dossiers, buffer, sign: sign)
    }
    daily.count(dossiers, sign: Int32(sign))
    signals?.count(dossiers, sign: sign)
  }

  /// Returns what was counted, with keys by name, so that it merges with any other summary of the same plan.
  ///
  /// - Parameters:
  ///   - words: what the reader's numbers stand for, such as the name of a field.
  ///   - files: the names of the group's files, by position.
  package func summary(_ words: DossierWords, files: [String] = []) -> Summary {
    var summary = Summary(windows: plan.classifiers.count)
    let names = rows.names(words)
    summary.names = names.spelled
    own.enter(rows, names, into: &summary)
    for (position, table) in tables.enumerated() {
      if let table {
        table.enter(names, into: &summary.windows[position + 1])
      } else {
        summary.windows[position + 1] = summary.windows[0]
      }
    }
    summary.days = daily.series()
    summary.signals = signals?.counts() ?? [:]
    summary.reach = reach?.byProvince ?? [:]
    for (position, reach) in self.files ?? [:] { summary.files[files[position]] = reach }
    return summary
  }
}
