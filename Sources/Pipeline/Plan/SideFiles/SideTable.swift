import Administration
import Diagnostics
import Publishing
import TabularInput

/// A small CSV file that the configuration names, such as declared totals, notes or quoted figures. It is read
/// completely and strictly.
struct SideTable: Sendable {
  struct Row: Sendable {
    let place: Location
    private let cells: [String: String]

    init(place: Location, cells: [String: String]) {
      self.place = place
      self.cells = cells
    }

    /// Returns a cell without surrounding spaces; empty where the cell is blank.
    subscript(column: String) -> String { cells[column] ?? "" }

    /// The limit for numbers of dossiers or persons, so that sums of them cannot overflow.
    private static let most = 1 << 40

    /// Returns a whole number of zero or more; nil where the cell is blank.
    ///
    /// - Parameter things: what is counted, for the message.
    func count(_ column: String, of things: String = "dossiers") throws(Failure) -> Int? {
      let text = self[column]
      if text.isEmpty { return nil }
      guard let number = Int(text), (0..<Self.most).contains(number) else {
        throw Failure(
          .badConfiguration, "'\(text)' in '\(column)' is no number of \(things)", at: place,
          hint: "type digits only, such as 44855")
      }
      return number
    }

    func day(_ column: String) throws(Failure) -> Day {
      guard let day = Day(self[column]) else {
        throw Failure(
          .badConfiguration, "'\(self[column])' in '\(column)' is no date", at: place, hint: "type one like 2025-08-23")
      }
      return day
    }
  }

  let path: String
  /// The header.
  let columns: [String]
  let rows: [Row]
  /// The file as listed in the manifest.
  let input: Manifest.Input

  /// - Parameters:
  ///   - kind: the kind of file, for the manifest.
  ///   - columns: the columns that the header must have.
  ///   - optional: the columns that it may have; `label_*` stands for any name that begins with `label_`. Other columns
  ///     are an error.
  /// - Throws: status `inputMissing` where the file cannot be read, `badConfiguration` where it is not such a table.
  init(
    _ path: String, kind: String, columns: [String], optional: [String] = []
  ) throws(Failure) {
    self.path = path
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var reader = RecordReader(try SourceFile(path: path, name: path))
    var rows: [Row] = []
    var header: [String] = []
    do throws(Failure) {
      header = try reader.header().map { $0.trimmingSpaces }
      // Spreadsheets save files with semicolons in Vietnam.
      if header.count == 1, header[0].contains(";") {
        let semicolons = Dialect(delimiter: UInt8(ascii: ";"))
        reader = RecordReader(try SourceFile(path: path, name: path), dialect: semicolons)
        header = try reader.header().map { $0.trimmingSpaces }
      }
      let unknown = header.filter { !columns.contains($0) && !Self.isNamed($0, by: optional) }
      let missing = columns.filter { !header.contains($0) }
      guard unknown.isEmpty, missing.isEmpty, Set(header).count == header.count else {
        let found = unknown.first.map { "has the column '\($0)'" } ?? missing.first.map { "lacks the column '\($0)'" }
        throw Failure(
          .badConfiguration, "the header \(found ?? "has a column twice")", at: Location(path, line: 1),
          hint: unknown.first.flatMap { Suggestion.hint(for: $0, in: columns + optional) }
            ?? "its columns are \(columns.joined(separator: ","))"
            + (optional.isEmpty ? "" : " and, where needed, \(optional.joined(separator: ","))"))
      }
      var batch = RecordBatch(columns: header.count)
      reader.select(Array(header.indices))
      while try reader.next(into: &batch) {
        if let fault = batch.faults.first {
          throw Failure(
            .badConfiguration, "the row has \(fault.cells) cells, the header has \(header.count)",
            at: Location(path, line: fault.position.line))
        }
        for record in 0..<batch.count {
          let cells = header.indices.map { (header[$0], batch.text(record: record, column: $0).trimmingSpaces) }
          rows.append(
            Row(
              place: Location(path, line: batch.positions[record].line),
              cells: Dictionary(uniqueKeysWithValues: cells)))
        }
      }
    } catch {
      guard error.status == .dataRefused else { throw error }
      throw Failure(.badConfiguration, error.findings)
    }
    self.columns = header
    self.rows = rows
    let (bytes, sha256) = reader.finish()
    input = Manifest.Input(
      kind: kind, name: name, bytes: bytes, sha256: sha256, records: rows.count, used: rows.count, superseded: 0,
      quarantined: 0)
  }

  private static func isNamed(_ column: String, by names: [String]) -> Bool {
    names.contains { name in
      name.hasSuffix("*") ? column.hasPrefix(name.dropLast()) && column.count >= name.count : column == name
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
    let start = drop(while: isSpace)
    guard let end = start.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(start[...end])
  }
}
