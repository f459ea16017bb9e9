import Administration
import Diagnostics
import Publishing
import Reports
import Statistics

/// The content of the small files that the configuration names beside the exports. All of it is checked before the
/// first row is read.
struct SideFiles: Sendable {
  let declared: [DeclaredTotals]
  /// By position of the commune in the registry.
  let communeNotes: [Int: CommuneNote]
  /// Nil where no file was given; then no spelling is reported as unmapped.
  let fieldAliases: FieldAliases?
  let indicators: [QuotedIndicator]
  /// In the order of their days.
  let publishedStaff: [PublishedPipeline]
  /// The files, as listed in the manifest.
  let inputs: [Manifest.Input]

  /// - Throws: status `inputMissing` where a file cannot be read, `badConfiguration` where one is wrong.
  init(_ configuration: Configuration, registry: Registry) throws(Failure) {
    var inputs: [Manifest.Input] = []
    func table(
      _ path: String?, _ kind: String, _ columns: [String], optional: [String] = []
    ) throws(Failure) -> SideTable? {
      guard let path else { return nil }
      let table = try SideTable(path, kind: kind, columns: columns, optional: optional)
      inputs.append(table.input)
      return table
    }
    let declared = try table(configuration.declared, "declared", DeclaredFile.columns)
    self.declared =
      try declared.map { table throws(Failure) in
        try DeclaredFile.totals(table, registry: registry)
      } ?? []
    let notes = try table(
      configuration.communeNotes, "commune_notes", CommuneNotesFile.columns, optional: [CommuneNotesFile.state])
    communeNotes =
      try notes.map { table throws(Failure) in
        try CommuneNotesFile.notes(table, registry: registry)
      } ?? [:]
    let aliases = try table(configuration.fieldAliases, "field_aliases", FieldAliasesFile.columns)
    fieldAliases = try aliases.map { table throws(Failure) in try FieldAliasesFile.aliases(table) }
    let indicators = try table(
      configuration.indicators, "indicators", IndicatorsFile.columns, optional: IndicatorsFile.optional)
    self.indicators = try indicators.map { table throws(Failure) in try IndicatorsFile.indicators(table) } ?? []
    let pipelines = try table(
      configuration.publishedStaff, "published_staff", PublishedStaffFile.columns,
      optional: PublishedStaffFile.optional)
    publishedStaff = try pipelines.map { table throws(Failure) in try PublishedStaffFile.pipelines(table) } ?? []
    self.inputs = inputs
  }
}
