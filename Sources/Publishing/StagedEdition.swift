import Diagnostics

/// An edition that is being prepared in `.staging`, file by file: earlier files are synced while later ones are made.
///
/// Publishing decides what becomes of it. If it is never published, the files already written are removed.
package struct StagedEdition: ~Copyable {
  let name: String
  let isReplacing: Bool
  private let files: Files
  private let staging: Staging
  private let interruption: Interruption
  /// The files named in its plan. A file outside the plan would never be cleaned up.
  private let planned: Set<String>
  /// The folders that were made, each after its parent.
  private var folders: [String]
  /// Files that are written, and whose sync has not begun.
  private var written: [OpenFile] = []
  private var syncing: (files: [OpenFile], sync: SyncUnderWay)?
  /// Whether there is nothing left to remove.
  private var isOver = false

  private struct OpenFile {
    let path: String
    let descriptor: Int32
  }

  /// The number of files that are synced at a time.
  private static let together = 64

  /// Makes the edition. Publishing must have begun before, and it ends with this value.
  ///
  /// - Parameter outline: names every file that will be written.
  init(_ outline: Manifest, in folder: borrowing OutputFolder, replacing: Bool) {
    name = outline.folderName
    planned = Set(outline.outputs.map(\.path))
    isReplacing = replacing
    (files, staging, interruption) = (folder.files, folder.staging, folder.interruption)
    folders = [staging.edition(name)]
  }

  deinit {
    if let syncing {
      _ = syncing.sync.wait()
      for file in syncing.files { try? files.layer.close(file.descriptor) }
    }
    for file in written { try? files.layer.close(file.descriptor) }
    if !isOver { try? staging.clean() }
    interruption.endPublishing()
  }

  /// Writes its plan and makes its folder.
  func open(_ outline: Manifest) throws(Failure) {
    try staging.open(outline)
    try staging.make(folders[0])
  }

  /// Writes one of the files that the outline names.
  ///
  /// - Parameter path: the path inside the edition.
  /// - Throws: status `cannotWrite`, also where the run was asked to stop.
  package mutating func write(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    precondition(planned.contains(path), "the plan does not name \(path)")
    try add(path, bytes)
  }

  private mutating func add(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    try interruption.check()
    var above = folders[0]
    for part in path.split(separator: "/").dropLast() {
      above += "/" + part
      if !folders.contains(above) {
        try staging.make(above)
        folders.append(above)
      }
    }
    let file = folders[0] + "/" + path
    written.append(OpenFile(path: file, descriptor: try files.create(file, bytes)))
    if written.count == Self.together { try beginSync() }
  }

  /// Writes the manifest and then syncs everything that was written.
  mutating func finish(_ manifest: Manifest) throws(Failure) {
    try add("manifest.json", manifest.json())
    try beginSync()
    try waitForSync()
    for folder in folders.reversed() { try files.sync(folder) }
    try files.sync(staging.path)
  }

  private mutating func beginSync() throws(Failure) {
    try waitForSync()
    if written.isEmpty { return }
    syncing = (written, files.layer.beginSync(of: written.map(\.descriptor)))
    written = []
  }

  private mutating func waitForSync() throws(Failure) {
    guard let (synced, sync) = syncing.take() else { return }
    var failure = sync.wait().map { Files.failure("cannot be written", synced[$0.position].path, $0.error) }
    for file in synced {
      do throws(SystemError) {
        try files.layer.close(file.descriptor)
      } catch {
        failure = failure ?? Files.failure("cannot be written", file.path, error)
      }
    }
    if let failure { throw failure }
  }

  /// Gives up the content of `.staging`, which others will clean up.
  mutating func end() { isOver = true }
}
