import Administration
import Diagnostics
import Exports
import Publishing
import Records
import Statistics
import TabularInput

/// Describes what a run would do, as far as that is known without reading a row.
package enum DryRun {
  /// Returns files with their matched columns, windows, templates and outputs, for a screen.
  ///
  /// - Throws: what a run would throw; status `dataRefused` where headers do not fit, for all such files at once.
  package static func text(_ plan: RunPlan) throws(Failure) -> String {
    var text = "edition    \(plan.output)/\(plan.windows.own.slug)\n"
    for (role, classifier) in zip(plan.windows.roles, plan.windows.classifiers) {
      let name = role.rawValue + String(repeating: " ", count: max(0, 10 - role.rawValue.count))
      text += "\(name) \(classifier.window.first)..\(classifier.window.last), as of \(classifier.observation.day)\n"
    }
    if plan.staff != nil { text += "staff      as of \(plan.staffAsOf.day)\n" }
    text += plan.notice.map { "notice     \($0)\n" } ?? ""
    text += "settings   " + plan.settings.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " ") + "\n"
    var failures: [Failure] = []
    let rules = plan.rules
    func list<Column: ExportColumn>(_ folder: ExportFolder, reading decoded: [Column]) {
      text += "\n\(Column.kind.rawValue) in \(folder.path)\n"
      var rows = [["file", "bytes", "columns matched", "columns not read"]]
      var headers: [(files: [String], lines: String)] = []
      for file in folder.files {
        do throws(Failure) {
          let plan = try ExportTable<Column>.open(file: file, in: folder, reading: decoded, rules: rules).table.plan
          rows.append([
            file, String(folder.size(of: file)), "\(plan.matched.count) of \(Column.allCases.count)",
            plan.ignored.isEmpty ? "none" : plan.ignored.joined(separator: ","),
          ])
          let lines = MatchedHeaders.lines(plan.matched.map { ($0.header, $0.column.rawValue) })
          if let same = headers.firstIndex(where: { $0.lines == lines }) {
            headers[same].files.append(file)
          } else if !lines.isEmpty {
            headers.append(([file], lines))
          }
        } catch {
          failures.append(plan.named(error, of: Column.kind))
        }
      }
      text += TextTable(rows).text
      for (files, lines) in headers {
        text += "\nheaders of \(files.joined(separator: ", "))\n" + lines
      }
    }
    list(plan.dossiers, reading: DossierColumn.decoded)
    if let staff = plan.staff { list(staff, reading: StaffColumn.decoded) }
    if let first = failures.first { throw Failure(first.status, failures.flatMap(\.findings)) }
    text += "\ntemplates\n" + plan.reports.sources.map { $0.path + "\n" }.joined()
    return text + "\noutputs\n"
      + (plan.reports.outputs.map(\.path) + [Manifest.statistics, "manifest.json"]).map { $0 + "\n" }.joined()
  }
}
