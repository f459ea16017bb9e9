import Administration

/// Late and overdue dossiers of one unit and field.
package struct Cost: Sendable, Equatable {
  package var late = 0
  package var overdue = 0
  /// The overdue ones by calendar days from the due day to the observation day; empty where the plan counts no signals.
  package var ages = SparseCounts()

  package func merged(with other: Cost) -> Cost {
    var sum = Cost(late: late + other.late, overdue: overdue + other.overdue, ages: ages)
    sum.ages.merge(other.ages)
    return sum
  }
  package var sum: Int { late + overdue }
}

/// Where in a province late and overdue dossiers lie: a commune, or an agency of the province's own level.
package struct CostPlace: Hashable, Sendable, Comparable {
  package let commune: Int?
  /// Empty for a commune.
  package let agency: NameKey

  package static func < (a: CostPlace, b: CostPlace) -> Bool {
    a.commune != b.commune ? (a.commune ?? -1) < (b.commune ?? -1) : a.agency < b.agency
  }
}

/// Late and overdue dossiers of a province by place and field: up to ten thousand cells, so that a cell holds the
/// positions of its keys and not the keys.
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
  }

  package init() {}

  /// - Parameter cells: in any order; cells of the same place and field are added up.
  init(_ cells: [(place: CostPlace, field: NameKey, cost: Cost)]) {
    places = Set(cells.map(\.place)).sorted()
    fields = Set(cells.map(\.field)).sorted()
    let placeNumbers = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, UInt64($0)) })
    let fieldNumbers = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1, UInt64($0)) })
    var sums: [UInt64: Cost] = [:]
    for cell in cells {
      guard let place = placeNumbers[cell.place], let field = fieldNumbers[cell.field] else { continue }
      let key = place << 32 | field
      sums[key] = (sums[key] ?? Cost()).merged(with: cell.cost)
    }
    self.cells = sums.sorted { $0.key < $1.key }.map { key, cost in
      Cell(
        place: UInt32(key >> 32), field: UInt32(truncatingIfNeeded: key), late: UInt32(cost.late),
        overdue: UInt32(cost.overdue), ages: cost.ages)
    }
  }

  package mutating func merge(_ other: CostTable) {
    if other.cells.isEmpty { return }
    self = cells.isEmpty ? other : CostTable(all + other.all)
  }

  /// Every cell, in order of place and field.
  package var all: [(place: CostPlace, field: NameKey, cost: Cost)] { cells.map { keyed($0) } }

  /// The cells with most late and overdue dossiers, the largest first.
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
    (
      places[Int(cell.place)], fields[Int(cell.field)],
      Cost(late: Int(cell.late), overdue: Int(cell.overdue), ages: cell.ages)
    )
  }
}
