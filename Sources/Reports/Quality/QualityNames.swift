import Administration
import Statistics
import Templates

/// What became of the records in one province's files, or in the files whose names state no province.
struct QualityProvinceRow: Sendable {
  let unit: UnitRow?
  let files: [QualityStatistics.File]
  let figures: QualityStatistics.Province?

  var extractedOn: Day? { files.compactMap(\.extractedOn).max() }

  /// Whether the province's dossiers are in files whose names do not state it, so that its records cannot be counted.
  var isElsewhere: Bool { files.isEmpty && figures?.used ?? 0 > 0 }
  func sum(_ count: (QualityStatistics.File) -> Int) -> Int? {
    isElsewhere ? nil : files.reduce(0) { $0 + count($1) }
  }
}

extension ReportSubject {
  /// Every province in code order, and last the files of no province, where there are any.
  var qualityProvinces: [QualityProvinceRow] {
    let dossiers = quality.files.filter { $0.kind == .dossiers }
    var rows = quality.provinces.map { figures in
      QualityProvinceRow(
        unit: units.provinces[figures.position], files: dossiers.filter { $0.province == figures.position },
        figures: figures)
    }
    let others = dossiers.filter { $0.province == nil }
    if !others.isEmpty { rows.append(QualityProvinceRow(unit: nil, files: others, figures: nil)) }
    return rows
  }

  fileprivate func staffRecords(_ count: (QualityStatistics.File) -> Int) -> Int {
    quality.files.filter { $0.kind == .staff }.reduce(0) { $0 + count($1) }
  }

  /// Files of the previous revision that have fewer records now.
  var shrunkInputs: [Revised.Input] {
    (revised?.inputs ?? []).filter { $0.recordsNow ?? 0 < $0.recordsBefore ?? 0 }
  }
}

