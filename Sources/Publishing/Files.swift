import Diagnostics
import Glibc

/// The file operations that publishing needs, over a file layer. Each failure says which path failed and why.
struct Files: Sendable {
  let layer: any FileLayer

  static func failure(_ what: String, _ path: String, _ error: SystemError, hint: String? = nil) -> Failure {
    Failure(
      .cannotWrite, "\(what): \(String(cString: strerror(error.code)))", at: Location(path),
      hint: hint
        ?? (error.code == EMFILE
          ? "raise the limit of open files: ulimit -n, LimitNOFILE"
          : "check permissions and free space; what was published before is untouched"))
  }

  /// Makes one call and turns its error into a failure that says what could not be done to which path.
  func attempt<Value>(
    _ what: String, _ path: String, _ call: (any FileLayer) throws(SystemError) -> Value
  ) throws(Failure) -> Value {
    do throws(SystemError) {
      return try call(layer)
    } catch {
      throw Self.failure(what, path, error)
    }
  }

  func kind(of path: String) throws(Failure) -> FileKind? {
    try attempt("cannot be looked at", path) { files throws(SystemError) in try files.kind(of: path) }
  }

  func names(in folder: String) throws(Failure) -> [String] {
    try attempt("cannot be listed", folder) { files throws(SystemError) in try files.names(in: folder) }
  }

  /// Makes a folder and its parents, and syncs the folders in which new ones appear.
  func makeFolders(_ path: String) throws(Failure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      let above = made.isEmpty ? "." : made
      made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/" + part
      do throws(SystemError) {
        try layer.makeFolder(made)
      } catch {
        // Where a folder exists already, its parent may be read-only.
        if [EEXIST, EISDIR, EROFS, EACCES].contains(error.code), isFolder(made) { continue }
        let isTaken = error.code == EEXIST && (try? layer.kind(of: made)) != .folder
        throw Self.failure(
          "cannot be made", made, error,
          hint: isTaken ? "what stands there is no folder, or a link that leads to none; move it away" : nil)
      }
      try sync(above)
    }
  }

  /// Returns whether a path leads to a folder, also through links.
  private func isFolder(_ path: String) -> Bool {
    guard let descriptor = try? layer.open(path, for: .folder) else { return false }
    try? layer.close(descriptor)
    return true
  }

  /// Writes a new file and syncs it, unless the file may be lost.
  func write(_ bytes: [UInt8], to path: String, isSynced: Bool = true) throws(Failure) {
    try attempt("cannot be written", path) { files throws(SystemError) in
      let descriptor = try Self.create(path, bytes, files)
      do throws(SystemError) {
        if isSynced { try files.sync(descriptor) }
      } catch {
        try? files.close(descriptor)
        throw error
      }
      try files.close(descriptor)
    }
  }

  /// Writes a new file and leaves it open.
  func create(_ path: String, _ bytes: [UInt8]) throws(Failure) -> Int32 {
    try attempt("cannot be written", path) { files throws(SystemError) in try Self.create(path, bytes, files) }
  }

  private static func create(
    _ path: String, _ bytes: [UInt8], _ files: any FileLayer
  ) throws(SystemError) -> Int32 {
    let descriptor = try files.open(path, for: .creating)
    do throws(SystemError) {
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = try files.write(rest, to: descriptor)
        if count == 0 { throw SystemError(ENOSPC) }
        rest = rest.dropFirst(count)
      }
      return descriptor
    } catch {
      try? files.close(descriptor)
      throw error
    }
  }

  func sync(_ folder: String) throws(Failure) {
    try attempt("cannot be synced", folder) { files throws(SystemError) in
      let descriptor = try files.open(folder, for: .folder)
      do throws(SystemError) {
        try files.sync(descriptor)
      } catch {
        try? files.close(descriptor)
        throw error
      }
      try files.close(descriptor)
    }
  }

  /// Returns the content of a file; nil where there is none, or where it is longer than `most` bytes.
  func bytes(of path: String, atMost most: Int = .max) throws(Failure) -> [UInt8]? {
    try attempt("cannot be read", path) { files throws(SystemError) in
      guard try files.kind(of: path) == .file else { return nil }
      let descriptor = try files.open(path, for: .reading)
      var bytes: [UInt8] = []
      do throws(SystemError) {
        while true {
          let piece = try files.read(descriptor, count: 1 << 16)
          if piece.isEmpty || bytes.count > most { break }
          bytes += piece
        }
      } catch {
        try? files.close(descriptor)
        throw error
      }
      try files.close(descriptor)
      return bytes.count > most ? nil : bytes
    }
  }

  /// Returns the manifest in an edition's folder; nil where there is no manifest of this program.
  func manifest(in folder: String) throws(Failure) -> Manifest? {
    guard try kind(of: folder) == .folder else { return nil }
    return try bytes(of: folder + "/manifest.json").flatMap { Manifest(json: $0) }
  }

  /// Returns the paths in an edition's folder that its manifest does not name, in order; folders are listed only where
  /// they are empty.
  ///
  /// - Parameter manifest: nil for an edition without a manifest, in which no file is named.
  func strays(in edition: String, beside manifest: Manifest?) throws(Failure) -> [(path: String, isFolder: Bool)] {
    let named = Set(manifest?.outputs.map(\.path) ?? []).union(["manifest.json"])
    return try contents(of: edition).filter { path, isFolder in
      // A folder whose files are missing still belongs to the edition.
      isFolder ? !named.contains { $0.hasPrefix(path + "/") } : !named.contains(path)
    }
  }

  /// Returns the paths of everything in a folder, in order; folders only where they are empty. Links are not followed.
  private func contents(of folder: String) throws(Failure) -> [(path: String, isFolder: Bool)] {
    var contents: [(path: String, isFolder: Bool)] = []
    for name in try names(in: folder).sorted() {
      guard try kind(of: folder + "/" + name) == .folder else {
        contents.append((name, false))
        continue
      }
      let inside = try self.contents(of: folder + "/" + name)
      contents += inside.isEmpty ? [(name, true)] : inside.map { (name + "/" + $0.path, $0.isFolder) }
    }
    return contents
  }
}
