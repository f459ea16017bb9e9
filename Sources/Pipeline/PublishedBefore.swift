import Administration
import Diagnostics
import Publishing
import Reports
import Statistics

/// What readers have of editions published before this one.
enum PublishedBefore {
  /// The staff tables of an edition, as its readers have them.
  struct Staff: Sendable {
    /// The edition's folder.
    let edition: String
    let revision: Int
    let tables: PublishedStaff
    let figures: PublishedFigures
  }

  /// The last of some editions before this one, for changes: of an earlier staff date, or of the same one and an earlier
  /// period. An edition made once more finds the same, since its manifest names those that it was held against.
  static func last(of editions: [Staff], before manifest: Manifest) -> PublishedFigures? {
    guard let asOf = manifest.period.staffAsOf else { return nil }
    func order(_ staff: Staff) -> (String, String, Int) {
      (staff.figures.staffAsOf?.description ?? "", staff.figures.lastDay?.description ?? "", staff.revision)
    }
    // No revision is below the first: what ends with this edition is none before it.
    return editions.filter { order($0) < (asOf, manifest.period.lastDay, 0) }.max { order($0) < order($1) }?.figures
  }

  /// The staff tables of every other edition in the output folder, of earlier and later periods: a difference between any
  /// two tables must not reveal what either hides. None where nothing is hidden.
  ///
  /// - Parameter names: only these editions, where one is made once more that was held against them.
  static func staff(
    _ manifest: Manifest, _ plan: RunPlan, in output: String, only names: [String]? = nil
  ) throws(Failure) -> [Staff] {
    guard plan.audience == .public, manifest.period.staffAsOf != nil else { return [] }
    let mine = OutputFolder.name(manifest.edition, revision: manifest.revision)
    var all: [Staff] = []
    for (other, path) in try EditionCheck.editions(in: output) where other.period.staffAsOf != nil {
      let name = OutputFolder.name(other.edition, revision: other.revision)
      if name == mine { continue }
      if let names, !names.contains(name) { continue }
      if let staff = try staff(of: other, at: path, plan.registry) { all.append(staff) }
    }
    return all.sorted { $0.edition < $1.edition }
  }

  /// The staff tables of one edition; nil where it has none.
  static func staff(of manifest: Manifest, at path: String, _ registry: Registry) throws(Failure) -> Staff? {
    guard let json = try EditionCheck.bytes(of: path + "/statistics.json") else { return nil }
    return PublishedFigures(json: json).flatMap { figures in
      figures.publishedStaff(registry).map { tables in
        Staff(
          edition: OutputFolder.name(manifest.edition, revision: manifest.revision), revision: manifest.revision,
          tables: tables, figures: figures)
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
      .filter { edition in
        name == nil || name == OutputFolder.name(edition.manifest.edition, revision: edition.manifest.revision)
      }
    guard let newest = editions.max(by: { $0.manifest.revision < $1.manifest.revision }),
      let json = try EditionCheck.bytes(of: newest.path + "/statistics.json"),
      let figures = PublishedFigures(json: json)
    else { return nil }
    return (OutputFolder.name(newest.manifest.edition, revision: newest.manifest.revision), figures)
  }
}
