import Diagnostics
import Exports
import Records
import Statistics

/// A one-line remark on a file's unusable records: their number, where the first one is, and what to do.
struct QuarantineRemark {
  let file: FileReading
  let kind: ExportKind
  let deed: Figures.Deed
  let plan: RunPlan

  /// Nil where all records can be used.
  var finding: Finding? {
    guard let first = file.quarantined.first else { return nil }
    let column = first.column.isEmpty || isUnnamed(first) ? "" : " in '\(first.column)'"
    return Finding(
      .warning,
      "\(file.quarantined.count) of \(file.records) \(kind == .dossiers ? "dossier" : "staff") records cannot be used; here \(explanation(first))\(column)",
      at: Location(file.name, line: first.position.line),
      hint: [remedy(first), whereListed].compactMap(\.self).joined(separator: "; "))
  }

  private var profile: Profile { plan.rules.profile(of: file.name, kind) }

  /// Returns whether no column states the province, so that the file's name should.
  private func isUnnamed(_ row: QuarantinedRow) -> Bool {
    row.rule == .unknownProvince
      && !file.matchedColumns.contains { ["province_code", "province"].contains($0.column) }
  }

  private func explanation(_ row: QuarantinedRow) -> String {
    if row.rule == .unreadableDate, !profile.dates.isEmpty {
      return "the date has none of the forms that the profile declares"
    }
    if row.rule == .unknownProvince, plan.hasOpenUnits, !isUnnamed(row) { return "the unit is blank" }
    guard isUnnamed(row) else { return row.rule.explanation }
    return plan.registry.isOfVietnam
      ? "neither a column nor the dossier's code nor the file's name says the province" : "no column says the unit"
  }

  /// Returns what may help where all rows have the same fault.
  private func remedy(_ row: QuarantinedRow) -> String? {
    if isUnnamed(row) {
      if !plan.registry.isOfVietnam {
        return "map a column to province, or declare its code as 'province' in a profile"
      }
      return plan.rules.isNamedByDay(file.name, kind)
        ? "its name is read as a day: \(Self.naming)"
        : "begin the file's name with the province's code, such as 79-"
    }
    if row.rule == .unknownProvince, plan.hasOpenUnits {
      return "to count such rows under a unit of their own declare province: Unspecified in a profile"
    }
    let undated = file.quarantined.count { $0.rule == .unreadableDate }
    if row.rule == .unreadableDate, profile.dates.isEmpty, undated * 2 > file.records {
      return "declare other forms in a profile, as in dates: [dd.MM.yy]"
    }
    if row.rule == .unreadableAmount, profile.numbers == .plain {
      return "of amounts with separators declare numbers: 1.234,5 or 1,234.5 in a profile"
    }
    return nil
  }

  private var whereListed: String {
    if kind == .staff, plan.audience == .public { return "an edition with 'audience: internal' lists each of them" }
    return deed == .checked
      ? "an edition lists each of them" : "\(QuarantineList.path(kind, file.name)) lists each of them"
  }

  /// What to do about a file name that does not state the province.
  static let naming = "call it 79-ho-chi-minh.csv, say, or declare its province in a profile"
}
