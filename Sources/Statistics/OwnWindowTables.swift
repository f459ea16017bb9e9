import Administration
import Records

/// What is counted of the own window: by place, matter and way, finer than in the others; where late and overdue dossiers
/// lie; the weeks in which each unit received any; what applicants paid and how they rated.
struct OwnWindowTables {
  private let classifier: Classifier
  /// Whether overdue dossiers are counted by age, for the work lists of an edition for the agency's own staff.
  private let countsAges: Bool
  private var places = CellTable()
  private var matters = CellTable()
  private var ways = CellTable()
  private var costRows = RowTable()
  private var costs: [Cost] = []
  /// By row of the unit, as many weeks each.
  private var weeks: [UInt32] = []
  private var service: [ServiceTally]
  private var counted: [CountedDossier] = []
  /// Positions, among the dossiers being counted, of those that were resolved late and of those that are overdue.
  private var late: [Int] = []
  private var overdue: [Int] = []

  init(classifier: Classifier, countsAges: Bool, provinces: Int) {
    self.classifier = classifier
    self.countsAges = countsAges
    service = Array(repeating: ServiceTally(), count: provinces)
  }

  /// Makes room for the rows handed out by now.
  mutating func make(_ rows: DossierRows) {
    let counts = rows.counts
    places.grow(to: counts.place)
    matters.grow(to: counts.matter)
    ways.grow(to: counts.way)
    let missing = counts.unit * WeeksReceived.kept - weeks.count
    if missing > 0 { weeks.append(contentsOf: repeatElement(0, count: missing)) }
  }

  /// Loop by loop: each then waits for one table alone, for many dossiers at a time.
  mutating func count(_ dossiers: [Dossier], _ rows: CellRows, sign: Int) {
    countWeeks(dossiers, rows.unit, sign: sign)
    late.removeAll(keepingCapacity: true)
    overdue.removeAll(keepingCapacity: true)
    counted.clear(dossiers.count)
    classify(dossiers, sign: sign)
    for position in late { costs[cost(rows, position)].late += sign }
    let today = classifier.observation.day
    for position in overdue {
      let cost = cost(rows, position)
      costs[cost].overdue += sign
      if countsAges { costs[cost].ages.add(today - dossiers[position].due.day, times: sign) }
    }
    places.count(counted, in: rows.place, sign: sign)
    matters.count(counted, in: rows.matter, sign: sign)
    ways.count(counted, in: rows.way, sign: sign)
  }

  /// Says what dossiers add to every table, and counts payments and ratings.
  private mutating func classify(_ dossiers: [Dossier], sign: Int) {
    // Copied once: it is looked into for every dossier.
    let classifier = classifier
    for position in dossiers.indices {
      guard let outcome = classifier.outcome(of: dossiers[position]) else { continue }
      counted[position] = classifier.counted(dossiers[position], outcome)
      guard let state = outcome.state else { continue }
      if state == .resolvedLate { late.append(position) }
      if state.isOverdue { overdue.append(position) }
      let rating = Int(dossiers[position].rating)
      if state.isResolved, rating > 0 { service[Int(dossiers[position].province)].countRating(rating, sign: sign) }
      if let isPaid = dossiers[position].isPaidOnline, !outcome.isCarriedOver {
        service[Int(dossiers[position].province)].countPayment(isOnline: isPaid, sign: sign)
      }
    }
  }

  /// The place among `costs` of a dossier's unit and field.
  @inline(__always)
  private mutating func cost(_ rows: CellRows, _ position: Int) -> Int {
    let cost = Int(costRows.row(of: UInt64(rows.place[position]) << 32 | UInt64(rows.field[position])))
    if cost == costs.count { costs.append(Cost()) }
    return cost
  }

  private mutating func countWeeks(_ dossiers: [Dossier], _ units: [UInt32], sign: Int) {
    let observation = classifier.observation
    let kept = WeeksReceived.kept
    let step = UInt32(truncatingIfNeeded: sign)
    var weeks = weeks.mutableSpan
    for position in dossiers.indices {
      let received = dossiers[position].received
      if dossiers[position].status.isBeforeAcceptance || observation.isBefore(received) { continue }
      let week = (observation.day - received.day) / 7
      // Wrapped round, -1 is added like any other number.
      if week < kept { weeks[Int(units[position]) * kept + week] &+= step }
    }
  }

  func enter(_ rows: DossierRows, _ names: RowNames, into summary: inout Summary) {
    let counts = rows.counts
    summary.windows[0].enter(
      units: places.summed(by: rows.unitOfPlace, count: counts.unit).tallies(),
      fields: matters.summed(by: rows.fieldOfMatter, count: counts.field).tallies(),
      channels: ways.summed(by: rows.channelOfWay, count: counts.channel).tallies(), names)
    var details: [Int: ProvinceDetails] = [:]
    for (row, tally) in places.packed().enumerated() {
      guard let key = names.agencies[row] else { continue }
      details[names.provinceOfPlace[row], default: ProvinceDetails()].agencies.add(tally, to: key)
    }
    for (row, tally) in matters.packed().enumerated() {
      guard let key = names.procedures[row] else { continue }
      details[names.provinceOfMatter[row], default: ProvinceDetails()].procedures.add(tally, to: key)
    }
    for (row, tally) in ways.packed().enumerated() {
      guard let key = names.serviceLevels[row] else { continue }
      details[names.provinceOfWay[row], default: ProvinceDetails()].serviceLevels.add(tally, to: key)
    }
    enterCosts(rows, names, into: &details)
    for unit in rows.units.indices {
      let received = WeeksReceived(weeks[unit * WeeksReceived.kept..<(unit + 1) * WeeksReceived.kept])
      let key = rows.units[unit]
      guard received != WeeksReceived(), let commune = key.commune else { continue }
      let before = details[key.province, default: ProvinceDetails()].weeks[commune] ?? WeeksReceived()
      details[key.province, default: ProvinceDetails()].weeks[commune] = before.merged(with: received)
    }
    for (province, tally) in service.enumerated() where tally != ServiceTally() {
      details[province, default: ProvinceDetails()].service = tally
    }
    summary.details = details
  }

  private func enterCosts(_ rows: DossierRows, _ names: RowNames, into details: inout [Int: ProvinceDetails]) {
    var cells: [Int: [(place: Int, field: Int, cost: Cost)]] = [:]
    for (row, key) in costRows.keys.enumerated() where costs[row].sum != 0 {
      let (place, field) = (Int(key >> 32), Int(UInt32(truncatingIfNeeded: key)))
      cells[names.provinceOfPlace[place], default: []].append((place, field, costs[row]))
    }
    if cells.isEmpty { return }
    // Rows whose dossiers were all taken back have no name, and none of them is late.
    let fields = names.fields.map { $0?.field ?? NameKey("") }
    let places = names.agencies.enumerated().map { row, agency in
      let commune = rows.units[rows.place(row).unit].commune
      return CostPlace(commune: commune, agency: commune == nil ? agency?.agency ?? NameKey("") : NameKey(""))
    }
    for (province, cells) in cells {
      details[province, default: ProvinceDetails()].costs = CostTable(places: places, fields: fields, cells: cells)
    }
  }
}

extension Dictionary where Value == PackedTally {
  /// Adds a cell, which another spelling of the same name may have entered before.
  mutating func add(_ tally: PackedTally, to key: Key) { self[key] = self[key]?.merged(with: tally) ?? tally }
}
