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
  /// By position of the province; unpacked where they are asked for, since few are.
  private let ofProvince: [[ProcedureID: PackedTally]]
  private let names: [ProcedureID: Spellings]

  /// - Parameter isCounted: whether a province has figures, by its position.
  init(_ summary: Summary, isCounted: [Bool]) {
    let names = summary.names.procedures
    let ofProvince = isCounted.enumerated().map { $1 ? summary.details[$0]?.procedures ?? [:] : [:] }
    var sums: [ProcedureID: Tally] = [:]
    for procedures in ofProvince {
      for (id, tally) in procedures { sums[id, default: Tally()].merge(tally) }
    }
    self.names = names
    self.ofProvince = ofProvince
    all = sums.sorted { $0.key < $1.key }.map { Self.procedure($0, $1, names) }
  }

  /// The named procedures of a province in which most dossiers were resolved late, the most first; equal ones in order of
  /// their codes, then names.
  package func slow(ofProvince province: Int, most: Int) -> [Procedure] {
    let late = ofProvince[province].compactMap { id, tally in
      let count = tally[.resolvedLate]
      return count > 0 && !(id.code.isEmpty && id.name.text.isEmpty) ? (late: count, id: id, tally: tally) : nil
    }
    // Numbers are put in order faster than names: only those that may be among the first are.
    let least = late.map(\.late).sorted(by: >).prefix(most).last ?? 0
    return late.filter { $0.late >= least }
      .sorted { $0.late != $1.late ? $1.late < $0.late : $0.id < $1.id }.prefix(most)
      .map { Self.procedure($0.id, $0.tally.tally, names) }
  }

  private static func procedure(_ id: ProcedureID, _ tally: Tally, _ names: [ProcedureID: Spellings]) -> Procedure {
    Procedure(code: id.code, name: names[id]?.best ?? id.name.text, tally: tally)
  }
}
