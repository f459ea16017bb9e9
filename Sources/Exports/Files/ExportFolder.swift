import Diagnostics
import Foundation
import TabularInput

/// A folder of export files, as its directory listing shows it.
package struct ExportFolder: Sendable {
  package let path: String
  /// The CSV files, plain or compressed with gzip, in natural order of their names (numbers by value).
  package let files: [String]
  /// Other entries that may hold a province's data and are not read, in the same order: files of other kinds, and
  /// folders, whose names end with `/`.
  package let unread: [String]
  /// The text that every page made from these exports must show, from the folder's `notice.txt`.
  package let notice: String?

  /// - Throws: status `inputMissing` if the folder cannot be read or holds no CSV file; `dataRefused` if it holds too
  ///   many, or two whose names read the same.
  package init(path: String) throws(Failure) {
    self.path = path
    let names: [String]
    do throws(FolderListing.Fault) {
      names = try FolderListing.names(in: path)
    } catch {
      throw Failure(
        .inputMissing, "the exports folder cannot be read: \(error.reason)", at: Location(path),
        hint: "check the path and its permissions")
    }
    // The replacement character stands for bytes of a name that are not UTF-8; no file is found under such a name.
    if let name = names.first(where: {
      $0.contains("\u{FFFD}") && ExportName.ending(of: $0) != nil && !ExportName.isHidden($0)
        && !FileManager.default.fileExists(atPath: path + "/" + $0)
    }) {
      throw Failure(
        .inputMissing, "the name of this file is not UTF-8", at: Location(name), hint: "give it a name in UTF-8")
    }
    files = names.filter { ExportName.ending(of: $0) != nil && !ExportName.isHidden($0) }.inNaturalOrder { $0 }
    try Self.checkDistinct(files)
    let others = names.filter { ExportName.ending(of: $0) == nil && !ExportName.isHidden($0) }.inNaturalOrder { $0 }
    unread = others.filter { !ExportName.isNote($0) }.map { Self.isFolder(path + "/" + $0) ? $0 + "/" : $0 }
    guard !files.isEmpty else {
      let other = others.first.map { "; \($0) is none" } ?? ""
      throw Failure(
        .inputMissing, "the folder holds no CSV file, one or more a province were expected\(other)",
        at: Location(path),
        hint: others.contains(where: ExportName.isTable)
          ? "give files of cells separated by tabs or other marks the ending .csv"
          : others.contains(where: ExportName.isWorkbook)
            ? "save workbooks as CSV in UTF-8" : "put the exports there, or name another folder")
    }
    guard files.count <= Self.mostFiles else {
      throw Failure(
        .dataRefused, "the folder holds \(files.count) CSV files, at most \(Self.mostFiles) can be read together",
        at: Location(path), hint: "put several of a province into one")
    }
    notice = try Self.notice(path + "/notice.txt")
  }

  /// Refuses two files whose names read the same. Names that differ only in how their letters are composed, as when one
  /// file came from another system, would be taken for one file.
  private static func checkDistinct(_ files: [String]) throws(Failure) {
    guard let (name, _) = zip(files, files.dropFirst()).first(where: { $0 == $1 }) else { return }
    throw Failure(
      .dataRefused, "two files have this name: their letters are put together from other characters",
      at: Location(name), hint: "rename one of them, or take it away")
  }

  /// The largest number of files: a row's file is stored in sixteen bits.
  static let mostFiles = 1 << 16

  private static let mostNoticeBytes = 4096

  /// Returns the first line of a notice; nil if there is none. A notice that cannot be read is an error rather than
  /// left out, because every page must show it.
  private static func notice(_ path: String) throws(Failure) -> String? {
    // A broken link counts as a notice that cannot be read.
    guard (try? FileManager.default.attributesOfItem(atPath: path)) != nil else { return nil }
    let bytes = FileManager.default.contents(atPath: path)
    let text = bytes.flatMap { $0.count <= mostNoticeBytes ? String(data: $0, encoding: .utf8) : nil }
    guard let text, !text.utf8.contains(0) else {
      throw Failure(
        .inputMissing,
        "the notice cannot be read" + (bytes == nil ? "" : " as UTF-8 text of at most \(mostNoticeBytes) bytes"),
        at: Location(path),
        hint: bytes == nil
          ? "check its permissions, or where its link leads" : "save it in UTF-8, one line of it is printed")
    }
    let line = text.drop { $0 == "\u{FEFF}" }.split(whereSeparator: \.isNewline).first
    return line.map(String.init)
  }
}

extension ExportFolder {
  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Returns a file's size in bytes; links are followed. 0 if it is not known.
  package func size(of file: String) -> Int { (try? FolderListing.size(of: path + "/" + file)) ?? 0 }
}
