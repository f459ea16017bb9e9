import Diagnostics
import Exports
import Records

/// What happens to a run whose exports contain words that no list knows.
package enum UnknownWordPolicy: String, Sendable, CaseIterable {
  /// The run is refused, with the list of words, since a word may be in every row of a province.
  case refuse
  /// The rows with such words are left out and listed.
  case quarantine
}

/// The unknown words of all files, each listed once.
struct UnknownWordList {
  /// A word, with the rows and files in which it occurs.
  struct Entry {
    let kind: ExportKind
    let list: WordList
    let word: String
    var rows = 0
    /// Names of the files, in the order of the files.
    var files: [String] = []
    var first: Location
    /// The known word that is most similar.
    let nearest: String?
  }

  /// In the order of the lists; within a list the most frequent word first.
  let entries: [Entry]

  init(dossiers: [FileReading], staff: [FileReading]) {
    var entries: [String: Entry] = [:]
    for (kind, files) in [(ExportKind.dossiers, dossiers), (.staff, staff)] {
      for file in files {
        for unknown in file.unknownWords {
          let key = "\(kind.rawValue) \(unknown.list.rawValue) \(unknown.word)"
          var entry =
            entries[key]
            ?? Entry(
              kind: kind, list: unknown.list, word: unknown.word, first: Location(file.name, line: unknown.line),
              nearest: Words().nearest(to: unknown.word, unknown.list))
          entry.rows += unknown.rows
          entry.files.append(file.name)
          entries[key] = entry
        }
      }
    }
    self.entries = entries.values.sorted {
      ($0.kind.rawValue, $0.list.rawValue, $1.rows, $0.word)
        < ($1.kind.rawValue, $1.list.rawValue, $0.rows, $1.word)
    }
  }

  /// Returns a word as a double-quoted YAML string.
  private static func quoted(_ word: String) -> String {
    "\"" + word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// One finding per word, with what to write into the configuration.
  var findings: [Finding] {
    entries.map { entry in
      let files = entry.files.count == 1 ? "" : " of \(entry.files.count) files"
      let rows = "\(entry.rows) \(entry.rows == 1 ? "row" : "rows")\(files)"
      if entry.word == UnknownWord.hidden {
        return Finding(
          .error,
          "the column '\(entry.list.rawValue)' of \(rows) holds texts that are no words of a list, not shown here",
          at: entry.first, hint: "look whether the headers stand over the right columns")
      }
      let near = entry.nearest.map { ", nearest is '\($0)'" } ?? ""
      // Where no known word is similar, any of them may be meant.
      let target = entry.nearest.flatMap { Words().canonical($0, entry.list) }
      let choice = target == nil ? " with one of \(entry.list.canonical.joined(separator: ", "))" : ""
      return Finding(
        .error, "the \(entry.list.rawValue) '\(entry.word)' of \(rows) is not known\(near)", at: entry.first,
        hint:
          "map it in a profile, as in values: {\(entry.list.rawValue): {\(Self.quoted(entry.word)): \(target ?? "…")}}\(choice), "
          + "or set unknown_words: quarantine")
    }
  }
}
