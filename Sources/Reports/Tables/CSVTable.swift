import Statistics

/// The columns of the CSV outputs. They are a contract: columns may be appended, but never inserted or renamed.
enum CSVTable {
  private typealias Column = (header: String, cell: CSVCell)

  /// The content of a column.
  private enum CSVCell: Sendable {
    case counter(Counter)
    case rate(Rate)
    case count(@Sendable (UnitRow) -> Int?)
    case ratio(@Sendable (UnitRow) -> Ratio?)
    case text(@Sendable (UnitRow) -> String)
  }

  private static func column(_ counter: Counter) -> Column { (counter.rawValue, .counter(counter)) }
  private static func column(_ rate: Rate) -> Column { (rate.rawValue, .rate(rate)) }

  private static let counters: [Column] =
    [
      column(.received), column(.receivedOnline), column(.receivedInPerson), column(.receivedPostal),
      column(.onlineShare), column(.carriedOver), column(.resolved), column(.resolvedEarly),
      column(.resolvedOnTime), column(.resolvedLate), column(.resolvedNoDeadline), column(.withdrawn),
      column(.pending), column(.pendingInTime), column(.pendingOverdue), column(.pendingPaused),
      column(.pendingNoDeadline), column(.resolutionRate), column(.onTimeRate), column(.onTimeRateIndex),
      column(.onTimeRateDue), column(.overdueShare),
      ("median_days", .count { $0.cell.tally?.working.percentile(50) }),
      ("p90_days", .count { $0.cell.tally?.working.percentile(90) }),
      ("median_calendar_days", .count { $0.cell.tally?.calendar.percentile(50) }),
      ("p90_calendar_days", .count { $0.cell.tally?.calendar.percentile(90) }),
      ("coverage", .text { $0.coverage?.rawValue ?? "" }),
      ("covered_to", .text { $0.coveredTo?.description ?? "" }),
      column(.awaitingAcceptance), column(.refused), column(.finishedUndated), column(.pendingDueSoon),
      column(.overdueTo5), column(.overdueTo15), column(.overdueTo30), column(.overdueOver30),
      ("mean_days", .ratio { $0.cell.tally?.working.mean }),
      ("mean_calendar_days", .ratio { $0.cell.tally?.calendar.mean }),
    ]

  private static let coverage: [Column] = [
    ("coverage", .text { $0.coverage?.rawValue ?? "" }),
    ("covered_to", .text { $0.coveredTo?.description ?? "" }),
    ("files", .count { $0.files.count }),
    ("records", .count { $0.files.reduce(0) { $0 + $1.records } }),
    ("used", .count { $0.files.reduce(0) { $0 + $1.used } }),
    ("superseded", .count { $0.files.reduce(0) { $0 + $1.superseded } }),
    ("quarantined", .count { $0.files.reduce(0) { $0 + $1.quarantined } }),
  ]

  static let provinceKeys = ["province_code", "province"]
  static let communeKeys = ["province_code", "commune_code", "commune", "type"]

  static func counterHeader(_ keys: [String]) -> String { (keys + counters.map(\.header)).joined(separator: ",") }
  static let coverageHeader = (provinceKeys + coverage.map(\.header)).joined(separator: ",")

  /// The columns of communes, with those that only communes have.
  static let communeHeader = counterHeader(communeKeys) + ",state,weeks_without,reason"

  /// Returns a row of communes.csv. The row without a known commune (the province's own level, central agencies,
  /// dossiers of communes that no list knows) is not a commune, so its last cells are blank.
  static func communeRecord(_ row: UnitRow, _ printer: Printer) -> String {
    let unit = row.commune
    let weeks = unit?.idleWeeks.map(String.init) ?? ""
    return record(row, printer) + ",\(unit?.state.rawValue ?? ""),\(weeks)," + printer.text(unit?.reason).text
  }

  static func record(_ row: UnitRow, _ printer: Printer) -> String { record(row, counters, printer) }
  static func coverageRecord(_ row: UnitRow, _ printer: Printer) -> String { record(row, coverage, printer) }

  private static func record(_ row: UnitRow, _ columns: [Column], _ printer: Printer) -> String {
    var record = CSVRecord(cells: row.keys.map { printer.text($0).text })
    let counters = row.cell.tally?.counters
    for column in columns {
      switch column.cell {
      case .counter(let counter): record.add(counters?[counter])
      case .rate(let rate): record.add(counters.flatMap { rate.of($0) })
      case .count(let count): record.add(count(row))
      case .ratio(let ratio): record.add(ratio(row))
      case .text(let text): record.add(text(row))
      }
    }
    return record.text
  }

  /// Returns a share with six decimals.
  static func fraction(_ ratio: Ratio) -> String { fraction(millionths: ratio.scaled(by: 1_000_000)) }

  /// Returns a difference between shares with six decimals.
  static func fraction(_ change: RateChange) -> String { fraction(millionths: change.scaled(by: 1_000_000)) }

  private static func fraction(millionths: Int) -> String {
    var record = CSVRecord()
    record.append(millionths: millionths)
    return record.text
  }

  // MARK: Ranking

  static let rankingHeader =
    "group,within,rank,code,unit,rate,numerator,denominator,value,change_points,places,to_draw_level,coverage,reason,"
    + "interval_low,interval_high,moved_by,moved_by_points"

  /// Returns a record of ranking.csv. Shares and changes are fractions with six decimals, intervals with four.
  static func rankingRecord(_ row: RankingRow, _ printer: Printer) -> String {
    let entry = row.entry
    let change = entry.ratio.flatMap { now in entry.before.map { RateChange(from: $0, to: now) } }
    var record = CSVRecord(cells: row.group.map { printer.text($0).text })
    record.add(entry.rank)
    record.add(printer.text(row.unit.code).text)
    record.add(printer.text(row.unit.nameVi).text)
    record.add(row.rate.rawValue)
    record.add(entry.ratio?.numerator)
    record.add(entry.ratio?.denominator)
    record.add(entry.ratio)
    record.add(change)
    record.add(entry.places)
    record.add(entry.toDrawLevel)
    record.add(row.unit.coverage?.rawValue ?? "")
    record.add(entry.reason?.rawValue ?? "")
    record.add(tenThousandths: entry.interval?.lowerBound)
    record.add(tenThousandths: entry.interval?.upperBound)
    record.add(printer.text(row.movedBy?.field).text)
    record.add(row.movedBy.flatMap { Ratio($0.part, of: 1_000_000) })
    return record.text
  }
}
