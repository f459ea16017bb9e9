import Foundation

/// An empty folder that is removed when the test is done with it.
final class TemporaryFolder {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("dossiers-\(UUID().uuidString)").path

  init(_ files: [String: String] = [:]) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders above it.
  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Writes other bytes into a file that is there; it stays the same file, with another time of change, which clocks alone
  /// would be too coarse for.
  static func overwrite(_ path: String, _ bytes: [UInt8]) {
    let file = fopen(path, "w")
    precondition(file != nil && fwrite(bytes, 1, bytes.count, file) == bytes.count, "\(path) cannot be written")
    fclose(file)
    var times = [timeval(tv_sec: 1_000_000_000, tv_usec: 0), timeval(tv_sec: 1_000_000_000, tv_usec: 0)]
    precondition(utimes(path, &times) == 0, "\(path) cannot be dated")
  }

  /// Puts another file in the place of one that is there.
  static func replace(_ path: String, _ bytes: [UInt8]) {
    let isWritten = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    precondition(isWritten, "\(path) cannot be written")
  }

  /// The text of a file, nil where there is none.
  func text(of name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names of what lies in the folder, hidden ones too.
  func names(in subfolder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + subfolder).sorted()
  }
}
