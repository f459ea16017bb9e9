import Diagnostics
import Foundation

/// A folder of export files, as its directory lists it.
package struct ExportFolder: Sendable {
  package let path: String
  /// The CSV files, plain or packed by gzip, in natural order of their names (numbers by value).
  package let files: [String]
  /// What else lies there and may hold a province's data, in the same order: files of other kinds, and folders, each with
  /// a `/` behind its name. It is not read.
  package let unread: [String]
  /// What every page made from these exports must say, from the folder's `notice.txt`.
  package let notice: String?

  /// - Throws: status `inputMissing` where the folder cannot be read or holds no CSV file.
  package init(path: String) throws(Failure) {
    self.path = path
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw Failure(
        .inputMissing, "the exports folder cannot be read", at: Location(path),
        hint: "check the path and its permissions")
    }
    // Foundation puts the replacement character where a name's bytes are no UTF-8, and finds no file under that.
    if let name = names.first(where: {
      $0.contains("\u{FFFD}") && !FileManager.default.fileExists(atPath: path + "/" + $0)
    }) {
      throw Failure(
        .inputMissing, "the name of this file is not UTF-8", at: Location(name), hint: "give it a name in UTF-8")
    }
    files = names.filter { ExportName.ending(of: $0) != nil && !$0.hasPrefix(".") }
      .sorted(by: NaturalOrder.precedes)
    let others = names.filter { ExportName.ending(of: $0) == nil && !ExportName.isHidden($0) }
      .sorted(by: NaturalOrder.precedes)
    unread = others.filter { !ExportName.isNote($0) }.map { Self.isFolder(path + "/" + $0) ? $0 + "/" : $0 }
    guard !files.isEmpty else {
      let other = others.first.map { "; \($0) is none" } ?? ""
      throw Failure(
        .inputMissing, "the folder holds no CSV file, one or more a province were expected\(other)",
        at: Location(path), hint: "put the exports there, or name another folder")
    }
    notice = try Self.notice(path + "/notice.txt")
  }

  /// The first line of a notice; nil where there is none. One that cannot be read is no reason to leave it out: what it
  /// says, every page must say.
  private static func notice(_ path: String) throws(Failure) -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let bytes = FileManager.default.contents(atPath: path), let text = String(data: bytes, encoding: .utf8),
      !text.utf8.contains(0)
    else {
      throw Failure(
        .inputMissing, "the notice cannot be read as UTF-8 text", at: Location(path),
        hint: "save it in UTF-8, or remove it"
      )
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

  /// A file's size in bytes, 0 where it is not known.
  package func size(of file: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/" + file)
    return (attributes?[.size] as? Int) ?? 0
  }
}

/// What the names of export files have in common.
package enum ExportName {
  /// `.csv` or `.csv.gz` in any case, as it stands; nil for a file that is no export.
  package static func ending(of name: String) -> Substring? {
    let lower = name.lowercased()
    guard let length = [".csv", ".csv.gz"].first(where: lower.hasSuffix)?.count else { return nil }
    return name.suffix(length)
  }

  /// Whether a system keeps a file of this name for itself: hidden ones, those of open spreadsheets, Windows' own.
  static func isHidden(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("~$") || ["desktop.ini", "thumbs.db"].contains(name.lowercased())
  }

  /// Whether a file is about the exports rather than one of them.
  static func isNote(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower == "notice.txt" || lower.hasPrefix("readme")
  }

  /// The name without its ending, so that `79-2.csv` is later than `79.csv`.
  static func stem(of name: String) -> String { String(name.dropLast(ending(of: name)?.count ?? 0)) }
}

/// The order in which a person would list file names: runs of digits by their value.
package enum NaturalOrder {
  package static func precedes(_ a: String, _ b: String) -> Bool {
    let (left, right) = (pieces(a), pieces(b))
    for (x, y) in zip(left, right) where x != y {
      if x.isNumber, y.isNumber {
        // Without zeros in front the longer number is the greater.
        let (m, n) = (x.text.drop { $0 == "0" }, y.text.drop { $0 == "0" })
        if m != n { return m.count != n.count ? m.count < n.count : m < n }
      }
      if x.text != y.text { return x.text < y.text }
    }
    return left.count != right.count ? left.count < right.count : a < b
  }

  private struct Piece: Equatable {
    var text: String
    var isNumber: Bool
  }

  private static func pieces(_ name: String) -> [Piece] {
    var result: [Piece] = []
    for character in name {
      let isDigit = character.isASCII && character.isNumber
      if let last = result.last, last.isNumber == isDigit {
        result[result.count - 1].text.append(character)
      } else {
        result.append(Piece(text: String(character), isNumber: isDigit))
      }
    }
    return result
  }
}
