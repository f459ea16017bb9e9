extension DisclosureControl {
  /// Rows whose money is hidden: with their counts, and where a difference to the stage before or to a table published
  /// before is of one to four persons. Then more, until neither the sum over the hidden rows is of so few.
  static func hiddenMoney(
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
    hidden.formUnion(kept(before).filter { rows[$0] != nil })
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
    if tellsShared(hidden, hiddenThen, rows, then, whole) { return false }
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

  /// Whether the sum over the rows that one of two editions hid, less what the other shows of some of these, is of few
  /// persons: where these have not changed since, it is the money of those that both hide.
  private static func tellsShared(
    _ hidden: Set<Int>, _ hiddenThen: Set<Int>, _ rows: [StaffTally?], _ then: [StaffSums?], _ whole: StaffSums
  ) -> Bool {
    if hidden.isDisjoint(with: hiddenThen) { return false }
    func now(_ set: Set<Int>) -> StaffSums { set.reduce(StaffSums()) { $0 + StaffSums(rows[$1]) } }
    func before(_ set: Set<Int>) -> StaffSums { set.reduce(StaffSums()) { $0 + (then[$1] ?? StaffSums()) } }
    let (shownNow, shownThen) = (hiddenThen.subtracting(hidden), hidden.subtracting(hiddenThen))
    let sumThen = whole - before(Set(rows.indices).subtracting(hiddenThen))
    let rests =
      (shownNow.isEmpty ? [] : [sumThen - now(shownNow)]) + (shownThen.isEmpty ? [] : [now(hidden) - before(shownThen)])
    return rests.contains { rest in StaffSums.Measure.allCases.contains { rest.isFew($0) } }
  }

  /// Rows whose money editions before hid and that must stay hidden.
  private static func kept(_ editions: [PublishedStaff.Table]) -> Set<Int> {
    editions.reduce(into: []) { kept, edition in
      let then = edition.rows.indices.filter { row in edition.rows[row].map { $0.money == nil } ?? false }
      if hasOneUnknownChange(then, edition) { kept.formUnion(then) }
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
    return isFew(measure)
  }

  /// Whether it is of one to four persons, or money of nobody.
  func isFew(_ measure: Measure) -> Bool {
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
