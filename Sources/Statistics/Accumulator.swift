import Administration
import Records

/// Counts the dossiers of one worker into every window and breakdown at once.
package struct Accumulator {
  private let plan: WindowPlan
  private let provinces: Int
  /// For each unit and level its row, or -1 until it appears.
  private var unitRows: [Int32]
  private var unitKeys: [UnitKey] = []
  /// For each province the rows of its fields, by the reader's number of the field.
  private var fieldRows: [[Int32]]
  private var fieldKeys: [(province: Int, field: UInt32)] = []
  private var channelRows: [Int32]
  private var channelKeys: [ChannelKey] = []
  private var tables: [WindowTables]
  /// The rows of the dossiers being counted, in their order.
  private var rows: [CellRows] = []
  private var coveredTo: [Int32]
  private var coveredFrom: [Int32]
  /// How many dossiers stand in each row: one whose dossiers were all taken back is no row.
  private var unitUse: [Int] = []
  private var fieldUse: [Int] = []
  private var channelUse: [Int] = []

  private static let unseen = Int32.min

  package init(plan: WindowPlan, registry: Registry) {
    self.plan = plan
    provinces = registry.provinces.count
    let units = provinces + registry.communes.count
    unitRows = [Int32](repeating: -1, count: units * Level.allCases.count)
    fieldRows = [[Int32]](repeating: [], count: provinces)
    channelRows = [Int32](repeating: -1, count: provinces * Channel.allCases.count)
    tables = plan.classifiers.map { WindowTables(classifier: $0) }
    coveredTo = [Int32](repeating: Self.unseen, count: provinces)
    coveredFrom = [Int32](repeating: .max, count: provinces)
  }

  /// Counts dossiers.
  package mutating func add(_ dossiers: [Dossier]) { count(dossiers, sign: 1) }

  /// Takes back dossiers that were counted and are now superseded.
  package mutating func remove(_ dossiers: [Dossier]) { count(dossiers, sign: -1) }

  /// First every dossier's rows, then window by window: each loop then touches little at a time.
  private mutating func count(_ dossiers: [Dossier], sign: Int) {
    rows.removeAll(keepingCapacity: true)
    for dossier in dossiers {
      let row = CellRows(unit: unitRow(of: dossier), field: fieldRow(of: dossier), channel: channelRow(of: dossier))
      unitUse[row.unit] += sign
      fieldUse[row.field] += sign
      channelUse[row.channel] += sign
      rows.append(row)
      cover(dossier)
    }
    for position in tables.indices { tables[position].count(dossiers, rows, sign: sign) }
  }

  /// Notes how far the province's data reach. A superseded row shows it as well as any other.
  private mutating func cover(_ dossier: Dossier) {
    let province = Int(dossier.province)
    let limit = plan.asOf.day.number
    if !dossier.received.isBlank { coveredFrom[province] = min(coveredFrom[province], dossier.received.day.number) }
    for moment in [dossier.received, dossier.finished] where !moment.isBlank {
      let day = moment.day.number
      if day <= limit, day > coveredTo[province] { coveredTo[province] = day }
    }
  }

  private mutating func unitRow(of dossier: Dossier) -> Int {
    let inProvince = dossier.commune == Dossier.noCommune
    let unit = inProvince ? Int(dossier.province) : provinces + Int(dossier.commune)
    let key = unit * Level.allCases.count + Int(dossier.level.rawValue)
    if unitRows[key] < 0 {
      unitRows[key] = Int32(unitKeys.count)
      unitKeys.append(
        UnitKey(
          province: Int(dossier.province), commune: inProvince ? nil : Int(dossier.commune), level: dossier.level))
      unitUse.append(0)
      for position in tables.indices { tables[position].units.addRow() }
    }
    return Int(unitRows[key])
  }

  private mutating func fieldRow(of dossier: Dossier) -> Int {
    let (province, field) = (Int(dossier.province), Int(dossier.field))
    while fieldRows[province].count <= field { fieldRows[province].append(-1) }
    if fieldRows[province][field] < 0 {
      fieldRows[province][field] = Int32(fieldKeys.count)
      fieldKeys.append((province, dossier.field))
      fieldUse.append(0)
      for position in tables.indices { tables[position].fields.addRow() }
    }
    return Int(fieldRows[province][field])
  }

  private mutating func channelRow(of dossier: Dossier) -> Int {
    let key = Int(dossier.province) * Channel.allCases.count + Int(dossier.channel.rawValue)
    if channelRows[key] < 0 {
      channelRows[key] = Int32(channelKeys.count)
      channelKeys.append(ChannelKey(province: Int(dossier.province), channel: dossier.channel))
      channelUse.append(0)
      for position in tables.indices { tables[position].channels.addRow() }
    }
    return Int(channelRows[key])
  }

  /// What was counted, keyed so that it merges with any other.
  ///
  /// - Parameter fieldName: the name that the reader's number of a field stands for; empty where none is stated.
  package func summary(fieldName: (UInt32) -> String) -> Summary {
    var summary = Summary(windows: tables.count)
    var keys: [UInt32: NameKey] = [:]
    for (row, cell) in fieldKeys.enumerated() where fieldUse[row] > 0 {
      let name = fieldName(cell.field)
      let key = keys[cell.field] ?? NameKey(name)
      keys[cell.field] = key
      summary.spellings[key, default: [:]][name, default: 0] += fieldUse[row]
    }
    for (position, table) in tables.enumerated() {
      for (row, tally) in table.units.tallies().enumerated() where unitUse[row] > 0 {
        summary.windows[position].units[unitKeys[row]] = tally
      }
      for (row, tally) in table.fields.tallies().enumerated() where fieldUse[row] > 0 {
        guard let key = keys[fieldKeys[row].field] else { preconditionFailure("a field in use has a name") }
        let field = FieldKey(province: fieldKeys[row].province, field: key)
        summary.windows[position].fields[field, default: Tally()].merge(tally)
      }
      for (row, tally) in table.channels.tallies().enumerated() where channelUse[row] > 0 {
        summary.windows[position].channels[channelKeys[row]] = tally
      }
    }
    for (province, day) in coveredFrom.enumerated() where day != .max {
      summary.coveredFrom[province] = Day(number: day)
    }
    for (province, day) in coveredTo.enumerated() where day != Self.unseen {
      summary.coveredTo[province] = Day(number: day)
    }
    return summary
  }
}

