import Administration

/// Overdue dossiers of one unit, field and age: a line in the list of what an office must handle first.
///
/// A line counts dossiers and names none. Codes of dossiers are kept only to detect duplicates, and persons are never
/// read.
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
  /// The counter of this state alone, for the four ages of overdue dossiers; nil for every other state.
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
  /// Returns the ages that have overdue dossiers, with their number and their oldest due day; the oldest age comes
  /// first.
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
  /// Returns the overdue dossiers by age, the oldest due day first. Items with the same day come in the order of their
  /// number, the largest first, then of units and fields.
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
