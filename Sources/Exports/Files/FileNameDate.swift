import Administration

/// Finds the extraction date in a file's name, in the usual notations.
///
/// Days: `2025-08-23`, `2025_08_23`, `20250823`, `23-08-2025`, `23.8.2025`, `23082025`. A week or a month stands for
/// its last day: `tuan-34-2025`, `tuần 34 năm 2025`, `2025-W34`; `thang-8-2025`, `T8-2025`. The last date in a name
/// counts: `79-2025-07-01-2025-08-23.csv` was made on 23 August.
package enum FileNameDate {
  package static func day(in name: String) -> Day? {
    let pieces = pieces(of: name)
    var found: Day?
    var position = 0
    while position < pieces.count {
      if let (day, length) = date(at: position, pieces) {
        found = day
        position += length
      } else {
        position += 1
      }
    }
    return found
  }

  /// Returns whether a name begins with a date: its first digits are then not a province's code.
  static func opens(_ name: String) -> Bool { date(at: 0, pieces(of: name)) != nil }

  /// A run of digits, of letters or of anything else.
  private enum Piece: Equatable {
    case number(Int, digits: Int)
    case word(String)
    case separator(String)
  }

  private static func pieces(of name: String) -> [Piece] {
    var texts: [(kind: Int, text: String)] = []
    for character in name {
      let kind = character.isASCII && character.isNumber ? 0 : character.isLetter ? 1 : 2
      if let last = texts.last, last.kind == kind {
        texts[texts.count - 1].text.append(character)
      } else {
        texts.append((kind, String(character)))
      }
    }
    return texts.map { kind, text in
      switch kind {
      // Twelve or fourteen digits are a date with a time of day.
      case 0: .number(Int(text.prefix(8)) ?? 0, digits: [12, 14].contains(text.count) ? 8 : text.count)
      case 1: .word(HeaderKey(text).text)
      default: .separator(text)
      }
    }
  }

  /// Returns the date that begins at a piece, and the number of pieces that it takes.
  private static func date(at start: Int, _ pieces: [Piece]) -> (Day, Int)? {
    func number(_ offset: Int, digits: ClosedRange<Int>) -> Int? {
      guard start + offset < pieces.count, case .number(let value, let count) = pieces[start + offset],
        digits.contains(count)
      else { return nil }
      return value
    }
    func separator(_ offset: Int) -> String? {
      guard start + offset < pieces.count, case .separator(let text) = pieces[start + offset] else { return nil }
      return text
    }
    if let eight = number(0, digits: 8...8) {
      let day =
        plausible(eight / 10_000, eight / 100 % 100, eight % 100)
        ?? plausible(eight % 10_000, eight / 10_000 % 100, eight / 1_000_000)
      return day.map { ($0, 1) }
    }
    // Three numbers joined by the same separator.
    if let first = separator(1), first == separator(3), ["-", "_", ".", " "].contains(first) {
      if let year = number(0, digits: 4...4), let month = number(2, digits: 1...2), let day = number(4, digits: 1...2),
        // `2025-08-2` is the second file of a month and not its second day.
        number(2, digits: 1...1) != nil || number(4, digits: 2...2) != nil,
        let found = plausible(year, month, day)
      {
        return (found, 5)
      }
      if let day = number(0, digits: 1...2), let month = number(2, digits: 1...2), let year = number(4, digits: 4...4),
        let found = plausible(year, month, day)
      {
        return (found, 5)
      }
    }
    return named(at: start, pieces)
  }

  /// Returns the last day of a week or a month: `tuan-34-2025`, `2025-W34`, `T8.2025`.
  private static func named(at start: Int, _ pieces: [Piece]) -> (Day, Int)? {
    // The words and numbers from here on, and the pieces taken up to the end of each; separators do not matter.
    var parts: [(piece: Piece, end: Int)] = []
    for place in start..<min(pieces.count, start + 8) {
      if case .separator = pieces[place] { continue }
      if pieces[place] == .word("nam") { continue }
      parts.append((pieces[place], place + 1 - start))
      if parts.count == 3 { break }
    }
    guard parts.count == 3 else { return nil }
    switch (parts[0].piece, parts[1].piece, parts[2].piece) {
    case (.word(let word), .number(let number, 1...2), .number(let year, 4)):
      guard let day = end(of: word, number, year: year) else { return nil }
      return (day, parts[2].end)
    case (.number(let year, 4), .word(let word), .number(let number, 1...2)):
      guard let day = end(of: word, number, year: year) else { return nil }
      return (day, parts[2].end)
    default: return nil
    }
  }

  private static func end(of word: String, _ number: Int, year: Int) -> Day? {
    guard (2000...2100).contains(year) else { return nil }
    switch word {
    case "tuan", "w", "week": return Day.monday(ofWeek: number, year: year).map { $0 + 6 }
    case "thang", "t", "month":
      guard (1...12).contains(number) else { return nil }
      return Day(year: year, month: number, day: Day.length(ofMonth: number, year: year))
    default: return nil
    }
  }

  private static func plausible(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    (2000...2100).contains(year) ? Day(year: year, month: month, day: day) : nil
  }
}
