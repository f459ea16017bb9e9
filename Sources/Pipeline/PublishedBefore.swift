import Administration
import Diagnostics
import Publishing
import Reports
import Statistics

/// What readers have of editions published before this one.
enum PublishedBefore {
  /// The staff tables of the revision before this one, and of the last edition with an earlier or the same staff date:
  /// new tables must not reveal by their difference what either hides.
  ///
  /// Found by dates and revisions, not by what `latest` points at, so that an edition made once more finds the same.
  static func staff(
    _ manifest: Manifest, in output: String, registry: Registry
  ) throws(Failure) -> [PublishedStaff] {
    guard let asOf = manifest.period.staffAsOf else { return [] }
    var last: (order: (String, String, Int), path: String)?
    var paths: [String] = []
    for (edition, path) in try EditionCheck.editions(in: output) {
      guard let other = edition.period.staffAsOf, other <= asOf else { continue }
      if edition.edition == manifest.edition {
        if edition.revision == manifest.revision - 1 { paths.append(path) }
        continue
      }
      // Of two editions with one date, the later period came later.
      if other == asOf, edition.period.lastDay >= manifest.period.lastDay { continue }
      let order = (other, edition.period.lastDay, edition.revision)
      if last.map({ $0.order < order }) ?? true { last = (order, path) }
    }
    if let last { paths.append(last.path) }
    var tables: [PublishedStaff] = []
    for path in paths {
      guard let json = try EditionCheck.bytes(of: path + "/statistics.json") else { continue }
      if let staff = PublishedFigures(json: json)?.publishedStaff(registry) { tables.append(staff) }
    }
    return tables
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
