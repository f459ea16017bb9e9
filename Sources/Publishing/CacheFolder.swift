import Checksums
import Diagnostics

/// The folder `.cache` beside the editions: what a later run need not work out again.
///
/// Nothing depends on it: what is missing or damaged there is worked out anew, and what cannot be kept is not. Entries that
/// belong together lie in a folder of their own, and those of the few used last are kept. Words that a published edition
/// hides stand in it, so it is used only while nobody but its owner may look into it. It is used under the lock of the output
/// folder.
package struct CacheFolder: Sendable {
  /// How many folders of entries are kept: a ministry publishes weekly, quarterly and cumulative editions side by side.
  package static let kept = 4
  /// The most bytes of an entry; a group of files comes to a few hundred thousand.
  private static let most = 64 << 20
  /// What must be free, in bytes, for anything to be kept: an edition needs the room more.
  private static let spared = 256 << 20

  private let files: Files
  private let top: String
  private let name: String
  private let isUsable: Bool
  /// Asked anew for each entry: those before it have taken room.
  private var hasRoom: Bool { isUsable && (try? files.layer.freeBytes(in: top)) ?? 0 >= Self.spared }

  private var folder: String { top + "/" + name }
  private var list: String { top + "/recent" }

  /// Opens the folder of entries, makes it where there is none, and removes those that were used longest ago.
  ///
  /// - Parameter key: what tells these entries from all others.
  package init(output: String, key: [UInt8], layer: any FileLayer = LinuxFiles()) {
    files = Files(layer: layer)
    top = output + "/.cache"
    name = Self.name(key)
    isUsable = Self.open(top, layer) && Self.open(top + "/" + name, layer)
    if isUsable { removeOld() }
  }

  /// Whether there is a folder that is no link and that nobody else may look into.
  private static func open(_ folder: String, _ layer: any FileLayer) -> Bool {
    if (try? layer.kind(of: folder)) == nil { try? layer.makePrivateFolder(folder) }
    return (try? layer.kind(of: folder)) == .folder && (try? layer.isPrivate(folder)) == true
  }

  /// A name of 32 hexadecimal digits.
  private static func name(_ key: [UInt8]) -> String { String(SHA256.hexDigest(of: key).prefix(32)) }

  private static func isName(_ name: String) -> Bool {
    name.utf8.count == 32 && name.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }

  /// What was kept under a key; nil where there is nothing, or not all of it.
  package func entry(_ key: [UInt8]) -> [UInt8]? {
    guard isUsable, let bytes = try? files.bytes(of: folder + "/" + Self.name(key), atMost: Self.most),
      bytes.count >= Self.sumBytes
    else { return nil }
    let content = Array(bytes.dropLast(Self.sumBytes))
    return bytes.suffix(Self.sumBytes).elementsEqual(SHA256.hexDigest(of: content).utf8) ? content : nil
  }

  private static let sumBytes = 64

  /// Keeps bytes under a key, in the place of what was there.
  ///
  /// They are not synced: an entry that a power cut has torn does not bear its sum.
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

  /// Removes entries of other keys than these.
  package func tidy(keeping keys: [[UInt8]]) {
    guard isUsable else { return }
    remove(folder, except: Set(keys.map(Self.name)))
  }

  /// Notes that these entries are used, and removes the folders that were not for longest.
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

  /// Removes the entries in a folder, and nothing that a link leads to or that has no entry's name.
  private func remove(_ folder: String, except kept: Set<String>) {
    guard (try? files.layer.kind(of: folder)) == .folder else { return }
    for entry in (try? files.layer.names(in: folder)) ?? [] where !kept.contains(entry) {
      let isNew = entry.hasSuffix(".new")
      if Self.isName(isNew ? String(entry.dropLast(4)) : entry) { try? files.layer.removeFile(folder + "/" + entry) }
    }
  }
}
