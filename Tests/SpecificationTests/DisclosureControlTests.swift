import Administration
import Diagnostics
import Records
import Statistics
import TestSupport
import Testing

/// "Counts 1–4 and their money are `[c]`, and so is what reveals them … Test: a reader of all published cells cannot
/// exclude any value from 1 to 4. Zero is shown." (design: *Disclosure control*)
@Suite struct DisclosureControlTests {
  /// Whether a table agrees with all that a reader sees: the cells shown, totals, zeros shown and so others above zero,
  /// the order of stages, and what an edition before showed, since counts grow.
  private static func agrees(
    _ guess: [[Int]], _ published: [[Int?]], _ totals: [Int], _ before: [[Int?]]?
  ) -> Bool {
    for (row, cells) in published.enumerated() {
      for (column, cell) in cells.enumerated() {
        if let least = before?[row][column], guess[row][column] < least { return false }
        if let cell { if guess[row][column] != cell { return false } } else if guess[row][column] < 1 { return false }
      }
      let stages = guess[row]
      if stages[0] < stages[1] || stages[0] < stages[2] || stages[2] < stages[3] || stages[3] < stages[4] {
        return false
      }
    }
    return totals.indices.allSatisfy { column in guess.reduce(0) { $0 + $1[column] } == totals[column] }
  }

  /// A table in which one hidden cell has a value and which agrees with all that is published; nil where none is found.
  /// The row takes the value in all its hidden cells, and one other row makes up for it.
  private static func witness(
    _ value: Int, _ row: Int, _ column: Int, _ truth: [[Int]], _ published: [[Int?]], _ totals: [Int],
    before: [[Int?]]? = nil
  ) -> [[Int]]? {
    for other in truth.indices where other != row {
      var guess = truth
      for place in truth[row].indices where published[row][place] == nil {
        guess[row][place] = value
        guess[other][place] += truth[row][place] - value
      }
      if guess[row][column] == value, agrees(guess, published, totals, before) { return guess }
    }
    return nil
  }

