import Foundation
import TestSupport

/// The figures of one window under `compare: date`, from the exports' text: dates are compared as the ten characters
/// `2025-08-18`, everything is kept in memory, nothing of the product is used.
struct Recomputed {
  struct Line {
    let province: String
    let commune: String
    let level: String
    let field: String
    let agency: String
    let procedureCode: String
    let procedure: String
    let serviceLevel: String
    let channel: String
    let status: String
    let received: String
    let due: String
    let finished: String
    let requested: String
    let supplied: String
  }

  /// The counters of one row and the durations of what it resolved.
  struct Cell {
    var counts: [String: Int] = [:]
    var working: [Int] = []
    var calendar: [Int] = []

    subscript(name: String) -> Int { counts[name] ?? 0 }
  }

  let first: String
  let last: String
  private(set) var dossiers: [Line] = []
  private var provinceNames: [String: String] = [:]

  init(first: String, last: String) {
    self.first = first
    self.last = last
  }

  // MARK: Reading

  mutating func read(_ text: String) {
    let rows = CSVText.rows(text)
    for cells in rows.dropFirst() {
      let row = Dictionary(uniqueKeysWithValues: zip(rows[0], cells))
      func cell(_ name: String) -> String { row[name] ?? "" }
      func day(_ name: String) -> String { String(cell(name).prefix(10)) }
      provinceNames[cell("province_code")] = cell("province")
      var finished = day("finished_at").isEmpty ? day("returned_at") : day("finished_at")
      if cell("status") != "not_accepted" {
        if !finished.isEmpty, finished < day("received_at") { finished = day("received_at") }
        let isWithdrawal = ["withdrawal_requested", "stopped"].contains(cell("status"))
        if isWithdrawal, finished.isEmpty { finished = day("received_at") }
      }
      dossiers.append(
        Line(
          province: cell("province_code"), commune: cell("commune_code"), level: cell("level"), field: cell("field"),
          agency: cell("agency"), procedureCode: cell("procedure_code"), procedure: cell("procedure"),
          serviceLevel: cell("service_level"), channel: cell("channel").isEmpty ? "in_person" : cell("channel"),
          status: cell("status"),
          received: day("received_at"), due: day("due_at"), finished: finished,
          requested: day("supplement_requested_at"), supplied: day("supplemented_at")))
    }
  }

  // MARK: One dossier

  /// The counters that a dossier adds one to.
  private func counters(of line: Line) -> [String] {
    if line.status == "submitted" { return line.received <= last ? ["awaiting_acceptance"] : [] }
    if line.status == "not_accepted" {
      let day = line.finished.isEmpty ? line.received : line.finished
      return first <= day && day <= last ? ["refused"] : []
    }
    if line.received > last { return [] }
    let isClosed = !line.finished.isEmpty && line.finished <= last
    var names = ["to_handle"]
    if line.received >= first {
      names += ["received", "received_" + line.channel]
    } else if isClosed, line.finished < first {
      return []
    } else {
      names.append("carried_over")
    }
    if isClosed {
      if ["withdrawal_requested", "stopped"].contains(line.status) { return names + ["withdrawn"] }
      names.append("resolved")
      if line.due.isEmpty { return names + ["resolved_no_deadline"] }
      if line.finished < line.due { return names + ["resolved_early"] }
      return names + [line.finished == line.due ? "resolved_on_time" : "resolved_late"]
    }
    names.append("pending")
    if line.finished.isEmpty, ["finished", "returned"].contains(line.status) { names.append("finished_undated") }
    let isRequested = !line.requested.isEmpty && line.requested <= last
    let isSupplied = !line.supplied.isEmpty && line.supplied <= last
    let byStatus = line.requested.isEmpty && line.supplied.isEmpty && line.status == "supplement_requested"
    if isRequested && !isSupplied || byStatus { return names + ["pending_paused"] }
    if line.due.isEmpty { return names + ["pending_no_deadline"] }
    if line.due < last {
      let age = Self.workingDays(after: line.due, through: last)
      let band =
        age <= 5 ? "overdue_to_5" : age <= 15 ? "overdue_to_15" : age <= 30 ? "overdue_to_30" : "overdue_over_30"
      return names + ["pending_overdue", band]
    }
    names.append("pending_in_time")
    return Self.workingDays(after: last, through: line.due) <= 5 ? names + ["pending_due_soon"] : names
  }

  // MARK: Working days

