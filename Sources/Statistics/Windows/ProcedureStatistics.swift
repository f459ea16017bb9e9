import Diagnostics

/// The procedures of the own window, over the provinces that have figures.
package struct ProcedureStatistics: Sendable {
  package struct Procedure: Sendable {
    /// Empty where only a name is stated; code and name are both empty where neither is stated.
    package let code: String
    package let name: String
    package let tally: Tally
  }

  /// In order of their codes, then names.
  package let all: [Procedure]
  /// By position of the province: the named procedures with dossiers that were resolved late. Their tallies stay
  /// packed, since only a few are asked for.
  private let late: [[(dossiers: Int, id: ProcedureID, tally: PackedTally)]]
  private let names: [ProcedureID: Spellings]

  /// - Parameter isCounted: whether each province has figures, by position.
  /// - Throws: status `internalError` where figures contradict each other.
  init(_ summary: Summary, isCounted: [Bool]) throws(Failure) {
    let names = summary.names.procedures
    let ofProvince = isCounted.enumerated().map { $1 ? summary.details[$0]?.procedures ?? [:] : [:] }
    var rows: [ProcedureID: Int] = [:]
    var sums = CellTable()
    for procedures in ofProvince {
      for (id, tally) in procedures {
        let row = rows[id] ?? rows.count
        if row == rows.count {
          rows[id] = row
          sums.grow(to: rows.count)
        }
        sums.add(tally, to: row)
      }
    }
    let tallies = sums.tallies()
    self.names = names
    all = rows.sorted { $0.key < $1.key }.map { Self.procedure($0.key, tallies[$0.value], names) }
    late = ofProvince.map { procedures in
      procedures.compactMap { id, tally in
        let count = id.code.isEmpty && id.name.text.isEmpty ? 0 : tally.count(of: .resolvedLate)
        return count > 0 ? (count, id, tally) : nil
      }
    }
    try Identities.check(all.map { (unit: $0.code, tally: $0.tally) }) { "the procedure '\($0)'" }
  }

  /// Returns the named procedures of a province with most dossiers resolved late, the largest number first; equal ones
  /// in the order of their codes, then names.
  package func slow(ofProvince province: Int, most: Int) -> [Procedure] {
    let late = late[province]
    // Sorting numbers is faster than sorting names, so only the procedures that may be among the first are sorted by
    // name.
    let least = late.map(\.dossiers).sorted(by: >).prefix(most).last ?? 0
    return late.filter { $0.dossiers >= least }
      .sorted { $0.dossiers != $1.dossiers ? $1.dossiers < $0.dossiers : $0.id < $1.id }.prefix(most)
      .map { Self.procedure($0.id, $0.tally.tally, names) }
  }

  private static func procedure(_ id: ProcedureID, _ tally: Tally, _ names: [ProcedureID: Spellings]) -> Procedure {
    Procedure(code: id.code, name: names[id]?.best ?? id.name.text, tally: tally)
  }
}
