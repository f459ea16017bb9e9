/// Hides what a staff table would tell about one to four persons (design: *Disclosure control*).
///
/// Readers know the row sums, that each stage holds at most those of the stage before, that zeros are shown and totals
/// never hidden, and every table published before. A row is hidden from its first stage with one to four persons on: the
/// stages before it hold five or more and exclude none of these values. So that the sums do not give the row away, two
/// more rows are hidden whole: the smallest with five or more persons at each stage, and three or more lost at any step
/// where a hidden row begins or ends to be hidden; more than two where readers know of each how little it has changed since
/// another edition. Whatever value from 1 to 4 a reader tries for a hidden row, one of
/// these two can make up for it at every stage at once, and either of them for the other; the test of this file
/// constructs the tables that show it.
package enum DisclosureControl {
  /// The smallest count that is shown, zero aside.
  static let smallest = 5
  /// What must be lost between two stages of a row that makes up for others: the most by which these can be mistaken.
  static let slack = smallest - 2

  static func isSmall(_ count: Int) -> Bool { (1..<smallest).contains(abs(count)) }

  /// - Parameters:
  ///   - rows: the rows of a table; nil for a unit without data.
  ///   - before: the same rows as published before, by edition.
  package static func figures(_ rows: [StaffTally?], before: [PublishedStaff.Table] = []) -> [StaffFigures?] {
    let counts = hiddenCounts(rows, before)
    let money = hiddenMoney(rows, counts, before)
    return rows.indices.map { row in
      rows[row].map { StaffFigures($0, hiding: counts[row], isMoneyHidden: money.contains(row)) }
    }
  }

  private static func hiddenCounts(
    _ rows: [StaffTally?], _ before: [PublishedStaff.Table]
  ) -> [Set<StaffCount>] {
    keeping(before, hiddenForNow(rows, before), rows)
  }

  private static func hiddenForNow(
    _ rows: [StaffTally?], _ before: [PublishedStaff.Table]
  ) -> [Set<StaffCount>] {
    var hidden = rows.map { $0.map(primary) ?? [] }
    guard hidden.contains(where: { !$0.isEmpty }) else { return hidden }
    let used = StaffCount.allCases.filter { count in rows.contains { $0.map { count.of($0) > 0 } ?? false } }
    let steps = rows.indices.reduce(into: Set<Step>()) { steps, row in
      if let tally = rows[row] { steps.formUnion(Self.steps(tally, hidden[row])) }
    }
    let mistaken = hidden.reduce(into: Set()) { $0.formUnion($1) }
    let candidates = rows.indices.filter { row in
      guard let tally = rows[row], hidden[row].isEmpty, !isKnown(tally, row, at: mistaken, before) else { return false }
      return used.allSatisfy { $0.of(tally) >= smallest }
        && steps.allSatisfy { $0.from.of(tally) - $0.to.of(tally) >= slack }
    }
    if candidates.count >= 2 {
      let small = hidden
      let room = candidates.reduce(into: [:]) { $0[$1] = Self.room($1, at: mistaken, rows, small, before) }
      // Two rows with room enough, or as many as have it together.
      var (missing, taken) = (2 * slack, 0)
      for row in ordered(candidates, rows, first: { slack - (room[$0] ?? 0) }) {
        let own = room[row] ?? 0
        if missing <= 0 || taken >= 2 && own == 0 { break }
        hidden[row] = Set(used)
        missing -= own
        taken += 1
      }
      return hidden
    }
    // No two rows can make up for others: all that readers do not know are hidden, and zeros where they would tell of them.
    guard rows.count(where: { $0 != nil }) >= 2 else { return hidden }
    let counted = rows.indices.filter { row in
      rows[row].map { !hidden[row].isEmpty || !isKnown($0, row, at: mistaken, before) } ?? false
    }
    func above(_ count: StaffCount) -> [Int] { counted.filter { row in rows[row].map { count.of($0) > 0 } ?? false } }
    let hidesZeros = used.contains { tellZeros($0, above($0), rows) }
    for count in used {
      for row in hidesZeros ? counted : above(count) { hidden[row].insert(count) }
    }
    return hidden
  }

  /// Whether zeros shown at a stage would exclude a value from 1 to 4 of a row that is hidden with all others: where one
  /// alone is above zero, where so many share a total of few, or where so many have fallen to zero by a loss of few.
  private static func tellZeros(_ count: StaffCount, _ above: [Int], _ rows: [StaffTally?]) -> Bool {
    func total(_ count: StaffCount) -> Int { rows.reduce(0) { $0 + ($1.map(count.of) ?? 0) } }
    func isOfFew(_ persons: Int, sharedBy rows: Int) -> Bool { persons - rows + 1 < smallest - 1 }
    if above.count < 2 || isOfFew(total(count), sharedBy: above.count) { return true }
    let stages = StaffCount.stages
    let before = stages.firstIndex(of: count).map { $0 > 0 ? stages[$0 - 1] : nil } ?? .decisions
    guard let before else { return false }
    let fallen = rows.count { row in row.map { before.of($0) > 0 && count.of($0) == 0 } ?? false }
    return fallen > 0 && isOfFew(total(before) - total(count), sharedBy: fallen)
  }

  /// What a row must hide for its own sake: from the first stage with one to four persons on, all but zeros.
  private static func primary(_ tally: StaffTally) -> Set<StaffCount> {
    var hidden: Set<StaffCount> = []
    if let first = StaffCount.stages.firstIndex(where: { isSmall($0.of(tally)) }) {
      for stage in StaffCount.stages[first...] where stage.of(tally) > 0 { hidden.insert(stage) }
    }
    if isSmall(tally.left) || (hidden.contains(.decisions) && tally.left > 0) { hidden.insert(.left) }
    return hidden
  }

  /// From one stage to the next.
  private struct Step: Hashable {
    let from: StaffCount
    let to: StaffCount
  }

  /// The steps at which a hidden row begins to be hidden, or falls to a zero that is shown: what is guessed for the row
  /// changes there by up to three more or less than the truth, and a row that makes up for it must lose as many.
  private static func steps(_ tally: StaffTally, _ hidden: Set<StaffCount>) -> [Step] {
    let stages = StaffCount.stages
    var steps = zip(stages, stages.dropFirst()).filter { hidden.contains($0) != hidden.contains($1) }
      .map { Step(from: $0, to: $1) }
    if hidden.contains(.decisions) != hidden.contains(.left) { steps.append(Step(from: .decisions, to: .left)) }
    return steps
  }

  /// Rows in the order in which they are to be hidden for others: those that suit best, and among them the smallest.
  static func ordered(_ positions: [Int], _ rows: [StaffTally?], first unsuited: (Int) -> Int) -> [Int] {
    positions.map { (row: $0, place: (unsuited($0), rows[$0]?.decisions ?? 0, $0)) }
      .sorted { $0.place < $1.place }.map(\.row)
  }
}
