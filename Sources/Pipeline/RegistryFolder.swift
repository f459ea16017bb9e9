import Administration
import Diagnostics
import Foundation
import TabularInput

/// A registry of one's own (configuration: `registry`): a folder with `provinces.csv` and, where there are communes,
/// `communes.csv`.
///
/// `provinces.csv` has `code,name` and may have `name_en,type,portal_code`; `communes.csv` has `code,province_code,name`
/// and may have `name_en,type`. Types are `province` or `city`, `commune`, `ward` or `special_zone`.
struct RegistryFolder: Sendable {
  let registry: Registry
  /// The files, for the manifest.
  let files: [(path: String, text: String)]

  /// - Throws: status `inputMissing` where a file cannot be read, `badConfiguration` where it is no registry.
  init(path: String) throws(Failure) {
    let provinces = try UnitFile(
      path + "/provinces.csv", required: ["code", "name"], known: ["name_en", "type", "portal_code"])
    var files = [("provinces.csv", provinces.sum)]
    var communes: [Commune] = []
    if FileManager.default.fileExists(atPath: path + "/communes.csv") {
      let file = try UnitFile(
        path + "/communes.csv", required: ["code", "province_code", "name"], known: ["name_en", "type"])
      files.append(("communes.csv", file.sum))
      for row in file.rows {
        let kind: Commune.Kind = try file.word(row, "type") ?? .commune
        communes.append(
          Commune(
            code: row["code"], provinceCode: row["province_code"], nameVi: row["name"],
            nameEn: row["name_en"].isEmpty ? row["name"] : row["name_en"], kindAtReform: kind, kindChangedOn: nil,
            kindNow: kind))
      }
    }
    var all: [Province] = []
    for row in provinces.rows {
      let kind: Province.Kind = try provinces.word(row, "type") ?? .province
      all.append(
        Province(
          code: row["code"], portalCode: row["portal_code"], nameVi: row["name"],
          nameEn: row["name_en"].isEmpty ? row["name"] : row["name_en"], kindAtReform: kind, kindChangedOn: nil,
          kindNow: kind))
    }
    do throws(Failure) {
      registry = try Registry(provinces: all, communes: communes)
    } catch {
      throw Failure(
        .badConfiguration,
        error.findings.map { Finding($0.severity, $0.message, at: Location(path), hint: "correct the registry") })
    }
    self.files = files.map { (path: $0.0, text: $0.1) }
  }
}

/// One file of a registry, checked.
private struct UnitFile {
  struct Row {
    let line: Int
    let cells: [String: String]
    subscript(column: String) -> String { cells[column] ?? "" }
  }

  let path: String
  let rows: [Row]
  let sum: String

  init(_ path: String, required: [String], known: [String]) throws(Failure) {
    self.path = path
    let reader = RecordReader(try SourceFile(path: path, name: path))
    let header = try reader.header()
    var findings: [Finding] = []
    for name in header where !required.contains(name) && !known.contains(name) {
      findings.append(
        Finding(
          .error, "a registry has no column '\(name)'", at: Location(path, line: 1),
          hint: Suggestion.hint(for: name, in: required + known)
            ?? "there are \((required + known).joined(separator: ", "))"))
    }
    for name in required where !header.contains(name) {
      findings.append(Finding(.error, "the column '\(name)' is missing", at: Location(path, line: 1), hint: "add it"))
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    reader.select(Array(header.indices))
    var batch = RecordBatch(columns: header.count)
    var rows: [Row] = []
    while try reader.next(into: &batch) {
      for fault in batch.faults {
        findings.append(
          Finding(
            .error, "\(fault.cells) cells, the header has \(header.count)",
            at: Location(path, line: fault.position.line)))
      }
      for record in 0..<batch.count {
        let cells = header.enumerated().map { ($1, batch.text(record: record, column: $0)) }
        let row = Row(line: batch.positions[record].line, cells: Dictionary(cells) { first, _ in first })
        for name in required where row[name].isEmpty {
          findings.append(Finding(.error, "the cell of '\(name)' is blank", at: Location(path, line: row.line)))
        }
        rows.append(row)
      }
    }
    if rows.isEmpty { findings.append(Finding(.error, "the registry has no unit", at: Location(path))) }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    self.rows = rows
    sum = reader.finish().sha256
  }

  /// The word of a cell; nil where it is blank.
  func word<Word: RawRepresentable<String> & CaseIterable>(_ row: Row, _ column: String) throws(Failure) -> Word? {
    let text = row[column]
    if text.isEmpty { return nil }
    if let word = Word(rawValue: text) { return word }
    throw Failure(
      .badConfiguration, "'\(text)' is no \(column) of a unit", at: Location(path, line: row.line),
      hint: "write \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
  }
}
