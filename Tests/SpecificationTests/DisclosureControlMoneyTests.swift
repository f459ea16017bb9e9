import Administration
import Records
import Statistics
import TestSupport
import Testing

/// The money of a staff table is hidden with its counts, and where a difference is of one to four persons.
@Suite struct DisclosureControlMoneyTests {
  /// A row's persons: approved, of these approved long ago and unpaid, and approved lately and unpaid; the rest is paid.
  private static func overdueTally(_ approved: Int, _ overdue: Int, _ recent: Int) throws -> StaffTally {
    var tally = StaffTally()
    for person in 0..<approved {
      let day = Moment(Day(number: person < overdue ? 19_900 : 19_990))
      try tally.add(
        StaffRecord(
          province: 0, decided: day, left: day, submitted: day, approved: day,
          paid: person < overdue + recent ? .blank : Moment(Day(number: 19_995)), amountApproved: 1_000_000,
          amountPaid: 1_000_000), asOf: StaffTables.asOf)
    }
    return tally
  }

  /// Two editions in a row: no sum of money that a reader can form of published amounts is of one to four persons. A
  /// reader can take rows as they stand, the rest of a total, the difference of approved and paid, and each set of rows
  /// that is known both now and before. What a set changed by where nothing else has changed, the totals tell themselves.
  @Test(arguments: 1...400) func noMoneyOfOneToFourPersonsFollows(_ seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    let first = StaffTables.table(&random, rows: seed.isMultiple(of: 2) ? 5 : 34)
    let second = first.map { row -> [Int] in
      let more = Int.random(in: 0..<3, using: &random) == 0 ? Int.random(in: -5...9, using: &random) : 0
      if row[3] + more < 0 || row[4] + more < 0 { return row }
      let paid = more < 0 ? more : Int.random(in: 0...more, using: &random)
      return [row[0] + more, row[1], row[2] + more, row[3] + more, row[4] + paid]
    }
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    let now = DisclosureControl.figures(
      try second.map { try StaffTables.tally($0) }, before: [StaffTables.published(before, first)])
    func isSmall(_ persons: Int) -> Bool { (1...4).contains(abs(persons)) }
    func hidden(_ figures: [StaffFigures?]) -> Set<Int> {
      Set(figures.indices.filter { figures[$0]?.amountPaid.isHidden == true })
    }
    for (figures, truth) in [(before, first), (now, second)] {
      let hidden = hidden(figures)
      for row in truth.indices where !hidden.contains(row) {
        #expect(!isSmall(truth[row][3]) && !isSmall(truth[row][4]) && !isSmall(truth[row][3] - truth[row][4]))
      }
      // Where all others have none, the rest of the total is the total.
      if truth.indices.allSatisfy({ hidden.contains($0) || truth[$0][3] == 0 && truth[$0][4] == 0 }) { continue }
      let rest = (hidden.reduce(0) { $0 + truth[$1][3] }, hidden.reduce(0) { $0 + truth[$1][4] })
      #expect(!isSmall(rest.0) && !isSmall(rest.1) && !isSmall(rest.0 - rest.1))
    }
    let (then, today) = (hidden(before), hidden(now))
    /// Whether a table tells the sum over a set: of hidden rows it has all or none.
    func isKnown(_ set: Set<Int>, _ hidden: Set<Int>) -> Bool {
      set.isDisjoint(with: hidden) || set.isSuperset(of: hidden)
    }
    let sets = first.indices.map { [$0] } + [then, today, then.union(today)]
    let measures: [([Int]) -> Int] = [{ $0[3] }, { $0[4] }, { $0[3] - $0[4] }]
    for set in sets where isKnown(set, then) && isKnown(set, today) {
      let changes = measures.map { measure in set.reduce(0) { $0 + measure(second[$1]) - measure(first[$1]) } }
      for (place, measure) in measures.enumerated() {
        // Of those outstanding, where many were approved or paid meanwhile, nobody knows who they are.
        if place == 2, changes[...1].contains(where: { abs($0) >= 10 }) { continue }
        let isAllElseTheSame = first.indices.allSatisfy {
          set.contains($0) || measure(first[$0]) == measure(second[$0])
        }
        if isAllElseTheSame, !set.isDisjoint(with: then.union(today)) { continue }
        #expect(!isSmall(changes[place]), "seed \(seed): \(set.sorted()) changed by \(changes)")
      }
    }
  }

