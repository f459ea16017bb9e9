import Checksums
import Diagnostics

/// The folder `.cache` beside the editions: what a later run need not work out again. Nothing depends on it: what is
/// missing or damaged there is worked out anew, and what cannot be kept is not.
///
/// Only the folder's owner may look into it: words that a published edition hides stand in it. Entries that belong together lie in a folder of their own; those of the few used last are kept. It is used under the
/// lock of the output folder.
package struct CacheFolder: Sendable {
  /// How many folders of entries are kept: a ministry publishes weekly, quarterly and cumulative editions side by side.
  package static let kept = 4

  private let files = Files(layer: LinuxFiles())
  private let top: String
  private let name: String

  /// - Parameter name: of the folder of entries, made of letters and digits.
  package init(output: String, name: String) {
    top = output + "/.cache"
    self.name = name
  }

  private var folder: String { top + "/" + name }

  /// What was kept under a name; nil where there is nothing, or not all of it.
  package func entry(_ entry: String) -> [UInt8]? {
    guard isOurs, let bytes = try? files.bytes(of: folder + "/" + entry), bytes.count >= Self.sumBytes else {
      return nil
    }
    let sum = bytes.suffix(Self.sumBytes)
    let content = Array(bytes.dropLast(Self.sumBytes))
    return sum.elementsEqual(SHA256.hexDigest(of: content).utf8) ? content : nil
  }

  private static let sumBytes = 64

  /// Keeps bytes under a name, in the place of what was there.
  ///
  /// They are not synced: an entry that a power cut has torn does not bear its sum.
  package func keep(_ bytes: [UInt8], as entry: String) {
    let path = folder + "/" + entry
    for folder in [top, folder] {
      if (try? files.layer.kind(of: folder)) == nil { try? LinuxFiles().makePrivateFolder(folder) }
      // What a link leads to is not ours.
      guard (try? files.layer.kind(of: folder)) == .folder else { return }
    }
    try? files.layer.removeFile(path + ".new")
    guard (try? write(bytes + Array(SHA256.hexDigest(of: bytes).utf8), to: path + ".new")) != nil else {
      try? files.layer.removeFile(path + ".new")
      return
    }
    try? files.layer.move(path + ".new", over: path)
  }

  /// Whether the folders are folders: what links lead to is not ours.
  private var isOurs: Bool {
    [top, folder].allSatisfy { (try? files.layer.kind(of: $0)) == .folder }
  }

  private func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let descriptor = try files.layer.open(path, for: .creating)
    defer { try? files.layer.close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = try files.layer.write(rest, to: descriptor)
      if count == 0 { throw SystemError(28) }
      rest = rest.dropFirst(count)
    }
  }

  /// Removes entries that this run has neither found nor kept, and the folders of entries that were used longest ago.
  package func tidy(keeping entries: Set<String>) {
    guard isOurs, let names = try? files.layer.names(in: folder) else { return }
    for name in names where !entries.contains(name) { try? files.layer.removeFile(folder + "/" + name) }
    let list = top + "/recent"
    let before = (try? files.bytes(of: list)).map { String(decoding: $0, as: UTF8.self).split(separator: "\n") } ?? []
    let recent = [name] + before.map(String.init).filter { $0 != name && Self.isName($0) }
    for old in recent.dropFirst(Self.kept) {
      for entry in (try? files.layer.names(in: top + "/" + old)) ?? [] {
        try? files.layer.removeFile(top + "/" + old + "/" + entry)
      }
      try? files.layer.removeFolder(top + "/" + old)
    }
    try? files.layer.removeFile(list)
    try? write(Array((recent.prefix(Self.kept).joined(separator: "\n") + "\n").utf8), to: list)
  }

  /// Whether a line of the list is such a name: nothing else is ever removed.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
  }
}
