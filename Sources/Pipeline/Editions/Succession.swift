import Diagnostics
import Publishing
import Reports

/// How an edition made now relates to the newest revision of its period.
enum Succession {
  /// Nothing has been published for the period.
  case first
  /// The newest revision was made from the same inputs, and stays.
  case unchanged(Manifest)
  /// The edition becomes the next revision, beside the newest one.
  case revision(of: Manifest)
  /// The edition replaces the newest revision, which was made from other inputs, would now have other bytes, or has
  /// damaged files but intact figures.
  case replacement(of: Manifest)
  /// The edition restores the newest revision, made from the same inputs, whose figures are damaged.
  case restoration(of: Manifest)

  /// - Parameters:
  ///   - newest: the newest revision; nil where there is none.
  ///   - force: whether the edition may replace the newest revision.
  /// - Throws: status `dataRefused` where the newest revision was made from the same inputs and is damaged, unless
  ///   `force` is set.
  init(
    of figures: Figures, _ plan: RunPlan, to newest: Manifest?, in output: String, force: Bool
  ) async throws(Failure) {
    guard let newest else {
      self = .first
      return
    }
    let edition = output + "/" + newest.folderName
    guard Edition.manifest(figures, plan, revision: newest.revision, forced: false).isMadeOfTheSame(as: newest) else {
      self = force ? .replacement(of: newest) : .revision(of: newest)
      return
    }
    let damage = try EditionCheck.damage(edition: edition)
    guard force || damage.isEmpty else {
      throw Failure(
        .dataRefused,
        damage.map { Finding($0.severity, $0.message, at: $0.location, hint: "--force puts the edition back") })
    }
    if damage.isEmpty {
      let isKept = force ? try await Self.comesOutTheSame(newest, figures, plan, in: output) : true
      self = isKept ? .unchanged(newest) : .replacement(of: newest)
    } else {
      self = Self.hasItsFigures(newest, edition) ? .replacement(of: newest) : .restoration(of: newest)
    }
  }

  var revision: Int {
    switch self {
    case .first: 1
    case .revision(let newest): newest.revision + 1
    case .unchanged(let newest), .replacement(let newest), .restoration(let newest): newest.revision
    }
  }

  /// The edition that is replaced; nil where none is.
  var replaced: Manifest? {
    switch self {
    case .replacement(let newest), .restoration(let newest): newest
    case .first, .unchanged, .revision: nil
    }
  }

  /// The edition that is restored; nil where none is.
  var restored: Manifest? { if case .restoration(let newest) = self { newest } else { nil } }

  /// Returns whether an edition made from the data read now, and compared with the same editions as then, again has the
  /// same bytes.
  private static func comesOutTheSame(
    _ published: Manifest, _ figures: Figures, _ plan: RunPlan, in output: String
  ) async throws(Failure) -> Bool {
    let again = Edition(
      figures, plan, published, before: try PublishedBefore(published, figures, plan, in: output, as: published))
    return try await again.make { _, _ in }.outputs == published.outputs
  }

  /// Returns whether an edition's figures are as published, whatever else is damaged.
  private static func hasItsFigures(_ manifest: Manifest, _ edition: String) -> Bool {
    do throws(Failure) {
      _ = try EditionCheck.published(Manifest.statistics, of: manifest, in: edition)
      return true
    } catch {
      return false
    }
  }
}
