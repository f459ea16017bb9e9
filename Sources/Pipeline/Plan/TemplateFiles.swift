import Diagnostics
import TabularInput

/// Reads a folder of templates: `<language>/<output>.mustache`, `<language>/language.json` and `csv/<output>.mustache`.
///
/// Links are followed. A file that cannot be read is an error; the built-in page does not replace it.
struct TemplateFiles {
  private let folder: String
  private var files: [String: (file: String, text: String)] = [:]

  /// Returns the paths of the files, for messages, and their texts, by path inside the folder.
  ///
  /// - Throws: status `badConfiguration` where the folder or anything in it cannot be read.
  static func read(_ folder: String) throws(Failure) -> [String: (file: String, text: String)] {
    var reading = TemplateFiles(folder: folder)
    do throws(FolderListing.Fault) {
      _ = try FolderListing.names(in: folder)
    } catch {
      throw Failure(
        .badConfiguration, "the templates folder cannot be read: \(error.reason)", at: Location(folder),
        hint: "check the path after --templates")
    }
    try reading.readFolder("", depth: 0)
    guard !reading.files.isEmpty else {
      throw Failure(
        .badConfiguration, "the folder holds no template", at: Location(folder),
        hint: "put one at vi/name.md.mustache")
    }
    return reading.files
  }

  private init(folder: String) { self.folder = folder }

  /// The maximum nesting of folders; deeper nesting means that a link leads back.
  private static let mostFolders = 16

  /// - Parameter inside: the folder's path inside the folder of templates, ending in `/`; empty for the folder of
  ///   templates itself.
  private mutating func readFolder(_ inside: String, depth: Int) throws(Failure) {
    let names = try Self.look(folder + "/" + inside) { path throws(FolderListing.Fault) in
      try FolderListing.names(in: path)
    }
    for name in names.sorted() where !Self.isAside(name, in: inside) {
      let path = inside + name
      let full = folder + "/" + path
      switch try Self.look(full, { path throws(FolderListing.Fault) in try FolderListing.kind(of: path) }) {
      case .folder:
        guard depth < Self.mostFolders else {
          throw Failure(
            .badConfiguration, "folders lie too deep in one another", at: Location(full),
            hint: "look for a link that leads back")
        }
        try readFolder(path + "/", depth: depth + 1)
      case .file:
        // Names with the same letters, composed in one and decomposed in the other, are equal here.
        if let other = files[path] {
          throw Failure(
            .badConfiguration, "is called as \(other.file) is, in other bytes", at: Location(full),
            hint: "give one of them another name")
        }
        files[path] = (full, try Self.text(full))
      case .other: throw Failure(.badConfiguration, "is not a regular file", at: Location(full), hint: "take it away")
      }
    }
  }

  private static func look<Value>(
    _ path: String, _ look: (String) throws(FolderListing.Fault) -> Value
  ) throws(Failure) -> Value {
    do throws(FolderListing.Fault) {
      return try look(path)
    } catch {
      throw Failure(
        .badConfiguration, "cannot be read: \(error.reason)", at: Location(path),
        hint: "check its permissions, or where its link leads")
    }
  }

  private static func text(_ path: String) throws(Failure) -> String {
    let bytes: [UInt8]
    do throws(Failure) {
      bytes = try SourceFile.contents(of: path)
    } catch {
      throw Failure(.badConfiguration, error.findings)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.badConfiguration, "cannot be read as UTF-8 text", at: Location(path), hint: "save it as UTF-8")
    }
    return text
  }

  /// Returns whether a file is ignored: hidden files, such as those of version control, an editor's backup copies, and
  /// the folder's README. None of them can be mistaken for a template.
  private static func isAside(_ name: String, in inside: String) -> Bool {
    name.hasPrefix(".") || name.hasSuffix("~") || inside.isEmpty && name == "README.md"
  }
}
