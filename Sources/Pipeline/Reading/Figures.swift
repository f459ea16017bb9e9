import Administration
import Diagnostics
import Exports
import Records
import Statistics

/// The figures of everything that was read.
struct Figures: Sendable {
  let statistics: RunStatistics
  let dossierFiles: [FileReading]
  let staffFiles: [FileReading]
  /// The staff pipeline as published elsewhere, with this run's figures for the same days; empty without staff exports.
  let publishedStaff: [PipelineComparison]
  let quality: QualityStatistics

  /// - Parameters:
  ///   - cache: results of earlier runs that need not be read again; nil to read everything.
  ///   - progress: is called with the number of bytes read and their total, whenever more have been read.
  static func read(
    _ plan: RunPlan, cache: GroupCache? = nil, progress: @escaping @Sendable (ReadProgress) -> Void
  ) async throws(Failure) -> Figures {
    async let staffResult = Result { () throws(Failure) in try readStaff(plan) }
    let reading: ExportReading
    do throws(Failure) {
      reading = try await ExportReading.read(plan, cache: cache, progress: progress)
    } catch {
      // Report the errors in staff exports at the same time.
      guard case .failure(let other) = await staffResult else { throw error }
      throw Failure(error.status, error.findings + other.findings)
    }
    let (staff, staffFiles, publishedStaff) = try await staffResult.get()
    let statistics = try await RunStatistics.inParallel(
      reading.summary, plan: plan.windows, files: filesByProvince(reading.files, .dossiers, plan), staff: staff,
      registry: plan.registry, calendar: plan.calendar)
    return Figures(
      statistics: statistics, dossierFiles: reading.files, staffFiles: staffFiles, publishedStaff: publishedStaff,
      quality: Quality.statistics(
        dossiers: reading.files, provinces: reading.provinces, staff: staffFiles, statistics, plan))
  }

  /// Reads the staff exports, which takes little time compared with the dossiers.
  private static func readStaff(
    _ plan: RunPlan
  ) throws(Failure) -> (StaffStatistics?, [FileReading], [PipelineComparison]) {
    guard let folder = plan.staff else { return (nil, [], []) }
    let records: [StaffRecord]
    let read: [FileReading]
    do throws(Failure) {
      var reader = StaffReader(folder, rules: plan.rules)
      (records, read) = try reader.read()
    } catch {
      throw plan.named(error, of: .staff)
    }
    let files = read.inNaturalOrder(\.name)
    let telling = files.filter(\.saysAnything)
    // Files with only unusable rows do not mean that there are no staff: without any other file, nothing is known about
    // the staff.
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

  /// Refuses to publish where no province has figures: such an edition would be empty and would take the place of the
  /// last good one.
  ///
  /// - Throws: status `dataRefused`, with the day on which the data begin or end if any row can be used.
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

  /// Refuses words that no list knows, all at once, and data that exceed a limit of the configuration.
  func checkQuality(_ plan: RunPlan) throws(Failure) {
    var findings: [Finding] = []
    if plan.unknownWords == .refuse {
      findings += UnknownWordList(dossiers: dossierFiles, staff: staffFiles).findings
    }
    findings += quality.gates.findings
    guard findings.isEmpty else { throw Failure(.dataRefused, findings) }
  }
}
