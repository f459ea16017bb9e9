import Foundation

/// An empty folder that is removed when the test is done with it.
package final class TemporaryFolder {
  package let url: URL
  package var path: String { url.path }

  package init(
    _ files: [String: String] = [:], below path: String = FileManager.default.temporaryDirectory.path
  ) throws {
    url = URL(fileURLWithPath: path).appendingPathComponent("dossier-report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file, with the folders above it.
  package func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  package func write(_ bytes: [UInt8], to path: String) throws {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  package func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appendingPathComponent(path)), as: UTF8.self)
  }

  /// The text of a file, nil where there is none.
  package func textIfThere(_ path: String) -> String? { try? text(of: path) }
}