  /// The total's change is of three persons, and does not excuse that a row's is: another row's is shown.
  @Test func moneyIsHiddenWhereTheTotalChangesByFewAsWell() throws {
    let first = [[100, 90, 95, 90, 80], [200, 180, 190, 180, 170], [300, 280, 290, 280, 270]]
    let second = [[106, 96, 101, 96, 86], [197, 177, 187, 177, 167], [300, 280, 290, 280, 270]]
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    let now = DisclosureControl.figures(
      try second.map { try StaffTables.tally($0) }, before: [StaffTables.published(before, first)])
    #expect(now.map { $0?.amountPaid.isHidden } == [true, true, false])
  }

  /// One edition shows what the other hides, so that the money of either set of hidden rows is known in both: that of the
  /// two persons whom the third row has more would be what is hidden now, less what was shown.
  @Test func moneyOfRowsHiddenInTurnIsHidden() throws {
    let first = [[90, 90, 90, 63, 60], [200, 180, 190, 90, 80], [300, 280, 290, 80, 40], [400, 380, 390, 300, 200]]
    let second = [
      [90, 90, 90, 63, 40], [200, 180, 190, 90, 60], [300, 280, 290, 82, 42], [400, 380, 390, 300, 200],
    ]
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    #expect(before.map { $0?.amountPaid.isHidden } == [true, true, false, false])
    let now = DisclosureControl.figures(
      try second.map { try StaffTables.tally($0) }, before: [StaffTables.published(before, first)])
    #expect(now[2]?.amountPaid.isHidden == true)
    #expect(now[0]?.amountPaid.isHidden == true || now[1]?.amountPaid.isHidden == true)
  }

  /// A person's amount is corrected: nobody has come or gone, and the difference is of that person.
  @Test func moneyIsHiddenWhereAnAmountIsCorrected() throws {
    let counts = [[100, 90, 95, 90, 80], [200, 180, 190, 180, 170], [300, 280, 290, 280, 270]]
    let before = DisclosureControl.figures(try counts.map { try StaffTables.tally($0) })
    var corrected = try counts.map { try StaffTables.tally($0) }
    var row = try StaffTables.tally([99, 89, 94, 89, 79])
    let day = Moment(Day(number: 19_999))
    try row.add(
      StaffRecord(
        province: 0, decided: day, left: day, submitted: day, approved: day, paid: day, amountApproved: 1_234_567,
        amountPaid: 1_234_567), asOf: StaffTables.asOf)
    corrected[0] = row
    let now = DisclosureControl.figures(corrected, before: [StaffTables.published(before, counts)])
    #expect(now.map { $0?.amountPaid.isHidden } == [true, false, false])
    #expect(now[0]?.paid == .shown(80))
  }

  /// One person of the first row is outstanding, and the second row covers it. Shown again unchanged, it would tell that
  /// person's money by the sum that the edition before hid.
  @Test(arguments: [5, 12]) func moneyThatCoveredStaysHiddenWhileItIsTheSame(_ rows: Int) throws {
    let rest = (0..<rows).map { [200 + 10 * $0, 180, 190, 180, 100 + $0] }
    let first = [[70, 60, 65, 60, 59], [60, 55, 55, 50, 40]] + rest
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    #expect(before.map { $0?.amountPaid.isHidden == true } == [true, true] + rest.map { _ in false })
    var second = first.map { [$0[0] + 5] + $0.dropFirst() }
    for row in [2, 3] {
      second[row] = [second[row][0], 180, second[row][2] + 3, second[row][3] + 3, second[row][4] + 3]
    }
    for row in 4..<second.count { second[row][4] += 12 }
    let now = DisclosureControl.figures(
      try second.map { try StaffTables.tally($0) }, before: [StaffTables.published(before, first)])
    #expect(now[0]?.amountOutstanding == .hidden)
    #expect(now[1]?.amountOutstanding == .hidden)
  }