/// The names under `quality`, about the quality of the run's data.
enum QualityNames {
  static let names = Names<ReportSubject>(
    QualityBeforeNames.names + [
      .flag("is_publishable", "whether every gate was held or waived") {
        !$0.quality.gates.contains { $0.result == .failed }
      },
      .flag("has_gates", "whether the configuration sets limits") { !$0.quality.gates.isEmpty },
      .list("gates", "each limit of the configuration", gates) { $0.gateRows },
      .flag("has_gates_to_mend", "whether any limit was not kept") {
        $0.gateRows.contains { $0.gate.result != .held }
      },
      .list("gates_to_mend", "limits that were not kept", gates) { $0.gateRows.filter { $0.gate.result != .held } },
      .value("waived_gates", "what the waived limits are about; none where none was") { subject, printer in
        printer.joined(
          subject.gateRows.filter { $0.gate.result == .waived }.map { $0.name(printer).text })
      },
      .count("records", "records read, of dossiers and staff", unit: "records") {
        $0.quality.files.reduce(0) { $0 + $1.records }
      },
      .count("used", "records used", unit: "records") { $0.quality.files.reduce(0) { $0 + $1.used } },
      .count("superseded", "records superseded by a later one", unit: "records") {
        $0.quality.files.reduce(0) { $0 + $1.superseded }
      },
      .count("quarantined", "records that cannot be used", unit: "records") {
        $0.quality.files.reduce(0) { $0 + $1.quarantined }
      },
      .list("provinces", "each province, and last the files of none, with what became of its records", provinces) {
        $0.qualityProvinces
      },
      .flag("has_elsewhere", "whether dossiers of any province stand in files whose names do not say it") {
        $0.qualityProvinces.contains(where: \.isElsewhere)
      },
      .list("provinces_with_data", "each province with dossiers in use, with what weakens its rates", provinces) {
        $0.qualityProvinces.filter { $0.figures?.used ?? 0 > 0 }
      },
      .count("staff_records", "records read of staff", unit: "records") { $0.staffRecords(\.records) },
      .count("staff_used", "of these, used", unit: "records") { $0.staffRecords(\.used) },
      .count("staff_superseded", "of these, superseded by a later one", unit: "records") {
        $0.staffRecords(\.superseded)
      },
      .count("staff_quarantined", "of these, not usable", unit: "records") { $0.staffRecords(\.quarantined) },
      .flag("has_staff_files", "whether staff exports were read") { $0.quality.files.contains { $0.kind == .staff } },
      .list("files", "each file, dossiers first", files) { $0.quality.files },
      .list("staff_files", "each staff file", files) { $0.quality.files.filter { $0.kind == .staff } },
      .flag("has_rules", "whether any record cannot be used") { !$0.quality.rules.isEmpty },
      .list("rules", "rules that records broke, the most frequent first", rules) { $0.quality.rules },
      .flag("has_listed_rows", "whether a file of the edition lists records that cannot be used") { subject in
        subject.quality.rules.contains { $0.kind == .dossiers || subject.quality.listsStaffRows }
      },
      .flag("has_unlisted_rows", "whether staff records cannot be used that no file of the edition lists") { subject in
        subject.quality.rules.contains { $0.kind == .staff && !subject.quality.listsStaffRows }
      },
      .flag("has_flags", "whether any record in use is odd") { !$0.quality.flags.isEmpty },
      .list("flags", "what is odd about records in use, the most frequent first", rules) { $0.quality.flags },
      .flag("has_words", "whether any word is in no list") { !$0.quality.words.isEmpty },
      .list("words", "words that no list knows; hidden in an edition for anyone, but for names of fields", words) {
        $0.quality.words
      },
      .flag("has_hidden_words", "whether any of them is hidden") { $0.quality.hasHiddenWords },
      .flag("has_shrunk", "whether a file has fewer records than in the revision before") { !$0.shrunkInputs.isEmpty },
      .list("shrunk", "files with fewer records than in the revision before", RevisionNames.inputs) { $0.shrunkInputs },
      .count("former_units", "dossiers received since the reform that name a unit before it") {
        $0.quality.rows(of: "former_unit_after_reform")
      },
      .count("former_undecidable", "dossiers of a former commune that was split between several") {
        $0.quality.rows(of: "former_commune_undecidable")
      },
      .flag("has_headers", "whether any header is not the canonical one") { !$0.quality.headers.isEmpty },
      .list("headers", "files with the same headers, and what each was taken for", headers) { $0.quality.headers },
      .flag("has_own_registry", "whether the units are those of a registry that the configuration names") {
        $0.quality.hasOwnRegistry
      },
      .value("calendar_years", "the years whose public holidays are known") { subject, _ in
        let years = subject.quality.calendarYears
        return TemplateValue(years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)")
      },
      .value("provisional_years", "of these, the years whose holidays are not yet decided") { subject, printer in
        printer.words(subject.quality.provisionalYears.map(String.init).joined(separator: ", "))
      },
      .value("columns", "the header of quality.csv") { _, _ in TemplateValue(QualityCSV.header) },
      .printedList("lines", "every line of quality.csv", lines) { subject, printer in
        QualityCSV.lines(subject, printer)
      },
    ] + SignalNames.names)

  private static let lines = Names<String>([.value("record", "the line") { line, _ in TemplateValue(line) }])

  private static let gates = Names<GateRow>([
    .value("name", "what the gate is about") { $0.name($1) },
    .text("code", "name of the gate in the configuration") { $0.gate.name },
    .value("limit", "the most that is allowed") { $0.limit($1) },
    .value("value", "what was found, with five names at most") { $0.value($1) },
    .value("result", "held, failed or waived") { row, printer in
      printer.words(printer.language?.label(row.gate.result.label) ?? row.gate.result.rawValue)
    },
    .text("reason", "who waived it, and why") { $0.gate.reason },
    .value("remedy", "what to do where it is not kept") { row, printer in
      printer.words(printer.language?.quality(row.gate.name)?.remedy ?? "")
    },
  ])

