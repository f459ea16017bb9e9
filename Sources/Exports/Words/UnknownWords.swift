/// A word of an export that is in no list.
package struct UnknownWord: Sendable, Equatable {
  package let list: WordList
  package let word: String
  /// The number of rows with the word.
  package var rows: Int
  /// The line of the first of these rows.
  package let line: Int

  /// Stands for words that must not be shown.
  package static let hidden = "(not shown)"
}

/// The unknown words of one file, counted.
///
/// A column with dozens of distinct unknown words is not a column of such a list, but holds names or numbers from a
/// neighbouring one. These may be personal, so nothing of such a column is ever shown.
struct UnknownWords {
  private var words: [WordList: [String: UnknownWord]] = [:]
  /// Lists whose columns turned out to hold something else.
  private var hidden: Set<WordList> = []

  /// The largest number of distinct unknown words kept for one list; a column with more does not hold a list.
  static let most = 40

  mutating func add(_ list: WordList, _ word: String, line: Int) {
    let shown = Self.isShown(word) && !hidden.contains(list) ? word : UnknownWord.hidden
    if words[list]?[shown] != nil {
      words[list]?[shown]?.rows += 1
    } else if words[list, default: [:]].count < Self.most {
      words[list, default: [:]][shown] = UnknownWord(list: list, word: shown, rows: 1, line: line)
    } else {
      hidden.insert(list)
      let all = (words[list] ?? [:]).values
      let line = all.map(\.line).min() ?? line
      words[list] = [
        UnknownWord.hidden: UnknownWord(
          list: list, word: UnknownWord.hidden, rows: all.reduce(1) { $0 + $1.rows }, line: line)
      ]
    }
  }

  /// Returns the unknown words, in the order of lists and words.
  ///
  /// - Parameter records: the number of records of the file. If nearly every record has an unknown word of its own, the
  ///   column holds something else; this finds such columns in small files as well.
  func all(ofRecords records: Int) -> [UnknownWord] {
    words.values.flatMap { words -> [UnknownWord] in
      let rows = words.values.reduce(0) { $0 + $1.rows }
      let isNoList = words.count >= Self.few && words.count * 5 >= rows * 4 && rows * 5 >= records * 4
      guard isNoList, let first = words.values.min(by: { $0.line < $1.line }) else {
        return Array(Self.withoutNames(words).values)
      }
      return [UnknownWord(list: first.list, word: UnknownWord.hidden, rows: rows, line: first.line)]
    }
    .sorted { ($0.list.rawValue, $0.word) < ($1.list.rawValue, $1.word) }
  }

  /// Hides words that are persons' names, and words on fewer than three rows that mention a person or an address: words
  /// of a list stand on several rows.
  private static func withoutNames(_ words: [String: UnknownWord]) -> [String: UnknownWord] {
    // In a column of officers, each name stands on many rows.
    let names = words.keys.count(where: PrintableWord.isNameLike)
    let areNames = names >= fewestNames && names * 2 >= words.count
    var (shown, hidden): ([String: UnknownWord], UnknownWord?) = (words, words[UnknownWord.hidden])
    for (word, entry) in words
    where word != UnknownWord.hidden
      && (areNames && PrintableWord.isNameLike(word) || PrintableWord.isName(word)
        || entry.rows < fewestRows && (PrintableWord.namesPerson(word) || PrintableWord.namesPlace(word)))
    {
      shown[word] = nil
      hidden = UnknownWord(
        list: entry.list, word: UnknownWord.hidden, rows: entry.rows + (hidden?.rows ?? 0),
        line: min(entry.line, hidden?.line ?? .max))
    }
    shown[UnknownWord.hidden] = hidden
    return shown
  }

  private static let fewestRows = 3
  private static let fewestNames = 5

  /// Fewer distinct words may be a list of which no word is known.
  private static let few = 12

  /// Returns whether a word may be shown: long texts and those with five digits or more are not words of a list, but
  /// come from a neighbouring column.
  private static func isShown(_ word: String) -> Bool {
    word.count <= 60 && word.count(where: { $0.isNumber }) < 5 && !word.contains { $0.isNewline || $0 == "@" }
  }
}
