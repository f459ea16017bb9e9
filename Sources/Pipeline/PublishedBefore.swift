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
    let tables: PublishedStaff
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
      if let staff = try staff(ofEdition: path, name, plan.registry) { all.append(staff) }
    }
    return all.sorted { $0.edition < $1.edition }
  }

  /// The staff tables of one edition; nil where it has none.
  static func staff(
    ofEdition path: String, _ name: String, _ registry: Registry
  ) throws(Failure) -> Staff? {
    guard let json = try EditionCheck.bytes(of: path + "/statistics.json") else { return nil }
    return PublishedFigures(json: json)?.publishedStaff(registry).map { Staff(edition: name, tables: $0) }
  }

  /// The newest revision of the edition of the period before, and its pending dossiers by province code and `VN`.
  static func pending(
    _ window: Window, in output: String
  ) throws(Failure) -> (edition: String, pending: [String: Int])? {
    guard let before = window.previous, before.last + 1 == window.first else { return nil }
    let editions = try EditionCheck.editions(in: output).filter { $0.manifest.edition == before.slug }
    guard let newest = editions.max(by: { $0.manifest.revision < $1.manifest.revision }),
      let json = try EditionCheck.bytes(of: newest.path + "/statistics.json"),
      let figures = PublishedFigures(json: json)
    else { return nil }
    var pending = figures.provinces.compactMapValues { $0["pending"] }
    pending["VN"] = figures.national["pending"]
    return (OutputFolder.name(newest.manifest.edition, revision: newest.manifest.revision), pending)
  }
}