  /// Twenty less one are outstanding, after five were approved and six paid: the difference may be one person's money.
  @Test func moneyIsHiddenWhereOneMoreIsOutstanding() throws {
    let first = [[100, 90, 95, 70, 50], [200, 180, 190, 180, 100], [300, 280, 290, 280, 120]]
    let second = [[100, 90, 95, 75, 56], [200, 180, 190, 195, 130], [300, 280, 290, 300, 160]]
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    let now = DisclosureControl.figures(
      try second.map { try StaffTables.tally($0) }, before: [StaffTables.published(before, first)])
    #expect(now[0]?.amountOutstanding == .hidden)
    #expect(now.contains { $0?.amountOutstanding.isHidden == false })
  }

  /// Money that made up for that of a few is hidden while its files are the same: shown now, it would tell theirs.
  @Test func moneyThatMadeUpForAFewStaysHidden() throws {
    let first = [[80, 70, 75, 60, 58], [90, 80, 85, 70, 40], [200, 180, 190, 180, 100], [300, 280, 290, 280, 120]]
    let second = [[100, 90, 95, 80, 58]] + first.dropFirst()
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    #expect(before.map { $0?.amountPaid.isHidden } == [true, true, false, false])
    func hiddenNow(_ isOfTheSameFiles: [Bool]) throws -> [Bool?] {
      DisclosureControl.figures(
        try second.map { try StaffTables.tally($0) },
        before: [StaffTables.published(before, first, isOfTheSameFiles: isOfTheSameFiles)]
      ).map { $0?.amountPaid.isHidden }
    }
    #expect(try hiddenNow([false, true, true, true]) == [true, true, false, false])
    #expect(try hiddenNow([false, false, true, true]) == [false, false, false, false])
  }

  /// Approved less outstanding is what was approved for those who are paid: what is paid above it is the money of those
  /// paid without approval, here two.
  @Test func moneyIsHiddenWhereTwoAreUnapproved() throws {
    func tally(_ unapproved: Int, _ approved: Int) throws -> StaffTally {
      var tally = try Self.overdueTally(approved, 10, 10)
      let day = Moment(Day(number: 19_990))
      for _ in 0..<unapproved {
        try tally.add(
          StaffRecord(
            province: 0, decided: day, left: day, submitted: day, approved: .blank, paid: day, amountApproved: 0,
            amountPaid: 700_000), asOf: StaffTables.asOf)
      }
      return tally
    }
    let figures = DisclosureControl.figures(try [tally(2, 100), tally(0, 120), tally(6, 90), tally(0, 130)])
    #expect(figures[0]?.amountOutstanding == .hidden)
    #expect(figures[0]?.amountPaid == .hidden)
    // Those of the hidden rows together must not be two either.
    #expect(figures.map { $0?.amountPaid.isHidden } == [true, false, true, false])
    #expect(try tally(2, 100).paidUnapproved == 2)
  }

  /// Two persons more than in the last edition: their money would be the difference.
  @Test func moneyIsHiddenWhereTwoPersonsAreNew() throws {
    let first = [[100, 90, 95, 90, 80], [200, 180, 190, 180, 170], [300, 280, 290, 280, 270]]
    let second = [[102, 90, 97, 92, 80], [220, 180, 210, 200, 190], [300, 280, 290, 280, 270]]
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    let now = DisclosureControl.figures(
      try second.map { try StaffTables.tally($0) }, before: [StaffTables.published(before, first)])
    #expect(now[0]?.amountApproved == .hidden)
    #expect(now[0]?.approved == .shown(92))
    // The change of the total less those of the others would give it away: the row that changed by twenty covers it.
    #expect(now[1]?.amountApproved == .hidden)
    #expect(now[2]?.amountApproved.isHidden == false)
    #expect(
      DisclosureControl.figures(try second.map { try StaffTables.tally($0) })[0]?.amountApproved.isHidden == false)
  }
}
