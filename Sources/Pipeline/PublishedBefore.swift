import Administration
import Diagnostics
import Publishing
import Reports
import Statistics

/// What readers have of editions published before this one.
struct PublishedBefore: Sendable {
  /// The staff tables that this edition's are held against, by the edition's name.
  let staff: [Staff]
  /// The newest revision of the edition of the period before.
  let period: (edition: String, figures: PublishedFigures)?
  /// When the provinces without a file last had one.
  let files: FilesBefore

  /// - Parameters:
  ///   - output: the folder that the editions are in.
  ///   - published: the manifest of the edition as it was published, where it is made once more: then only the editions
  ///     that it names are looked at.
  init(
    _ manifest: Manifest, _ figures: Figures, _ plan: RunPlan, in output: String, as published: Manifest? = nil
  ) throws(Failure) {
    staff = try Self.staff(manifest, plan, in: output, only: published.map { $0.staffHeldAgainst ?? [] })
    if let published {
      period = try published.editionBefore.flatMap { name throws(Failure) in
        try Self.period(before: plan.windows.own, in: output, named: name)
      }
    } else {
      period = try Self.period(before: plan.windows.own, in: output)
    }
    files = try Self.files(
      manifest, figures, plan, in: output, only: published.map { $0.filesSeenIn ?? [] })
  }

  /// The staff tables of an edition, as its readers have them.
  struct Staff: Sendable {
    let manifest: Manifest
    let tables: PublishedStaff
    let figures: PublishedFigures

    /// The edition's folder.
    var edition: String { manifest.folderName }
  }

  /// The last of some editions before this one, for changes. An edition made once more finds the same, since its manifest
  /// names those that it was held against.
  static func last(of editions: [Staff], before manifest: Manifest) -> PublishedFigures? {
    editions.filter { isEarlier($0.manifest, than: manifest) }.max { order($0.manifest) < order($1.manifest) }?.figures
  }

  /// Whether an edition is of an earlier staff date, or of the same one and an earlier period.
  private static func isEarlier(_ other: Manifest, than manifest: Manifest) -> Bool {
    // No revision is below the first: what ends with this edition is none before it.
    order(other) < (manifest.period.staffAsOf ?? "", manifest.period.lastDay, 0)
  }

  private static func order(_ manifest: Manifest) -> (String, String, Int) {
    (manifest.period.staffAsOf ?? "", manifest.period.lastDay, manifest.revision)
  }

  /// The staff tables of every other edition in the output folder, of earlier and later periods: a difference between any
  /// two tables must not reveal what either hides. Where nothing is hidden, the last edition before this one alone, for
  /// changes.
  ///
  /// - Parameter names: only these editions, where one is made once more that was held against them.
  static func staff(
    _ manifest: Manifest, _ plan: RunPlan, in output: String, only names: [String]? = nil
  ) throws(Failure) -> [Staff] {
    guard manifest.period.staffAsOf != nil else { return [] }
    let mine = manifest.folderName
    let others = try EditionCheck.editions(in: output).filter { other in
      let name = other.manifest.folderName
      return other.manifest.period.staffAsOf != nil && name != mine && names?.contains(name) ?? true
    }
    guard plan.audience == .public else {
      let earlier = others.filter { isEarlier($0.manifest, than: manifest) }
      for other in earlier.sorted(by: { order($1.manifest) < order($0.manifest) }) {
        if let staff = try staff(of: other.manifest, at: other.path, plan.registry) { return [staff] }
      }
      return []
    }
    var all: [Staff] = []
    for other in others {
      if let staff = try staff(of: other.manifest, at: other.path, plan.registry) { all.append(staff) }
    }
    return all.sorted { $0.edition < $1.edition }
  }

  /// The staff tables of one edition; nil where it has none.
  static func staff(of manifest: Manifest, at path: String, _ registry: Registry) throws(Failure) -> Staff? {
    guard let json = try EditionCheck.bytes(of: path + "/statistics.json") else { return nil }
    return PublishedFigures(json: json).flatMap { figures in
      figures.publishedStaff(registry).map { tables in
        Staff(manifest: manifest, tables: tables, figures: figures)
      }
    }
  }

  /// The newest revision of the edition of the period before, by the name of its folder.
  ///
  /// - Parameter name: this one, where an edition is made once more that was set against it.
  static func period(
    before window: Window, in output: String, named name: String? = nil
  ) throws(Failure) -> (edition: String, figures: PublishedFigures)? {
    guard let before = window.previous, before.last + 1 == window.first else { return nil }
    let editions = try EditionCheck.editions(in: output).filter { $0.manifest.edition == before.slug }
      .filter { name == nil || name == $0.manifest.folderName }
    guard let newest = editions.max(by: { $0.manifest.revision < $1.manifest.revision }),
      let json = try EditionCheck.bytes(of: newest.path + "/statistics.json"),
      let figures = PublishedFigures(json: json)
    else { return nil }
    return (newest.manifest.folderName, figures)
  }

  /// The last editions of earlier periods in which provinces that now have no file had one. Where any edition is earlier
  /// the newest of them is named too, so that one made once more knows of it.
  private static func files(
    _ manifest: Manifest, _ figures: Figures, _ plan: RunPlan, in output: String, only names: [String]?
  ) throws(Failure) -> FilesBefore {
    var missing = Set(
      zip(plan.registry.provinces, figures.statistics.own.coverage).filter { $1 == .noFile }.map(\.0.code))
    if missing.isEmpty { return FilesBefore() }
    let earlier = try EditionCheck.editions(in: output).filter { other in
      other.manifest.period.lastDay < manifest.period.lastDay && names?.contains(other.manifest.folderName) ?? true
    }
    var files = FilesBefore()
    for other in earlier.sorted(by: { $1.manifest.isEarlier(than: $0.manifest) }) {
      guard let json = try EditionCheck.bytes(of: other.path + "/statistics.json"),
        let figures = PublishedFigures(json: json)
      else { continue }
      files.see(other.manifest.folderName, figures, of: &missing)
      if missing.isEmpty { break }
    }
    return files
  }
}
