import Administration
import Diagnostics
import Exports
import Publishing
import Records
import Statistics
import TabularInput

/// What a run would do, as far as can be known without reading a row.
package enum DryRun {
  /// Files with the columns that are matched, windows, templates and outputs, for a screen.
  ///
  /// - Throws: status `dataRefused` where a header does not fit, for all such files at once.
  package static func text(_ plan: RunPlan) throws(Failure) -> String {
    var text = "edition    \(plan.output)/\(plan.windows.own.slug)\n"
    for (role, classifier) in zip(plan.windows.roles, plan.windows.classifiers) {
      let name = role.rawValue + String(repeating: " ", count: 11 - role.rawValue.count)
      text += "\(name)\(classifier.window.first)..\(classifier.window.last), as of \(classifier.observation.day)\n"
    }
    if plan.staff != nil { text += "staff      as of \(plan.staffAsOf.day)\n" }
    text += plan.notice.map { "notice     \($0)\n" } ?? ""
    text += "settings   " + plan.settings.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " ") + "\n"
    var findings: [Finding] = []
    func list<Column>(_ folder: ExportFolder, _ kind: String, required: [Column])
    where Column: RawRepresentable<String> & CaseIterable & Hashable & Sendable {
      text += "\n\(kind) in \(folder.path)\n"
      var rows = [["file", "bytes", "columns matched", "columns not read"]]
      for file in folder.files {
        do throws(Failure) {
          let reader = RecordReader(try SourceFile(path: folder.path + "/" + file, name: file))
          let header = try reader.header()
          let columns = try ColumnPlan<Column>(
            header: header, reading: Array(Column.allCases), required: required, file: file)
          rows.append([
            file, String(folder.size(of: file)), "\(columns.selection.count) of \(Column.allCases.count)",
            columns.ignored.isEmpty ? "none" : columns.ignored.joined(separator: ","),
          ])
        } catch {
          findings += error.findings
        }
      }
      text += TextTable(rows).text
    }
    list(plan.dossiers, "dossiers", required: DossierColumn.required)
    if let staff = plan.staff { list(staff, "staff", required: StaffColumn.required) }
    guard findings.isEmpty else { throw Failure(.dataRefused, findings) }
    text += "\ntemplates\n" + plan.reports.sources.map { $0.path + "\n" }.joined()
    return text + "\noutputs\n"
      + (plan.reports.outputs.map(\.path) + ["statistics.json", "manifest.json"]).map { $0 + "\n" }.joined()
  }
}
