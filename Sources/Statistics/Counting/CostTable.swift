import Administration

/// Late and overdue dossiers of one unit and field.
package struct Cost: Sendable, Equatable {
  package var late = 0
  package var overdue = 0
  /// The overdue dossiers by calendar days from due day to observation day; empty where the plan counts no signals.
  package var ages = SparseCounts()

  package func merged(with other: Cost) -> Cost {
    var sum = Cost(late: late + other.late, overdue: overdue + other.overdue, ages: ages)
    sum.ages.merge(other.ages)
    return sum
  }
  package var sum: Int { late + overdue }
}

/// Where in a province late and overdue dossiers are: in a commune, or in an agency at the province's own level.
package struct CostPlace: Hashable, Sendable, Comparable {
  package let commune: Int?
  /// Empty for a commune.
  package let agency: NameKey

  package static func < (a: CostPlace, b: CostPlace) -> Bool {
    a.commune != b.commune ? (a.commune ?? -1) < (b.commune ?? -1) : a.agency < b.agency
  }
}

/// Late and overdue dossiers of a province by place and field. There may be ten thousand cells, so a cell holds the
/// positions of its keys and not the keys themselves.
package struct CostTable: Sendable, Equatable {
  /// In order.
  private var places: [CostPlace] = []
  private var fields: [NameKey] = []
  /// In order of place and field.
  private var cells: [Cell] = []

  private struct Cell: Equatable {
    let place: UInt32
    let field: UInt32
    let late: UInt32
    let overdue: UInt32
    let ages: SparseCounts

    var cost: Cost { Cost(late: Int(late), overdue: Int(overdue), ages: ages) }
  }

  package init() {}

  /// - Parameters:
  ///   - places: any places; equal ones, and ones without a cell, are allowed.
  ///   - fields: any fields, with the same freedom.
  ///   - cells: the positions of place and field in these lists, in any order; cells of the same place and field are
  ///     summed.
  init(places: [CostPlace], fields: [NameKey], cells: [(place: Int, field: Int, cost: Cost)]) {
    let placeNumbers, fieldNumbers: [UInt64]
    (self.places, placeNumbers) = Self.distinct(places, at: cells.map(\.place))
    (self.fields, fieldNumbers) = Self.distinct(fields, at: cells.map(\.field))
    let keyed = cells.map { (key: placeNumbers[$0.place] << 32 | fieldNumbers[$0.field], cost: $0.cost) }
    var sums: [(key: UInt64, cost: Cost)] = []
    for cell in keyed.sorted(by: { $0.key < $1.key }) {
      if let last = sums.indices.last, sums[last].key == cell.key {
        sums[last].cost = sums[last].cost.merged(with: cell.cost)
      } else {
        sums.append(cell)
      }
    }
    self.cells = sums.map { key, cost in
      Cell(
        place: UInt32(key >> 32), field: UInt32(truncatingIfNeeded: key), late: UInt32(cost.late),
        overdue: UInt32(cost.overdue), ages: cost.ages)
    }
  }

  /// Returns the distinct keys at some positions, in order, and for each of these positions the number of its key among
  /// them.
  private static func distinct<Key: Hashable & Comparable>(
    _ keys: [Key], at positions: [Int]
  ) -> (keys: [Key], numbers: [UInt64]) {
    var isUsed = [Bool](repeating: false, count: keys.count)
    for position in positions { isUsed[position] = true }
    let used = keys.indices.filter { isUsed[$0] }
    let distinct = Set(used.map { keys[$0] }).sorted()
    let numberOfKey = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt64($0)) })
    var numbers = [UInt64](repeating: 0, count: keys.count)
    for position in used { numbers[position] = numberOfKey[keys[position]] ?? 0 }
    return (distinct, numbers)
  }

  package mutating func merge(_ other: CostTable) {
    if other.cells.isEmpty { return }
    if cells.isEmpty {
      self = other
      return
    }
    func placed(_ cells: [Cell], _ firstPlace: Int, _ firstField: Int) -> [(place: Int, field: Int, cost: Cost)] {
      cells.map { (firstPlace + Int($0.place), firstField + Int($0.field), $0.cost) }
    }
    self = CostTable(
      places: places + other.places, fields: fields + other.fields,
      cells: placed(cells, 0, 0) + placed(other.cells, places.count, fields.count))
  }

  /// Every cell, in order of place and field.
  package var all: [(place: CostPlace, field: NameKey, cost: Cost)] { cells.map { keyed($0) } }

  /// Returns the cells with most late and overdue dossiers, the largest first.
  package func largest(_ count: Int) -> [(place: CostPlace, field: NameKey, cost: Cost)] {
    cells.sorted { a, b in
      let (x, y) = (a.late + a.overdue, b.late + b.overdue)
      if x != y { return x > y }
      return a.place != b.place ? a.place < b.place : a.field < b.field
    }
    .prefix(count).map { keyed($0) }
  }

  package var sum: Int { cells.reduce(0) { $0 + Int($1.late) + Int($1.overdue) } }

  private func keyed(_ cell: Cell) -> (place: CostPlace, field: NameKey, cost: Cost) {
    (places[Int(cell.place)], fields[Int(cell.field)], cell.cost)
  }
}
