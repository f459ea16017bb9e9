import Administration
import Diagnostics
import Records
import Statistics
import Testing

/// Dossiers written as a text table: one a line, cells between bars, the first line names them.
///
/// Cells may be blank. A blank status is `finished` where there is a finishing date, else `processing`; a blank channel
/// is online, a blank province 01 (Hà Nội), a blank level that of the commune cell.
struct DossierTable {
  struct Row {
    let text: String
    let dossier: Dossier
    /// The last column: what the row counts in.
    let countsIn: [String]
  }

  let rows: [Row]
  /// Names of the fields by their numbers in the dossiers.
  let fields: [String]

  var dossiers: [Dossier] { rows.map(\.dossier) }

  /// What a table got wrong: a defect of the test.
  struct Unreadable: Error { let what: String }

  init(_ text: String) throws {
    let lines = text.split(separator: "\n").map(String.init)
    let header = Self.cells(of: try #require(lines.first))
    var fields = [""]
    var rows: [Row] = []
    for line in lines.dropFirst() {
      let cells = Self.cells(of: line)
      guard cells.count == header.count else { throw Unreadable(what: "\(cells.count) cells: \(line)") }
      let row = Dictionary(uniqueKeysWithValues: zip(header, cells))
      let field = row["field"] ?? ""
      if !fields.contains(field) { fields.append(field) }
      var dossier = try Self.dossier(row)
      dossier.field = UInt32(fields.firstIndex(of: field) ?? 0)
      let countsIn = (row["counts in"] ?? "").split(separator: " ").map(String.init)
      rows.append(Row(text: line, dossier: dossier, countsIn: countsIn))
    }
    self.rows = rows
    self.fields = fields
  }

  private static func cells(of line: String) -> [String] {
    line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
      let words = cell.split(separator: " ")
      return words.joined(separator: " ")
    }
  }

  private static func dossier(_ row: [String: String]) throws -> Dossier {
    func word<Word: CaseIterable>(_ name: String, _ path: KeyPath<Word, String>) throws -> Word? {
      guard let cell = row[name], !cell.isEmpty else { return nil }
      guard let found = Word.allCases.first(where: { $0[keyPath: path] == cell }) else {
        throw Unreadable(what: "\(name) \(cell)")
      }
      return found
    }
    let code = row["province"].flatMap { $0.isEmpty ? nil : $0 } ?? "01"
    let commune = row["commune"].flatMap { $0.isEmpty ? nil : $0 }
    let finished = try moment(row["finished"])
    return Dossier(
      province: UInt16(try #require(Registry.vietnam.province(code: code))),
      commune: try commune.map { UInt16(try #require(Registry.vietnam.commune(code: $0))) } ?? Dossier.noCommune,
      channel: try word("channel", \Channel.word) ?? .online,
      level: try word("level", \Level.word) ?? (commune == nil ? .province : .commune),
      status: try word("status", \DossierStatus.word) ?? (finished.isBlank ? .processing : .finished),
      received: try moment(row["received"]), due: try moment(row["due"]), finished: finished,
      supplementRequested: try moment(row["requested"]), supplemented: try moment(row["supplied"]))
  }

  /// `2025-08-18`, `2025-08-18 08:30` or nothing.
  static func moment(_ cell: String?) throws -> Moment {
    guard let cell, !cell.isEmpty else { return .blank }
    let parts = cell.split(separator: " ")
    guard let day = Day(String(parts[0])) else { throw Unreadable(what: "date \(cell)") }
    guard parts.count == 2 else { return Moment(day) }
    let time = parts[1].split(separator: ":").compactMap { Int($0) }
    guard time.count == 2 else { throw Unreadable(what: "time \(cell)") }
    return Moment(day, second: time[0] * 3600 + time[1] * 60)
  }
}
