import Diagnostics
import Publishing
import Reports

/// What becomes of an edition made now, beside the newest revision of its period.
enum Succession {
  /// Nothing of the period was published.
  case first
  /// The newest revision is made of the same, and stays.
  case unchanged(Manifest)
  /// It stands beside the newest revision, as the next one.
  case revision(of: Manifest)
  /// It takes the newest revision's place, made of other inputs, or coming out otherwise.
  case replacement(of: Manifest)
  /// It puts the newest revision back, whose figures are damaged, made of the same inputs.
  case restoration(of: Manifest)

  /// - Parameters:
  ///   - newest: the newest revision; nil where there is none.
  ///   - force: whether it is to take the newest one's place.
  /// - Throws: status `dataRefused` where the newest revision is made of the same and damaged, unless it may be replaced.
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

  /// The edition in whose place it comes.
  var replaced: Manifest? {
    switch self {
    case .replacement(let newest), .restoration(let newest): newest
    case .first, .unchanged, .revision: nil
    }
  }

  /// The edition that it is to be once more.
  var restored: Manifest? { if case .restoration(let newest) = self { newest } else { nil } }

  /// Whether an edition made of what was read now, and set against the editions that it was set against then, has the
  /// same bytes once more.
  private static func comesOutTheSame(
    _ published: Manifest, _ figures: Figures, _ plan: RunPlan, in output: String
  ) async throws(Failure) -> Bool {
    let again = Edition(
      figures, plan, published, before: try PublishedBefore(published, figures, plan, in: output, as: published))
    return try await again.make { _, _ in }.outputs == published.outputs
  }

  /// Whether an edition's figures are as they were published, whatever else of it is not.
  private static func hasItsFigures(_ manifest: Manifest, _ edition: String) -> Bool {
    do throws(Failure) {
      _ = try EditionCheck.published(Manifest.statistics, of: manifest, in: edition)
      return true
    } catch {
      return false
    }
  }
}
