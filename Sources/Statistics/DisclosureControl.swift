/// Hides what a staff table would tell about one to four persons (design: *Disclosure control*).
///
/// Readers know the row sums, that each stage holds at most those of the stage before, that zeros are shown and totals
/// never hidden, and every table published before. A row is hidden from its first stage with one to four persons on: the
/// stages before it hold five or more and exclude none of these values. So that the sums do not give the row away, two
/// more rows are hidden whole: the smallest with five or more persons at each stage, and three or more lost at any step
/// where a hidden row begins or ends to be hidden. Whatever value from 1 to 4 a reader tries for a hidden row, one of
/// these two can make up for it at every stage at once, and either of them for the other; the test of this file
/// constructs the tables that show it.
package enum DisclosureControl {
  /// The smallest count that is shown, zero aside.
  static let smallest = 5
  /// What must be lost between two stages of a row that makes up for others: the most by which these can be mistaken.
  private static let slack = smallest - 2

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

  // MARK: Counts

  private static func hiddenCounts(
    _ rows: [StaffTally?], _ before: [PublishedStaff.Table]
  ) -> [Set<StaffCount>] {
    keeping(before, hiddenForNow(rows, before), rows)
  }

  /// Hides as well what editions before hid, where to show it now would tell what it was then: all of it, so that no stage tells of another.
  private static func keeping(
    _ editions: [PublishedStaff.Table], _ now: [Set<StaffCount>], _ rows: [StaffTally?]
  ) -> [Set<StaffCount>] {
    var hidden = now
    for edition in editions {
      let then = StaffCount.allCases.map { stage in (stage: stage, rows: Self.hidden(in: edition) { $0[stage] == nil })
      }
      let isTold = then.contains { stage, hiddenThen in
        hasOneUnknownChange(hiddenThen, edition) || tellsOldCounts(of: hiddenThen, at: stage, edition, rows)
      }
      if !isTold { continue }
      for (stage, hiddenThen) in then {
        for row in hiddenThen {
          if let tally = rows[row] {
            hidden[row].formUnion(onward(from: stage).filter { $0 == stage || $0.of(tally) > 0 })
          }
        }
      }
    }
    return hidden
  }

  /// A stage and those behind it, each of which holds at most as many.
  private static func onward(from stage: StaffCount) -> [StaffCount] {
    guard let first = StaffCount.stages.firstIndex(of: stage) else { return [stage] }
    return Array(StaffCount.stages[first...])
  }

  private static func hidden(in edition: PublishedStaff.Table, _ isHidden: (PublishedStaff.Row) -> Bool) -> [Int] {
    edition.rows.indices.filter { row in edition.rows[row].map(isHidden) ?? false }
  }

  /// Whether all but one at most of the rows that an edition hid, whose sum readers know, are made of the same files, and so
  /// are what they were.
  private static func hasOneUnknownChange(_ hiddenThen: [Int], _ edition: PublishedStaff.Table) -> Bool {
    !hiddenThen.isEmpty && hiddenThen.count { !(edition.rows[$0]?.isOfTheSameFiles ?? false) } <= 1
  }

  /// Whether what the rows hidden then are now would exclude a value from 1 to 4 of one of them then: counts grow, and all
  /// of them together have grown by what their sums say, so that each was at least so much less. Of an edition stated to a
  /// later day each is at most so much more.
  private static func tellsOldCounts(
    of hiddenThen: [Int], at stage: StaffCount, _ edition: PublishedStaff.Table, _ rows: [StaffTally?]
  ) -> Bool {
    guard let growth = growth(of: hiddenThen, at: stage, edition, rows) else { return false }
    let told = growth < 0 ? 1..<smallest - 1 : 2..<smallest
    return hiddenThen.contains { told.contains((rows[$0].map(stage.of) ?? 0) - growth) }
  }

  /// By how much the rows that an edition hid at a stage have grown since, all together; nil where it had no total.
  private static func growth(
    of hiddenThen: [Int], at stage: StaffCount, _ edition: PublishedStaff.Table, _ rows: [StaffTally?]
  ) -> Int? {
    edition.whole[stage].map { whole in
      let shown = edition.rows.reduce(0) { $0 + ($1?[stage] ?? 0) }
      return hiddenThen.reduce(0) { $0 + (rows[$1].map(stage.of) ?? 0) } - (whole - shown)
    }
  }

  /// Rows that editions before hid and that must stay hidden.
  private static func kept(
    _ editions: [PublishedStaff.Table], _ wasHidden: (PublishedStaff.Row) -> Bool
  ) -> Set<Int> {
    editions.reduce(into: []) { kept, edition in
      let then = hidden(in: edition, wasHidden)
      if hasOneUnknownChange(then, edition) { kept.formUnion(then) }
    }
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

  /// Whether readers know what a row is at some stages: an edition showed it, of the same files.
  private static func isKnown(
    _ tally: StaffTally, _ row: Int, at stages: Set<StaffCount>, _ editions: [PublishedStaff.Table]
  ) -> Bool {
    editions.contains { edition in
      guard let then = edition.rows[row], then.isOfTheSameFiles else { return false }
      return stages.allSatisfy { then[$0] == $0.of(tally) }
    }
  }

  /// By how many persons, `slack` at most, a row can be mistaken at some stages whatever other editions showed of it: by the
  /// difference to what was shown or, where it was hidden beside a row that is small now and was shown, by what all hidden
  /// ones have grown.
  private static func room(
    _ row: Int, at stages: Set<StaffCount>, _ rows: [StaffTally?], _ small: [Set<StaffCount>],
    _ editions: [PublishedStaff.Table]
  ) -> Int {
    var room = slack
    for edition in editions {
      guard let tally = rows[row], let then = edition.rows[row] else { continue }
      for stage in stages {
        if let shown = then[stage] {
          room = min(room, abs(stage.of(tally) - shown))
        } else if rows.indices.contains(where: { small[$0].contains(stage) && edition.rows[$0]?[stage] != nil }) {
          let hiddenThen = hidden(in: edition) { $0[stage] == nil }
          let growth = then.isOfTheSameFiles ? 0 : growth(of: hiddenThen, at: stage, edition, rows) ?? slack
          room = min(room, max(0, growth))
        }
      }
    }
    return room
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
  private static func ordered(_ positions: [Int], _ rows: [StaffTally?], first unsuited: (Int) -> Int) -> [Int] {
    positions.map { (row: $0, place: (unsuited($0), rows[$0]?.decisions ?? 0, $0)) }
      .sorted { $0.place < $1.place }.map(\.row)
  }

  // MARK: Money

  /// Rows whose money is hidden: with their counts, and where a difference to the stage before or to a table published
  /// before is of one to four persons. Then more, until neither the sum over the hidden rows is of so few.
  private static func hiddenMoney(
    _ rows: [StaffTally?], _ counts: [Set<StaffCount>], _ before: [PublishedStaff.Table]
  ) -> Set<Int> {
    var hidden = Set(
      rows.indices.filter { row in
        guard let tally = rows[row] else { return false }
        if !counts[row].isDisjoint(with: [.approved, .paid]) { return true }
        if isSmall(tally.approved) || isSmall(tally.paid) || isSmall(tally.outstanding) { return true }
        // Paid less what was approved for those who are paid is the money of those paid without approval.
        if isSmall(tally.approved - tally.paid) || isSmall(tally.paidUnapproved) { return true }
        return before.contains { edition in
          StaffSums(edition.rows[row]).map { old in
            StaffSums.Measure.allCases.contains { (StaffSums(tally) - old).isOfFew($0) }
          } ?? false
        }
      })
    hidden.formUnion(kept(before) { $0.money == nil }.filter { rows[$0] != nil })
    // First those whose own change is of five or more persons: they cover for the change of others.
    func coversChange(_ row: Int) -> Bool {
      guard let tally = rows[row] else { return false }
      return before.allSatisfy { edition in
        guard let old = StaffSums(edition.rows[row]) else { return true }
        let change = StaffSums(tally) - old
        return [change.approved, change.paid, change.approved - change.paid].allSatisfy { abs($0) >= smallest }
      }
    }
    let others = rows.indices.filter { rows[$0].map { $0.approved > 0 } ?? false && !hidden.contains($0) }
    for row in ordered(others, rows, first: { coversChange($0) ? 0 : 1 }) {
      if isSafe(hidden, rows, before) { break }
      hidden.insert(row)
    }
    return hidden
  }

  /// Whether the sums over the rows whose money is hidden, which totals give away, tell nothing about few persons.
  private static func isSafe(_ hidden: Set<Int>, _ rows: [StaffTally?], _ before: [PublishedStaff.Table]) -> Bool {
    func sum(_ value: (StaffTally) -> Int) -> Int { hidden.reduce(0) { $0 + (rows[$1].map(value) ?? 0) } }
    if isSmall(sum(\.approved)) || isSmall(sum(\.paid)) || isSmall(sum(\.outstanding)) { return false }
    if isSmall(sum { $0.approved - $0.paid }) || isSmall(sum(\.paidUnapproved)) { return false }
    return before.allSatisfy { isSafe(hidden, rows, beside: $0) }
  }

  /// Whether what is known of the hidden rows now and was known of those hidden then differs by nothing of few persons.
  ///
  /// Readers know each set of hidden rows as a total less the rows shown. Where the sets have no row in common, one edition
  /// shows what the other hides, and the change of either set is known; else that of both together.
  private static func isSafe(
    _ hidden: Set<Int>, _ rows: [StaffTally?], beside edition: PublishedStaff.Table
  ) -> Bool {
    guard let whole = StaffSums(edition.whole) else { return true }
    let then = rows.indices.map { StaffSums(edition.rows[$0]) }
    let hiddenThen = Set(rows.indices.filter { then[$0] == nil })
    func change(of set: Set<Int>) -> StaffSums {
      let now = set.reduce(StaffSums()) { $0 + StaffSums(rows[$1]) }
      if set.isSuperset(of: hiddenThen) {
        return now - rows.indices.filter { !set.contains($0) }.reduce(whole) { $0 - (then[$1] ?? StaffSums()) }
      }
      return now - set.reduce(StaffSums()) { $0 + (then[$1] ?? StaffSums()) }
    }
    let sets = hiddenThen.isDisjoint(with: hidden) ? [hiddenThen, hidden] : [hiddenThen.union(hidden)]
    let changes = sets.filter { !$0.isEmpty }.map(change)
    return StaffSums.Measure.allCases.allSatisfy { measure in
      guard changes.contains(where: { $0.isOfFew(measure) }) else { return true }
      // Where nothing else has changed, what a set changed by is the total's change, which no row can hide.
      let isAllElseTheSame = rows.indices.allSatisfy { row in
        hidden.contains(row) || hiddenThen.contains(row) || then[row]?[measure] == StaffSums(rows[row])[measure]
      }
      return isAllElseTheSame && changes.count { $0[measure] != StaffSums()[measure] } == 1
    }
  }
}

/// Persons approved and paid, and their money in VND, of one row or several together.
private struct StaffSums: Equatable {
  var approved = 0
  var paid = 0
  var money = PublishedStaff.Money()

  init() {}

  init(_ tally: StaffTally?) {
    guard let tally else { return }
    (approved, paid) = (tally.approved, tally.paid)
    money = PublishedStaff.Money(
      approved: tally.amountApproved, paid: tally.amountPaid, outstanding: tally.amountOutstanding)
  }

  /// Of a row as it was published, nothing of one that was not there; nil where its money was hidden.
  init?(_ row: PublishedStaff.Row?) {
    guard let row else { return }
    guard let money = row.money, let approved = row[.approved], let paid = row[.paid] else { return nil }
    (self.approved, self.paid, self.money) = (approved, paid, money)
  }

  /// What is published of it.
  enum Measure: CaseIterable {
    case approved, paid
    /// Approved and not paid: of those approved less those paid.
    case outstanding
  }

  struct Part: Equatable {
    let persons: Int
    let money: Int64
  }

  subscript(measure: Measure) -> Part {
    switch measure {
    case .approved: Part(persons: approved, money: money.approved)
    case .paid: Part(persons: paid, money: money.paid)
    case .outstanding: Part(persons: approved - paid, money: money.outstanding)
    }
  }

  /// Whether a change tells about one to four persons: by how many there are more or fewer, or because money has changed
  /// though no person has come or gone.
  ///
  /// Of what is outstanding, where ten or more have been approved or paid meanwhile, nobody can say that it is the same
  /// persons but for a few.
  func isOfFew(_ measure: Measure) -> Bool {
    if measure == .outstanding, max(abs(approved), abs(paid)) >= 2 * DisclosureControl.smallest { return false }
    let part = self[measure]
    return part.persons == 0 ? part.money != 0 : DisclosureControl.isSmall(part.persons)
  }

  static func + (a: StaffSums, b: StaffSums) -> StaffSums { a.combined(with: b, &+, &+) }
  static func - (a: StaffSums, b: StaffSums) -> StaffSums { a.combined(with: b, &-, &-) }

  private func combined(
    with other: StaffSums, _ persons: (Int, Int) -> Int, _ amounts: (Int64, Int64) -> Int64
  ) -> StaffSums {
    var result = StaffSums()
    (result.approved, result.paid) = (persons(approved, other.approved), persons(paid, other.paid))
    result.money = PublishedStaff.Money(
      approved: amounts(money.approved, other.money.approved), paid: amounts(money.paid, other.money.paid),
      outstanding: amounts(money.outstanding, other.money.outstanding))
    return result
  }
}
