import Administration
import Diagnostics
import Exports
import Foundation
import Records
import Reports
import Statistics

// Findings that a person should know although figures could be made: one per fact, each with what to do about it.

extension Figures {
  /// What a run did for its period: it published an edition, found it unchanged, or only checked the data.
  enum Deed: String {
    case published, unchanged, checked
  }

  /// Returns findings on missing provinces, unread files, unusable rows, and anything else that may mislead.
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

  /// Returns a finding on provinces without staff figures, where others have some.
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

  /// Returns a finding on provinces whose data end before the period does.
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

  /// How many days before a period data must begin to contain most of the dossiers carried over into it.
  private static let daysBefore = 14

  /// Returns a finding on provinces whose data begin just before the period or in it: such exports most likely contain
  /// only a week's new dossiers. Data that begin in the first days of the reform are not reported.
  private func provincesBegunLate(_ plan: RunPlan) -> [Finding] {
    let own = statistics.own
    if own.window.kind == .cumulative { return [] }
    let late = plan.registry.provinces.indices.filter { province in
      guard own.coverage[province].hasFigures, let first = statistics.coveredFrom[province],
        quality.provinces.contains(where: { $0.position == province && $0.used >= Self.fewestRows })
      else { return false }
      // The data of Vietnam's own units may begin with the reform.
      let beginsLate = !plan.registry.isOfVietnam || SeriesBreak.reform.day + 7 < first
      return beginsLate && own.window.first < first + Self.daysBefore
    }
    let others = provincesNotCompared(plan, besides: late)
    if late.isEmpty { return others }
    return [
      Finding(
        .warning,
        "the data of \(listed(late, statistics.coveredFrom, plan)) begin less than \(Self.daysBefore) days before \(own.window.slug) or in it",
        hint:
          "older dossiers that were open are missing from its carried-over, resolved and pending ones: ask for exports that go back to them"
      )
    ] + others
  }

  /// Returns a finding on provinces whose data begin in the previous period, besides those named already.
  private func provincesNotCompared(_ plan: RunPlan, besides named: [Int]) -> [Finding] {
    guard let before = statistics.comparable else { return [] }
    let begun = plan.registry.provinces.indices.filter { province in
      guard statistics.own.coverage[province].hasFigures, !before.coverage[province].hasFigures,
        let first = statistics.coveredFrom[province]
      else { return false }
      return !(before.window.last < first) && !named.contains(province)
    }
    if begun.isEmpty { return [] }
    return [
      Finding(
        .warning,
        "the data of \(listed(begun, statistics.coveredFrom, plan)) begin in \(before.window.slug), the period before: no changes on it are stated for them",
        hint: "ask for exports that go back to \(before.window.first)")
    ]
  }

  /// Returns the codes of some provinces, each with its day.
  private func listed(_ provinces: [Int], _ days: [Int: Day], _ plan: RunPlan) -> String {
    var names = provinces.prefix(10).map { province in
      plan.registry.provinces[province].code + (days[province].map { " (\($0))" } ?? "")
    }
    if provinces.count > names.count { names.append("and \(provinces.count - names.count) more") }
    return names.joined(separator: ", ")
  }

  /// The last day of all data, where the data of every province end before the period does; otherwise nil.
  private var lastDayOfAll: Day? {
    let own = statistics.own
    if own.coverage.contains(.full) { return nil }
    return statistics.coveredTo.filter { own.coverage[$0.key] == .partial }.values.max()
  }

  /// Returns findings on provinces whose data reach the end of the period by a few rows only, because a single late row
  /// makes a file look newer than it is. The coverage itself is not changed.
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

  /// Returns findings on totals that disclose too much. Totals are never hidden, so the total over a single province is
  /// that province's row and discloses what the row hides; and a total of few persons discloses them, whatever rows
  /// hide.
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

  /// Returns a finding on units of the previous period's edition that no file names any more; with a registry they
  /// would be listed as missing.
  ///
  /// - Parameter before: the edition of the previous period, with its figures.
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

  /// Returns a finding on years of the period whose holidays are unknown and would count as working days.
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
