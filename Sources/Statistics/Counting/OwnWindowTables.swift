import Administration
import Records

/// The tables of the own window. Beyond what other windows count, they hold more breakdowns, where late and overdue
/// dossiers are, the weeks in which each unit received dossiers, and how applicants paid and rated.
struct OwnWindowTables {
  private let classifier: Classifier
  /// Whether overdue dossiers are counted by age, for the work lists in an edition for the agency's own staff.
  private let countsAges: Bool
  private var units = CellTable()
  private var agencies = CellTable()
  private var fields = CellTable()
  private var procedures = CellTable()
  private var channels = CellTable()
  private var serviceLevels = CellTable()
  /// Rows for pairs of unit and agency with late or overdue dossiers, and rows for these pairs with a field.
  private var costPlaces = RowTable()
  private var costRows = RowTable()
  private var costs: [Cost] = []
  /// `WeeksReceived.kept` weeks for each row of a unit.
  private var weeks: [UInt32] = []
  private var service: [ServiceTally]
  private var counted = CountedDossiers()
  /// Positions, among the dossiers being counted, of those resolved late and of those overdue.
  private var late: [Int] = []
  private var overdue: [Int] = []

  init(classifier: Classifier, countsAges: Bool, provinces: Int) {
    self.classifier = classifier
    self.countsAges = countsAges
    service = Array(repeating: ServiceTally(), count: provinces)
  }

  /// Makes room for all rows handed out so far.
  mutating func make(_ rows: DossierRows) {
    units.grow(to: rows.units.uses.count)
    agencies.grow(to: rows.agencies.uses.count)
    fields.grow(to: rows.fields.uses.count)
    procedures.grow(to: rows.procedures.uses.count)
    channels.grow(to: rows.channels.uses.count)
    serviceLevels.grow(to: rows.serviceLevels.uses.count)
    let missing = rows.units.uses.count * WeeksReceived.kept - weeks.count
    if missing > 0 { weeks.append(contentsOf: repeatElement(0, count: missing)) }
  }

  /// Counts dossiers table by table, so that each loop touches one table for many dossiers at a time.
  mutating func count(_ dossiers: [Dossier], _ rows: CellRows, sign: Int) {
    countWeeks(dossiers, rows.unit, sign: sign)
    late.removeAll(keepingCapacity: true)
    overdue.removeAll(keepingCapacity: true)
    counted.removeAll()
    classify(dossiers, sign: sign)
    for position in late { costs[cost(rows, position)].late += sign }
    let today = classifier.observation.day
    for position in overdue {
      let cost = cost(rows, position)
      costs[cost].overdue += sign
      if countsAges { costs[cost].ages.add(today - dossiers[position].due.day, times: sign) }
    }
    units.count(counted, in: rows.unit, sign: sign)
    agencies.count(counted, in: rows.agency, sign: sign)
    fields.count(counted, in: rows.field, sign: sign)
    procedures.count(counted, in: rows.procedure, sign: sign)
    channels.count(counted, in: rows.channel, sign: sign)
    serviceLevels.count(counted, in: rows.serviceLevel, sign: sign)
  }

  /// Determines what dossiers add to every table, and counts payments and ratings.
  private mutating func classify(_ dossiers: [Dossier], sign: Int) {
    // Copied once, since it is read for every dossier.
    let classifier = classifier
    for position in dossiers.indices {
      guard let (state, isCarriedOver) = counted.add(dossiers[position], at: position, by: classifier) else { continue }
      if state == .resolvedLate { late.append(position) }
      if state.isOverdue { overdue.append(position) }
      let rating = Int(dossiers[position].rating)
      if state.isResolved, rating > 0 { service[Int(dossiers[position].province)].countRating(rating, sign: sign) }
      if let isPaid = dossiers[position].isPaidOnline, !isCarriedOver {
        service[Int(dossiers[position].province)].countPayment(isOnline: isPaid, sign: sign)
      }
    }
  }

