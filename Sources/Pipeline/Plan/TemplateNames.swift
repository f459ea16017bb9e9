import Diagnostics
import Reports

/// Lists the names that templates may use, as `dossier-report fields` prints them.
package enum TemplateNames {
  /// Returns the list as text.
  ///
  /// - Parameters:
  ///   - report: a report, to list only the names that it uses, or one name; nil lists all.
  ///   - templates: a folder of templates, in addition to the built-in ones.
  /// - Throws: status `usage` where neither a report nor a name is so called, `badConfiguration` with what is wrong in
  ///   the folder.
  package static func text(report: String?, templates: String?) throws(Failure) -> String {
    let overrides = try templates.map { folder throws(Failure) in try TemplateFiles.read(folder) } ?? [:]
    // A report may exist in a single language only.
    let languages = Set(overrides.keys.compactMap { $0.split(separator: "/").first.map(String.init) }).union(["en"])
    return try FieldList.text(
      report: report,
      of: try ReportSet(
        overrides: overrides, languages: languages.subtracting(["csv"]).sorted(), only: nil, quoted: { text, _ in text }
      ))
  }
}
