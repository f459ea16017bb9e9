import Administration
import Diagnostics
import Publishing
import Reports
import Statistics

/// What readers have from other editions that are already published.
struct PublishedBefore: Sendable {
  /// The staff tables of other editions with which this edition's are compared.
  let staff: [Staff]
  /// The figures of the most recent of these editions before this one, from which changes are computed.
  let staffBefore: PublishedFigures?
  /// The previous revision; nil for a first revision, or where the previous one is missing.
  let revised: (edition: String, revised: Revised)?
  /// The newest revision of the previous period's edition.
  let period: (edition: String, figures: PublishedFigures)?
  /// When the provinces without a file last had one.
  let files: FilesBefore

  /// - Parameters:
  ///   - output: the folder of the editions.
  ///   - published: the manifest of the edition as published, where the edition is made again; then only the editions
  ///     that it names are used.
  init(
    _ manifest: Manifest, _ figures: Figures, _ plan: RunPlan, in output: String, as published: Manifest? = nil
  ) throws(Failure) {
    let shelf = try Shelf(output)
    staff = try Self.staff(manifest, plan, shelf, only: published.map { $0.staffHeldAgainst ?? [] })
    staffBefore = try Self.last(of: staff, before: manifest).flatMap { last throws(Failure) in
      try Self.figures(of: last.manifest, at: last.path)
    }
    revised = try Self.revised(manifest, shelf, only: published.map { [$0.revisedFrom].compactMap(\.self) })
    period = try Self.period(
      before: plan.windows.own, shelf, only: published.map { [$0.editionBefore].compactMap(\.self) })
    files = try Self.files(manifest, figures, plan, shelf, only: published.map { $0.filesSeenIn ?? [] })
  }

  /// The editions in an output folder.
  private struct Shelf {
    private let shelf: EditionCheck.Shelf

    init(_ output: String) throws(Failure) { shelf = try EditionCheck.editions(in: output) }

    var editions: [(manifest: Manifest, path: String)] { shelf.editions }

    /// Returns the present figures of one of the editions; nil where it has none that can be read.
    func figures(_ edition: (manifest: Manifest, path: String)) throws(Failure) -> PublishedFigures? {
      try EditionCheck.bytes(of: edition.path + "/" + Manifest.statistics).flatMap { PublishedFigures(json: $0) }
    }

    /// - Throws: status `dataRefused` where there may be an edition whose tables are unknown.
    func checkAllKnown() throws(Failure) {
      if let damaged = shelf.damaged.first { throw PublishedBefore.unheld(damaged + "/manifest.json") }
      guard let renamed = shelf.renamed.first else { return }
      throw Failure(
        .dataRefused, "is the edition \(renamed.manifest.folderName) under another name, and readers may have it",
        at: Location(renamed.path), hint: "give it its name back, or take it out of the folder")
    }
  }

  /// Returns the figures of an edition; nil where it has none that this program can read.
  ///
  /// - Throws: status `dataRefused` where they are not as published.
  static func figures(of manifest: Manifest, at edition: String) throws(Failure) -> PublishedFigures? {
    try EditionCheck.published(Manifest.statistics, of: manifest, in: edition).flatMap { PublishedFigures(json: $0) }
  }

  /// The staff tables of an edition, as its readers have them.
  struct Staff: Sendable {
    let manifest: Manifest
    let path: String
    var tables: PublishedStaff

    /// The edition's folder.
    var edition: String { manifest.folderName }

    /// Records which rows are made of the same files in both editions, according to their manifests.
    mutating func noteSameFiles(_ now: Manifest, _ plan: RunPlan) {
      func sums(_ manifest: Manifest) -> [String: String] {
        Dictionary(manifest.inputs.filter { $0.kind == "staff" }.map { ($0.name, $0.sha256) }) { first, _ in first }
      }
      let (then, now) = (sums(manifest), sums(now))
      let changed = Set(then.keys).union(now.keys).filter { then[$0] != now[$0] }
      // A file whose name states no province may contain rows of any.
      let provinces = Set(changed.map { plan.rules.province(ofFile: $0, .staff) })
      tables.noteSameFiles(
        ofProvinces: plan.registry.provinces.indices.map { !provinces.contains($0) && !provinces.contains(nil) },
        all: changed.isEmpty)
    }
  }