  private static let files = Names<QualityStatistics.File>(
    [
      .value("name", "name of the file, or words for all staff files together; in a CSV file these are *") {
        file, printer in
        guard file.name == QualityStatistics.allFiles, let language = printer.language else {
          return printer.text(file.name)
        }
        return printer.words(language.label(.allFiles))
      },
      .date("extracted_on", "day on which it was made") { $0.extractedOn },
    ]
      + QualityStatistics.File.counts.map { entry in
        .count(entry.name, entry.definition, unit: "records") { entry.count($0) }
      })

  private static let rules = Names<QualityStatistics.Rule>([
    .value("name", "what the rule or flag is about") { rule, printer in
      printer.words(printer.language?.quality(rule.name)?.meaning ?? rule.name)
    },
    .value("remedy", "what to do about it") { rule, printer in
      printer.words(printer.language?.quality(rule.name)?.remedy ?? "")
    },
    .text("code", "its name in quality.csv and quarantine files") { $0.name },
    .flag("is_staff", "whether staff records are concerned") { $0.kind == .staff },
    .count("rows", "records concerned", unit: "records") { $0.rows },
    .count("files", "files in which they stand", unit: "files") { $0.files },
    .text("first", "file and line of the first; none where it may not be said") {
      $0.firstFile.isEmpty ? nil : $0.firstFile + ($0.firstLine.map { ":\($0)" } ?? "")
    },
  ])

  private static let words = Names<QualityStatistics.Word>([
    .value("word", "the word; [c] where it is hidden") { $0.isHidden ? $1.hidden() : $1.text($0.word) },
    .text("column", "the column that it stands in") { $0.list },
    .count("rows", "records that bear it", unit: "records") { $0.rows },
    .text("nearest", "the known word nearest to it") { $0.nearest },
    .count("files", "files in which it stands", unit: "files") { $0.files },
    .text("first", "file and line of the first; none where it may not be said") {
      $0.firstFile.isEmpty ? nil : $0.firstFile + ($0.firstLine.map { ":\($0)" } ?? "")
    },
  ])

  private static let matches = Names<HeaderMatch>([
    .text("header", "the header in the file") { $0.header },
    .text("column", "the canonical column that it was taken for") { $0.column },
  ])

  private struct HeaderMatch: Sendable {
    let header: String
    let column: String
  }

  private static let headers = Names<QualityStatistics.Headers>([
    .text("files", "names of the files") { $0.files.joined(separator: ", ") },
    .list("matches", "each header", matches) { $0.matches.map { HeaderMatch(header: $0.header, column: $0.column) } },
  ])

  private typealias Row = QualityProvinceRow

  /// Each weakness as a count, and as a share of the records used.
  private static let weaknesses: [Names<Row>.Name] = QualityStatistics.Province.weaknesses.flatMap {
    name, definition, count -> [Names<Row>.Name] in
    [
      .count(name, definition) { $0.figures.flatMap(count) },
      .rate(name + "_share", definition + " / records used") { row in
        row.figures.flatMap { figures in count(figures).flatMap { Ratio($0, of: figures.used) } }
      },
    ]
  }

  private static let provinces = Names<Row>(
    [
      .value("name", "name of the province; of the files whose names say none, their names") { row, printer in
        row.unit?.name(printer) ?? printer.text(row.files.map(\.name).joined(separator: ", "))
      },
      .count("files", "files whose names say it; none where its dossiers stand in others", unit: "files") {
        $0.isElsewhere ? nil : $0.files.count
      },
      .date("extracted_on", "day on which the newest of them was made") { $0.extractedOn },
      .date("covered_to", "last day of receipt or finish in its data") { $0.figures?.coveredTo },
      .count("dossiers", "dossiers of the province in use, whatever file they stand in") { $0.figures?.used },
    ]
      + QualityStatistics.File.counts.map { entry in
        .count(entry.name, entry.definition, unit: "records") { $0.sum(entry.count) }
      }
      + weaknesses)
}

extension QualityStatistics.Gate.Result {
  var label: Label {
    switch self {
    case .held: .gateHeld
    case .failed: .gateFailed
    case .waived: .gateWaived
    }
  }
}
