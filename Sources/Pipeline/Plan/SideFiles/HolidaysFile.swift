import Administration
import Diagnostics

/// The user's own public holidays (configuration: `holidays`): days off, and weekend days that are worked. A holiday on
/// a weekend changes nothing. A file without rows means that there are none.
enum HolidaysFile {
  static let columns = ["date", "kind"]
  static let optional = ["name", "name_*", "status"]

  private enum Kind: String, CaseIterable { case off, work }

  /// - Throws: status `badConfiguration` with every row whose day is invalid or occurs twice, or whose kind is unknown.
  static func calendar(_ table: SideTable) throws(Failure) -> WorkingCalendar {
    var days: [Day: Kind] = [:]
    var provisional: Set<Int> = []
    var findings: [Finding] = []
    for row in table.rows {
      func found(_ message: String, hint: String) {
        findings.append(Finding(.error, message, at: row.place, hint: hint))
      }
      let day = Day(row["date"])
      if day == nil { found("'\(row["date"])' in 'date' is no date", hint: "type one like 2025-09-02") }
      let kind = Kind(rawValue: row["kind"])
      if kind == nil { found("'\(row["kind"])' in 'kind' is neither off nor work", hint: "type one of the two") }
      if !["", "official", "provisional"].contains(row["status"]) {
        found(
          "'\(row["status"])' in 'status' is neither official nor provisional", hint: "type one of the two, or neither")
      }
      guard let day, let kind else { continue }
      if !(1990...2099).contains(day.year) { found("\(day) lies outside the years 1990 to 2099", hint: "remove it") }
      if kind == .work, day.weekday < 6 {
        found("\(day) is no day of a weekend", hint: "correct the day, or remove it")
      }
      if days.updateValue(kind, forKey: day) != nil { found("\(day) stands twice", hint: "keep one of its rows") }
      if row["status"] == "provisional" { provisional.insert(day.year) }
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    guard let first = days.keys.min(), let last = days.keys.max() else { return .weekends }
    return WorkingCalendar(
      off: Set(days.keys.filter { days[$0] == .off }), work: Set(days.keys.filter { days[$0] == .work }),
      provisionalYears: provisional, knownYears: first.year...last.year)
  }
}
