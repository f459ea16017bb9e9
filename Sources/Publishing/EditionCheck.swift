import Checksums
import Diagnostics

/// Checks a published edition against its manifest.
package enum EditionCheck {
  /// Returns the manifest in an edition's folder.
  ///
  /// - Throws: status `inputMissing` where there is none, `dataRefused` where it is not a manifest of this program.
  package static func manifest(of edition: String) throws(Failure) -> Manifest {
    let path = edition + "/manifest.json"
    guard let json = try bytes(of: path) else {
      throw Failure(
        .inputMissing, "there is no readable manifest", at: Location(path), hint: "name an edition's folder")
    }
    guard let manifest = Manifest(json: json) else {
      throw Failure(.dataRefused, "is not a manifest of this program", at: Location(path))
    }
    return manifest
  }

  /// Returns whether a folder is itself an edition.
  package static func isEdition(_ folder: String) -> Bool { (try? manifest(of: folder)) != nil }

  /// The editions in an output folder, with their paths, in order of their names.
  package struct Shelf: Sendable {
    package fileprivate(set) var editions: [(manifest: Manifest, path: String)] = []
    /// Folders of editions whose manifests cannot be read.
    package fileprivate(set) var damaged: [String] = []
    /// Editions whose folder has another name than their own, where no copy of them has that name.
    package fileprivate(set) var renamed: [(manifest: Manifest, path: String)] = []
  }

  /// Returns the editions in an output folder; everything else is skipped.
  package static func editions(in output: String) throws(Failure) -> Shelf {
    var shelf = Shelf()
    for name in try reading({ files throws(Failure) in try files.names(in: output) }).sorted() {
      if name.hasPrefix(".") || notEditions.contains(name) { continue }
      let path = output + "/" + name
      do throws(Failure) {
        let kind = try reading { files throws(Failure) in try files.kind(of: path) }
        guard kind == .folder || kind == .link else { continue }
        if let manifest = try bytes(of: path + "/manifest.json").flatMap({ Manifest(json: $0) }) {
          if manifest.folderName == name {
            shelf.editions.append((manifest, path))
          } else {
            shelf.renamed.append((manifest, path))
          }
        } else if try bytes(of: path + "/" + Manifest.statistics) != nil {
          shelf.damaged.append(path)
        }
      } catch {
        shelf.damaged.append(path)
      }
    }
    let own = shelf.editions.map(\.manifest)
    shelf.renamed.removeAll { own.contains($0.manifest) }
    return shelf
  }

  /// Names that an output folder may contain besides editions: the link to the latest edition, and the folder that file
  /// systems keep for themselves.
  private static let notEditions: Set = ["latest", "lost+found"]

  /// Returns the differences from the manifest: files changed, missing or not named by it. Empty where the edition is
  /// as published.
  ///
  /// Checks again if the folder has become another edition in the meantime: `latest` moves, and `--force` replaces.
  package static func findings(edition path: String) throws(Failure) -> [Finding] {
    var manifest = try manifest(of: path)
    while true {
      let findings = damage(of: manifest, in: path) + strays(beside: manifest, in: path)
      let now = try Self.manifest(of: path)
      if findings.isEmpty || now == manifest { return findings }
      manifest = now
    }
  }

  /// Returns findings on the files that the manifest names and that are missing or differ.
  package static func damage(edition path: String) throws(Failure) -> [Finding] {
    damage(of: try manifest(of: path), in: path)
  }

  private static func damage(of manifest: Manifest, in edition: String) -> [Finding] {
    manifest.outputs.compactMap { output in
      fault(of: try? bytes(of: edition + "/" + output.path), output, in: edition)
    }
  }

  /// Returns findings on what else the edition's folder contains, including anything that cannot be listed.
  private static func strays(beside manifest: Manifest, in edition: String) -> [Finding] {
    do throws(Failure) {
      return try reading { files throws(Failure) in try files.strays(in: edition, beside: manifest) }.map {
        Finding(
          .error, "the manifest does not name this \($1 ? "folder" : "file")", at: Location(edition + "/" + $0))
      }
    } catch {
      return error.findings
    }
  }

  /// Returns what is wrong with one of the files that a manifest names; nil where it is as published.
  ///
  /// - Parameter bytes: the file's content; nil where it cannot be read.
  private static func fault(of bytes: [UInt8]?, _ output: Manifest.Output, in edition: String) -> Finding? {
    let place = Location(edition + "/" + output.path)
    guard let bytes else { return Finding(.error, "the manifest names this file, it cannot be read", at: place) }
    let sum = SHA256.hexDigest(of: bytes)
    if sum == output.sha256 { return nil }
    return Finding(
      .error, "SHA-256 is \(sum.prefix(12))…, the manifest says \(output.sha256.prefix(12))…", at: place)
  }

  /// Returns the content of one of an edition's files as published; nil where the manifest names no such path.
  ///
  /// - Throws: status `dataRefused` where the file is missing or differs: figures that are not as published must not be
  ///   compared with.
  package static func published(
    _ path: String, of manifest: Manifest, in edition: String
  ) throws(Failure) -> [UInt8]? {
    guard let output = manifest.outputs.first(where: { $0.path == path }) else { return nil }
    let bytes = try? bytes(of: edition + "/" + path)
    if let fault = fault(of: bytes, output, in: edition) {
      throw Failure(
        .dataRefused, fault.message, at: fault.location,
        hint: "put the file back from a copy, or take the edition out of the folder")
    }
    return bytes
  }

  /// Returns the content of a file of an edition; nil where there is none.
  package static func bytes(of path: String) throws(Failure) -> [UInt8]? {
    try reading { files throws(Failure) in try files.bytes(of: path) }
  }

  /// Reads, and turns errors of writing into status `inputMissing`: reading an edition fails because it is missing.
  private static func reading<Value>(_ read: (Files) throws(Failure) -> Value) throws(Failure) -> Value {
    do throws(Failure) {
      return try read(Files(layer: LinuxFiles()))
    } catch {
      throw Failure(.inputMissing, error.findings.map { Finding($0.severity, $0.message, at: $0.location) })
    }
  }
}
