import Administration

/// The number of dossiers with each spelling of one name.
package struct Spellings: Sendable, Equatable {
  /// In the order of their bytes; nearly always there is only one. Spellings are compared by bytes, because `String`
  /// equality would treat a composed and a decomposed spelling as one, and which of them stayed would depend on which
  /// came first.
  package private(set) var counts: [Entry] = []

  package struct Entry: Sendable, Equatable {
    package let spelling: String
    package var times: Int

    package static func == (a: Entry, b: Entry) -> Bool {
      a.times == b.times && a.spelling.isSameBytes(as: b.spelling)
    }
  }

  package init() {}

  mutating func add(_ spelling: String, times: Int) {
    let position = counts.firstIndex { !$0.spelling.precedesByScalars(spelling) } ?? counts.count
    if position < counts.count, counts[position].spelling.isSameBytes(as: spelling) {
      counts[position].times += times
    } else {
      counts.insert(Entry(spelling: spelling, times: times), at: position)
    }
  }

  mutating func merge(_ other: Spellings) { for entry in other.counts { add(entry.spelling, times: entry.times) } }

  /// The spelling of most dossiers, the first in code-point order among equals; nil where there is none.
  package var best: String? {
    var best: Entry?
    for entry in counts where entry.times > best?.times ?? 0 { best = entry }
    return best?.spelling
  }
}

/// The spellings of each name, by the key that joins them.
package struct NameSpellings: Sendable, Equatable {
  package private(set) var spellings: [NameKey: Spellings] = [:]

  package init() {}

  init(_ spellings: [NameKey: Spellings]) { self.spellings = spellings }

  mutating func add(_ spelling: String, as key: NameKey, times: Int) {
    spellings[key, default: Spellings()].add(spelling, times: times)
  }

  mutating func merge(_ other: NameSpellings) {
    for (key, counts) in other.spellings {
      if spellings[key] == nil { spellings[key] = counts } else { spellings[key]?.merge(counts) }
    }
  }

  /// Returns the spelling under which a name is printed.
  package func name(of key: NameKey) -> String { spellings[key]?.best ?? key.text }
}

/// The spellings under which the free-text keys of a summary are printed.
package struct SummaryNames: Sendable, Equatable {
  package var fields = NameSpellings()
  package var agencies = NameSpellings()
  package var serviceLevels = NameSpellings()
  package var procedures: [ProcedureID: Spellings] = [:]

  package init() {}

  package mutating func merge(_ other: SummaryNames) {
    fields.merge(other.fields)
    agencies.merge(other.agencies)
    serviceLevels.merge(other.serviceLevels)
    for (id, spellings) in other.procedures {
      if procedures[id] == nil { procedures[id] = spellings } else { procedures[id]?.merge(spellings) }
    }
  }
}
