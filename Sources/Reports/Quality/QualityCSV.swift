import Statistics

/// The lines of `quality.csv`: one per measure, sorted by scope, kind, key and measure.
enum QualityCSV {
  static let header = "scope,kind,key,measure,value,files,first_file,first_line"

  private struct Line {
    let key: [String]
    let value: String
    var files = ""
    var first = ("", "")
  }

  static func lines(_ subject: ReportSubject, _ printer: Printer) -> [String] {
    let quality = subject.quality
    var lines: [Line] = []
    for file in quality.files {
      func add(_ measure: String, _ value: String) {
        lines.append(Line(key: ["file", file.kind.rawValue, file.name, measure], value: value))
      }
      add("extracted_on", file.extractedOn?.description ?? "")
      for (name, _, count) in QualityStatistics.File.counts { add(name, String(count(file))) }
      add("flags", String(file.flags))
    }
    for row in subject.qualityProvinces {
      guard let figures = row.figures, let unit = row.unit else { continue }
      func add(_ measure: String, _ value: String) {
        lines.append(Line(key: ["province", "dossiers", unit.code, measure], value: value))
      }
      add("covered_to", figures.coveredTo?.description ?? "")
      add("extracted_on", row.extractedOn?.description ?? "")
      add("used", String(figures.used))
      for (name, _, count) in QualityStatistics.Province.weaknesses { add(name, count(figures).map(String.init) ?? "") }
    }
    for (scope, rules) in [("rule", quality.rules), ("flag", quality.flags)] {
      lines += rules.map { rule in
        Line(
          key: [scope, rule.kind.rawValue, rule.name, "rows"], value: String(rule.rows), files: String(rule.files),
          first: (rule.firstFile, rule.firstLine.map(String.init) ?? ""))
      }
    }
    lines += quality.words.map { word in
      Line(
        key: ["word", word.kind.rawValue, word.word, word.list], value: String(word.rows),
        files: word.files.map(String.init) ?? "",
        first: (word.firstFile, word.firstLine.map(String.init) ?? ""))
    }
    for gate in quality.gates {
      lines.append(Line(key: ["gate", "", gate.name, "limit"], value: gate.limit))
      lines.append(Line(key: ["gate", "", gate.name, "value"], value: gate.value))
      lines.append(Line(key: ["gate", "", gate.name, "result"], value: gate.result.rawValue))
    }
    return lines.sorted { $0.key.lexicographicallyPrecedes($1.key) { order($0, $1) } }.map { line in
      (line.key + [line.value, line.files, line.first.0, line.first.1]).map { printer.text($0).text }
        .joined(separator: ",")
    }
  }

  private static func order(_ a: String, _ b: String) -> Bool {
    a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
  }
}
