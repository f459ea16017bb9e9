import Administration
import Diagnostics
import Exports
import Foundation
import Records
import Statistics

/// All that was read, as figures.
struct Figures: Sendable {
  let statistics: RunStatistics
  let dossierFiles: [FileReading]
  let staffFiles: [FileReading]
  /// The staff pipeline as published elsewhere, with ours of the same days; empty without staff exports.
  let publishedStaff: [PipelineComparison]
  let quality: QualityStatistics

  /// - Parameters:
  ///   - cache: what need not be read again; nil to read everything.
  ///   - progress: told how many bytes of how many are read, whenever more are.
  static func read(
    _ plan: RunPlan, cache: GroupCache? = nil, progress: @escaping @Sendable (ReadProgress) -> Void
  ) async throws(Failure) -> Figures {
    async let staffResult = Result { () throws(Failure) in try readStaff(plan) }
    let reading = try await ExportReading.read(plan, cache: cache, progress: progress)
    let (staff, staffFiles, publishedStaff) = try await staffResult.get()
    let statistics = try await RunStatistics.inParallel(
      reading.summary, plan: plan.windows, files: filesByProvince(reading.files, .dossiers, plan), staff: staff,
      registry: plan.registry, calendar: plan.calendar)
    return Figures(
      statistics: statistics, dossierFiles: reading.files, staffFiles: staffFiles, publishedStaff: publishedStaff,
      quality: Quality.statistics(
        dossiers: reading.files, provinces: reading.provinces, staff: staffFiles, statistics, plan))
  }

  /// Reads the staff exports, which takes a moment beside the dossiers'.
  private static func readStaff(
    _ plan: RunPlan
  ) throws(Failure) -> (StaffStatistics?, [FileReading], [PipelineComparison]) {
    guard let folder = plan.staff else { return (nil, [], []) }
    var reader = StaffReader(folder, rules: plan.rules)
    let (records, read) = try reader.read()
    let files = read.inNaturalOrder(\.name)
    let telling = files.filter(\.saysAnything)
    // Rows none of which can be used are no staff without a decision: without any other, nothing is known of them.
    if telling.isEmpty, !files.isEmpty { return (nil, files, []) }
    let staff = try StaffStatistics(
      records, asOf: plan.staffAsOf, files: filesByProvince(telling, .staff, plan), registry: plan.registry)
    return (staff, files, try PipelineComparison.all(plan.side.publishedStaff, records, asOf: plan.staffAsOf))
  }

  private static func filesByProvince(_ files: [FileReading], _ kind: ExportKind, _ plan: RunPlan) -> [Int] {
    var counts = [Int](repeating: 0, count: plan.registry.provinces.count)
    for file in files {
      if let province = plan.rules.province(ofFile: file.name, kind) { counts[province] += 1 }
    }
    return counts
  }

  /// An edition in which no province has figures says nothing and would take the place of the last good one.
  ///
  /// - Throws: status `dataRefused`, with the day on which the data end.
  func checkAny(_ plan: RunPlan) throws(Failure) {
    guard statistics.own.reporting == 0 else { return }
    func refused(_ why: String, hint: String) -> Failure {
      Failure(
        .dataRefused, "no province has figures for \(plan.windows.own.slug): \(why)", at: Location(plan.dossiers.path),
        hint: hint)
    }
    if let first = statistics.coveredFrom.values.min(), plan.windows.own.last < first {
      throw refused("the data begin on \(first)", hint: "name a later --period")
    }
    guard let last = statistics.coveredTo.values.max() else {
      let dated = dossierFiles.first { plan.rules.isNamedByDay($0.name, .dossiers) }
      throw refused(
        "no row could be used",
        hint: dated.map { "the name of \($0.name) is read as a day: \(QuarantineRemark.naming)" }
          ?? "see in the table of dossier-report check what is wrong with the rows")
    }
    throw refused("the data end on \(last)", hint: "ask for newer exports, or name an earlier --period")
  }

  /// Refuses words that no list knows, all of them at once, and data that do not keep a limit of the configuration.
  func checkQuality(_ plan: RunPlan) throws(Failure) {
    var findings: [Finding] = []
    if plan.unknownWords == .refuse {
      findings += UnknownWordList(dossiers: dossierFiles, staff: staffFiles).findings
    }
    findings += quality.gates.findings
    guard findings.isEmpty else { throw Failure(.dataRefused, findings) }
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

  /// The last day of all data, where those of every province end before the period does.
  private func lastDayOfAll(_ plan: RunPlan) -> Day? {
    statistics.own.coverage.contains(.full) ? nil : statistics.coveredTo.values.max()
  }

  /// What lies beside the exports unread; the folder of the other exports may.
  private func unreadRemarks(_ plan: RunPlan) -> [Finding] {
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

  /// What a run did with its period.
  enum Deed: String {
    case published, unchanged, checked
  }

  /// What a person should know although figures could be made: missing provinces, rows that cannot be used.
  func remarks(_ plan: RunPlan, _ deed: Deed) -> [Finding] {
    var remarks: [Finding] = []
    let own = statistics.own
    let missing = zip(plan.registry.provinces, own.coverage).filter { !$1.hasFigures }.map { province, coverage in
      province.code + (coverage == .empty ? " (no usable row)" : "")
    }
    if !missing.isEmpty {
      remarks.append(
        Finding(
          .warning,
          "\(deed.rawValue) \(own.window.slug) with \(own.reporting) of \(plan.registry.provinces.count) provinces; missing \(missing.joined(separator: ", "))",
          hint: "ask them for their exports and run again"))
    }
    let behind = plan.registry.provinces.indices.filter { own.coverage[$0] == .partial }
    if !behind.isEmpty {
      var names = behind.prefix(10).map { position in
        plan.registry.provinces[position].code + (statistics.coveredTo[position].map { " (\($0))" } ?? "")
      }
      if behind.count > names.count { names.append("and \(behind.count - names.count) more") }
      remarks.append(
        Finding(
          .warning, "the data of \(names.joined(separator: ", ")) end before \(own.window.slug) does",
          hint: "what happened later is not counted, and what is open may be finished: ask for newer exports"
            + (lastDayOfAll(plan).map { ", or state the figures to the day of the data with --as-of \($0)" } ?? "")))
    }
    remarks += unreadRemarks(plan)
    remarks += plan.unusedProfiles
    remarks += thinReach(plan)
    remarks += tellingTotal(plan)
    for gate in quality.gates where gate.result == .waived {
      remarks.append(
        Finding(
          .warning, "the gate \(gate.name) failed and was waived: \(gate.value), at most \(gate.limit) was allowed",
          hint: "remove it from 'waive' when the reason is gone: \(gate.reason ?? "")"))
    }
    for (kind, files) in [(ExportKind.dossiers, dossierFiles), (.staff, staffFiles)] {
      remarks += files.compactMap { QuarantineRemark(file: $0, kind: kind, deed: deed, plan: plan).finding }
    }
    return remarks
  }
}
