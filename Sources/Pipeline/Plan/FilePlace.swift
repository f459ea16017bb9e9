import Foundation

/// Compares places of files and folders independently of how their paths are written.
enum FilePlace {
  /// Returns the path without links and `..`, as far as it exists.
  static func of(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  static func isSame(_ path: String, _ other: String) -> Bool { of(path) == of(other) }
}
