import Diagnostics
import Records
import TabularInput

/// Finds the header of an export and the separator of its cells by evidence.
///
/// The evidence is a row that names at least two known columns under exactly one separator. Titles and the national
/// motto may stand above it; a second row of names and a row that numbers the columns may stand below it. None of these
/// rows is a record of the table, and each is counted.
struct HeaderSearch<Column: ExportColumn> {
  /// The header, and where the records begin.
  struct Found {
    var dialect: Dialect
    /// The name of each column.
    var header: [String]
    var headerLine: Int
    /// The rows that make up the header, unchanged.
    var headerRows: [[String]]
    var start: TableStart
    var setAside = SetAsideCounts()
    /// The first records below the header.
    var rows: [TableHead.Record]
  }

  /// What a profile declares; nil for anything that is to be found from the bytes.
  struct Declared {
    var delimiter: UInt8?
    var quote: UInt8?
    /// The line of the header.
    var line: Int?
  }

  let file: String
  let profile: Profile
  let declared: Declared
  let head: [UInt8]
  /// Whether the head is the whole text.
  let isWhole: Bool

  private static var separators: [(byte: UInt8, name: String)] {
    [(44, "comma"), (59, "semicolon"), (9, "tab"), (124, "pipe")]
  }
  /// How many known columns a row must name to be a header.
  private static var leastMatches: Int { 2 }
  /// How many rows are searched for the header.
  private static var mostRecordsAbove: Int { 50 }
  /// How many records below the header are examined.
  private static var mostRecordsUnder: Int { 20 }

  /// A possible header in the head.
  private struct Candidate {
    var dialect: Dialect
    var records: [TableHead.Record]
    /// The index of the header's first row, and the number of its rows.
    var index: Int
    var height: Int
    var names: [String]
    var matches: Int
  }

  /// - Returns: nil if no row is a header; then `findDeclared`, or else `fallback`, decides what to take for one.
  /// - Throws: status `dataRefused` if several separators fit, or if records stand above the header.
  func find() throws(Failure) -> Found? {
    let line = TableHead.separatorLine(head)
    if let line, let delimiter = declared.delimiter, line.delimiter != delimiter {
      throw refused(
        "the line 'sep=' names another separator than the profile", line: 1, hint: "take 'separator' out of the profile"
      )
    }
    let said = line?.delimiter ?? declared.delimiter
    var fitting: [Candidate] = []
    var isThere = [Bool](repeating: false, count: 256)
    for byte in head { isThere[Int(byte)] = true }
    for separator in Self.separators.map(\.byte) + (said.map { [$0] } ?? [])
    where !fitting.contains(where: { $0.dialect.delimiter == separator }) && isThere[Int(separator)] {
      if let candidate = candidate(dialect(separator), from: line?.end ?? 0), candidate.matches >= Self.leastMatches {
        fitting.append(candidate)
      }
    }
    if let said {
      if let candidate = fitting.first(where: { $0.dialect.delimiter == said }) { return try found(candidate) }
      guard let other = fitting.first else { return nil }
      let name = Self.name(of: other.dialect.delimiter)
      throw refused(
        "the header's cells are separated by \(name), \(Self.name(of: said)) is declared",
        line: other.records[other.index].line, hint: "declare separator: \(name)")
    }
    guard let candidate = fitting.first else { return nil }
    guard fitting.count == 1 else {
      let names = fitting.map { Self.name(of: $0.dialect.delimiter) }.joined(separator: " and ")
      throw refused(
        "the header names known columns under more than one separator: \(names)",
        line: candidate.records[candidate.index].line, hint: "declare the separator in a profile")
    }
    return try found(candidate)
  }

  /// Returns the header on the line that the profile declares, even if it names hardly any column: errors are then
  /// reported for that line. Among several separators, it takes the one under which the row names most columns, and
  /// among equals the one that cuts it into most cells.
  ///
  /// - Returns: nil if no line is declared.
  /// - Throws: status `dataRefused` if no row begins on that line.
  func findDeclared() throws(Failure) -> Found? {
    guard let number = declared.line else { return nil }
    let line = TableHead.separatorLine(head)
    let said = line?.delimiter ?? declared.delimiter
    let candidates = (said.map { [$0] } ?? Self.separators.map(\.byte)).compactMap { separator in
      candidate(dialect(separator), from: line?.end ?? 0)
    }
    let best = candidates.max { a, b in (a.matches, a.names.count) < (b.matches, b.names.count) }
    guard let best else {
      throw refused(
        "the profile declares the header on line \(number), no row among the first \(Self.mostRecordsAbove) begins there",
        line: number, hint: "correct header_row, or leave it out")
    }
    if best.matches < Self.leastMatches { try checkNames(best.names, line: number) }
    return try found(best)
  }

