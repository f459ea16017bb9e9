/// Suppresses the cells of a staff table that would disclose a count of one to four persons (design: *Disclosure
/// control*).
///
/// Readers know the sum over the rows at each stage, and that each stage holds at most as many persons as the stage
/// before. They also know that zeros are shown and that totals are never hidden, and they have every table published
/// before.
///
/// Primary suppression hides a row from its first stage with one to four persons on. The stages before it hold five or
/// more persons and exclude none of the values from 1 to 4.
///
/// Complementary (secondary) suppression keeps the sums from giving that row away: it hides two more rows whole. Each
/// of the two holds five or more persons at every stage, and loses three or more at every step where a hidden row
/// begins or ceases to be hidden; the smallest such rows are taken. More than two are hidden where readers know of each
/// how little it has changed since another edition.
///
/// The feasibility interval of a hidden count therefore contains all values from 1 to 4: whatever value a reader tries
/// for a hidden row, one of the two rows can make up for the difference at every stage at once, and either of them can
/// make up for the other. The test of this file constructs the tables that show it.
package enum DisclosureControl {
  /// The smallest count that is shown, apart from zero.
  static let smallest = 5
  /// The loss that a complementary row needs between two stages: 3, the most by which a guess from 1 to 4 can miss the
  /// truth.
  static let slack = smallest - 2

  static func isSmall(_ count: Int) -> Bool { (1..<smallest).contains(abs(count)) }

  /// Returns the figures of a table as readers get them.
  ///
  /// - Parameters:
  ///   - rows: the rows of the table; nil for a unit without data.
  ///   - before: the same table in each edition published before.
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
      // Two rows that each have enough room, or as many rows as have enough together.
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
    // No two rows can serve as complementary rows. All rows that readers do not know already are hidden, and zeros as
    // well where they would narrow the feasibility interval of a hidden count.
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

  /// Returns whether zeros shown at a stage would exclude a value from 1 to 4 for a row there, where all rows above
  /// zero are hidden.
  ///
  /// They would where fewer than two rows are above zero; where the rows above zero share so small a total that none of
  /// them can hold four persons; or where the rows that have fallen to zero since the stage before lost so few persons
  /// together that none of them can have lost four.
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

  /// Returns what primary suppression hides of a row: every stage from the first with one to four persons on, except
  /// zeros. Persons who left are hidden where they are one to four, or where the row's decisions are hidden.
  private static func primary(_ tally: StaffTally) -> Set<StaffCount> {
    var hidden: Set<StaffCount> = []
    if let first = StaffCount.stages.firstIndex(where: { isSmall($0.of(tally)) }) {
      for stage in StaffCount.stages[first...] where stage.of(tally) > 0 { hidden.insert(stage) }
    }
    if isSmall(tally.left) || (hidden.contains(.decisions) && tally.left > 0) { hidden.insert(.left) }
    return hidden
  }

  /// A step from one count of a row to another: between consecutive stages, or from the decisions to those who left.
  private struct Step: Hashable {
    let from: StaffCount
    let to: StaffCount
  }

  /// Returns the steps at which a hidden row begins to be hidden, or falls to a zero that is shown.
  ///
  /// A guess for the row changes there by up to three persons more or less than the truth, so a row that makes up for
  /// it must lose as many.
  private static func steps(_ tally: StaffTally, _ hidden: Set<StaffCount>) -> [Step] {
    let stages = StaffCount.stages
    var steps = zip(stages, stages.dropFirst()).filter { hidden.contains($0) != hidden.contains($1) }
      .map { Step(from: $0, to: $1) }
    if hidden.contains(.decisions) != hidden.contains(.left) { steps.append(Step(from: .decisions, to: .left)) }
    return steps
  }

  /// Returns rows in the order in which complementary suppression takes them: the most suitable first, and among equals
  /// the smallest.
  static func ordered(_ positions: [Int], _ rows: [StaffTally?], first unsuited: (Int) -> Int) -> [Int] {
    positions.map { (row: $0, place: (unsuited($0), rows[$0]?.decisions ?? 0, $0)) }
      .sorted { $0.place < $1.place }.map(\.row)
  }
}
