import Diagnostics
import Exports
import Records

/// Findings on single files that need attention although the edition is published.
extension Figures {
  /// Returns findings on unread files beside the exports. The folder of the other exports, and that of the editions,
  /// may be there.
  func unreadFiles(_ plan: RunPlan) -> [Finding] {
    let folders = [plan.dossiers, plan.staff].compactMap(\.self)
    let known = folders.map { FilePlace.of($0.path) } + [FilePlace.of(plan.output)]
    return folders.compactMap { folder in
      let unread = folder.unread.filter { !known.contains(FilePlace.of(folder.path + "/" + $0)) }
      if unread.isEmpty { return nil }
      let hasFolders = unread.contains { $0.hasSuffix("/") }
      let more = unread.count > 10 ? " and \(unread.count - 10) more" : ""
      return Finding(
        .warning,
        "files that are no CSV\(hasFolders ? " and folders" : "") are not read: \(unread.prefix(10).joined(separator: ", "))\(more)",
        at: Location(folder.path),
        hint: (hasFolders ? "put the files of folders beside the others, " : "")
          + "save them as CSV files in UTF-8, or take them away")
    }
  }

  /// Returns findings on files without a record. Where the units are those that the files name, such a file names none,
  /// and its unit would not be listed as missing.
  func filesWithoutUnit(_ plan: RunPlan) -> [Finding] {
    if plan.registry.isOfVietnam { return [] }
    return dossierFiles.filter { $0.records == 0 && plan.rules.province(ofFile: $0.name, .dossiers) == nil }.map {
      Finding(
        .warning, "the file has no record, so that its unit is not known and stands in no table", at: Location($0.name),
        hint: "give its code as 'province' in a profile, and it is listed as without data")
    }
  }

  /// Flags that mean nothing where a profile declares that its files lack the column.
  private static let columns: [Flag: DossierColumn] = [.noDueDate: .dueAt, .finishedUndated: .finishedAt]
  /// Flags that most rows of a file raise where a column was not recognised, or was taken for another, and what that
  /// does to figures.
  private static let telling: [(flag: Flag, effect: String)] = [
    (.blankChannel, "say no channel and count as submitted in person"),
    (.finishedUndated, "are finished without a date and count as pending"),
    (.noDueDate, "have no due date and are in no rate of time"),
    (.dueBeforeReceived, "are due before they were received"),
    (.finishedBeforeReceived, "were finished before they were received"),
    (.unknownCommune, "name a commune that is in no list and count in none"),
    (.provinceConflict, "say another province than their code or the file's name"),
  ]
  /// Files with fewer rows may have similar rows by chance.
  static let fewestRows = 30

  /// Returns findings on files in which most rows raise the same flag, one finding per flag.
  func filesOfOneFlag(_ plan: RunPlan) -> [Finding] {
    Self.telling.compactMap { flag, effect in
      let files = dossierFiles.filter { file in
        let isDeclared = Self.columns[flag].map {
          plan.rules.profile(of: file.name, .dossiers).absent.contains($0.rawValue)
        }
        return file.repeats == nil && file.used >= Self.fewestRows && file.flags[flag] * 2 > file.used
          && isDeclared != true
      }
      guard let first = files.first else { return nil }
      let rows = files.reduce(0) { $0 + $1.flags[flag] }
      let others = files.dropFirst().prefix(5).map(\.name).joined(separator: ", ")
      let more = files.count > 6 ? " and \(files.count - 6) more" : ""
      return Finding(
        .warning,
        "\(rows) of \(files.reduce(0) { $0 + $1.used }) rows of this file"
          + (others.isEmpty ? "" : ", \(others)\(more)") + " \(effect)",
        at: Location(first.name, line: first.flags.line(of: flag)),
        hint: "see with --dry-run which header was read as which column; name others in a profile")
    }
  }

  /// Returns findings on files that have no status column but do have unknown headers. One of these may be the status
  /// column, and without it refused or withdrawn dossiers are counted as received and open.
  func filesWithoutStatus(_ plan: RunPlan) -> [Finding] {
    let status = DossierColumn.status.rawValue
    let files = dossierFiles.filter { file in
      file.repeats == nil && file.records > 0 && !file.unknownHeaders.isEmpty
        && !file.matchedColumns.contains { $0.column == status }
        && !plan.rules.profile(of: file.name, .dossiers).absent.contains(status)
    }
    guard let first = files.first else { return [] }
    let headers = first.unknownHeaders.prefix(5).map { "'\(TextTable.onOneLine($0))'" }.joined(separator: ", ")
    let more = files.count > 1 ? " and of \(files.count - 1) more" : ""
    return [
      Finding(
        .warning,
        "no column of this file\(more) is read as '\(status)': what was refused or withdrawn counts as received and open. Not read: \(headers)",
        at: Location(first.name),
        hint:
          "map the header that holds it in a profile, as in columns: {Header: \(status)}, or declare absent: [\(status)]"
      )
    ]
  }
}