  /// Returns the most recent of some editions before this one, from which changes are computed. An edition that is made
  /// again finds the same one, since its manifest names the editions with which it was compared.
  private static func last(of editions: [Staff], before manifest: Manifest) -> Staff? {
    editions.filter { isEarlier($0.manifest, than: manifest) }.max { order($0.manifest) < order($1.manifest) }
  }

  /// Returns whether an edition has an earlier staff date, or the same date and an earlier period.
  private static func isEarlier(_ other: Manifest, than manifest: Manifest) -> Bool {
    // Revisions begin at 1, so no revision of the same date and period counts as earlier.
    order(other) < (manifest.period.staffAsOf ?? "", manifest.period.lastDay, 0)
  }

  private static func order(_ manifest: Manifest) -> (String, String, Int) {
    (manifest.period.staffAsOf ?? "", manifest.period.lastDay, manifest.revision)
  }

  /// Returns the staff tables of the other editions with which this one is compared.
  ///
  /// For a public edition these are all other editions in the output folder that are not internal, of earlier and later
  /// periods: a difference between any two tables must not disclose what either hides. For an internal edition, which
  /// hides nothing, only the most recent edition before it is used, for changes.
  ///
  /// - Parameter names: where an edition is made again, the names of the editions with which it was compared; only
  ///   these are used. Otherwise nil.
  /// - Throws: status `dataRefused` where an edition that is needed cannot be read.
  private static func staff(
    _ manifest: Manifest, _ plan: RunPlan, _ shelf: Shelf, only names: [String]?
  ) throws(Failure) -> [Staff] {
    guard manifest.period.staffAsOf != nil else { return [] }
    let mine = manifest.folderName
    var others = shelf.editions.filter { other in
      let name = other.manifest.folderName
      // Readers of a public edition do not have what an internal edition shows.
      let isHad = plan.audience != .public || other.manifest.configuration["audience"] != Audience.internal.rawValue
      return other.manifest.period.staffAsOf != nil && name != mine && isHad && names?.contains(name) ?? true
    }
    let wanted = plan.audience == .public ? Int.max : 1
    if plan.audience != .public {
      others = others.filter { isEarlier($0.manifest, than: manifest) }
        .sorted { order($1.manifest) < order($0.manifest) }
    }
    var found: [Staff] = []
    for other in others where found.count < wanted {
      // A public edition protects against the tables in the folder, whether or not these are still as published:
      // readers may have either. An internal edition only prints the figures, so these must be as published.
      let tables =
        try plan.audience == .public
        ? EditionCheck.bytes(of: other.path + "/" + Manifest.statistics).flatMap {
          PublishedFigures.publishedStaff(json: $0, plan.registry)
        } : figures(of: other.manifest, at: other.path)?.publishedStaff(plan.registry)
      if let tables {
        var staff = Staff(manifest: other.manifest, path: other.path, tables: tables)
        staff.noteSameFiles(manifest, plan)
        found.append(staff)
      } else if plan.audience == .public {
        throw unheld(other.path + "/" + Manifest.statistics)
      }
    }
    if plan.audience == .public, names == nil { try shelf.checkAllKnown() }
    return found.sorted { $0.edition < $1.edition }
  }

  /// Returns the failure for staff tables that readers may have but that cannot be read here.
  private static func unheld(_ path: String) -> Failure {
    Failure(
      .dataRefused,
      "the staff tables of this edition cannot be read, and none that are published may reveal what they hide",
      at: Location(path), hint: "put the file back from a copy, or take the edition out of the folder")
  }

