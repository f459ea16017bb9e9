import Diagnostics
import Publishing

/// What a person should know of an edition that stands beside, or in the place of, an earlier one of its period: what that
/// one had and this one lacks.
struct RevisionRemarks {
  let before: Manifest
  let made: Manifest

  var findings: [Finding] { filesGone + staffGone + filesShrunk }

  /// Pages that this one lacks, where other reports or languages were asked for.
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

  /// A file sent again that lost more than one record in a hundred may have been cut short between two of them.
  private var filesShrunk: [Finding] {
    ManifestDifference(from: before, to: made).inputs.compactMap { input in
      guard let was = input.records.before, let now = input.records.after, (was - now) * 100 > was else { return nil }
      return Finding(
        .warning, "this file has \(now) records, it had \(was) in \(before.folderName)", at: Location(input.path),
        hint: "ask whether it was sent whole")
    }
  }

  /// What the earlier one is called: its name is this one's own where it was replaced.
  private var other: String { made.forced ? "the edition that it replaces" : before.folderName }
}
