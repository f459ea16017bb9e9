import Administration
import Diagnostics
import Exports
import Foundation
import Records
import Reports
import Statistics

// What a person should know although figures could be made: one finding a fact, with what to do about it.

extension Figures {
  /// What a run did with its period.
  enum Deed: String {
    case published, unchanged, checked
  }

  /// Missing provinces, what was not read, rows that cannot be used, and what else may mislead.
  func remarks(_ plan: RunPlan, _ deed: Deed) -> [Finding] {
    var remarks = missingProvinces(plan, deed) + provincesBehind(plan) + provincesBegunLate(plan)
    remarks += provincesWithoutStaff(plan)
    remarks += unreadFiles(plan)
    remarks += filesWithoutUnit(plan)
    remarks += yearsWithoutHolidays(plan)
    remarks += plan.unusedSettings
    remarks += thinReach(plan)
    remarks += tellingTotal(plan)
    remarks += waivedGates
    for (kind, files) in [(ExportKind.dossiers, dossierFiles), (.staff, staffFiles)] {
      remarks += files.compactMap { QuarantineRemark(file: $0, kind: kind, deed: deed, plan: plan).finding }
    }
    remarks += filesOfOneFlag(plan)
    remarks += filesWithoutStatus(plan)
    return remarks
  }

  private func missingProvinces(_ plan: RunPlan, _ deed: Deed) -> [Finding] {
    let own = statistics.own
    let missing = plan.registry.provinces.indices.filter { !own.coverage[$0].hasFigures }.map { province in
      let code = plan.registry.provinces[province].code
      switch own.coverage[province] {
      case .empty: return code + " (no usable row)"
      case .stale: return code + (statistics.coveredTo[province].map { " (data end on \($0))" } ?? "")
      default: return code
      }
    }
    if missing.isEmpty { return [] }
    let isAnyStale = own.coverage.contains(.stale)
    return [
      Finding(
        .warning,
        "\(deed.rawValue) \(own.window.slug) with \(own.reporting) of \(plan.registry.provinces.count) provinces; missing \(missing.joined(separator: ", "))",
        hint: "ask them for \(isAnyStale ? "newer" : "their") exports and run again")
    ]
  }

  /// Provinces that the staff figures are not of, where they are of any.
  private func provincesWithoutStaff(_ plan: RunPlan) -> [Finding] {
    guard let folder = plan.staff, let staff = statistics.staff else { return [] }
    let missing = zip(plan.registry.provinces, staff.provinces).filter { $1 == nil }.map(\.0.code)
    if missing.isEmpty { return [] }
    let all = plan.registry.provinces.count
    return [
      Finding(
        .warning,
        "the staff figures are of \(all - missing.count) of \(all) provinces; missing \(missing.joined(separator: ", "))",
        at: Location(folder.path), hint: "ask them for their staff exports and run again")
    ]
  }

  /// Provinces whose data end before the period does.
  private func provincesBehind(_ plan: RunPlan) -> [Finding] {
    let own = statistics.own
    let behind = plan.registry.provinces.indices.filter { own.coverage[$0] == .partial }
    if behind.isEmpty { return [] }
    return [
      Finding(
        .warning, "the data of \(listed(behind, statistics.coveredTo, plan)) end before \(own.window.slug) does",
        hint: "what happened later is not counted, and what is open may be finished: ask for newer exports"
          + (lastDayOfAll.map { ", or state the figures to the day of the data with --as-of \($0)" } ?? ""))
    ]
  }

  /// Days before a period in which data must have begun to have most of what was carried over into it.
  private static let daysBefore = 14

  /// Provinces whose data begin just before the period or in it: exports of a week's new dossiers alone, most likely. Nothing
  /// is said of those that begin in the first days of the reform.
  private func provincesBegunLate(_ plan: RunPlan) -> [Finding] {
    let own = statistics.own
    if own.window.kind == .cumulative { return [] }
    let late = plan.registry.provinces.indices.filter { province in
      guard own.coverage[province].hasFigures, let first = statistics.coveredFrom[province],
        quality.provinces.contains(where: { $0.position == province && $0.used >= Self.fewestRows })
      else { return false }
      // Of Vietnam's own units data may begin with the reform.
      let beginsLate = !plan.registry.isOfVietnam || SeriesBreak.reform.day + 7 < first
      return beginsLate && own.window.first < first + Self.daysBefore
    }
    if late.isEmpty { return provincesNotCompared(plan) }
    return [
      Finding(
        .warning,
        "the data of \(listed(late, statistics.coveredFrom, plan)) begin less than \(Self.daysBefore) days before \(own.window.slug) or in it",
        hint:
          "older dossiers that were open are missing from its carried-over, resolved and pending ones: ask for exports that go back to them"
      )
    ]
  }

