import Administration
import Statistics
import Templates

/// When provinces that have no file now last had one, according to the editions published before.
package struct FilesBefore: Sendable {
  /// By province code: the most recent edition in whose own window the province had a file, and the edition's as-of
  /// day.
  private var last: [String: (edition: String, asOf: Day)] = [:]
  /// The editions that this information comes from, and the newest of all, in order of their names.
  package private(set) var editions: [String] = []

  package init() {}

  /// Takes an edition into account; editions must be given from the newest to the oldest.
  ///
  /// - Parameter missing: codes of the provinces still to be found. Those of which the edition has a file are removed.
  package mutating func see(_ edition: String, _ figures: PublishedFigures, of missing: inout Set<String>) {
    let found = missing.filter { figures.coverage[$0].map { $0 != .noFile } ?? false }
    for code in found { last[code] = (edition, figures.asOf) }
    missing.subtract(found)
    if editions.isEmpty || !found.isEmpty { editions = (editions + [edition]).sorted() }
  }

  /// Provinces with the same last edition; `last` is nil where no earlier edition has a file of them.
  struct Silence: Sendable {
    let last: (edition: String, asOf: Day)?
    var provinces: [UnitRow]
  }

  /// Returns the provinces without a file, grouped by their last edition, the longest silent first; empty where there
  /// is no earlier edition.
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
