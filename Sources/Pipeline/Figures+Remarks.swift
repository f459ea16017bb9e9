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
    var remarks = missingProvinces(plan, deed) + provincesBehind(plan)
    remarks += unreadFiles(plan)
    remarks += filesWithoutUnit(plan)
    remarks += plan.unusedProfiles
    remarks += thinReach(plan)
    remarks += tellingTotal(plan)
    remarks += waivedGates
    for (kind, files) in [(ExportKind.dossiers, dossierFiles), (.staff, staffFiles)] {
      remarks += files.compactMap { QuarantineRemark(file: $0, kind: kind, deed: deed, plan: plan).finding }
    }
    return remarks
  }

  private func missingProvinces(_ plan: RunPlan, _ deed: Deed) -> [Finding] {
    let own = statistics.own
    let missing = zip(plan.registry.provinces, own.coverage).filter { !$1.hasFigures }.map { province, coverage in
      province.code + (coverage == .empty ? " (no usable row)" : "")
    }
    if missing.isEmpty { return [] }
    return [
      Finding(
        .warning,
        "\(deed.rawValue) \(own.window.slug) with \(own.reporting) of \(plan.registry.provinces.count) provinces; missing \(missing.joined(separator: ", "))",
        hint: "ask them for their exports and run again")
    ]
  }

  /// Provinces whose data end before the period does.
  private func provincesBehind(_ plan: RunPlan) -> [Finding] {
    let own = statistics.own
    let behind = plan.registry.provinces.indices.filter { own.coverage[$0] == .partial }
    if behind.isEmpty { return [] }
    var names = behind.prefix(10).map { position in
      plan.registry.provinces[position].code + (statistics.coveredTo[position].map { " (\($0))" } ?? "")
    }
    if behind.count > names.count { names.append("and \(behind.count - names.count) more") }
    return [
      Finding(
        .warning, "the data of \(names.joined(separator: ", ")) end before \(own.window.slug) does",
        hint: "what happened later is not counted, and what is open may be finished: ask for newer exports"
          + (lastDayOfAll.map { ", or state the figures to the day of the data with --as-of \($0)" } ?? ""))
    ]
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

  /// Totals are never hidden: of a single province the total is its row, and tells what this hides.
  private func tellingTotal(_ plan: RunPlan) -> [Finding] {
    guard let staff = statistics.staff, let folder = plan.staff, plan.audience == .public,
      staff.provinces.count(where: { $0 != nil }) == 1, StaffPublication(staff, audience: .public).hides
    else { return [] }
    return [
      Finding(
        .warning,
        "the staff exports are of one province alone, whose total tells what its row hides of one to four persons",
        at: Location(folder.path), hint: "give the edition to nobody outside, or leave --staff out")
    ]
  }

  /// What lies beside the exports unread; the folder of the other exports may.
  private func unreadFiles(_ plan: RunPlan) -> [Finding] {
    let folders = [plan.dossiers, plan.staff].compactMap(\.self)
    let paths = folders.map { URL(fileURLWithPath: $0.path).standardizedFileURL.path + "/" }
    return zip(folders, paths).compactMap { folder, path in
      let unread = folder.unread.filter { !paths.contains(path + $0) }
      if unread.isEmpty { return nil }
      let hasFolders = unread.contains { $0.hasSuffix("/") }
      return Finding(
        .warning,
        "files that are no CSV\(hasFolders ? " and folders" : "") are not read: \(unread.joined(separator: ", "))",
        at: Location(folder.path),
        hint: (hasFolders ? "put the files of folders beside the others, " : "")
          + "save them as .csv or .csv.gz, or take them away")
    }
  }

  /// Where the units are those that the files name, a file without a row names none, and none is then missed.
  private func filesWithoutUnit(_ plan: RunPlan) -> [Finding] {
    if plan.registry.isOfVietnam { return [] }
    return dossierFiles.filter { $0.records == 0 && plan.rules.province(ofFile: $0.name, .dossiers) == nil }.map {
      Finding(
        .warning, "the file has no record, so that its unit is not known and stands in no table", at: Location($0.name),
        hint: "give its code as 'province' in a profile, and it is listed as without data")
    }
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

  private var waivedGates: [Finding] {
    quality.gates.filter { $0.result == .waived }.map { gate in
      Finding(
        .warning, "the gate \(gate.name) failed and was waived: \(gate.value), at most \(gate.limit) was allowed",
        hint: "remove it from 'waive' when the reason is gone: \(gate.reason ?? "")")
    }
  }
}