  /// The largest number of digits in a column's name: dates without separators have eight, telephone numbers more.
  private static var mostDigitsOfName: Int { 7 }

  /// Refuses a row that would be taken for a header but looks like a record: its cells may hold personal data, so none
  /// of them may be printed as a column's name.
  private func checkNames(_ cells: [String], line: Int) throws(Failure) {
    let filled = cells.count { CellShape($0) != .blank }
    let isRecord = cells.contains { cell in
      Self.isDate(cell) || cell.count(where: { $0.isASCII && $0.isNumber }) > Self.mostDigitsOfName
    }
    guard isRecord, filled * 2 >= cells.count else { return }
    throw refused(
      "no header was found: this row has a date or a number in it, as records have", line: line,
      hint: "put a row with the columns' names above the records")
  }

  /// Returns how to read a text without a header, so that its error message can be found: with the separator that cuts
  /// the first row into most cells.
  ///
  /// - Throws: status `dataRefused` if that row cannot be a header.
  func fallback() throws(Failure) -> Dialect {
    var best = dialect(declared.delimiter ?? 44)
    guard declared.delimiter == nil, TableHead.separatorLine(head) == nil else {
      let said = TableHead.separatorLine(head)
      let records = TableHead(
        head, dialect: said.map { dialect($0.delimiter) } ?? best, isWhole: isWhole, from: said?.end ?? 0,
        line: said == nil ? 1 : 2
      ).records
      try checkNames(records.first?.cells ?? [], line: said == nil ? 1 : 2)
      return best
    }
    var most = 0
    var records = 0
    var first: [String] = []
    for separator in Self.separators.map(\.byte) {
      let cut = TableHead(head, dialect: dialect(separator), isWhole: isWhole).records
      records = max(records, cut.count)
      if let cells = cut.first?.cells, cells.count > most {
        (best, most, first) = (dialect(separator), cells.count, cells)
      }
    }
    guard records > 0 || isWhole else {
      try ForeignLineEnd.refuse(
        in: [String(decoding: head, as: UTF8.self)], of: "the first row", at: Location(file, line: 1))
      throw refused(
        "the first row is longer than \(head.count) bytes, a header was expected", line: 1,
        hint: "put a row with the columns' names above the records")
    }
    try checkNames(first, line: 1)
    guard most >= 4 || records == 0 else {
      throw refused(
        "no header was found: none of the first \(min(records, Self.mostRecordsAbove)) rows names two known columns, separated by comma, semicolon, tab or pipe",
        line: 1, hint: "put a row with the columns' names above the records")
    }
    return best
  }

  private func dialect(_ delimiter: UInt8) -> Dialect {
    var dialect = Dialect(delimiter: delimiter)
    if let quote = declared.quote { dialect.quote = quote }
    return dialect
  }

  private func matches(_ cells: [String]) -> Int {
    cells.count < Self.leastMatches ? 0 : ColumnPlan<Column>.matches(in: cells, profile: profile)
  }

  /// Returns the row, or pair of rows, that names the most known columns; of equals the first. The search ends at a row
  /// that names as many as are required.
  private func candidate(_ dialect: Dialect, from start: Int) -> Candidate? {
    let records = TableHead(head, dialect: dialect, isWhole: isWhole, from: start, line: start == 0 ? 1 : 2).records
    var best: Candidate?
    for (index, record) in records.prefix(Self.mostRecordsAbove).enumerated() {
      if let line = declared.line, line != record.line { continue }
      let own = matches(record.cells)
      if own > best?.matches ?? (declared.line == nil ? 0 : -1) {
        best = Candidate(
          dialect: dialect, records: records, index: index, height: 1, names: record.cells, matches: own)
      }
      // With a separator that is not the file's, every row is one long cell, which names no column.
      if index + 1 < records.count, max(record.cells.count, records[index + 1].cells.count) >= Self.leastMatches,
        !record.isBlank, !records[index + 1].cells.contains(where: Self.isDate)
      {
        let names = merged(record.cells, records[index + 1].cells)
        let both = matches(names)
        if both > max(best?.matches ?? 0, matches(records[index + 1].cells)) {
          best = Candidate(dialect: dialect, records: records, index: index, height: 2, names: names, matches: both)
        }
      }
      if let best, best.matches >= Column.required.count { break }
    }
    return best
  }

  private static func isDate(_ cell: String) -> Bool { CellShape(cell) == .date }

