import Administration
import Diagnostics
import Exports
import Publishing
import Reports
import Statistics

/// One run of the main job: read, aggregate, render, publish.
package struct Run: Sendable {
  package let plan: RunPlan

  package init(_ plan: RunPlan) { self.plan = plan }

  /// What a run has made.
  package struct Result: Sendable {
    /// Path of the edition.
    package let edition: String
    /// Whether the edition was there already, made from the same inputs.
    package let isUnchanged: Bool
    /// What needs a person's attention although the edition is published.
    package let remarks: [Finding]
    /// Texts of the edition's pages, by path.
    package let pages: [String: String]
  }

  /// Publishes the edition of the plan's period.
  ///
  /// - Parameter force: replaces the newest revision in place rather than making the next one.
  /// - Throws: with the status that the process ends with; what was published before stays as it was.
  package func publish(force: Bool) async throws(Failure) -> Result {
    let folder = try OutputFolder(path: plan.output)
    let figures = try await Figures.read(plan)
    let slug = plan.windows.own.slug
    let newest = folder.revisions(of: slug).last
    let published = newest.flatMap { folder.manifest(of: OutputFolder.name(slug, revision: $0)) }
    var edition = await Edition.render(figures, plan, revision: newest ?? 1, forced: force && newest != nil)
    if let newest, let published, edition.manifest.isSame(as: published) {
      return result(edition, OutputFolder.name(slug, revision: newest), figures, isUnchanged: true)
    }
    if let newest, !force {
      edition = await Edition.render(figures, plan, revision: newest + 1, forced: false)
    }
    let name = OutputFolder.name(slug, revision: edition.manifest.revision)
    try folder.publish(name, files: edition.files, manifest: edition.manifest, replacing: force && newest != nil)
    return result(edition, name, figures, isUnchanged: false)
  }

  private func result(_ edition: Edition, _ name: String, _ figures: Figures, isUnchanged: Bool) -> Result {
    let pages = edition.files.filter { !$0.path.hasSuffix(".csv") }.map {
      ($0.path, String(decoding: $0.bytes, as: UTF8.self))
    }
    return Result(
      edition: plan.output + "/" + name, isUnchanged: isUnchanged, remarks: figures.remarks(plan),
      pages: Dictionary(uniqueKeysWithValues: pages))
  }

  /// Reads and validates everything and publishes nothing.
  package func check() async throws(Failure) -> Check {
    let figures = try await Figures.read(plan)
    return Check(files: figures.dossierFiles + figures.staffFiles, remarks: figures.remarks(plan))
  }

  /// What `check` found.
  package struct Check: Sendable {
    package let files: [FileReading]
    package let remarks: [Finding]

    /// A table of what became of each file's records, for a screen.
    package var table: String {
      let rows =
        [["file", "records", "used", "superseded", "quarantined", "flags"]]
        + files.map { file in
          [
            file.name, String(file.records), String(file.used), String(file.superseded),
            String(file.quarantined.count), String(Flag.allCases.reduce(0) { $0 + file.flags[$1] }),
          ]
        }
      let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
      return rows.map { row in
        zip(row, widths).enumerated().map { column, cell in
          let pad = String(repeating: " ", count: cell.1 - cell.0.count)
          return column == 0 ? cell.0 + pad : pad + cell.0
        }
        .joined(separator: "  ")
      }
      .joined(separator: "\n") + "\n"
    }
  }
}
