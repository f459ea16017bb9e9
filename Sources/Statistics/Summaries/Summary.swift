import Administration
import Records

/// All counts of one window, by cell. Merging adds the counts; an empty summary is the zero.
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

/// What one pass over some exports has counted: the value in which files, workers and machines join their results.
package struct Summary: Sendable, Equatable {
  /// In the order of the plan's roles.
  package var windows: [WindowSummary]
  /// The finer breakdowns of the own window, by position of the province.
  package var details: [Int: ProvinceDetails] = [:]
  /// Day by day, by position of the province.
  package var days: [Int: DailySeries] = [:]
  /// The counts from which signals are derived, by position of the province; empty where the plan does not count them.
  package var signals: [Int: SignalCounts] = [:]
  /// Where the data of each province begin and end, by position of the province; provinces without data are left out.
  package var reach: [Int: DataReach] = [:]
  /// Where the data of each file begin and end, by file name; empty for the units of Vietnam.
  package var files: [String: FileReach] = [:]
  package var names = SummaryNames()

  /// Positions of the provinces that have many dossiers at commune level and name no commune in any of them: their
  /// exports do not say which commune a dossier belongs to.
  var provincesNamingNoCommune: Set<Int> {
    let naming = Set(windows.flatMap { $0.units.keys.lazy.filter { $0.commune != nil }.map(\.province) })
    return windows.reduce(into: []) { silent, window in
      var dossiers: [Int: Int] = [:]
      for (key, tally) in window.units where key.level == .commune && !naming.contains(key.province) {
        dossiers[key.province, default: 0] += tally[.toHandle]
      }
      silent.formUnion(dossiers.filter { $0.value >= Self.many }.keys)
    }
  }

  /// The number of dossiers that a rate needs to be ranked.
  private static let many = 30

  package init(windows: Int) { self.windows = Array(repeating: WindowSummary(), count: windows) }

  /// - Precondition: both were counted under the same plan.
  package mutating func merge(_ other: Summary) {
    precondition(windows.count == other.windows.count, "summaries of different plans do not merge")
    for position in windows.indices { windows[position].merge(other.windows[position]) }
    for (province, more) in other.details {
      if details[province] == nil { details[province] = more } else { details[province]?.merge(more) }
    }
    for (province, series) in other.days {
      if days[province] == nil { days[province] = series } else { days[province]?.merge(series) }
    }
    for (province, counts) in other.signals { signals[province, default: SignalCounts()].merge(counts) }
    for (province, more) in other.reach {
      if reach[province] == nil { reach[province] = more } else { reach[province]?.merge(more) }
    }
    for (file, more) in other.files {
      if files[file] == nil { files[file] = more } else { files[file]?.merge(more) }
    }
    names.merge(other.names)
  }
}
