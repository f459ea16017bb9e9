import Administration
import Diagnostics
import Exports
import Statistics

/// All that was read, as figures.
struct Figures: Sendable {
  let statistics: RunStatistics
  let dossierFiles: [FileReading]
  let staffFiles: [FileReading]

  /// - Parameter progress: told how many bytes of how many are read, whenever more are.
  static func read(
    _ plan: RunPlan, progress: @escaping @Sendable (ReadProgress) -> Void
  ) async throws(Failure) -> Figures {
    let reading = try await ExportReading.read(plan, progress: progress)
    var staff: StaffStatistics?
    var staffFiles: [FileReading] = []
    if let folder = plan.staff {
      var reader = StaffReader(folder, registry: plan.registry)
      let (records, files) = try reader.read()
      staffFiles = files.sorted { NaturalOrder.precedes($0.name, $1.name) }
      staff = try StaffStatistics(
        records, asOf: plan.staffAsOf, files: filesByProvince(staffFiles, plan.registry), registry: plan.registry)
    }
    let statistics = try RunStatistics(
      reading.summary, plan: plan.windows, files: filesByProvince(reading.files, plan.registry), staff: staff,
      registry: plan.registry, calendar: plan.calendar)
    return Figures(statistics: statistics, dossierFiles: reading.files, staffFiles: staffFiles)
  }

  private static func filesByProvince(_ files: [FileReading], _ registry: Registry) -> [Int] {
    var counts = [Int](repeating: 0, count: registry.provinces.count)
    for file in files {
      if let province = ExportGroup.province(ofFile: file.name, registry: registry) { counts[province] += 1 }
    }
    return counts
  }

  /// An edition in which no province has figures says nothing and would take the place of the last good one.
  ///
  /// - Throws: status `dataRefused`, with the day on which the data end.
  func checkAny(_ plan: RunPlan) throws(Failure) {
    guard statistics.own.reporting == 0 else { return }
    let end = statistics.coveredTo.values.max().map { "the data end on \($0)" } ?? "no row could be used"
    throw Failure(
      .dataRefused, "no province has figures for \(plan.windows.own.slug): \(end)", at: Location(plan.dossiers.path),
      hint: "ask for newer exports, or name an earlier --period")
  }

  /// What a person should know although figures could be made: missing provinces, rows that cannot be used.
  ///
  /// - Parameter verb: what was done with the period, such as `published`.
  func remarks(_ plan: RunPlan, verb: String) -> [Finding] {
    var remarks: [Finding] = []
    let own = statistics.own
    let missing = zip(plan.registry.provinces, own.coverage).filter { !$1.hasFigures }.map(\.0.code)
    if !missing.isEmpty {
      remarks.append(
        Finding(
          .warning,
          "\(verb) \(own.window.slug) with \(own.reporting) of \(plan.registry.provinces.count) provinces; missing \(missing.joined(separator: ", "))",
          hint: "ask them for their exports and run again"))
    }
    for (folder, files) in [("dossiers", dossierFiles), ("staff", staffFiles)] {
      for file in files {
        guard let first = file.quarantined.first else { continue }
        let column = first.column.isEmpty ? "" : " in '\(first.column)'"
        remarks.append(
          Finding(
            .warning,
            "\(file.quarantined.count) of \(file.records) \(folder) records cannot be used; here \(first.rule.explanation)\(column)",
            at: Location(file.name, line: first.position.line),
            hint: "\(Edition.quarantinePath(folder, file.name)) lists each of them"))
      }
    }
    return remarks
  }
}
