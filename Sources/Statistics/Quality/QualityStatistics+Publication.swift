extension QualityStatistics {
  /// Returns what readers get of these statistics.
  ///
  /// A public edition leaves out how many records each staff file has, since they may be those of one to four persons.
  /// It also leaves out words that no list knows: where a header stands over the wrong column, such a word may be a
  /// person's name, and that of an officer may be in hundreds of rows.
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
      // The names of fields are published in fields.csv, however few dossiers have them.
      if word.list == Self.field { return word }
      return Word(
        kind: word.kind, list: word.list, word: Self.hiddenWord, rows: word.rows, files: word.files,
        firstFile: word.kind == .staff ? "" : word.firstFile,
        firstLine: word.kind == .staff ? nil : word.firstLine, nearest: nil)
    }
    return published
  }

  /// The file name that stands for all staff files together.
  package static let allFiles = "*"
  package static let field = "field"
  fileprivate static let hiddenWord = "[c]"
  /// Whether any unknown word is hidden.
  package var hasHiddenWords: Bool { words.contains(where: \.isHidden) }

  /// The place in a staff file where a rule was first broken would disclose that the file has at least so many records.
  private static func placeless(_ rule: Rule) -> Rule {
    guard rule.kind == .staff else { return rule }
    return Rule(kind: rule.kind, name: rule.name, rows: rule.rows, files: rule.files, firstFile: "", firstLine: nil)
  }
}

extension QualityStatistics.Word {
  package var isHidden: Bool { word == QualityStatistics.hiddenWord }
}
