import Diagnostics
import Glibc

/// The folder `.staging`, in which an edition is prepared before it is put in place.
///
/// Its plan names every file of the edition, and is written and synced before anything else is there. The next run
/// therefore knows what a dead run may have left, and removes that and nothing else. An edition that was replaced is
/// identified by its own manifest. Files that neither of the two names are left alone.
struct Staging {
  let files: Files
  /// The output folder.
  let output: String

  var path: String { output + "/.staging" }
  var latest: String { path + "/latest" }
  /// The place for a replaced edition, on a file system that cannot exchange names.
  var replaced: String { path + "/replaced" }
  private var plan: String { path + "/dossier-report.plan" }

  func edition(_ name: String) -> String { path + "/" + name }

  /// Makes the folder and writes the plan.
  func open(_ manifest: Manifest) throws(Failure) {
    try files.makeFolders(path)
    try files.write(manifest.json(), to: plan)
    try files.sync(path)
  }

  func make(_ folder: String) throws(Failure) {
    do throws(SystemError) {
      try files.layer.makeFolder(folder)
    } catch {
      let isTaken = error.code == EEXIST
      throw Files.failure(
        "cannot be made", folder, error, hint: isTaken ? "what stands there is not this program's; move it away" : nil)
    }
  }

  /// Removes what a run left here, and puts an edition back that the run had moved aside and not replaced.
  ///
  /// Everything is synced before anything is removed: names that were exchanged must not be exchanged back, by a power
  /// cut, once the files of one of them are gone.
  func clean() throws(Failure) {
    switch try files.kind(of: path) {
    case nil: return
    case .folder: break
    default:
      throw Failure(
        .cannotWrite, "is no folder", at: Location(path), hint: "move it away; editions are made ready there")
    }
    if let bytes = try files.bytes(of: plan) {
      if let manifest = Manifest(json: bytes) { try clean(after: manifest) }
      try files.attempt("cannot be removed", plan) { files throws(SystemError) in try files.removeFile(plan) }
    }
    try removeFolder(path)
    try files.sync(output)
  }

  private func clean(after manifest: Manifest) throws(Failure) {
    let name = OutputFolder.name(manifest.edition, revision: manifest.revision)
    let target = output + "/" + name
    if try files.kind(of: target) == nil, try files.manifest(in: replaced)?.edition == manifest.edition {
      try files.attempt("cannot be put back", target) { files throws(SystemError) in
        try files.move(replaced, to: target)
      }
    }
    try files.sync(output)
    try files.sync(path)
    try remove(edition(name), named: manifest)
    try remove(replaced, named: manifest)
    if try files.kind(of: latest) == .link {
      try files.attempt("cannot be removed", latest) { files throws(SystemError) in try files.removeFile(latest) }
    }
    try files.sync(path)
  }

  /// Removes from an edition's folder the files that the given manifest or the edition's own manifest names; its own
  /// manifest is removed last.
  private func remove(_ folder: String, named manifest: Manifest) throws(Failure) {
    guard try files.kind(of: folder) == .folder else { return }
    var named = Set(manifest.outputs.map(\.path))
    if let own = try files.manifest(in: folder) { named.formUnion(own.outputs.map(\.path)) }
    try remove(folder, prefix: "", named: named)
    try files.sync(folder)
    let own = folder + "/manifest.json"
    if try files.kind(of: own) == .file {
      try files.attempt("cannot be removed", own) { files throws(SystemError) in try files.removeFile(own) }
    }
    try removeFolder(folder)
  }

  private func remove(_ folder: String, prefix: String, named: Set<String>) throws(Failure) {
    for name in try files.names(in: folder).sorted() {
      let path = folder + "/" + name
      switch try files.kind(of: path) {
      case .folder where named.contains { $0.hasPrefix(prefix + name + "/") }:
        try remove(path, prefix: prefix + name + "/", named: named)
        try removeFolder(path)
      case .file where named.contains(prefix + name):
        try files.attempt("cannot be removed", path) { files throws(SystemError) in try files.removeFile(path) }
      default: break
      }
    }
  }

  /// Removes a folder, unless something foreign is left in it.
  private func removeFolder(_ folder: String) throws(Failure) {
    try files.attempt("cannot be removed", folder) { files throws(SystemError) in
      do throws(SystemError) {
        try files.removeFolder(folder)
      } catch {
        guard error.code == ENOTEMPTY || error.code == EEXIST else { throw error }
      }
    }
  }
}
