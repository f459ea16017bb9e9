import Administration
import Diagnostics
import Exports
import Records
import Statistics

/// Computes the figures on data quality from what was read.
enum Quality {
  static func statistics(
    dossiers: [FileReading], provinces rows: ProvinceRows, staff: [FileReading], _ statistics: RunStatistics,
    _ plan: RunPlan
  ) -> QualityStatistics {
    var quality = QualityStatistics()
    let kinds: [(ExportKind, [FileReading])] = [(.dossiers, dossiers), (.staff, staff)]
    for (kind, files) in kinds {
      quality.files += files.map { file in
        QualityStatistics.File(
          kind: kind, name: file.name, province: plan.rules.province(ofFile: file.name, kind),
          extractedOn: file.extractedOn, records: file.records, used: file.used, superseded: file.superseded,
          quarantined: file.quarantined.count, flags: file.flags.total)
      }
      quality.rules += rules(files, kind)
      quality.flags += flags(files, kind)
      quality.headers += headers(files, kind)
      quality.unreadHeaders += unreadHeaders(files, kind)
    }
    quality.rules.sort(by: weight)
    quality.flags.sort(by: weight)
    quality.provinces = provinces(rows, statistics, plan.registry)
    quality.words = UnknownWordList(dossiers: dossiers, staff: staff).entries.map {
      QualityStatistics.Word(
        kind: $0.kind, list: $0.list.rawValue, word: $0.word, rows: $0.rows, files: $0.files.count,
        firstFile: $0.first.file, firstLine: $0.first.line, nearest: $0.nearest)
    }
    quality.words += unmappedFields(statistics, plan)
    quality.signals = statistics.signals(plan.signalLimits)
    quality.hasOwnRegistry = !plan.registryFiles.isEmpty
    quality.calendarYears = plan.calendar.knownYears
    quality.provisionalYears = plan.calendar.provisionalYears.sorted()
    quality.provincesAboveGate = plan.gates.provincesAbove(quality)
    quality.gates = plan.gates.outcomes(quality, statistics, plan.registry)
    return quality
  }

  /// The number of fields for which the nearest name is searched; more fields than this are not a list of fields.
  private static let suggested = 1_000

  /// Returns the fields that the file of other spellings does not name, the most frequent first; empty without such a
  /// file.
  private static func unmappedFields(_ statistics: RunStatistics, _ plan: RunPlan) -> [QualityStatistics.Word] {
    guard let aliases = plan.side.fieldAliases else { return [] }
    let spellings = statistics.details.fieldSpellings(outside: aliases)
    let names = aliases.names
    return spellings.enumerated().map { position, spelling in
      QualityStatistics.Word(
        kind: .dossiers, list: QualityStatistics.field, word: spelling.spelling,
        rows: spelling.times,
        files: nil, firstFile: "", firstLine: nil,
        nearest: position < suggested ? Suggestion.nearest(to: spelling.spelling, in: names) : nil)
    }
  }

  /// Orders rules by frequency, the most frequent first, and then by name.
  private static func weight(_ a: QualityStatistics.Rule, _ b: QualityStatistics.Rule) -> Bool {
    (b.rows, a.kind.rawValue, a.name) < (a.rows, b.kind.rawValue, b.name)
  }

  private static func rules(_ files: [FileReading], _ kind: ExportKind) -> [QualityStatistics.Rule] {
    var rules: [QuarantineRule: QualityStatistics.Rule] = [:]
    for file in files {
      var seen: Set<QuarantineRule> = []
      var rest = file.quarantined[...]
      // Adjacent rows mostly break the same rule.
      while let first = rest.first {
        let run = rest.prefix { $0.rule == first.rule }
        rest = rest.dropFirst(run.count)
        var rule =
          rules[first.rule]
          ?? QualityStatistics.Rule(
            kind: kind, name: first.rule.rawValue, rows: 0, files: 0, firstFile: file.name,
            firstLine: first.position.line)
        rule.rows += run.count
        if seen.insert(first.rule).inserted { rule.files += 1 }
        rules[first.rule] = rule
      }
    }
    return Array(rules.values)
  }

  private static func flags(_ files: [FileReading], _ kind: ExportKind) -> [QualityStatistics.Rule] {
    Flag.allCases.compactMap { flag in
      let raised = files.filter { $0.flags[flag] > 0 }
      guard let first = raised.first else { return nil }
      return QualityStatistics.Rule(
        kind: kind, name: flag.name, rows: raised.reduce(0) { $0 + $1.flags[flag] }, files: raised.count,
        firstFile: first.name, firstLine: first.flags.line(of: flag))
    }
  }

  /// Returns the headers of files, grouped by files with the same headers; headers that equal their column's name are
  /// left out.
  private static func headers(_ files: [FileReading], _ kind: ExportKind) -> [QualityStatistics.Headers] {
    var all: [QualityStatistics.Headers] = []
    for file in files {
      let matches = MatchedHeaders.telling(file.matchedColumns)
      if matches.isEmpty { continue }
      if let same = all.firstIndex(where: { $0.matches.elementsEqual(matches) { $0 == $1 } }) {
        all[same].files.append(file.name)
      } else {
        all.append(QualityStatistics.Headers(kind: kind, files: [file.name], matches: matches))
      }
    }
    return all
  }

  /// Returns unknown headers, in the order in which the files have them.
  private static func unreadHeaders(_ files: [FileReading], _ kind: ExportKind) -> [QualityStatistics.UnreadHeader] {
    var all: [QualityStatistics.UnreadHeader] = []
    var places: [String: Int] = [:]
    for file in files {
      var seen: Set<String> = []
      for header in file.unknownHeaders where seen.insert(header).inserted {
        if let place = places[header] {
          all[place].files += 1
        } else {
          places[header] = all.count
          all.append(QualityStatistics.UnreadHeader(kind: kind, header: header, files: 1, firstFile: file.name))
        }
      }
    }
    return all
  }

  private static func provinces(
    _ rows: ProvinceRows, _ statistics: RunStatistics, _ registry: Registry
  ) -> [QualityStatistics.Province] {
    registry.provinces.indices.map { position in
      var province = QualityStatistics.Province(
        position: position, coveredTo: statistics.coveredTo[position],
        paused: statistics.own.provinces[position]?[.pendingPaused])
      guard let own = rows[position] else { return province }
      province.used = own.used
      province.finishedUndated = own.flags[.finishedUndated]
      province.finishedFromReturned = own.flags[.finishedFromReturned]
      province.noDueDate = own.flags[.noDueDate]
      province.blankChannel = own.flags[.blankChannel]
      province.levelGuessed = own.flags[.levelGuessed]
      // One dossier in a thousand, at most ten: far fewer than any working day brings.
      let carriers = min(10, province.used / 1000)
      if carriers >= 2 {
        province.carriers = carriers
        province.carriedTo = statistics.reach[position]?.day(reachedBy: carriers)
      }
      return province
    }
  }
}
