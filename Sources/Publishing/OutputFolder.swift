import Diagnostics
import Glibc

/// The folder in which editions are published, locked for this process.
///
/// An edition appears complete or not at all: its files are written and synced in `.staging`, and put in place with one
/// rename.
package struct OutputFolder: ~Copyable {
  package let path: String
  let files: Files
  let staging: Staging
  let interruption: Interruption
  private let lock: Int32

  /// Opens the folder, makes it where there is none, locks it, and removes what a dead run has left.
  ///
  /// - Throws: status `cannotWrite` where the folder cannot be made or written, or has something foreign in place of
  ///   this program's files; `locked` where another run holds the lock.
  package init(
    path: String, layer: any FileLayer = LinuxFiles(), interruption: Interruption = Interruption()
  ) throws(Failure) {
    let files = Files(layer: layer)
    try files.makeFolders(path)
    let lock = try Self.lock(path + "/.lock", files)
    interruption.holds(lock: lock)
    let staging = Staging(files: files, output: path)
    do throws(Failure) {
      try staging.clean()
      _ = try Self.latest(in: path, files)
    } catch {
      Self.release(lock, files, interruption)
      throw error
    }
    self.path = path
    self.files = files
    self.staging = staging
    self.interruption = interruption
    self.lock = lock
  }

  deinit { Self.release(lock, files, interruption) }

  private static func release(_ lock: Int32, _ files: Files, _ interruption: Interruption) {
    interruption.holds(lock: nil)
    try? files.layer.empty(lock)
    try? files.layer.unlock(lock)
    try? files.layer.close(lock)
  }

  /// The content of the lock file while this process holds the lock.
  static var holder: [UInt8] { Array("\(getpid())\n".utf8) }

  /// Locks the file and writes the process ID into it.
  private static func lock(_ path: String, _ files: Files) throws(Failure) -> Int32 {
    let foreign = Failure(.cannotWrite, "is no lock file of this program", at: Location(path), hint: "move it away")
    // Reading from a pipe would wait for a writer.
    if try files.kind(of: path) == .other { throw foreign }
    let descriptor = try files.attempt("cannot be opened", path) { files throws(SystemError) in
      try files.open(path, for: .locking)
    }
    do throws(Failure) {
      do throws(SystemError) {
        try files.layer.lock(descriptor)
      } catch {
        guard error.code == EWOULDBLOCK else { throw Files.failure("cannot be locked", path, error) }
        throw Failure(
          .locked, "another run holds the lock: process \(try holder(path, files) ?? "unknown")", at: Location(path),
          hint: "wait until it is done")
      }
      let left = try files.attempt("cannot be read", path) { files throws(SystemError) in
        try files.read(descriptor, count: 64)
      }
      guard left.count < 64, left.allSatisfy({ $0 == 0 || $0 == 10 || (48...57).contains($0) }) else { throw foreign }
      try files.attempt("cannot be written", path) { layer throws(SystemError) in
        try layer.empty(descriptor)
        _ = try layer.write(holder[...], to: descriptor)
      }
      return descriptor
    } catch {
      try? files.layer.close(descriptor)
      throw error
    }
  }

  /// Returns the ID of the process that holds the lock. That process may have taken the lock just now, so this waits
  /// briefly for the ID.
  private static func holder(_ path: String, _ files: Files) throws(Failure) -> String? {
    for _ in 0..<20 {
      let text = String(decoding: try files.bytes(of: path) ?? [], as: UTF8.self)
      if let number = text.split(separator: "\n").first { return String(number) }
      usleep(5000)
    }
    return nil
  }

  /// Returns the folder name of a revision; the first revision has the name of the edition alone.
  package static func name(_ edition: String, revision: Int) -> String {
    revision == 1 ? edition : "\(edition).r\(revision)"
  }

  /// A folder with a higher number was not made by this program.
  private static let mostRevisions = 1_000_000

  /// Returns the newest revision of an edition; nil where there is none.
  ///
  /// - Throws: status `cannotWrite` where its folder was not made by this program.
  package func newest(of edition: String) throws(Failure) -> Manifest? {
    let revisions = try files.names(in: path).compactMap { name -> Int? in
      if name == edition { return 1 }
      guard name.hasPrefix(edition + ".r"), let number = Int(name.dropFirst(edition.count + 2)),
        (2...Self.mostRevisions).contains(number), name == Self.name(edition, revision: number)
      else { return nil }
      return number
    }
    guard let revision = revisions.max() else { return nil }
    let folder = path + "/" + Self.name(edition, revision: revision)
    guard try files.kind(of: folder) != .link else {
      throw Failure(
        .cannotWrite, "is a link, the folder of an edition was expected", at: Location(folder),
        hint: "move the folder that it leads to back here: its next revision stands beside it")
    }
    guard let manifest = try files.manifest(in: folder), manifest.edition == edition, manifest.revision == revision
    else {
      throw Failure(
        .cannotWrite, "is no edition that this program made, and stands where one belongs", at: Location(folder),
        hint: "move it away")
    }
    return manifest
  }

  /// Returns the edition that `latest` points at; nil where there is no link, or where that edition is gone.
  ///
  /// - Throws: status `cannotWrite` where `latest` is not this program's link.
  func latest() throws(Failure) -> Manifest? { try Self.latest(in: path, files) }

  private static func latest(in path: String, _ files: Files) throws(Failure) -> Manifest? {
    let link = path + "/latest"
    let foreign = Failure(
      .cannotWrite, "is no link to an edition that this program made", at: Location(link), hint: "move it away")
    guard let kind = try files.kind(of: link) else { return nil }
    guard kind == .link else { throw foreign }
    let target = try files.attempt("cannot be read", link) { files throws(SystemError) in
      try files.target(ofLink: link)
    }
    guard !target.contains("/") else { throw foreign }
    // Names of editions begin with a year or have several parts: `since-2025-07-01`, or `ky-1-fiscal` for a calendar in
    // a file.
    let mayBeEdition = target.contains("-") || target.utf8.prefix(4).allSatisfy { (48...57).contains($0) }
    if try files.kind(of: path + "/" + target) == nil {
      // A link to an edition that was removed may be moved.
      guard mayBeEdition else { throw foreign }
      return nil
    }
    guard let json = try files.bytes(of: path + "/" + target + "/manifest.json") else {
      guard mayBeEdition else { throw foreign }
      throw Failure(
        .cannotWrite, "has no manifest.json, and 'latest' leads to it", at: Location(path + "/" + target),
        hint: "put the file back from a copy, or take the folder away")
    }
    guard let manifest = Manifest(json: json) else {
      throw Failure(
        .cannotWrite, "is not a manifest of this program, and 'latest' leads to it",
        at: Location(path + "/" + target + "/manifest.json"),
        hint: "put the file back from a copy, or take the edition out of the folder")
    }
    return manifest
  }
}