  /// Returns the position in `costs` of a dossier's unit, agency and field.
  @inline(__always)
  private mutating func cost(_ rows: CellRows, _ position: Int) -> Int {
    let place = costPlaces.row(of: RowTable.key(rows.unit[position], rows.agency[position]))
    let cost = Int(costRows.row(of: RowTable.key(place, rows.field[position])))
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
      // As a wrapping number, -1 is added like any other.
      if week < kept { weeks[Int(units[position]) * kept + week] &+= step }
    }
  }

  func enter(_ rows: DossierRows, _ names: RowNames, into summary: inout Summary) {
    summary.windows[0].enter(
      units: units.tallies(), fields: fields.tallies(), channels: channels.tallies(), names)
    var details: [Int: ProvinceDetails] = [:]
    func enter<Key>(
      _ table: CellTable, _ keys: [(province: Int, key: Key)?],
      _ breakdown: WritableKeyPath<ProvinceDetails, [Key: PackedTally]>
    ) {
      // A dictionary that grows step by step inserts each of its keys several times.
      var sizes: [Int: Int] = [:]
      for case let (province, _)? in keys { sizes[province, default: 0] += 1 }
      var cells = sizes.mapValues { [Key: PackedTally](minimumCapacity: $0) }
      for case (let tally, let (province, key)?) in zip(table.packed(), keys) {
        cells[province, default: [:]].add(tally, to: key)
      }
      for (province, cells) in cells { details[province, default: ProvinceDetails()][keyPath: breakdown] = cells }
    }
    enter(agencies, names.agencies, \.agencies)
    enter(procedures, names.procedures, \.procedures)
    enter(serviceLevels, names.serviceLevels, \.serviceLevels)
    enterCosts(names, into: &details)
    for (unit, key) in rows.units.keys.enumerated() {
      let received = WeeksReceived(weeks.span, from: unit * WeeksReceived.kept)
      guard received != WeeksReceived(), let commune = key.commune else { continue }
      let before = details[key.province, default: ProvinceDetails()].weeks[commune] ?? WeeksReceived()
      details[key.province, default: ProvinceDetails()].weeks[commune] = before.merged(with: received)
    }
    for (province, tally) in service.enumerated() where tally != ServiceTally() {
      details[province, default: ProvinceDetails()].service = tally
    }
    summary.details = details
  }

  private func enterCosts(_ names: RowNames, into details: inout [Int: ProvinceDetails]) {
    // Places whose dossiers were all taken back have no name, and no late or overdue dossiers.
    let places = costPlaces.keys.map { key -> (province: Int, place: CostPlace)? in
      let (unit, agency) = RowTable.parts(key)
      guard let key = names.units[unit], let name = names.agencies[Int(agency)]?.key.agency else { return nil }
      return (key.province, CostPlace(commune: key.commune, agency: key.commune == nil ? name : NameKey("")))
    }
    var cells: [Int: [(place: Int, field: Int, cost: Cost)]] = [:]
    for (cost, key) in zip(costs, costRows.keys) where cost.sum != 0 {
      let (place, field) = RowTable.parts(key)
      if let province = places[place]?.province { cells[province, default: []].append((place, Int(field), cost)) }
    }
    if cells.isEmpty { return }
    let fields = names.fields.map { $0?.field ?? NameKey("") }
    let nowhere = CostPlace(commune: nil, agency: NameKey(""))
    for (province, cells) in cells {
      details[province, default: ProvinceDetails()].costs = CostTable(
        places: places.map { $0?.place ?? nowhere }, fields: fields, cells: cells)
    }
  }
}

extension Dictionary where Value == PackedTally {
  /// Adds a cell; another spelling of the same name may have entered one before.
  mutating func add(_ tally: PackedTally, to key: Key) {
    if let before = updateValue(tally, forKey: key) { self[key] = before.merged(with: tally) }
  }
}
