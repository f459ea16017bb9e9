import Checksums
import Diagnostics

/// The folder `.cache` beside the editions, which keeps intermediate results for later runs.
///
/// Nothing depends on it: an entry that is missing or damaged is computed again, and an entry that cannot be kept is
/// dropped. Entries that belong together are in one folder, and only the few folders used last are kept. Entries
/// contain words that a published edition hides, so the cache is used only while nobody but its owner can read it. It
/// is used under the lock of the output folder.
package struct CacheFolder: Sendable {
  /// The number of folders of entries that are kept: a ministry publishes weekly, quarterly and cumulative editions
  /// side by side.
  package static let kept = 4
  /// The maximum size of an entry in bytes; that of a group of files is a few hundred thousand.
  private static let most = 64 << 20
  /// The number of bytes that must be free for anything to be kept, since an edition needs the space more.
  private static let spared = 256 << 20

  private let files: Files
  private let top: String
  private let name: String
  private let isUsable: Bool
  /// Checked again for each entry, because earlier entries have used space.
  private var hasRoom: Bool { isUsable && (try? files.layer.freeBytes(in: top)) ?? 0 >= Self.spared }

  private var folder: String { top + "/" + name }
  private var list: String { top + "/recent" }

  /// Opens the folder of entries, makes it where there is none, and removes the folders used longest ago.
  ///
  /// - Parameter key: identifies these entries among all others.
  package init(output: String, key: [UInt8], layer: any FileLayer = LinuxFiles()) {
    files = Files(layer: layer)
    top = output + "/.cache"
    name = Self.name(key)
    isUsable = Self.open(top, layer) && Self.open(top + "/" + name, layer)
    if isUsable { removeOld() }
  }

  /// Opens or makes a folder. Returns whether it is a folder, not a link, that nobody but its owner can read.
  private static func open(_ folder: String, _ layer: any FileLayer) -> Bool {
    if (try? layer.kind(of: folder)) == nil { try? layer.makePrivateFolder(folder) }
    return (try? layer.kind(of: folder)) == .folder && (try? layer.isPrivate(folder)) == true
  }

  /// Returns a name of 32 hexadecimal digits.
  private static func name(_ key: [UInt8]) -> String { String(SHA256.hexDigest(of: key).prefix(32)) }

  private static func isName(_ name: String) -> Bool {
    name.utf8.count == 32 && name.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }

  /// Returns what was kept under a key; nil where there is nothing, or where the entry is incomplete.
  package func entry(_ key: [UInt8]) -> [UInt8]? {
    guard isUsable, let bytes = try? files.bytes(of: folder + "/" + Self.name(key), atMost: Self.most),
      bytes.count >= Self.sumBytes
    else { return nil }
    let content = Array(bytes.dropLast(Self.sumBytes))
    return bytes.suffix(Self.sumBytes).elementsEqual(SHA256.hexDigest(of: content).utf8) ? content : nil
  }

  private static let sumBytes = 64

  /// Keeps bytes under a key, replacing what was there.
  ///
  /// They are not synced: if a power cut damages an entry, its checksum does not match.
  package func keep(_ bytes: [UInt8], as key: [UInt8]) {
    guard hasRoom, bytes.count <= Self.most - Self.sumBytes else { return }
    write(bytes + Array(SHA256.hexDigest(of: bytes).utf8), to: folder + "/" + Self.name(key))
  }

  private func write(_ bytes: [UInt8], to path: String) {
    let new = path + ".new"
    try? files.layer.removeFile(new)
    do {
      try files.write(bytes, to: new, isSynced: false)
      try files.layer.move(new, over: path)
    } catch {
      try? files.layer.removeFile(new)
    }
  }

  /// Removes the entries of all keys except these.
  package func tidy(keeping keys: [[UInt8]]) {
    guard isUsable else { return }
    remove(folder, except: Set(keys.map(Self.name)))
  }

  /// Records that this folder is in use, and removes all folders except the `kept` ones used last.
  private func removeOld() {
    let before = (try? files.bytes(of: list, atMost: 1 << 16)).flatMap { $0 } ?? []
    let listed = String(decoding: before, as: UTF8.self).split(separator: "\n").map(String.init)
    let recent = ([name] + listed.filter { $0 != name && Self.isName($0) }).prefix(Self.kept)
    write(Array((recent.joined(separator: "\n") + "\n").utf8), to: list)
    for old in (try? files.layer.names(in: top)) ?? [] where Self.isName(old) && !recent.contains(old) {
      remove(top + "/" + old, except: [])
      try? files.layer.removeFolder(top + "/" + old)
    }
  }

  /// Removes the entries in a folder; links are not followed, and files without an entry's name stay.
  private func remove(_ folder: String, except kept: Set<String>) {
    guard (try? files.layer.kind(of: folder)) == .folder else { return }
    for entry in (try? files.layer.names(in: folder)) ?? [] where !kept.contains(entry) {
      let isNew = entry.hasSuffix(".new")
      if Self.isName(isNew ? String(entry.dropLast(4)) : entry) { try? files.layer.removeFile(folder + "/" + entry) }
    }
  }
}
