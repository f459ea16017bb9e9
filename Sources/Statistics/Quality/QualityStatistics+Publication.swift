extension QualityStatistics {
  /// What readers get of it: an edition for anyone does not tell how many records a staff file has, which may be those of
  /// one to four persons, nor a word that no list knows: where a header stands over another column that is somebody's
  /// name, in hundreds of rows where it is an officer's.
  package func published(for audience: Audience) -> QualityStatistics {
    guard audience == .public else { return self }
    var published = self
    let staff = files.filter { $0.kind == .staff }
    published.files.removeAll { $0.kind == .staff }
    if !staff.isEmpty {
      func sum(_ count: (File) -> Int) -> Int { staff.reduce(0) { $0 + count($1) } }
      published.files.append(
        File(
          kind: .staff, name: Self.allFiles, province: nil, extractedOn: nil, records: sum(\.records),
          used: sum(\.used), superseded: sum(\.superseded), quarantined: sum(\.quarantined), flags: sum(\.flags)))
    }
    published.rules = rules.map(Self.placeless)
    published.flags = flags.map(Self.placeless)
    published.listsStaffRows = false
    published.signals = []
    published.words = words.map { word in
      // The names of fields stand in fields.csv, however few dossiers bear them.
      if word.list == Self.field { return word }
      return Word(
        kind: word.kind, list: word.list, word: Self.hiddenWord, rows: word.rows, files: word.files,
        firstFile: word.kind == .staff ? "" : word.firstFile,
        firstLine: word.kind == .staff ? nil : word.firstLine, nearest: nil)
    }
    return published
  }

  /// Stands for all staff files together.
  package static let allFiles = "*"
  package static let field = "field"
  fileprivate static let hiddenWord = "[c]"
  /// Whether any unknown word is hidden.
  package var hasHiddenWords: Bool { words.contains(where: \.isHidden) }

  /// Where in a staff file a rule was broken first tells that the file has at least as many records.
  private static func placeless(_ rule: Rule) -> Rule {
    guard rule.kind == .staff else { return rule }
    return Rule(kind: rule.kind, name: rule.name, rows: rule.rows, files: rule.files, firstFile: "", firstLine: nil)
  }
}

extension QualityStatistics.Word {
  package var isHidden: Bool { word == QualityStatistics.hiddenWord }
}