  /// Returns the staff tables of one edition; nil where it has none.
  static func staff(of manifest: Manifest, at path: String, _ registry: Registry) throws(Failure) -> Staff? {
    try figures(of: manifest, at: path)?.publishedStaff(registry).map {
      Staff(manifest: manifest, path: path, tables: $0)
    }
  }

  /// Returns the previous revision and its differences from this one.
  ///
  /// - Parameter names: where an edition is made again, the name of the revision with which it was compared. Otherwise
  ///   nil.
  /// - Throws: status `dataRefused` where the previous revision's figures are not as published, because the revision
  ///   could not be determined.
  private static func revised(
    _ manifest: Manifest, _ shelf: Shelf, only names: [String]?
  ) throws(Failure) -> (edition: String, revised: Revised)? {
    let before = shelf.editions.first {
      $0.manifest.edition == manifest.edition && $0.manifest.revision == manifest.revision - 1
        && $0.manifest.period.isOfSameDays(as: manifest.period.firstDay, manifest.period.lastDay)
        && names?.contains($0.manifest.folderName) ?? true
    }
    guard let before, let figures = try figures(of: before.manifest, at: before.path) else { return nil }
    let difference = ManifestDifference(from: before.manifest, to: manifest)
    let revised = Revised(
      before: figures,
      inputs: difference.inputs.map {
        Revised.Input(
          path: $0.path, isNew: $0.before == nil, isGone: $0.after == nil, recordsBefore: $0.records.before,
          recordsNow: $0.records.after)
      },
      isConfigurationChanged: !difference.settings.isEmpty, areTemplatesChanged: !difference.templatesChanged.isEmpty,
      hasOtherTemplates: !difference.templatesNew.isEmpty || !difference.templatesGone.isEmpty,
      isProgramChanged: difference.isToolChanged || difference.isReferenceDataChanged)
    return (before.manifest.folderName, revised)
  }

  /// Returns the newest revision of the edition of the previous period, by the name of its folder.
  ///
  /// - Parameter names: where an edition is made again, the names of the editions with which it was compared. Otherwise
  ///   nil.
  /// - Throws: status `dataRefused` where its figures are not as published, because pages would print them as
  ///   published.
  private static func period(
    before window: Window, _ shelf: Shelf, only names: [String]?
  ) throws(Failure) -> (edition: String, figures: PublishedFigures)? {
    guard let before = window.previous, before.last + 1 == window.first else { return nil }
    let editions = shelf.editions.filter {
      $0.manifest.edition == before.slug
        && $0.manifest.period.isOfSameDays(as: before.first.description, before.last.description)
        && names?.contains($0.manifest.folderName) ?? true
    }
    guard let newest = editions.max(by: { $0.manifest.revision < $1.manifest.revision }),
      let figures = try figures(of: newest.manifest, at: newest.path)
    else { return nil }
    return (newest.manifest.folderName, figures)
  }

  /// Returns the most recent editions of earlier periods, or earlier revisions of this one, in which provinces without
  /// a file now had one. The newest earlier edition is always included, so that an edition made again takes it into
  /// account.
  private static func files(
    _ manifest: Manifest, _ figures: Figures, _ plan: RunPlan, _ shelf: Shelf, only names: [String]?
  ) throws(Failure) -> FilesBefore {
    var missing = Set(
      zip(plan.registry.provinces, figures.statistics.own.coverage).filter { $1 == .noFile }.map(\.0.code))
    if missing.isEmpty { return FilesBefore() }
    let earlier = shelf.editions.filter { other in
      let isRevised = other.manifest.edition == manifest.edition && other.manifest.revision < manifest.revision
      return (isRevised || other.manifest.period.lastDay < manifest.period.lastDay)
        && names?.contains(other.manifest.folderName) ?? true
    }
    var files = FilesBefore()
    for other in earlier.sorted(by: { $1.manifest.isEarlier(than: $0.manifest) }) {
      guard let figures = try shelf.figures(other) else { continue }
      files.see(other.manifest.folderName, figures, of: &missing)
      if missing.isEmpty { break }
    }
    return files
  }
}
