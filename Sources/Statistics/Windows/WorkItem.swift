import Administration

/// Overdue dossiers of one unit, field and age: a line of what an office must handle first.
///
/// A line counts dossiers and names none: their codes are kept only to tell duplicates, and persons are never decoded.
package struct WorkItem: Sendable, Equatable {
  /// Position in the registry; nil for the province's own level.
  package let commune: Int?
  /// The agency at the province's own level; empty for a commune and where none is stated.
  package let agency: String
  package let field: String
  /// One of the four states of overdue dossiers.
  package let age: DossierState
  package let dossiers: Int
  /// The earliest due day among them.
  package let oldestDue: Day
  /// Working days after that day up to the observation day.
  package let workingDays: Int
}

extension DossierState {
  /// The counter of an age of overdue dossiers alone; nil for every other state.
  package var ageCounter: Counter? {
    switch self {
    case .overdueTo5: .overdueTo5
    case .overdueTo15: .overdueTo15
    case .overdueTo30: .overdueTo30
    case .overdueOver30: .overdueOver30
    default: nil
    }
  }
}

extension Cost {
  /// The overdue dossiers of each age that there are any of, the oldest age first, with the oldest due day.
  func byAge(_ classifier: Classifier) -> [(age: DossierState, dossiers: Int, oldestDue: Day)] {
    var rows: [(age: DossierState, dossiers: Int, oldestDue: Day)] = []
    for (days, times) in ages.pairs.reversed() {
      let due = classifier.observation.day + -days
      let age = Classifier.overdue(by: classifier.workingDaysOverdue(since: due))
      if rows.last?.age == age {
        rows[rows.count - 1].dossiers += times
      } else {
        rows.append((age, times, due))
      }
    }
    return rows
  }
}

extension CostTable {
  /// Its overdue dossiers by age, the oldest due day first; those of one day by number, then in the order of units and
  /// fields.
  func work(_ classifier: Classifier, _ names: SummaryNames) -> [WorkItem] {
    let items = all.flatMap { place, field, cost in
      cost.byAge(classifier).map { age, dossiers, due in
        WorkItem(
          commune: place.commune, agency: names.agencies.name(of: place.agency), field: names.fields.name(of: field),
          age: age, dossiers: dossiers, oldestDue: due, workingDays: classifier.workingDaysOverdue(since: due))
      }
    }
    return items.enumerated().sorted {
      ($0.element.oldestDue, -$0.element.dossiers, $0.offset) < ($1.element.oldestDue, -$1.element.dossiers, $1.offset)
    }.map(\.element)
  }
}
