import Diagnostics
import Glibc

extension OutputFolder {
  /// Begins an edition, whose files are then written one by one.
  ///
  /// - Parameters:
  ///   - outline: the edition's manifest with the paths of all its files; what else it states about the files is
  ///     ignored.
  ///   - replacing: whether an edition of that name exists and is replaced.
  /// - Throws: status `cannotWrite`.
  package func begin(_ outline: Manifest, replacing: Bool) throws(Failure) -> StagedEdition {
    if replacing { try refuseForeign(in: path + "/" + outline.folderName) }
    try interruption.beginPublishing()
    let edition = StagedEdition(outline, in: self, replacing: replacing)
    try edition.open(outline)
    return edition
  }

  /// Publishes an edition whose files are all written, in one step, and moves `latest` forward.
  ///
  /// Some network file systems cannot exchange two names (`EINVAL`, `ENOSYS`, `EOPNOTSUPP`). There an edition that is
  /// replaced first moves into `.staging`. For that moment its name is free, and if the run dies then, the next run
  /// puts the old edition back.
  ///
  /// - Parameter manifest: is written beside the files.
  /// - Returns: findings on what could not be cleaned up although the edition is published.
  /// - Throws: status `cannotWrite`. The edition that `latest` pointed at stays as it was, unless the message says that
  ///   the new edition is in place.
  package func publish(_ edition: consuming StagedEdition, _ manifest: Manifest) throws(Failure) -> [Finding] {
    var edition = edition
    let name = edition.name
    let target = path + "/" + name
    try checkLock(for: &edition)
    try edition.finish(manifest)
    try checkLock(for: &edition)
    if edition.isReplacing {
      // Check again: a foreign file may have been put there since the edition was begun.
      try refuseForeign(in: target)
      try replace(target, by: staging.edition(name))
    } else {
      try files.attempt("cannot be put in place", target) { layer throws(SystemError) in
        try layer.move(staging.edition(name), to: target)
      }
    }
    let kept: [Finding]
    do throws(Failure) {
      try files.sync(path)
      try files.sync(staging.path)
      kept = try link(name, manifest)
    } catch {
      throw Failure(
        error.status,
        error.findings.map {
          Finding($0.severity, $0.message, at: $0.location, hint: "\(target) is complete; run again to finish")
        })
    }
    edition.end()
    interruption.noteInPlace()
    return kept + tidy()
  }

  /// Refuses to continue where the lock file is gone or belongs to another run. The staged files may then be gone as
  /// well, and the content of `.staging` is left to the process that has the lock.
  private func checkLock(for edition: inout StagedEdition) throws(Failure) {
    let lock = path + "/.lock"
    guard try files.bytes(of: lock) != Self.holder else { return }
    edition.end()
    throw Failure(
      .cannotWrite, "was taken away while this run held it, and another may have begun", at: Location(lock),
      hint: "run again; a lock ends with its process, its file need never be removed")
  }

  /// Moves `latest` forward to an edition that is already in place, where a run died before doing so.
  package func finish(_ manifest: Manifest) throws(Failure) -> [Finding] {
    if let present = try latest(), !present.isEarlier(than: manifest) {
      interruption.noteInPlace()
      return []
    }
    try interruption.beginPublishing()
    defer { interruption.endPublishing() }
    do throws(Failure) {
      try staging.open(manifest)
      _ = try link(Self.name(manifest.edition, revision: manifest.revision), manifest)
    } catch {
      try? staging.clean()
      throw error
    }
    interruption.noteInPlace()
    return tidy()
  }

  /// Points `latest` at the edition, unless it points at a later one. Later means a later window end, then a later
  /// as-of, then a higher revision, then a later name. Where `latest` points at no edition, it is pointed at the latest
  /// one in the folder.
  ///
  /// - Returns: a finding where `latest` stays at another edition and its readers would not expect that.
  private func link(_ edition: String, _ manifest: Manifest) throws(Failure) -> [Finding] {
    var name = edition
    if let present = try latest() {
      if manifest.isEarlier(than: present) { return remark(edition, manifest, behind: present) }
    } else if let standing = try latestOfAll(), manifest.isEarlier(than: standing) {
      name = standing.folderName
    }
    let link = path + "/latest"
    try files.attempt("cannot be moved", link) { layer throws(SystemError) in
      try layer.makeLink(staging.latest, to: name)
      if try layer.kind(of: link) == nil {
        try layer.move(staging.latest, to: link)
      } else {
        try layer.move(staging.latest, over: link)
      }
    }
    try files.sync(path)
    try files.sync(staging.path)
    return []
  }

  /// Returns a finding that `latest` stays, where the edition has later data than the one that `latest` points at, or
  /// replaces that one. For an edition of an earlier period nothing else is expected, so there is no finding.
  private func remark(_ edition: String, _ manifest: Manifest, behind present: Manifest) -> [Finding] {
    let why: String
    if present.edition == manifest.edition {
      why =
        present.period.asOf == manifest.period.asOf
        ? "which is stated to a later moment" : "which is stated to a later day, \(present.period.asOf)"
    } else if present.statedTo < manifest.statedTo {
      why = "whose period ends later, on \(present.period.lastDay)"
    } else {
      return []
    }
    return [
      Finding(
        .warning, "'latest' stays with \(present.folderName), \(why), and does not lead to \(edition)",
        at: Location(path + "/latest"),
        hint: "name the edition itself where it is meant: 'latest' leads to the one that is stated to the latest day")
    ]
  }

  /// Returns the latest of the editions in the folder.
  private func latestOfAll() throws(Failure) -> Manifest? {
    var latest: Manifest?
    for name in try files.names(in: path) where !name.hasPrefix(".") && name != "latest" {
      guard let manifest = try files.manifest(in: path + "/" + name), manifest.folderName == name else { continue }
      if latest.map({ $0.isEarlier(than: manifest) }) ?? true { latest = manifest }
    }
    return latest
  }

  private func replace(_ target: String, by staged: String) throws(Failure) {
    do throws(SystemError) {
      do throws(SystemError) {
        try files.layer.exchange(staged, target)
      } catch {
        guard LinuxFiles.refuses(error) else { throw error }
        try files.layer.move(target, to: staging.replaced)
        try files.layer.move(staged, to: target)
      }
    } catch {
      throw Files.failure("cannot be replaced", target, error)
    }
  }

  /// - Throws: status `cannotWrite` where the edition's folder contains files that its manifest does not name, which
  ///   would be lost.
  private func refuseForeign(in edition: String) throws(Failure) {
    let foreign = try files.strays(in: edition, beside: try files.manifest(in: edition))
    guard foreign.isEmpty else {
      throw Failure(
        .cannotWrite,
        foreign.map { path, isFolder in
          let what = isFolder ? "folder" : "file"
          return Finding(
            .error, "the manifest does not name this \(what), and replacing the edition would remove it",
            at: Location(edition + "/" + path), hint: "move it away")
        })
    }
  }

  /// Cleans up; the edition is published whether or not this succeeds, and the next run cleans what is left.
  private func tidy() -> [Finding] {
    do throws(Failure) {
      try staging.clean()
      return []
    } catch {
      return error.findings.map {
        Finding(.warning, "the edition is published; \($0.message)", at: $0.location, hint: "the next run cleans up")
      }
    }
  }
}