  /// The attacker: for every hidden count and each value from 1 to 4 there is a table that agrees with all that is
  /// published and has that value there.
  @Test(arguments: 1...300) func noValueFromOneToFourIsExcluded(_ seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    let truth = StaffTables.table(&random, rows: 34)
    let figures = DisclosureControl.figures(try truth.map { try StaffTables.tally($0) })
    let published = figures.map(StaffTables.shown)
    let totals = (0..<5).map { column in truth.reduce(0) { $0 + $1[column] } }
    for (row, cells) in published.enumerated() {
      for (column, cell) in cells.enumerated() {
        if cell != nil {
          #expect(!(1...4).contains(truth[row][column]), "a small count is shown")
          continue
        }
        #expect(truth[row][column] > 0, "zero is shown")
        for value in 1...4 {
          #expect(
            Self.witness(value, row, column, truth, published, totals) != nil,
            "seed \(seed): \(value) can be excluded in row \(row), \(StaffTables.columns[column])")
        }
      }
    }
  }

  /// Without the two rows that make up for others, the test above finds what it looks for.
  @Test func theAttackerFindsALoneHiddenCell() {
    let truth = [[3, 0, 0, 0, 0], [50, 40, 45, 42, 30], [60, 50, 50, 40, 30]]
    var published: [[Int?]] = truth
    published[0][0] = nil
    #expect(Self.witness(1, 0, 0, truth, published, [113, 90, 95, 82, 60]) == nil)
    published[1][0] = nil
    #expect(Self.witness(1, 0, 0, truth, published, [113, 90, 95, 82, 60]) != nil)
    #expect(Self.witness(4, 1, 0, truth, published, [113, 90, 95, 82, 60]) == nil)
  }

  /// The same attacker, who also has the edition before and knows that counts grow: where two rows have grown enough to
  /// make up for a small one, no value from 1 to 4 of it is excluded.
  @Test(arguments: 1...200) func noValueIsExcludedByTheEditionBefore(_ seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    let first = StaffTables.table(&random, rows: 34)
    let second = first.map { row -> [Int] in
      // One in four large rows stands still; small ones gain a person or two.
      let isStill = Int.random(in: 0..<4, using: &random) == 0
      let growth = row[0] < 10 ? 0...2 : isStill ? 0...0 : 3...30
      let more = Int.random(in: growth, using: &random)
      return row.map { $0 + more }
    }
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    let now = DisclosureControl.figures(
      try second.map { try StaffTables.tally($0) }, before: [StaffTables.published(before, first)])
    let (published, least) = (now.map(StaffTables.shown), before.map(StaffTables.shown))
    let totals = (0..<5).map { column in second.reduce(0) { $0 + $1[column] } }
    for (row, cells) in published.enumerated() {
      for (column, cell) in cells.enumerated() where cell == nil && (1...4).contains(second[row][column]) {
        for value in max(1, least[row][column] ?? 1)...4 {
          #expect(
            Self.witness(value, row, column, second, published, totals, before: least) != nil,
            "seed \(seed): \(value) can be excluded in row \(row), \(StaffTables.columns[column])")
        }
      }
    }
  }

  /// A province that was not there added nobody to the sum: rows of the same files do not make up for it.
  @Test func aNewRowIsCoveredByRowsThatHaveGrown() throws {
    let first = [
      [3, 3, 3, 3, 3], [60, 60, 50, 50, 35], [70, 70, 60, 60, 45], [90, 90, 80, 80, 60], [100, 90, 85, 80, 60],
    ]
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    #expect(before.map { $0?.decisions.isHidden } == [true, true, true, false, false])
    var table = StaffTables.published(before, first, isOfTheSameFiles: [true, true, true, false, false])
    table.rows.append(nil)
    let second = first[..<3] + [[98, 98, 88, 88, 68], [108, 98, 93, 88, 68], [2, 2, 2, 2, 2]]
    let now = DisclosureControl.figures(try second.map { try StaffTables.tally($0) }, before: [table])
    #expect(now[3]?.decisions == .hidden && now[4]?.decisions == .hidden)
  }

  /// A small province that sends nothing any more is not told by those that were hidden with it.
  @Test(arguments: [1, 2, 3, 4], [true, false])
  func aRowThatIsGoneIsNotTold(_ persons: Int, _ isOfTheSameFiles: Bool) throws {
    let first = [
      Array(repeating: persons, count: 5), [60, 60, 50, 50, 35], [70, 70, 60, 60, 45], [90, 90, 80, 80, 60],
      [100, 90, 85, 80, 60],
    ]
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    let second: [[Int]?] = [nil, first[1], first[2], [98, 98, 88, 88, 68], [108, 98, 93, 88, 68]]
    let table = StaffTables.published(
      before, first, isOfTheSameFiles: [false, isOfTheSameFiles, isOfTheSameFiles, false, false])
    let now = DisclosureControl.figures(try second.map { try $0.map { try StaffTables.tally($0) } }, before: [table])
    if persons > 1 || isOfTheSameFiles {
      #expect(now[1]?.decisions == .hidden && now[2]?.decisions == .hidden)
      #expect(now[3]?.decisions == .hidden || now[4]?.decisions == .hidden)
    }
    #expect(now[0] == nil)
  }

  /// A row of which the edition before showed what it still is cannot make up for another.
  @Test func rowsThatHaveGrownMakeUp() throws {
    let first = [
      [0, 0, 0, 0, 0], [50, 40, 45, 40, 30], [60, 50, 55, 50, 40], [200, 180, 190, 180, 170],
      [300, 280, 290, 280, 270],
    ]
    let second = [[2, 2, 2, 2, 2], first[1], first[2]] + first[3...].map { $0.map { $0 + 9 } }
    let rows = try second.map { try StaffTables.tally($0) }
    let alone = DisclosureControl.figures(rows)
    #expect(alone.map { $0?.decisions.isHidden } == [true, true, true, false, false])
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    let now = DisclosureControl.figures(rows, before: [StaffTables.published(before, first)])
    #expect(now.map { $0?.decisions.isHidden } == [true, false, false, true, true])
  }

  /// Only what must be hidden is: nothing without a small count, and beside a small row two more.
  @Test func littleIsHidden() throws {
    let large = [
      [100, 90, 95, 90, 80], [200, 180, 190, 180, 170], [300, 280, 290, 280, 270], [400, 380, 390, 380, 370],
    ]
    let open = DisclosureControl.figures(try large.map { try StaffTables.tally($0) })
    #expect(open.map(StaffTables.shown) == large.map { $0.map(Optional.some) })
    #expect(open.allSatisfy { $0?.amountPaid.isHidden == false })
    let small = DisclosureControl.figures(try (large + [[50, 30, 20, 2, 0]]).map { try StaffTables.tally($0) })
    #expect(StaffTables.shown(small[4]) == [50, 30, 20, nil, 0])
    #expect(StaffTables.shown(small[0]) == [nil, nil, nil, nil, nil])
    #expect(StaffTables.shown(small[1]) == [nil, nil, nil, nil, nil])
    #expect(StaffTables.shown(small[2]) == large[2].map(Optional.some))
    #expect([0, 1, 4].allSatisfy { small[$0]?.amountApproved.isHidden == true })
    #expect(small[2]?.amountApproved.isHidden == false)
    // Shares and means come from published figures alone.
    #expect(small[4]?.share(.approved, of: .submitted) == .hidden)
    #expect(small[2]?.share(.approved, of: .submitted) == .shown(try #require(Ratio(280, of: 290))))
    #expect(small[2]?.meanPaid == .shown(1_000_000))
  }

  /// A reader who knows how rows are chosen knows that one of the hidden rows holds one to four persons and the others five
  /// or more: their sum must leave room for each value.
  @Test(arguments: [1, 2, 3, 4]) func theMethodTellsNothing(_ persons: Int) throws {
    let few = [[persons, persons, persons, persons, persons], [5, 5, 5, 5, 5], [6, 6, 6, 6, 6], [7, 7, 7, 7, 7]]
    let rows = few + [[9, 9, 9, 9, 9], [60, 60, 60, 60, 60], [70, 70, 70, 70, 70]]
    let figures = DisclosureControl.figures(try rows.map { try StaffTables.tally($0) })
    for column in StaffTables.columns.indices {
      let hidden = rows.indices.filter { StaffTables.shown(figures[$0])[column] == nil }
      #expect(hidden.contains(0) && hidden.count == 3)
      let sum = hidden.reduce(0) { $0 + rows[$1][column] }
      for value in 1...4 { #expect(value + 5 * (hidden.count - 1) <= sum, "\(value) in column \(column)") }
    }
  }

  /// Rows that lose nobody between two stages can make up for others as well, where no row begins to be hidden there.
  @Test func rowsThatLoseNobodyMakeUp() throws {
    let rows = [[3, 2, 3, 3, 2], [90, 80, 85, 85, 70], [95, 80, 85, 85, 70], [400, 380, 390, 390, 370]]
    let figures = DisclosureControl.figures(try rows.map { try StaffTables.tally($0) })
    #expect(StaffTables.shown(figures[0]) == [nil, nil, nil, nil, nil])
    #expect(StaffTables.shown(figures[1]) == [nil, nil, nil, nil, nil])
    #expect(StaffTables.shown(figures[3]) == rows[3].map(Optional.some))
  }

  /// The ordinary week: every file is another, and a province has passed four persons. It is shown when the others that were
  /// hidden with it have grown by three or more, so that it may have been any number from 1 to 4.
  @Test(arguments: [(0, true), (2, true), (3, false), (40, false)])
  func whatIsNotSmallAnyMoreIsShownWhenItTellsNothing(_ growth: Int, _ isHidden: Bool) throws {
    let first = [
      [4, 4, 4, 4, 4], [40, 30, 40, 40, 40], [50, 40, 50, 50, 50], [400, 380, 390, 390, 370],
      [500, 480, 490, 490, 470],
    ]
    let second = [[5, 5, 5, 5, 5], first[1].map { $0 + growth }] + first[2...].map { $0.map { $0 + 0 } }
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    #expect(before.map { $0?.decisions.isHidden } == [true, true, true, false, false])
    let now = DisclosureControl.figures(
      try second.map { try StaffTables.tally($0) }, before: [StaffTables.published(before, first)])
    #expect(now.map { $0?.decisions.isHidden } == [isHidden, isHidden, isHidden, false, false])
  }

  /// Rows that an edition hid and that are of the same files have grown by nothing, and their sum says so: they make up for no
  /// row that was shown then. Others are hidden beside.
  @Test func rowsHiddenThenAreKnownToHaveStoodStill() throws {
    let first = [3, 0, 40, 50, 400, 500].map { [Int](repeating: $0, count: 5) }
    let second = [3, 2, 40, 50, 420, 500].map { [Int](repeating: $0, count: 5) }
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    #expect(before.map { $0?.decisions.isHidden } == [true, false, true, true, false, false])
    let now = DisclosureControl.figures(
      try second.map { try StaffTables.tally($0) },
      before: [StaffTables.published(before, first, isOfTheSameFiles: [true, false, true, true, false, true])])
    #expect(now[1]?.decisions.isHidden == true)
    #expect(now[4]?.decisions.isHidden == true)
  }

  /// What is kept hidden at a stage is hidden at those behind it: each holds at most as many.
  @Test func aStageThatIsKeptIsNotToldByTheNext() throws {
    let first = [
      [9, 9, 9, 4, 0], [40, 38, 36, 30, 20], [50, 48, 45, 40, 30], [400, 380, 390, 390, 370],
      [500, 480, 490, 490, 470],
    ]
    let second = [[9, 9, 9, 6, 5]] + first[1...2] + first[3...].map { $0.map { $0 + 5 } }
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    let now = DisclosureControl.figures(
      try second.map { try StaffTables.tally($0) }, before: [StaffTables.published(before, first)])
    #expect(now[0]?.approved.isHidden == true)
    #expect(now[0]?.paid.isHidden == true)
  }

  /// An edition stated to a later day: made afterwards, the earlier one must not tell its small row by what was fewer then.
  @Test func anEarlierEditionTellsNothingOfALaterOne() throws {
    let later = [1, 40, 50, 400, 500].map { [Int](repeating: $0, count: 5) }
    let earlier = [0, 40, 50, 400, 500].map { [Int](repeating: $0, count: 5) }
    let before = DisclosureControl.figures(try later.map { try StaffTables.tally($0) })
    let now = DisclosureControl.figures(
      try earlier.map { try StaffTables.tally($0) }, before: [StaffTables.published(before, later)])
    #expect(now.prefix(3).allSatisfy { $0?.decisions.isHidden == true })
  }

  /// Zeros that would tell are hidden at every stage: a stage of zeros shown would say that the others are zero too.
  @Test func zerosThatTellAreHiddenAtEveryStage() throws {
    let rows = [[9, 9, 9, 9, 2], [9, 9, 9, 9, 2], [0, 0, 0, 0, 0]]
    let figures = DisclosureControl.figures(try rows.map { try StaffTables.tally($0) })
    #expect(StaffTables.shown(figures[2]) == [nil, nil, nil, nil, nil])
  }

  /// Rows that have not grown at all are not hidden without end: no number of them makes up for one.
  @Test func rowsThatStandStillAreNotHiddenForNothing() throws {
    let first = [[9, 9, 9, 9, 0]] + (1...10).map { row in [9, 8, 7, 5, 0].map { 20 * row + $0 } }
    let second = [[9, 9, 9, 9, 3]] + first[1...]
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    let now = DisclosureControl.figures(
      try second.map { try StaffTables.tally($0) }, before: [StaffTables.published(before, first)])
    #expect(now.count { $0?.paid.isHidden == true } <= 3)
  }

  /// A row of which readers know that its file is the same makes up for nothing: others do.
  @Test func rowsOfTheSameFilesDoNotMakeUp() throws {
    let first = [
      [40, 38, 39, 30, 30], [50, 40, 50, 45, 40], [60, 50, 60, 55, 50], [400, 380, 390, 390, 370],
      [500, 480, 490, 490, 470],
    ]
    let second = [[4, 4, 3, 2, 2]] + first[1..<3] + first[3...].map { $0.map { $0 + 7 } }
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    let now = DisclosureControl.figures(
      try second.map { try StaffTables.tally($0) },
      before: [StaffTables.published(before, first, isOfTheSameFiles: [false, true, true, false, false])])
    #expect(now.map { $0?.decisions.isHidden } == [true, false, false, true, true])
  }

  /// Of a total of few each row above zero would be known by the number of rows that are hidden.
  @Test func zerosOfATableOfFewAreHidden() throws {
    let rows = [[9, 9, 9, 9, 1], [9, 9, 9, 9, 1], [9, 9, 9, 9, 1], [9, 9, 9, 9, 0], [9, 9, 9, 9, 0]]
    let figures = DisclosureControl.figures(try rows.map { try StaffTables.tally($0) })
    #expect(figures.allSatisfy { $0?.paid.isHidden == true })
  }

  /// "Zero is shown": a unit with nobody is no secret.
  @Test func zeroIsShown() throws {
    let rows = [[3, 1, 2, 2, 0], [0, 0, 0, 0, 0], [90, 80, 80, 70, 60], [80, 70, 70, 60, 50]]
    let figures = DisclosureControl.figures(try rows.map { try StaffTables.tally($0) })
    #expect(StaffTables.shown(figures[0]) == [nil, nil, nil, nil, 0])
    #expect(StaffTables.shown(figures[1]) == [0, 0, 0, 0, 0])
  }

  /// Where no two rows can make up for others, all are hidden.
  @Test func fewRowsAreAllHidden() throws {
    let figures = DisclosureControl.figures(
      try [[3, 1, 2, 2, 0], [90, 80, 80, 70, 60]].map { try StaffTables.tally($0) })
    #expect(StaffTables.shown(figures[0]) == [nil, nil, nil, nil, nil])
    #expect(StaffTables.shown(figures[1]) == [nil, nil, nil, nil, nil])
  }

  /// A single unit is the total, which is never hidden.
  @Test func theTotalIsNeverHidden() throws {
    var records: [StaffRecord] = []
    let day = Moment(Day(number: 19_999))
    for province in 0..<3 { records.append(StaffRecord(province: UInt16(province), decided: day, approved: day)) }
    let staff = try StaffStatistics(
      records, asOf: StaffTables.asOf, files: [1, 1, 1] + [Int](repeating: 0, count: 31), registry: .vietnam)
    let publication = StaffPublication(staff, audience: .public)
    #expect(publication.national.decisions == .shown(3))
    #expect(publication.provinces[0]?.decisions == .hidden)
    #expect(publication.provinces[3] == nil)
    #expect(publication.hides)
    let open = StaffPublication(staff, audience: .internal)
    #expect(open.provinces[0]?.decisions == .shown(1))
    #expect(!open.hides)
  }

  /// Rows that made up for a small one stay hidden while their files are the same: shown now, they would tell what the
  /// small one was. So does the small one, which they alone hide.
  @Test func whatMadeUpForASmallRowStaysHidden() throws {
    let first = [
      [4, 4, 4, 4, 4], [20, 18, 20, 20, 20], [22, 20, 22, 22, 22], [400, 380, 390, 390, 370],
      [500, 480, 490, 490, 470],
    ]
    let second = [[5, 5, 5, 5, 5]] + first.dropFirst()
    let before = DisclosureControl.figures(try first.map { try StaffTables.tally($0) })
    #expect(before.map { $0?.decisions.isHidden } == [true, true, true, false, false])
    func hiddenNow(_ isOfTheSameFiles: [Bool]) throws -> [Bool?] {
      DisclosureControl.figures(
        try second.map { try StaffTables.tally($0) },
        before: [StaffTables.published(before, first, isOfTheSameFiles: isOfTheSameFiles)]
      ).map { $0?.decisions.isHidden }
    }
    #expect(try hiddenNow([false, true, true, true, true]) == [true, true, true, false, false])
    // Two rows have other files, and all together have grown by one: shown now, the small one could only have been 4 or 5.
    #expect(try hiddenNow([false, false, true, true, true]) == [true, true, true, false, false])
  }
}
