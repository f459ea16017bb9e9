import Administration
import Records

/// The unit and level that a cell counts, by positions in the registry; no commune is the province's own level.
package struct UnitKey: Hashable, Sendable {
  package let province: Int
  package let commune: Int?
  package let level: Level

  package init(province: Int, commune: Int?, level: Level) {
    self.province = province
    self.commune = commune
    self.level = level
  }
}

/// A field of a province, by the name key that joins its spellings.
package struct FieldKey: Hashable, Sendable {
  package let province: Int
  package let field: NameKey
}

/// A channel of a province.
package struct ChannelKey: Hashable, Sendable {
  package let province: Int
  package let channel: Channel
}

/// All counts of one window, by cell. Merging adds; an empty one is the zero.
package struct WindowSummary: Sendable, Equatable {
  package var units: [UnitKey: Tally] = [:]
  package var fields: [FieldKey: Tally] = [:]
  package var channels: [ChannelKey: Tally] = [:]

  package init() {}

  package mutating func merge(_ other: WindowSummary) {
    units.merge(other.units) { $0.merged(with: $1) }
    fields.merge(other.fields) { $0.merged(with: $1) }
    channels.merge(other.channels) { $0.merged(with: $1) }
  }
}

/// What one pass over some exports has counted: the value that joins files, workers and machines.
package struct Summary: Sendable, Equatable {
  /// In the order of the plan's roles.
  package var windows: [WindowSummary]
  /// The last day of receipt or finish, not after as-of, in each province's data.
  package var coveredTo: [Int: Day] = [:]
  /// The first day of receipt in each province's data.
  package var coveredFrom: [Int: Day] = [:]
  /// How many dossiers bear each spelling of a field.
  package var spellings: [NameKey: [String: Int]] = [:]

  package init(windows: Int) { self.windows = Array(repeating: WindowSummary(), count: windows) }

  /// - Precondition: both were counted under the same plan.
  package mutating func merge(_ other: Summary) {
    precondition(windows.count == other.windows.count, "summaries of different plans do not merge")
    for position in windows.indices { windows[position].merge(other.windows[position]) }
    coveredTo.merge(other.coveredTo) { max($0, $1) }
    coveredFrom.merge(other.coveredFrom) { min($0, $1) }
    for (key, counts) in other.spellings { spellings[key, default: [:]].merge(counts) { $0 + $1 } }
  }

  /// The spelling under which a field is printed: the one that most dossiers bear, the first in code-point order among
  /// equals.
  package func name(of field: NameKey) -> String {
    let best = spellings[field]?.min { a, b in
      a.value != b.value
        ? a.value > b.value : a.key.unicodeScalars.lexicographicallyPrecedes(b.key.unicodeScalars)
    }
    return best?.key ?? field.text
  }
}
