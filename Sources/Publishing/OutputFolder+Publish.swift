import Diagnostics
import Glibc

extension OutputFolder {
  /// Begins an edition, whose files are then written one by one.
  ///
  /// - Parameters:
  ///   - outline: the edition's manifest with the paths of all its files; what else it says of them is not looked at.
  ///   - replacing: whether an edition of that name is there already and gives way.
  /// - Throws: status `cannotWrite`.
  package func begin(_ outline: Manifest, replacing: Bool) throws(Failure) -> StagedEdition {
    if replacing { try refuseForeign(in: path + "/" + outline.folderName) }
    try interruption.beginPublishing()
    let edition = StagedEdition(outline, in: self, replacing: replacing)
    try edition.open(outline)
    return edition
  }

  /// Publishes an edition of which every file is written, in one step, and moves `latest` forward.
  ///
  /// Where the file system cannot swap two names (`EINVAL`, `ENOSYS`, `EOPNOTSUPP`; some network file systems), an
  /// edition that is replaced first moves into `.staging`; for that moment its name is free, and if the run dies in it
  /// the next one puts the old edition back.
  ///
  /// - Parameter manifest: is written beside the files.
  /// - Returns: what could not be tidied up although the edition is published.
  /// - Throws: status `cannotWrite`. What `latest` pointed at before stays as it was, unless the message says that the
  ///   edition is in place.
  package func publish(_ edition: consuming StagedEdition, _ manifest: Manifest) throws(Failure) -> [Finding] {
    var edition = edition
    let name = edition.name
    let target = path + "/" + name
    try checkLock(for: &edition)
    try edition.finish(manifest)
    try checkLock(for: &edition)
    if edition.isReplacing {
      // Once more: since it was begun somebody may have put a file there.
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

  /// Refuses to go on where the lock file is gone or another run's: what is staged may be gone as well, and whatever lies in
  /// staging is left to whoever has the lock.
  private func checkLock(for edition: inout StagedEdition) throws(Failure) {
    let lock = path + "/.lock"
    guard try files.bytes(of: lock) != Self.holder else { return }
    edition.end()
    throw Failure(
      .cannotWrite, "was taken away while this run held it, and another may have begun", at: Location(lock),
      hint: "run again; a lock ends with its process, its file need never be removed")
  }

  /// Moves `latest` forward to an edition that is in place already, where a run died before it did.
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

  /// Points `latest` at the edition unless it points at a later one: later window end, then later as-of, then revision, then
  /// name. Where it points at none, at the latest that there is.
  ///
  /// - Returns: what readers of `latest` would not expect of an edition that it stays with.
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

  /// `latest` stays where it is, although the edition has later data or replaces the one that it leads to; of an earlier
  /// period alone it is a matter of course.
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

  /// The latest of the editions in the folder.
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

  /// - Throws: where the edition's folder holds what its manifest does not name; it would be lost.
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

  /// The edition is published whatever comes of this; the next run cleans what is left.
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
