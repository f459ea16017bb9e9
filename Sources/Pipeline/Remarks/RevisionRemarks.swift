import Diagnostics
import Publishing

/// Findings on an edition that stands beside, or replaces, an earlier edition of its period: what the earlier one had
/// and this one lacks.
struct RevisionRemarks {
  let before: Manifest
  let made: Manifest

  var findings: [Finding] { filesGone + staffGone + filesShrunk }

  /// Pages that this edition lacks because other reports or languages were requested.
  private var filesGone: [Finding] {
    guard ["reports", "languages"].contains(where: { before.configuration[$0] != made.configuration[$0] })
    else { return [] }
    let paths = Set(made.outputs.map(\.path))
    let gone = before.outputs.map(\.path).filter { !paths.contains($0) && !QuarantineList.isOne($0) }
    guard let first = gone.first else { return [] }
    let more = gone.count > 1 ? " and \(gone.count - 1) more files" : ""
    return [
      Finding(
        .warning, "\(made.folderName) lacks \(first)\(more) that \(other) \(made.forced ? "had" : "has")",
        hint: "publish a part of the reports, or other languages, in a folder of their own: --output")
    ]
  }

  private var staffGone: [Finding] {
    func hasStaff(_ manifest: Manifest) -> Bool { manifest.period.staffAsOf != nil }
    guard hasStaff(before), !hasStaff(made) else { return [] }
    return [
      Finding(
        .warning, "\(made.folderName) has no figures of staff, which \(other) \(made.forced ? "had" : "has")",
        hint: "name the folder of their exports: --staff, or 'staff' in the configuration")
    ]
  }

  /// A file that was sent again with over one per cent fewer records may have been truncated between two records.
  private var filesShrunk: [Finding] {
    ManifestDifference(from: before, to: made).inputs.compactMap { input in
      guard let was = input.records.before, let now = input.records.after, (was - now) * 100 > was else { return nil }
      return Finding(
        .warning, "this file has \(now) records, it had \(was) in \(before.folderName)", at: Location(input.path),
        hint: "ask whether it was sent whole")
    }
  }

  /// What messages call the earlier edition: after a replacement its name is this edition's own.
  private var other: String { made.forced ? "the edition that it replaces" : before.folderName }
}