  /// Every day of 2024 to 2026 in order, and its position.
  private static let days: [String] = (2024...2026).flatMap { year in
    (1...12).flatMap { month -> [String] in
      let lengths = [31, year == 2024 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      return (1...lengths[month - 1]).map { String(format: "%d-%02d-%02d", year, month, $0) }
    }
  }
  private static let positions = Dictionary(uniqueKeysWithValues: days.enumerated().map { ($1, $0) })
  /// Public holidays of 2025 from July to the end of the year; 1 January 2024 was a Monday.
  private static let isWorked = days.enumerated().map { position, day in
    position % 7 < 5 && !["2025-09-01", "2025-09-02", "2026-01-01"].contains(day)
  }

  private static func workingDays(after start: String, through end: String) -> Int {
    guard let from = positions[start], let to = positions[end], from < to else { return 0 }
    return isWorked[(from + 1)...to].count { $0 }
  }

  private static func calendarDays(from start: String, to end: String) -> Int {
    (positions[end] ?? 0) - (positions[start] ?? 0)
  }

  // MARK: Tables

  private static let header =
    "received,received_online,received_in_person,received_postal,online_share,carried_over,resolved,resolved_early,"
    + "resolved_on_time,resolved_late,resolved_no_deadline,withdrawn,pending,pending_in_time,pending_overdue,"
    + "pending_paused,pending_no_deadline,resolution_rate,on_time_rate,on_time_rate_index,on_time_rate_due,"
    + "overdue_share,median_days,p90_days,median_calendar_days,p90_calendar_days,coverage,covered_to,"
    + "awaiting_acceptance,refused,finished_undated,pending_due_soon,"
    + "overdue_to_5,overdue_to_15,overdue_to_30,overdue_over_30,mean_days,mean_calendar_days"

  /// The table that a CSV file of the edition must hold, header first.
  func table(_ name: String) throws -> [[String]] {
    let lastDays = Dictionary(grouping: dossiers, by: \.province).mapValues { lines in
      // What goes on behind the last day shows that the data reach it.
      lines.flatMap { [$0.received, $0.finished] }.filter { !$0.isEmpty && Self.calendarDays(from: last, to: $0) <= 92 }
        .map { min($0, last) }.max() ?? ""
    }
    let lastWorkingDay = "2025-08-22"
    let coverage = lastDays.mapValues { $0 < first ? "stale" : $0 < lastWorkingDay ? "partial" : "full" }
    let used = dossiers.filter { coverage[$0.province] != "stale" }
    let columns = Self.header.split(separator: ",").map(String.init)
    func row(_ keys: [String], _ cell: Cell?, _ coverage: String = "", _ coveredTo: String = "") -> [String] {
      keys + columns.map { Self.value($0, cell, coverage, coveredTo) }
    }
    switch name {
    case "provinces":
      let cells = cells(used, by: \.province)
      let reporting = coverage.values.count { $0 != "stale" }
      let total = reporting == 34 ? "Việt Nam" : "Việt Nam (\(reporting)/34)"
      let rows = provinceNames.keys.sorted().map { code in
        let isUsed = coverage[code] != "stale"
        return row(
          [code, provinceNames[code] ?? ""], isUsed ? cells[code] ?? Cell() : nil, coverage[code] ?? "",
          lastDays[code] ?? "")
      }
      return [["province_code", "province"] + columns] + rows + [row(["VN", total], self.cells(used) { _ in "" }[""])]
    case "communes":
      let cells = cells(used) { $0.province + $0.commune }
      let file = PackageFolder.url.appendingPathComponent("Sources/Administration/Data/communes.csv")
      let units = CSVText.rows(String(decoding: try Data(contentsOf: file), as: UTF8.self)).dropFirst()
      let rows = provinceNames.keys.sorted().flatMap { province -> [[String]] in
        let isUsed = coverage[province] != "stale"
        func one(_ keys: [String]) -> [String] {
          row(keys, isUsed ? cells[province + keys[1]] ?? Cell() : nil, coverage[province] ?? "")
        }
        return [one([province, "", "", "province"]) + ["", "", ""]]
          + units.filter { $0[1] == province }.sorted { $0[0] < $1[0] }.map { unit in
            one([province, unit[0], unit[2], unit[5].isEmpty || unit[5] > last ? unit[4] : unit[6]])
              + (isUsed
                ? silence(
                  province, unit[0], cells[province + unit[0]]?["received"] ?? 0,
                  dataEnd: coverage[province] == "full" ? last : lastDays[province] ?? last) : ["no_file", "", ""])
          }
      }
      return [
        ["province_code", "commune_code", "commune", "type"] + columns + ["state", "weeks_without", "reason"]
      ] + rows
    case "fields":
      let cells = cells(used, by: \.field)
      let names = Set(used.map(\.field)).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
      return [["field"] + columns] + names.map { row([$0], cells[$0] ?? Cell()) }
    case "channels":
      let cells = cells(used, by: \.channel)
      return [["channel"] + columns] + ["in_person", "online", "postal"].map { row([$0], cells[$0] ?? Cell()) }
    case "procedures":
      return byKeys(used, ["procedure_code", "procedure"]) { [$0.procedureCode, $0.procedure] }
    case "agencies":
      return byKeys(used, ["province_code", "level", "agency"]) { [$0.province, $0.level, $0.agency] }
    case "service-levels": return byKeys(used, ["service_level"]) { [$0.serviceLevel] }
    case "province-fields": return byKeys(used, ["province_code", "field"]) { [$0.province, $0.field] }
    default:
      let cells = cells(used, by: \.level)
      return [["level"] + columns]
        + ["commune", "district", "other", "province"].map { row([$0], cells[$0] ?? Cell()) }
    }
  }

  /// A commune's state, whole weeks without a dossier, of those up to the last day that the data reach to their end, and
  /// no reason.
  private func silence(_ province: String, _ commune: String, _ received: Int, dataEnd: String) -> [String] {
    let ofProvince = dossiers.filter { $0.province == province && !$0.received.isEmpty }
    let begin = ofProvince.map(\.received).min() ?? last
    let accepted = ofProvince.filter {
      $0.commune == commune && $0.received <= last && !["submitted", "not_accepted"].contains($0.status)
    }
    let known = (Self.calendarDays(from: begin, to: last) + 1) / 7
    let idle = accepted.map(\.received).max().map { Self.calendarDays(from: $0, to: last) / 7 } ?? 53
    let state =
      switch received {
      case 10...: "active"
      case 1...: "low"
      default: ["01", "22"].contains(province) ? "branch" : "none"
      }
    let unknown = (Self.calendarDays(from: dataEnd, to: last) + 6) / 7
    return [state, unknown < known ? String(max(min(idle, known) - unknown, 0)) : "", ""]
  }

  /// A table with a row for each combination of keys that stands in the exports, sorted.
  private func byKeys(_ lines: [Line], _ names: [String], _ keys: (Line) -> [String]) -> [[String]] {
    let columns = Self.header.split(separator: ",").map(String.init)
    let cells = cells(lines) { keys($0).joined(separator: "\0") }
    let all = Set(lines.map { keys($0).joined(separator: "\0") })
      .sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    return [names + columns]
      + all.map { key in
        let texts = key.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
        return texts + columns.map { Self.value($0, cells[key] ?? Cell(), "", "") }
      }
  }

  private func cells(_ lines: [Line], by key: (Line) -> String) -> [String: Cell] {
    var cells: [String: Cell] = [:]
    for line in lines {
      let names = counters(of: line)
      for name in names { cells[key(line), default: Cell()].counts[name, default: 0] += 1 }
      guard names.contains("resolved") else { continue }
      cells[key(line)]?.working.append(Self.workingDays(after: line.received, through: line.finished))
      cells[key(line)]?.calendar.append(Self.calendarDays(from: line.received, to: line.finished))
    }
    return cells
  }

  /// One cell of a table; blank for every figure of a unit without data.
  private static func value(_ column: String, _ cell: Cell?, _ coverage: String, _ coveredTo: String) -> String {
    if column == "coverage" { return coverage }
    if column == "covered_to" { return coveredTo }
    guard let cell else { return "" }
    let byDue = cell["resolved_early"] + cell["resolved_on_time"]
    let late = cell["resolved_late"]
    let overdue = cell["pending_overdue"]
    switch column {
    case "online_share": return share(cell["received_online"], cell["received"])
    case "resolution_rate": return share(cell["resolved"], cell["to_handle"])
    case "on_time_rate": return share(byDue, byDue + late)
    case "on_time_rate_due": return share(byDue, byDue + late + overdue)
    case "on_time_rate_index": return share(cell["to_handle"] - late - overdue, cell["to_handle"])
    case "overdue_share": return share(late + overdue, cell["to_handle"])
    case "mean_days": return share(cell.working.reduce(0, +), cell.working.count)
    case "mean_calendar_days": return share(cell.calendar.reduce(0, +), cell.calendar.count)
    case "median_days": return rank(50, cell.working)
    case "p90_days": return rank(90, cell.working)
    case "median_calendar_days": return rank(50, cell.calendar)
    case "p90_calendar_days": return rank(90, cell.calendar)
    default: return String(cell[column])
    }
  }

  /// Six decimals, half away from zero, by long division.
  private static func share(_ numerator: Int, _ denominator: Int) -> String {
    if denominator == 0 { return "" }
    var millionths = numerator * 1_000_000 / denominator
    if (numerator * 1_000_000 % denominator) * 2 >= denominator { millionths += 1 }
    return String(format: "%d.%06d", millionths / 1_000_000, millionths % 1_000_000)
  }

  private static func rank(_ percent: Int, _ days: [Int]) -> String {
    if days.isEmpty { return "" }
    return String(days.sorted()[Int((Double(days.count * percent) / 100).rounded(.up)) - 1])
  }
}
