import Administration
import Checksums
import Diagnostics
import Exports
import Publishing
import Records
import Reports
import Statistics

/// An edition of which everything is known except the contents of its files.
struct Edition: Sendable {
  private let plan: RunPlan
  /// The manifest, without any files.
  private let manifest: Manifest
  private let subject: ReportSubject
  /// The lists of quarantined records.
  private let quarantine: [(path: String, bytes: [UInt8])]

  /// Returns the manifest of an edition with these figures, before it has files.
  static func manifest(_ figures: Figures, _ plan: RunPlan, revision: Int, forced: Bool) -> Manifest {
    let own = figures.statistics.own
    var manifest = Manifest(
      version: Program.version, edition: own.window.slug, revision: revision, forced: forced, synthetic: plan.synthetic,
      notice: plan.notice,
      period: Manifest.Period(
        name: own.window.slug, firstDay: own.window.first.description, lastDay: own.window.last.description,
        asOf: own.observation.day.description, staffAsOf: figures.statistics.staff?.asOf.day.description,
        compare: plan.windows.comparison.rawValue),
      configuration: plan.settings, referenceData: referenceData(plan.registryFiles), templates: plan.templates,
      inputs: inputs(figures.dossierFiles, "dossiers") + inputs(figures.staffFiles, "staff") + plan.sideInputs)
    manifest.gates = figures.quality.gates.map { gate in
      Manifest.Gate(
        name: gate.name, limit: gate.limit, value: gate.value,
        result: gate.result.rawValue + (gate.reason.map { ": \($0)" } ?? ""))
    }
    return plan.audience == .public ? manifest.withoutStaffCounts() : manifest
  }

  /// Returns the SHA-256 of names and contents of the reference data and the words of exports, and of names and
  /// checksums of the files of the user's own registry.
  private static func referenceData(_ own: [(path: String, sha256: String)]) -> String {
    var sum = SHA256()
    for (path, content) in (ReferenceData.files + ExportWords.files).map({ ($0.path, $0.text) }) + own {
      Array("\(path)\0\(content)\0".utf8).withUnsafeBytes { sum.update($0) }
    }
    return sum.hexDigest()
  }

  /// - Parameters:
  ///   - manifest: the inputs that the edition is made from.
  ///   - before: what readers have from other editions.
  init(_ figures: Figures, _ plan: RunPlan, _ manifest: Manifest, before: PublishedBefore) {
    let staff = figures.statistics.staff.map {
      StaffPublication($0, audience: plan.audience, before: before.staff.map(\.tables))
    }
    var manifest = manifest
    manifest.revisedFrom = before.revised?.edition
    manifest.editionBefore = before.period?.edition
    manifest.staffHeldAgainst = before.staff.isEmpty ? nil : before.staff.map(\.edition)
    manifest.filesSeenIn = before.files.editions.isEmpty ? nil : before.files.editions
    var form = FormSources()
    form.declared = plan.side.declared
    form.before = before.period
    subject = ReportSubject(
      statistics: figures.statistics, staff: staff, registry: plan.registry, head: plan.head, targets: plan.targets,
      notice: plan.notice,
      edition: OutputFolder.name(manifest.edition, revision: manifest.revision), revision: manifest.revision,
      files: figures.dossierFiles.map { file in
        FileFigures(
          province: plan.rules.province(ofFile: file.name, .dossiers), records: file.records,
          used: file.used, superseded: file.superseded, quarantined: file.quarantined.count)
      }, ranking: plan.ranking, calendar: plan.calendar, form: form, revised: before.revised?.revised,
      staffBefore: before.staffBefore, filesBefore: before.files,
      quality: figures.quality.published(for: plan.audience), communeNotes: plan.side.communeNotes,
      indicators: plan.side.indicators, publishedStaff: figures.publishedStaff, commentary: plan.commentary,
      reports: Set(plan.reports.reports))
    quarantine = Self.quarantineLists(figures, plan)
    self.plan = plan
    self.manifest = manifest
  }

  /// The manifest before any file is made, which has only the paths of the files.
  var outline: Manifest {
    let paths = plan.reports.outputs.map(\.path) + quarantine.map(\.path) + [Manifest.statistics]
    return manifest.naming(paths.map { Manifest.Output(path: $0) })
  }

  /// Makes the files.
  ///
  /// - Parameter take: receives each file as soon as it is made, in no particular order.
  /// - Returns: the manifest with all files.
  /// - Throws: the error that `take` throws.
  func make(_ take: (_ path: String, _ bytes: [UInt8]) throws(Failure) -> Void) async throws(Failure) -> Manifest {
    var outputs: [Manifest.Output] = []
    func add(_ path: String, _ bytes: [UInt8], neutralisedCells: Int = 0) throws(Failure) {
      outputs.append(Manifest.Output(path: path, bytes: bytes, neutralisedCells: neutralisedCells))
      try take(path, bytes)
    }
    async let document = StatisticsDocument(subject, synthetic: plan.synthetic).json()
    for (path, bytes) in quarantine { try add(path, bytes) }
    try await plan.reports.render(subject, workers: plan.workers) { path, file throws(Failure) in
      try add(path, Array(file.text.utf8), neutralisedCells: file.neutralisedCells)
    }
    try add(Manifest.statistics, await document)
    return manifest.naming(outputs)
  }

  private static func inputs(_ files: [FileReading], _ kind: String) -> [Manifest.Input] {
    files.map {
      Manifest.Input(
        kind: kind, name: $0.name, bytes: $0.bytes, sha256: $0.sha256, records: $0.records, used: $0.used,
        superseded: $0.superseded, quarantined: $0.quarantined.count, setAside: $0.setAside.total,
        repeats: $0.repeats)
    }
  }

  private static func quarantineLists(_ figures: Figures, _ plan: RunPlan) -> [(path: String, bytes: [UInt8])] {
    var lists = QuarantineList.files(of: figures.dossierFiles, .dossiers, plan.csv)
    // The positions of rows in a staff file would disclose how many rows it has.
    if plan.audience == .internal { lists += QuarantineList.files(of: figures.staffFiles, .staff, plan.csv) }
    return lists
  }
}
