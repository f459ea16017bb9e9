import CLinux
import Checksums
import Diagnostics
import Glibc

/// The folder in which editions are published. An edition appears complete or not at all: its files are written and
/// synced in `.staging` and come into place with one rename.
package struct OutputFolder: ~Copyable {
  package let path: String
  private let lock: Int32

  private static let staging = ".staging"

  /// Opens the folder, makes it where there is none, and locks it.
  ///
  /// - Throws: status `cannotWrite` where it cannot be made or written, `locked` where another run holds the lock.
  package init(path: String) throws(Failure) {
    try FileSystem.makeFolders(path)
    let lockPath = path + "/.lock"
    let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileSystem.failure("cannot be opened", lockPath) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = FileSystem.text(of: lockPath)?.split(separator: "\n").first.map(String.init) ?? "unknown"
      close(descriptor)
      throw Failure(
        .locked, "another run holds the lock: process \(holder)", at: Location(lockPath),
        hint: "wait until it is done")
    }
    // Whatever lies in staging belongs to a run that died: the lock is ours now.
    do throws(Failure) {
      try FileSystem.remove(path + "/" + Self.staging)
    } catch {
      close(descriptor)
      throw error
    }
    ftruncate(descriptor, 0)
    let holder = "\(getpid())\n"
    _ = holder.withCString { write(descriptor, $0, strlen($0)) }
    self.path = path
    lock = descriptor
  }

  deinit {
    ftruncate(lock, 0)
    close(lock)
  }

  /// The revision numbers that exist of an edition, in order.
  package func revisions(of edition: String) -> [Int] {
    FileSystem.names(in: path).compactMap { name in
      if name == edition { return 1 }
      guard name.hasPrefix(edition + ".r") else { return nil }
      // `.r02` and `.r+2` are not ours.
      return Int(name.dropFirst(edition.count + 2)).flatMap {
        $0 > 1 && Self.name(edition, revision: $0) == name ? $0 : nil
      }
    }
    .sorted()
  }

  /// The folder name of a revision: the first bears the edition's name alone.
  package static func name(_ edition: String, revision: Int) -> String {
    revision == 1 ? edition : "\(edition).r\(revision)"
  }

  /// The manifest of a published edition, nil where there is none.
  package func manifest(of name: String) -> Manifest? {
    FileSystem.bytes(of: "\(path)/\(name)/manifest.json").flatMap { Manifest(json: $0) }
  }

  /// Publishes files as an edition, in one step, and moves `latest` forward.
  ///
  /// - Parameters:
  ///   - files: by path inside the edition; the manifest is written beside them.
  ///   - replacing: whether an edition of that name may be there already and gives way.
  /// - Throws: status `cannotWrite`; what was published before stays as it was.
  package func publish(
    _ name: String, files: [(path: String, bytes: [UInt8])], manifest: Manifest, replacing: Bool
  ) throws(Failure) {
    let staged = "\(path)/\(Self.staging)/\(name)"
    try FileSystem.makeFolders(staged)
    var folders: Set<String> = [staged]
    for (file, bytes) in files + [("manifest.json", manifest.json())] {
      let target = staged + "/" + file
      let folder = String(target[..<(target.lastIndex(of: "/") ?? target.endIndex)])
      if folders.insert(folder).inserted { try FileSystem.makeFolders(folder) }
      try FileSystem.write(bytes, to: target)
    }
    for folder in folders.sorted() { try FileSystem.sync(folder) }
    let target = path + "/" + name
    if replacing {
      guard swap_names(staged, target) == 0 else { throw FileSystem.failure("cannot be replaced", target) }
    } else {
      guard rename(staged, target) == 0 else { throw FileSystem.failure("cannot be put in place", target) }
    }
    try FileSystem.sync(path)
    try moveLatest(to: name, manifest)
    try FileSystem.remove(path + "/" + Self.staging)
    try FileSystem.sync(path)
  }

  /// Points `latest` at the edition unless it points at a later one: later window end, then later as-of, then revision.
  private func moveLatest(to name: String, _ manifest: Manifest) throws(Failure) {
    let link = path + "/latest"
    if let current = FileSystem.target(ofLink: link), let present = self.manifest(of: current),
      manifest.isEarlier(than: present)
    {
      return
    }
    let fresh = "\(path)/\(Self.staging)/latest"
    guard symlink(name, fresh) == 0 else { throw FileSystem.failure("cannot be made", fresh) }
    guard rename(fresh, link) == 0 else { throw FileSystem.failure("cannot be moved", link) }
  }
}
