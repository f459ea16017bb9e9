import Checksums
import Diagnostics

/// Checks a published edition against its manifest.
package enum EditionCheck {
  /// The manifest of an edition's folder.
  ///
  /// - Throws: status `inputMissing` where there is none, `dataRefused` where it is none of this program's.
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

  /// The editions in an output folder, in order of their names, with their paths, and the folders of those whose manifests
  /// cannot be read; what is no edition is passed over.
  package static func editions(
    in output: String
  ) throws(Failure) -> (readable: [(manifest: Manifest, path: String)], damaged: [String]) {
    var editions: [(manifest: Manifest, path: String)] = []
    var damaged: [String] = []
    for name in try reading({ files throws(Failure) in try files.names(in: output) }).sorted() {
      if name.hasPrefix(".") || name == "latest" { continue }
      let path = output + "/" + name
      if let json = try? bytes(of: path + "/manifest.json"), let manifest = Manifest(json: json) {
        editions.append((manifest, path))
      } else if (try? bytes(of: path + "/statistics.json")) != nil {
        damaged.append(path)
      }
    }
    return (editions, damaged)
  }

  /// What differs: files changed, missing or not named by the manifest; empty where the edition is as published.
  package static func findings(edition path: String) throws(Failure) -> [Finding] {
    let manifest = try manifest(of: path)
    let named = Set(manifest.outputs.map(\.path))
    let all = try reading { files throws(Failure) in try files.contents(of: path) }
    return try damage(edition: path)
      + all.filter { $0 != "manifest.json" && !named.contains($0) }
      .map { Finding(.error, "the manifest does not name this file", at: Location(path + "/" + $0)) }
  }

  /// Files that the manifest names and that are missing or differ.
  package static func damage(edition path: String) throws(Failure) -> [Finding] {
    var findings: [Finding] = []
    for output in try manifest(of: path).outputs {
      let place = Location(path + "/" + output.path)
      guard let bytes = try bytes(of: place.file) else {
        findings.append(Finding(.error, "the manifest names this file, it cannot be read", at: place))
        continue
      }
      let sum = SHA256.hexDigest(of: bytes)
      if sum != output.sha256 {
        findings.append(
          Finding(.error, "SHA-256 is \(sum.prefix(12))…, the manifest says \(output.sha256.prefix(12))…", at: place))
      }
    }
    return findings
  }

  /// The bytes of a file of an edition; nil where there is none.
  package static func bytes(of path: String) throws(Failure) -> [UInt8]? {
    try reading { files throws(Failure) in try files.bytes(of: path) }
  }

  /// Reading an edition fails because it is missing, not because something cannot be written.
  private static func reading<Value>(_ read: (Files) throws(Failure) -> Value) throws(Failure) -> Value {
    do throws(Failure) {
      return try read(Files(layer: LinuxFiles()))
    } catch {
      throw Failure(.inputMissing, error.findings.map { Finding($0.severity, $0.message, at: $0.location) })
    }
  }
}
