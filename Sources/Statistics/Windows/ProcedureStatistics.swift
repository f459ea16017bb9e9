import Diagnostics

/// The procedures of the own window, over the provinces that have figures.
package struct ProcedureStatistics: Sendable {
  package struct Procedure: Sendable {
    /// Empty where only a name is stated; both are empty where nothing is.
    package let code: String
    package let name: String
    package let tally: Tally
  }

  /// In order of their codes, then names.
  package let all: [Procedure]
  /// By position of the province: the named procedures of which any dossier was resolved late. Only the few that are
  /// asked for are unpacked.
  private let late: [[(dossiers: Int, id: ProcedureID, tally: PackedTally)]]
  private let names: [ProcedureID: Spellings]

  /// - Parameter isCounted: whether a province has figures, by its position.
  /// - Throws: status `internalError` where figures contradict one another.
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

  /// The named procedures of a province in which most dossiers were resolved late, the most first; equal ones in order of
  /// their codes, then names.
  package func slow(ofProvince province: Int, most: Int) -> [Procedure] {
    let late = late[province]
    // Numbers are put in order faster than names: only those that may be among the first are.
    let least = late.map(\.dossiers).sorted(by: >).prefix(most).last ?? 0
    return late.filter { $0.dossiers >= least }
      .sorted { $0.dossiers != $1.dossiers ? $1.dossiers < $0.dossiers : $0.id < $1.id }.prefix(most)
      .map { Self.procedure($0.id, $0.tally.tally, names) }
  }

  private static func procedure(_ id: ProcedureID, _ tally: Tally, _ names: [ProcedureID: Spellings]) -> Procedure {
    Procedure(code: id.code, name: names[id]?.best ?? id.name.text, tally: tally)
  }
}
