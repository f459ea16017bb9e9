extension DisclosureControl {
  /// Returns the rows whose money is hidden.
  ///
  /// Primary suppression hides the money of rows whose approved or paid count is hidden. It also hides money where a
  /// count is of one to four persons, or its difference from the stage before or from a table published before.
  /// Complementary suppression then hides the money of more rows, until the sums over the hidden rows are not of one to
  /// four persons either.
  static func hiddenMoney(
    _ rows: [StaffTally?], _ counts: [Set<StaffCount>], _ before: [PublishedStaff.Table]
  ) -> Set<Int> {
    var hidden = Set(
      rows.indices.filter { row in
        guard let tally = rows[row] else { return false }
        if !counts[row].isDisjoint(with: [.approved, .paid]) { return true }
        if isSmall(tally.approved) || isSmall(tally.paid) || isSmall(tally.outstanding) { return true }
        // The amount paid, less the amount approved for those who are paid, is the money of those paid without
        // approval.
        if isSmall(tally.approved - tally.paid) || isSmall(tally.paidUnapproved) { return true }
        return before.contains { edition in
          StaffSums(edition.rows[row]).map { old in
            StaffSums.Measure.allCases.contains { (StaffSums(tally) - old).isOfFew($0) }
          } ?? false
        }
      })
    hidden.formUnion(kept(before).filter { rows[$0] != nil })
    // Rows whose own change is of five or more persons come first: they also conceal the changes of others.
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

  /// Returns whether the sums over the rows whose money is hidden disclose nothing about one to four persons. Readers
  /// can derive these sums from the totals.
  private static func isSafe(_ hidden: Set<Int>, _ rows: [StaffTally?], _ before: [PublishedStaff.Table]) -> Bool {
    func sum(_ value: (StaffTally) -> Int) -> Int { hidden.reduce(0) { $0 + (rows[$1].map(value) ?? 0) } }
    if isSmall(sum(\.approved)) || isSmall(sum(\.paid)) || isSmall(sum(\.outstanding)) { return false }
    if isSmall(sum { $0.approved - $0.paid }) || isSmall(sum(\.paidUnapproved)) { return false }
    return before.allSatisfy { isSafe(hidden, rows, beside: $0) }
  }

  /// Returns whether differencing with another edition discloses nothing about one to four persons from the rows hidden
  /// in either.
  ///
  /// Readers know the sum over each set of hidden rows: the total less the rows shown. Where the two sets have no row
  /// in common, each edition shows what the other hides, and the change of each set is known. Otherwise only the change
  /// of both sets together is known.
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
      // Where nothing else has changed, the change of a set is the change of the total, which no suppression can hide.
      let isAllElseTheSame = rows.indices.allSatisfy { row in
        hidden.contains(row) || hiddenThen.contains(row) || then[row]?[measure] == StaffSums(rows[row])[measure]
      }
      return isAllElseTheSame && changes.count { $0[measure] != StaffSums()[measure] } == 1
    }
  }

  /// Returns whether the sum over the rows that one of two editions hid, less what the other shows of some of these
  /// rows, is of few persons. Where the rows shown have not changed between the editions, the difference is the money
  /// of the rows that both hide.
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

  /// Returns the rows whose money other editions hid and that must stay hidden, because their change could be derived.
  private static func kept(_ editions: [PublishedStaff.Table]) -> Set<Int> {
    editions.reduce(into: []) { kept, edition in
      let then = edition.rows.indices.filter { row in edition.rows[row].map { $0.money == nil } ?? false }
      if hasOneUnknownChange(then, edition) { kept.formUnion(then) }
    }
  }
}

/// Persons approved and paid, and their money in VND, of one row or of several rows together.
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

  /// The sums of a row as it was published: zero for a row that was not there; nil where its money, or its approved or
  /// paid count, was hidden.
  init?(_ row: PublishedStaff.Row?) {
    guard let row else { return }
    guard let money = row.money, let approved = row[.approved], let paid = row[.paid] else { return nil }
    (self.approved, self.paid, self.money) = (approved, paid, money)
  }

  /// The figures that are published.
  enum Measure: CaseIterable {
    case approved, paid
    /// Approved and not paid; the persons are those approved less those paid.
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

  /// Returns whether a change is about one to four persons: so many came or went, or money changed although the number
  /// of persons did not.
  ///
  /// The money outstanding is exempt where the persons approved or paid changed by ten or more: nobody can then say
  /// that those outstanding are the same persons except for a few.
  func isOfFew(_ measure: Measure) -> Bool {
    if measure == .outstanding, max(abs(approved), abs(paid)) >= 2 * DisclosureControl.smallest { return false }
    return isFew(measure)
  }

  /// Returns whether a part is of one to four persons, or is money without persons.
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
