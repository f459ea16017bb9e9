import Diagnostics
import Exports
import Records
import Statistics

/// The output of `check`: what became of each file's records, what was odd and where, and how the gates turned out.
enum QualityTable {
  /// The maximum number of headers listed, since a file may have thousands.
  private static let mostHeaders = 100

  static func text(_ quality: QualityStatistics) -> String {
    var parts = [
      TextTable(
        [["file", "extracted", "records", "used", "superseded", "quarantined", "flags"]]
          + quality.files.map { file in
            [
              told(file.name, of: file.kind, "/"),
              file.extractedOn?.description ?? "unknown", String(file.records), String(file.used),
              String(file.superseded), String(file.quarantined), String(file.flags),
            ]
          }
      ).text
    ]
    func rules(_ title: String, _ rules: [QualityStatistics.Rule]) {
      guard !rules.isEmpty else { return }
      parts.append(
        TextTable(
          [[title, "rows", "files", "first"]]
            + rules.map { rule in
              return [
                told(rule.name, of: rule.kind, ": "), String(rule.rows), String(rule.files),
                rule.firstFile + (rule.firstLine.map { ":\($0)" } ?? ""),
              ]
            }
        ).text)
    }
    rules("rule of quarantined rows", quality.rules)
    rules("flag of used rows", quality.flags)
    if !quality.words.isEmpty {
      parts.append(
        TextTable(
          [["unknown word", "column", "rows", "files", "nearest"]]
            + quality.words.map {
              [$0.word, $0.list, String($0.rows), $0.files.map(String.init) ?? "–", $0.nearest ?? "–"]
            }
        ).text)
    }
    for headers in quality.headers {
      parts.append(
        "headers of \(headers.files.joined(separator: ", "))\n"
          + MatchedHeaders.lines(headers.matches))
    }
    if !quality.unreadHeaders.isEmpty {
      parts.append(
        TextTable(
          [["header not read", "files", "first"]]
            + quality.unreadHeaders.prefix(mostHeaders).map { header in
              [
                told(TextTable.onOneLine(header.header), of: header.kind, ": "), String(header.files), header.firstFile,
              ]
            }
        ).text)
    }
    if !quality.gates.isEmpty {
      parts.append(
        TextTable(
          [["gate", "limit", "value", "result"]]
            + quality.gates.map { gate in
              [gate.name, gate.limit, gate.value, gate.result.rawValue + (gate.reason.map { ": \($0)" } ?? "")]
            }
        ).text)
    }
    return parts.joined(separator: "\n")
  }

  /// Returns a name, preceded by the kind of its exports where they are not dossiers.
  private static func told(_ name: String, of kind: ExportKind, _ separator: String) -> String {
    (kind == .dossiers ? "" : kind.rawValue + separator) + name
  }

  /// Returns what else the files contained: rows that are not records, and files that repeat another. Empty where there
  /// is nothing.
  static func asides(_ files: [FileReading]) -> String {
    let rows = files.flatMap { file in
      SetAsideRow.allCases.filter { file.setAside[$0] > 0 }.map {
        [file.name, $0.rawValue, String(file.setAside[$0])]
      } + (file.repeats.map { [[file.name, "the same bytes as \($0)", "all"]] } ?? [])
    }
    return rows.isEmpty ? "" : "\n" + TextTable([["file", "no records of the table", "rows"]] + rows).text
  }
}
