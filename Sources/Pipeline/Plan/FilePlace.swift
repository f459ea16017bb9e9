import Foundation

/// Where files and folders lie, whatever their paths are written like.
enum FilePlace {
  /// The path without links and steps back, as far as it exists.
  static func of(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  static func isSame(_ path: String, _ other: String) -> Bool { of(path) == of(other) }
}