/// The rows that one dossier is counted in.
private struct CellRows {
  let unit: Int
  let field: Int
  let channel: Int
}

/// The tables of one window.
private struct WindowTables {
  let classifier: Classifier
  var units = CellTable()
  var fields = CellTable()
  var channels = CellTable()

  init(classifier: Classifier) { self.classifier = classifier }

  mutating func count(_ dossiers: [Dossier], _ rows: [CellRows], sign: Int) {
    let classifier = classifier
    for position in dossiers.indices {
      guard let outcome = classifier.outcome(of: dossiers[position]) else { continue }
      let row = rows[position]
      units.count(outcome, row: row.unit, sign: sign)
      fields.count(outcome, row: row.field, sign: sign)
      channels.count(outcome, row: row.channel, sign: sign)
      guard let state = outcome.state else { continue }
      if state.isResolved {
        let durations = classifier.durations(of: dossiers[position])
        units.count(durations, row: row.unit, sign: sign)
        fields.count(durations, row: row.field, sign: sign)
        channels.count(durations, row: row.channel, sign: sign)
      } else if state.isPending, classifier.isFinishedUndated(dossiers[position]) {
        let undated = Outcome.finishedUndated(dossiers[position].channel)
        units.count(undated, row: row.unit, sign: sign)
        fields.count(undated, row: row.field, sign: sign)
        channels.count(undated, row: row.channel, sign: sign)
      }
    }
  }
}
