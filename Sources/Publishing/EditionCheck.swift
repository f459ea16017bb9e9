import Checksums
import Diagnostics

/// Checks a published edition against its manifest.
package enum EditionCheck {
  /// What differs: files changed, missing or not named by the manifest; empty where the edition is as published.
  ///
  /// - Throws: status `inputMissing` where the folder or its manifest cannot be read.
  package static func findings(edition path: String) throws(Failure) -> [Finding] {
    let manifestPath = path + "/manifest.json"
    guard let json = FileSystem.bytes(of: manifestPath) else {
      throw Failure(
        .inputMissing, "there is no readable manifest", at: Location(manifestPath), hint: "name an edition's folder")
    }
    guard let manifest = Manifest(json: json) else {
      throw Failure(.dataRefused, "is not a manifest of this program", at: Location(manifestPath))
    }
    var findings: [Finding] = []
    var named: Set<String> = ["manifest.json"]
    for output in manifest.outputs {
      named.insert(output.path)
      let place = Location(path + "/" + output.path)
      guard let bytes = FileSystem.bytes(of: place.file) else {
        findings.append(Finding(.error, "the manifest names this file, it cannot be read", at: place))
        continue
      }
      let sum = SHA256.hexDigest(of: bytes)
      if sum != output.sha256 {
        findings.append(
          Finding(.error, "SHA-256 is \(sum.prefix(12))…, the manifest says \(output.sha256.prefix(12))…", at: place))
      }
    }
    for file in files(in: path, prefix: "") where !named.contains(file) {
      findings.append(Finding(.error, "the manifest does not name this file", at: Location(path + "/" + file)))
    }
    return findings
  }

  private static func files(in folder: String, prefix: String) -> [String] {
    FileSystem.names(in: folder).sorted().flatMap { name -> [String] in
      let path = folder + "/" + name
      return FileSystem.isFolder(path) ? files(in: path, prefix: prefix + name + "/") : [prefix + name]
    }
  }
}