  /// Provinces whose data begin in the period before.
  private func provincesNotCompared(_ plan: RunPlan) -> [Finding] {
    guard let before = statistics.comparable else { return [] }
    let begun = plan.registry.provinces.indices.filter { province in
      guard statistics.own.coverage[province].hasFigures, !before.coverage[province].hasFigures,
        let first = statistics.coveredFrom[province]
      else { return false }
      return !(before.window.last < first)
    }
    if begun.isEmpty { return [] }
    return [
      Finding(
        .warning,
        "the data of \(listed(begun, statistics.coveredFrom, plan)) begin in \(before.window.slug), the period before: no changes on it are stated for them",
        hint: "ask for exports that go back to \(before.window.first)")
    ]
  }

  /// The codes of some provinces, each with its day.
  private func listed(_ provinces: [Int], _ days: [Int: Day], _ plan: RunPlan) -> String {
    var names = provinces.prefix(10).map { province in
      plan.registry.provinces[province].code + (days[province].map { " (\($0))" } ?? "")
    }
    if provinces.count > names.count { names.append("and \(provinces.count - names.count) more") }
    return names.joined(separator: ", ")
  }

  /// The last day of all data, where those of every province end before the period does.
  private var lastDayOfAll: Day? {
    let own = statistics.own
    if own.coverage.contains(.full) { return nil }
    return statistics.coveredTo.filter { own.coverage[$0.key] == .partial }.values.max()
  }

  /// Provinces whose data reach the end of the period by a few rows only: one late row makes a file look newer than it
  /// is. Coverage stays what it is by definition.
  private func thinReach(_ plan: RunPlan) -> [Finding] {
    let own = statistics.own
    return quality.provinces.compactMap { province in
      guard own.coverage[province.position] == .full, let carriedTo = province.carriedTo else { return nil }
      let thin = Coverage.of(
        files: 1, coveredTo: carriedTo, window: own.window, through: own.observation.day, calendar: plan.calendar)
      guard thin != .full else { return nil }
      return Finding(
        .warning,
        "fewer than \(province.carriers) rows of province \(plan.registry.provinces[province.position].code) are later than \(carriedTo), its data may end there",
        hint: "compare with the day on which its file was made")
    }
  }

  /// Totals are never hidden: of a single province the total is its row, and tells what this hides; a total of few persons
  /// tells of them, whatever rows hide.
  private func tellingTotal(_ plan: RunPlan) -> [Finding] {
    guard let staff = statistics.staff, let folder = plan.staff, plan.audience == .public else { return [] }
    let publication = StaffPublication(staff, audience: .public)
    func remark(_ what: String) -> [Finding] {
      [
        Finding(
          .warning, what, at: Location(folder.path), hint: "give the edition to nobody outside, or leave --staff out")
      ]
    }
    if publication.reporting == 1, publication.hides {
      return remark(
        "the staff exports are of one province alone, whose total tells what its row hides of one to four persons")
    }
    if publication.hasTotalsOfFew {
      return remark(
        "one to four persons in all are approved, paid, or approved and not paid: the totals of money, which are never hidden, tell theirs"
      )
    }
    return []
  }

  /// Units of the edition of the period before that no file names any more; with a registry they are listed as missing.
  ///
  /// - Parameter before: that edition, with its figures.
  func unitsGone(since before: (edition: String, figures: PublishedFigures)?, _ plan: RunPlan) -> [Finding] {
    guard let before, !plan.registry.isOfVietnam else { return [] }
    let gone = before.figures.provinces.keys.filter { plan.registry.province(code: $0) == nil }.sorted()
    if gone.isEmpty { return [] }
    return [
      Finding(
        .warning, "no file names \(gone.joined(separator: ", ")), which \(before.edition) has figures of",
        at: Location(plan.dossiers.path),
        hint: "ask for their exports, or give the code as 'province' in a profile to list them as without data")
    ]
  }

  /// Years of the period of which no list of holidays knows anything: their holidays would count as working days.
  private func yearsWithoutHolidays(_ plan: RunPlan) -> [Finding] {
    let own = statistics.own
    let years = (own.window.first.year...max(own.window.first, own.observation.day).year)
      .filter { !plan.calendar.knownYears.contains($0) }
    if years.isEmpty { return [] }
    return [
      Finding(
        .warning,
        "no public holidays are known for \(years.map(String.init).joined(separator: ", ")): they count as working days in durations, ages of the backlog and what falls due",
        hint: "list the holidays in a CSV file date,kind and name it as 'holidays' in the configuration")
    ]
  }

  private var waivedGates: [Finding] {
    quality.gates.filter { $0.result == .waived }.map { gate in
      Finding(
        .warning, "the gate \(gate.name) failed and was waived: \(gate.value), at most \(gate.limit) was allowed",
        hint: "remove it from 'waive' when the reason is gone: \(gate.reason ?? "")")
    }
  }
}
