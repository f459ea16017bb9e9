import Administration
import Statistics
import Templates

/// When provinces that now have no file last had one, by the editions published before.
package struct FilesBefore: Sendable {
  /// The edition in whose own window a province last had a file, by its code, with the day to whose end it is stated.
  private var last: [String: (edition: String, asOf: Day)] = [:]
  /// The editions that say so, in order of their names, with the newest of all.
  package private(set) var editions: [String] = []

  package init() {}

  /// Looks into an edition.
  ///
  /// - Parameter missing: codes of the provinces still looked for; those that it has a file of are taken out.
  package mutating func see(_ edition: String, _ figures: PublishedFigures, of missing: inout Set<String>) {
    let found = missing.filter { figures.coverage[$0].map { $0 != .noFile } ?? false }
    for code in found { last[code] = (edition, figures.asOf) }
    missing.subtract(found)
    if editions.isEmpty || !found.isEmpty { editions = (editions + [edition]).sorted() }
  }

  /// Provinces of one last edition; nil where no earlier one has a file of them.
  struct Silence: Sendable {
    let last: (edition: String, asOf: Day)?
    var provinces: [UnitRow]
  }

  /// Provinces without a file by their last edition, the longest silent first; none where no edition is earlier.
  func silences(_ provinces: [UnitRow]) -> [Silence] {
    if editions.isEmpty { return [] }
    var silences: [Silence] = []
    for row in provinces where row.coverage == .noFile {
      let last = last[row.code]
      if let position = silences.firstIndex(where: { $0.last?.edition == last?.edition }) {
        silences[position].provinces.append(row)
      } else {
        silences.append(Silence(last: last, provinces: [row]))
      }
    }
    func order(_ silence: Silence) -> (Int32, String) {
      (silence.last?.asOf.number ?? .min, silence.last?.edition ?? "")
    }
    return silences.sorted { order($0) < order($1) }
  }
}

enum SilenceNames {
  static let names = Names<FilesBefore.Silence>([
    .date("since", "the day to the end of which the last edition with a file of theirs is stated; none without one") {
      $0.last?.asOf
    },
    .text("last_edition", "the last edition with a file of theirs") { $0.last?.edition },
    .value("names", "names of the provinces") { silence, printer in
      printer.joined(silence.provinces.map { $0.inlineName(printer) }, separator: ", ")
    },
  ])
}
