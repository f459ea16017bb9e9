import Administration
import Diagnostics
import Exports
import Publishing
import Reports
import Statistics
import TabularInput

/// All files of an edition, rendered, with the manifest that names them.
struct Edition: Sendable {
  let files: [(path: String, bytes: [UInt8])]
  let manifest: Manifest

  /// The version that manifests name.
  static let version = "1.0.0"

  static func render(_ figures: Figures, _ plan: RunPlan, revision: Int, forced: Bool) async -> Edition {
    let edition = plan.windows.own.slug
    let subject = ReportSubject(
      statistics: figures.statistics, registry: plan.registry, head: plan.head, notice: plan.notice,
      edition: OutputFolder.name(edition, revision: revision), revision: revision,
      files: figures.dossierFiles.map { file in
        FileFigures(
          province: ExportGroup.province(ofFile: file.name, registry: plan.registry), records: file.records,
          used: file.used, superseded: file.superseded, quarantined: file.quarantined.count)
      })
    var files: [(path: String, bytes: [UInt8])] = await withTaskGroup(of: (String, [UInt8]).self) { tasks in
      for output in plan.reports.outputs {
        tasks.addTask { (output.path, Array(plan.reports.render(output, subject).utf8)) }
      }
      tasks.addTask { ("statistics.json", StatisticsDocument(subject, synthetic: plan.synthetic).json()) }
      return await tasks.reduce(into: []) { $0.append((path: $1.0, bytes: $1.1)) }
    }
    files += quarantineFiles(figures.dossierFiles, "dossiers") + quarantineFiles(figures.staffFiles, "staff")
    files.sort { $0.path < $1.path }
    let own = figures.statistics.own
    return Edition(
      files: files,
      manifest: Manifest(
        version: version, edition: edition, revision: revision, forced: forced, synthetic: plan.synthetic,
        notice: plan.notice,
        period: Manifest.Period(
          name: own.window.slug, firstDay: own.window.first.description, lastDay: own.window.last.description,
          asOf: own.observation.day.description,
          staffAsOf: figures.statistics.staff?.asOf.day.description, compare: plan.windows.comparison.rawValue),
        configuration: [
          "calendar": own.window.calendar.rawValue, "languages": plan.languages.joined(separator: ","),
          "reports": plan.reports.outputs.map(\.path).joined(separator: ","),
        ],
        inputs: inputs(figures.dossierFiles, "dossiers") + inputs(figures.staffFiles, "staff"), files: files))
  }

  private static func inputs(_ files: [FileReading], _ kind: String) -> [Manifest.Input] {
    files.map {
      Manifest.Input(
        kind: kind, name: $0.name, bytes: $0.bytes, sha256: $0.sha256, records: $0.records, used: $0.used,
        superseded: $0.superseded, quarantined: $0.quarantined.count)
    }
  }

  /// One file for each export with rows that cannot be used: where each stands and why, never what it holds.
  private static func quarantineFiles(_ files: [FileReading], _ kind: String) -> [(path: String, bytes: [UInt8])] {
    files.filter { !$0.quarantined.isEmpty }.map { file in
      var text = "file,row,line,byte,column,rule,received_on\n"
      for row in file.quarantined {
        let position = row.position
        text += CSVQuoting.cell(file.name)
        text += ",\(position.row),\(position.line),\(position.byte),\(row.column),\(row.rule.rawValue),"
        text += (row.received?.description ?? "") + "\n"
      }
      return ("quarantine/\(kind)-\(file.name)", Array(text.utf8))
    }
  }
}
