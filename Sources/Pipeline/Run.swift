import Administration
import Diagnostics
import Exports
import Publishing
import Reports
import Statistics

/// One run of the main job: it reads, aggregates, renders and publishes.
package struct Run: Sendable {
  package let plan: RunPlan
  private let interruption: Interruption
  private let progress: @Sendable (ReadProgress) -> Void

  /// - Parameters:
  ///   - interruption: asks the run to stop.
  ///   - progress: is called with the amount read so far, whenever more has been read.
  package init(
    _ plan: RunPlan, interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (ReadProgress) -> Void = { _ in }
  ) {
    self.plan = plan
    self.interruption = interruption
    self.progress = progress
  }

  /// The result of a run.
  package struct Result: Sendable {
    /// The path of the edition.
    package let edition: String
    /// Whether the edition existed already, made from the same inputs.
    package let isUnchanged: Bool
    /// What needs a person's attention although the edition is published.
    package let remarks: [Finding]
    /// The values that the edition was made from. A process that ends while it holds a result need not free all of them
    /// piece by piece.
    private let sources: (figures: Figures, edition: Edition?)

    fileprivate init(
      edition: String, isUnchanged: Bool, remarks: [Finding], sources: (figures: Figures, edition: Edition?)
    ) {
      self.edition = edition
      self.isUnchanged = isUnchanged
      self.remarks = remarks
      self.sources = sources
    }

    /// Returns the text of one of the edition's files.
    ///
    /// - Throws: status `inputMissing` where the file no longer exists.
    package func text(of page: String) throws(Failure) -> String {
      let path = edition + "/" + page
      guard let bytes = try EditionCheck.bytes(of: path) else {
        throw Failure(.inputMissing, "cannot be read", at: Location(path))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Publishes the edition of the plan's period.
  ///
  /// - Parameter force: replaces the newest revision in place instead of making the next one. If the inputs are the
  ///   same, it does so only where the bytes would differ, as with another build of the program, or where the edition
  ///   is damaged.
  /// - Throws: a failure with the exit status of the process; everything published before stays as it was.
  package func publish(force: Bool) async throws(Failure) -> Result {
    try checkOutput()
    let folder = try OutputFolder(path: plan.output, interruption: interruption)
    let slug = plan.windows.own.slug
    // Looked up twice; this first time so that an obstacle is found before an hour of reading.
    _ = try folder.newest(of: slug)
    let cache = plan.usesCache ? GroupCache(plan) : nil
    let figures = try await Figures.read(plan, cache: cache, progress: progress)
    cache?.tidy()
    try figures.checkQuality(plan)
    try figures.checkAny(plan)
    let newest = try folder.newest(of: slug)
    let place = try await Succession(of: figures, plan, to: newest, in: folder.path, force: force)
    if case .unchanged(let newest) = place { return try unchanged(newest, figures, in: folder) }
    let manifest = Edition.manifest(figures, plan, revision: place.revision, forced: place.replaced != nil)
    // An edition that is restored is compared with the same editions as when it was published.
    let before = try PublishedBefore(manifest, figures, plan, in: folder.path, as: place.restored)
    if case .replacement(let replaced) = place {
      try checkReplacing(replaced, figures, before.staff, in: folder.path)
    }
    let edition = Edition(figures, plan, manifest, before: before)
    var staged = try folder.begin(edition.outline, replacing: manifest.forced)
    let made = try await edition.make { path, bytes throws(Failure) in try staged.write(path, bytes) }
    if let restored = place.restored { try checkPutBack(made, restored, in: folder.path) }
    let untidy = try folder.publish(staged, made)
    return Result(
      edition: folder.path + "/" + OutputFolder.name(slug, revision: manifest.revision), isUnchanged: false,
      remarks: figures.remarks(plan, .published) + figures.unitsGone(since: before.period, plan)
        + (newest.map { RevisionRemarks(before: $0, made: made).findings } ?? []) + untidy,
      sources: (figures, edition))
  }

  /// Refuses to publish among the exports, where people who look for exports would find editions, and inside an
  /// edition, which would no longer match its manifest.
  private func checkOutput() throws(Failure) {
    guard !EditionCheck.isEdition(plan.output) else {
      throw Failure(
        .usage, "the output is itself an edition, '\(plan.output)'", hint: "name the folder of all editions: --output")
    }
    for folder in [plan.dossiers, plan.staff].compactMap(\.self)
    where FilePlace.isSame(plan.output, folder.path) {
      throw Failure(
        .usage, "the output is the folder of the exports, '\(folder.path)'",
        hint: "give editions a folder of their own: --output")
    }
  }

  /// Returns the result of a run that had nothing to publish.
  private func unchanged(
    _ manifest: Manifest, _ figures: Figures, in folder: borrowing OutputFolder
  ) throws(Failure) -> Result {
    let path = folder.path + "/" + OutputFolder.name(manifest.edition, revision: manifest.revision)
    return Result(
      edition: path, isUnchanged: true,
      remarks: figures.remarks(plan, .unchanged) + (try folder.finish(manifest)), sources: (figures, nil))
  }

  /// Refuses to replace a public edition whose staff tables would have to hide more once they are compared with the
  /// tables to be replaced. Readers have the replaced tables, and once those are gone nobody could make the new edition
  /// again.
  private func checkReplacing(
    _ newest: Manifest, _ figures: Figures, _ before: [PublishedBefore.Staff], in output: String
  ) throws(Failure) {
    let path = output + "/" + newest.folderName
    guard plan.audience == .public, let staff = figures.statistics.staff,
      let replaced = try PublishedBefore.staff(of: newest, at: path, plan.registry)
    else { return }
    let others = before.map(\.tables)
    let now = StaffPublication(staff, audience: plan.audience, before: others)
    let held = StaffPublication(staff, audience: plan.audience, before: others + [replaced.tables])
    guard !now.hasSameTables(as: held) else { return }
    throw Failure(
      .dataRefused,
      "the staff tables would tell about one to four persons to whoever has those that they replace",
      at: Location(path), hint: "publish a revision: leave --force out")
  }

  /// Refuses to restore a public edition with other figures than before. Readers have its staff tables, and nobody can
  /// determine any more what other tables beside them would disclose about few persons.
  private func checkPutBack(_ made: Manifest, _ published: Manifest, in output: String) throws(Failure) {
    func sum(_ manifest: Manifest) -> String? {
      manifest.outputs.first { $0.path == Manifest.statistics }?.sha256
    }
    guard plan.audience == .public, plan.staff != nil, sum(made) != sum(published) else { return }
    throw Failure(
      .dataRefused, "this edition's figures are damaged, and made once more they come out otherwise",
      at: Location(output + "/" + published.folderName + "/" + Manifest.statistics),
      hint: "put the file back from a copy, or take the edition out of the folder")
  }

  /// Reads and validates everything, and publishes nothing.
  package func check() async throws(Failure) -> Check {
    let figures = try await Figures.read(plan, progress: progress)
    var findings: [Finding] = []
    func look(_ check: (RunPlan) throws(Failure) -> Void) {
      do throws(Failure) { try check(plan) } catch { findings += error.findings }
    }
    look(figures.checkQuality)
    look(figures.checkAny)
    let refusal = findings.isEmpty ? nil : Failure(.dataRefused, findings)
    return Check(
      table: QualityTable.text(figures.quality) + QualityTable.asides(figures.dossierFiles + figures.staffFiles),
      remarks: figures.remarks(plan, .checked), refusal: refusal)
  }

  /// The result of `check`.
  package struct Check: Sendable {
    /// What became of each file's records, what was odd and where, and how the gates turned out, as text for a screen.
    package let table: String
    package let remarks: [Finding]
    /// Why nothing would be published; nil where it would be.
    package let refusal: Failure?
  }
}
