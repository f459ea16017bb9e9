import Administration
import Diagnostics
import Publishing
import Reports

/// Checks a published edition.
package enum Verification {
  /// Returns what differs from the manifest; empty where nothing does.
  package static func findings(edition: String) throws(Failure) -> [Finding] {
    try EditionCheck.findings(edition: edition)
  }

  /// Makes the edition again in memory, with its own settings, and returns what differs from the published one; empty
  /// where nothing does. The exports may have changed since.
  ///
  /// - Parameter places: where exports, staff exports and templates are, and the number of workers to read them.
  package static func rebuildFindings(
    edition: String, places: Configuration, processors: Int
  ) async throws(Failure) -> [Finding] {
    let published = try EditionCheck.manifest(of: edition)
    guard let lastDay = Day(published.period.lastDay) else {
      throw Failure(.dataRefused, "the manifest's period has no last day", at: Location(edition + "/manifest.json"))
    }
    let plan = try plan(published, places, today: lastDay + 1, processors: processors, of: edition)
    guard published.period.staffAsOf == nil || plan.staff != nil else {
      throw Failure(
        .dataRefused, "the edition was made with staff exports, and none were given", at: Location(edition),
        hint: "type --staff FOLDER")
    }
    let figures = try await Figures.read(plan) { _ in }
    let manifest = Edition.manifest(figures, plan, revision: published.revision, forced: published.forced)
    let others = try PublishedBefore(manifest, figures, plan, in: edition + "/..", as: published)
    let gone = [
      ("it revises", [published.revisedFrom].compactMap(\.self), [others.revised?.edition].compactMap(\.self)),
      ("it is set against", [published.editionBefore].compactMap(\.self), [others.period?.edition].compactMap(\.self)),
      ("its staff tables were held against", published.staffHeldAgainst ?? [], others.staff.map(\.edition)),
      ("it says when provinces last sent a file by", published.filesSeenIn ?? [], others.files.editions),
    ].compactMap { what, named, there -> Finding? in
      let missing = Set(named).subtracting(there).sorted().joined(separator: ", ")
      return missing.isEmpty
        ? nil
        : Finding(
          .error, "\(what) \(missing), which is not there or cannot be read", at: Location(edition),
          hint: "put it back beside the edition, or make a new one")
    }
    guard gone.isEmpty else { throw Failure(.dataRefused, gone) }
    let rebuilt = try await Edition(figures, plan, manifest, before: others).make { _, _ in }
    var findings = EditionComparison.causes(ManifestDifference(from: published, to: rebuilt)).map {
      Finding(.error, $0, at: Location(edition))
    }
    let before = Dictionary(published.outputs.map { ($0.path, $0.sha256) }) { first, _ in first }
    let now = Dictionary(rebuilt.outputs.map { ($0.path, $0.sha256) }) { first, _ in first }
    for path in Set(before.keys).union(now.keys).sorted() where before[path] != now[path] {
      let what =
        before[path] == nil
        ? "is made now and not in the edition" : now[path] == nil ? "is not made any more" : "comes out otherwise"
      findings.append(Finding(.error, what, at: Location(edition + "/" + path)))
    }
    // Compared as a whole only where no difference was found above; a difference found there implies this one.
    if findings.isEmpty, rebuilt != published {
      findings.append(
        Finding(
          .error, "comes out otherwise, though all that the edition is made from is the same",
          at: Location(edition + "/manifest.json"), hint: "put it back from a copy"))
    }
    return findings
  }

  /// Returns the run that made the edition. A setting that cannot be read is a fault of its manifest.
  private static func plan(
    _ published: Manifest, _ places: Configuration, today: Day, processors: Int, of edition: String
  ) throws(Failure) -> RunPlan {
    let manifest = Location(edition + "/manifest.json")
    var configuration = try Configuration(published, at: manifest)
    for name in published.configuration.keys { configuration.places[name] = manifest }
    do throws(Failure) {
      return try RunPlan(configuration.overridden(by: places), today: today, processors: processors)
    } catch {
      guard error.findings.contains(where: { $0.location == manifest }) else { throw error }
      throw Failure(.dataRefused, error.findings)
    }
  }
}