  /// Returns one name per column from two rows of names: an upper name spans the blank cells to its right, and a blank
  /// lower cell leaves the column with the upper name.
  private func merged(_ upper: [String], _ lower: [String]) -> [String] {
    var spanning = ""
    return (0..<max(upper.count, lower.count)).map { column in
      let above = column < upper.count ? upper[column].trimmedSpaces : ""
      let below = column < lower.count ? lower[column].trimmedSpaces : ""
      if !above.isEmpty { spanning = above }
      if below.isEmpty { return above }
      if spanning.isEmpty { return below }
      let both = spanning + " " + below
      // `Người nộp` above columns of a province or commune makes them the applicant's, not the agency's.
      let canonical = HeaderAliases.canonicalName(of: below, in: Column.kind)
      let meaning = canonical.map { .column($0) } ?? HeaderAliases.meaning(of: below, in: Column.kind)
      if HeaderAliases.isOfPerson(meaning, in: Column.kind, beside: spanning) { return both }
      let knows = { ColumnPlan<Column>.matches(in: [$0], profile: self.profile) > 0 }
      return !knows(both) && knows(below) ? below : both
    }
  }

  private func found(_ candidate: Candidate) throws(Failure) -> Found {
    try checkAbove(candidate)
    let end = candidate.index + candidate.height
    let headerRows = candidate.records[candidate.index..<end]
    guard let last = headerRows.last else { preconditionFailure("a header has at least one row") }
    if let broken = headerRows.first(where: { !$0.isStrict }) {
      throw refused(
        "a quote in the header stands inside a cell, or is never closed", line: broken.line,
        hint: "quote whole cells and double the quotes inside them")
    }
    var under = candidate.records[end...]
    var found = Found(
      dialect: candidate.dialect, header: candidate.names, headerLine: candidate.records[candidate.index].line,
      headerRows: headerRows.map(\.cells),
      start: TableStart(
        byte: last.end, line: last.nextLine, cells: 0, endsWithCarriageReturn: last.endsWithCarriageReturn), rows: [])
    found.setAside.add(.preamble, times: candidate.index)
    if let numbers = under.first, SetAsideRow.isNumberRow(numbers.cells) {
      found.setAside.add(.numberRow)
      found.start.byte = numbers.end
      found.start.line = numbers.nextLine
      under = under.dropFirst()
    }
    found.rows = Array(under.lazy.filter { $0.isStrict && !$0.isBlank }.prefix(Self.mostRecordsUnder))
    found.header = fitted(found.header, to: found.rows.map(\.cells))
    found.start.cells = found.header.count
    return found
  }

  /// Returns the header with as many columns as the records: either may have extra trailing columns, without names or
  /// without content.
  private func fitted(_ header: [String], to rows: [[String]]) -> [String] {
    let widths = Dictionary(rows.map { ($0.count, 1) }, uniquingKeysWith: +)
    guard widths[header.count] == nil,
      let width = widths.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key
    else { return header }
    if width < header.count {
      return header[width...].allSatisfy(\.trimmedSpaces.isEmpty) ? Array(header[..<width]) : header
    }
    let extra = rows.filter { $0.count == width }.flatMap { $0[header.count...] }
    guard extra.allSatisfy(\.trimmedSpaces.isEmpty) else { return header }
    return header + Array(repeating: "", count: width - header.count)
  }

  /// Refuses a file in which a possible record, or another header, stands above the header.
  private func checkAbove(_ candidate: Candidate) throws(Failure) {
    let named = candidate.names.count { !$0.trimmedSpaces.isEmpty }
    for record in candidate.records[..<candidate.index] {
      if matches(record.cells) >= Self.leastMatches {
        if let line = declared.line {
          // A row of filters above a table names columns too, but fewer.
          if candidate.matches > matches(record.cells) { continue }
          throw refused(
            "a header stands here, the profile declares it on line \(line)", line: record.line,
            hint: "correct header_row, or leave it out")
        }
        throw refused(
          "a header stands here, and another on line \(candidate.records[candidate.index].line)", line: record.line,
          hint: "put each table into a file of its own")
      }
      let shapes = record.cells.map { CellShape($0) }
      let filled = shapes.count { $0 != .blank }
      if filled * 2 >= named, shapes.contains(.date) {
        throw refused(
          "this line looks like a record, the header stands below it on line \(candidate.records[candidate.index].line)",
          line: record.line, hint: "move the header above the records")
      }
    }
  }

  private static func name(of separator: UInt8) -> String {
    separators.first { $0.byte == separator }?.name ?? "'\(UnicodeScalar(separator))'"
  }

  private func refused(_ message: String, line: Int, hint: String) -> Failure {
    Failure(.dataRefused, message, at: Location(file, line: line), hint: hint)
  }
}
