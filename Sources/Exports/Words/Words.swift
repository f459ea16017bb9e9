import Administration
import Diagnostics
import Records

/// The closed lists of words that cells are matched with. The raw value is the name in a profile's `values`.
package enum WordList: String, Sendable, CaseIterable, Codable {
  case status, channel, level, policy, category

  /// The canonical words of the list, in order.
  package var canonical: [String] {
    switch self {
    case .status: DossierStatus.allCases.map(\.word)
    case .channel: Channel.allCases.map(\.word)
    case .level: Level.allCases.map(\.word)
    case .policy: RedundancyPolicy.allCases.map(\.word)
    case .category: StaffCategory.allCases.map(\.word)
    }
  }
}

/// The meanings of the words in one file's cells: its profile's first, then the canonical ones, the national portal's
/// and the vendors'.
///
/// Words are found by their text, including tones. A text without any marks, as old systems write it, also finds the
/// word that equals it without marks. Numbers are only the national portal's status codes.
package struct Words: Sendable {
  private var declared: [WordList: [NameKey: String]] = [:]

  package init(_ profile: Profile = Profile()) {
    for (list, words) in profile.values {
      guard let list = WordList(rawValue: list) else { continue }
      for (word, canonical) in words { declared[list, default: [:]][NameKey(word)] = canonical }
    }
  }

  package func status(_ cell: String) -> DossierStatus? { found(cell, .status) { $0.word } }
  package func channel(_ cell: String) -> Channel? { found(cell, .channel) { $0.word } }
  package func level(_ cell: String) -> Level? { found(cell, .level) { $0.word } }
  package func policy(_ cell: String) -> RedundancyPolicy? { found(cell, .policy) { $0.word } }
  package func category(_ cell: String) -> StaffCategory? { found(cell, .category) { $0.word } }

  private func found<Word: CaseIterable>(_ cell: String, _ list: WordList, _ word: (Word) -> String) -> Word? {
    guard let canonical = canonical(cell, list) else { return nil }
    return Word.allCases.first { word($0) == canonical }
  }

  /// Returns whether a word means yes; nil for a word that means neither yes nor no.
  static func isTrue(_ cell: String) -> Bool? {
    switch NameKey(cell).text {
    case "true", "1", "1.0", "yes", "y", "x": true
    case "false", "0", "0.0", "no", "n": false
    case let word: yes.contains(word) ? true : no.contains(word) ? false : nil
    }
  }

  private static let yes = keys([
    "có", "đã thanh toán", "đã thanh toán trực tuyến", "thanh toán trực tuyến", "trực tuyến",
  ])
  private static let no = keys(
    [
      "không", "chưa", "chưa thanh toán", "không thanh toán trực tuyến", "trực tiếp", "thanh toán trực tiếp",
      "tiền mặt",
    ])

  private static func keys(_ words: [String]) -> Set<String> { Set(words.map { NameKey($0).text }) }

  /// Returns a rating of one to five points, with or without decimals of zero; nil for anything else.
  static func points(_ cell: Range<Int>, in text: Span<UInt8>) -> UInt8? {
    let digit = text[cell.lowerBound] &- 48
    guard (1...5).contains(digit) else { return nil }
    if cell.count == 1 { return digit }
    let (point, decimals) = (text[cell.lowerBound + 1], cell.lowerBound + 2..<cell.upperBound)
    guard point == 46 || point == 44, (1...2).contains(decimals.count), decimals.allSatisfy({ text[$0] == 48 }) else {
      return nil
    }
    return digit
  }

  /// Returns the canonical word that a cell stands for.
  package func canonical(_ cell: String, _ list: WordList) -> String? {
    let key = NameKey(cell)
    if let word = declared[list]?[key] { return word }
    if list.canonical.contains(key.text) { return key.text }
    if list == .status, let code = UInt8(cell), let status = DossierStatus(rawValue: code) { return status.word }
    if let word = Self.known[list]?[key] { return word }
    return cell.utf8.allSatisfy { $0 < 128 } ? Self.unmarked[list]?[HeaderKey(cell)] : nil
  }

  /// Returns the known word that an unknown one was probably meant to be: at most two letters differ, and the first
  /// words are nearly the same. The first word matters, because `Đã`, `Đang`, `Chờ` and `Không` are few letters apart
  /// and mean opposite things, and so do `online` and `Offline`.
  package func nearest(to word: String, _ list: WordList) -> String? {
    let first = Self.firstWord(of: word)
    let known = (list.canonical + Self.rows.filter { $0.list == list }.map(\.word)).filter {
      Suggestion.editDistance(first, Self.firstWord(of: $0)) <= 1
    }
    return Suggestion.nearest(to: word, in: known).flatMap { near in
      let letters = Array(word.lowercased())
      let most = letters.count < 10 ? 1 : 2
      return Suggestion.editDistance(letters, Array(near.lowercased())) <= most ? near : nil
    }
  }

  /// Returns the first word without its marks.
  private static func firstWord(of text: String) -> [Character] {
    Array(HeaderKey(text.split { $0 == " " || $0 == "_" }.first ?? "").text)
  }

  /// Every line of the data file, in order.
  package static let rows: [(list: WordList, canonical: String, word: String)] =
    DataTable(ExportWords.text(of: "words.csv"), named: "words.csv", columns: 3).rows.map { cells in
      guard let list = WordList(rawValue: String(cells[0])) else { preconditionFailure("words.csv: '\(cells[0])'") }
      return (list, String(cells[1]), String(cells[2]))
    }

  private static let known: [WordList: [NameKey: String]] = {
    var tables: [WordList: [NameKey: String]] = [:]
    for row in rows { tables[row.list, default: [:]][NameKey(row.word)] = row.canonical }
    return tables
  }()

  private static let unmarked: [WordList: [HeaderKey: String]] = {
    var tables: [WordList: [HeaderKey: String]] = [:]
    for row in rows { tables[row.list, default: [:]][HeaderKey(row.word)] = row.canonical }
    return tables
  }()
}
