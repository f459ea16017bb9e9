import Diagnostics
import Foundation

/// Reads a folder of templates: `<language>/<output>.mustache`, `<language>/language.json` and `csv/<output>.mustache`.
enum TemplateFiles {
  /// The files' paths for messages and texts, by path inside the folder.
  ///
  /// - Throws: status `badConfiguration` where the folder or a file in it cannot be read.
  static func read(_ folder: String) throws(Failure) -> [String: (file: String, text: String)] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
      let paths = FileManager.default.enumerator(atPath: folder)
    else {
      throw Failure(
        .badConfiguration, "the templates folder cannot be read", at: Location(folder),
        hint: "check the path after --templates")
    }
    var files: [String: (file: String, text: String)] = [:]
    for case let path as String in paths where !isAside(path) {
      let full = folder + "/" + path
      guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue else { continue }
      guard let data = FileManager.default.contents(atPath: full), let text = String(data: data, encoding: .utf8)
      else {
        throw Failure(.badConfiguration, "cannot be read as UTF-8 text", at: Location(full), hint: "save it as UTF-8")
      }
      files[path] = (full, text)
    }
    guard !files.isEmpty else {
      throw Failure(
        .badConfiguration, "the folder holds no template", at: Location(folder),
        hint: "put one at vi/name.md.mustache")
    }
    return files
  }

  /// Hidden files, such as a version control's, and a note for people: what no template can be confused with.
  private static func isAside(_ path: String) -> Bool {
    path == "README.md" || path.split(separator: "/").contains { $0.hasPrefix(".") }
  }
}
