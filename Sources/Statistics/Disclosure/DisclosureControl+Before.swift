// Protection against differencing between releases: what readers know about a row from other editions, and what must
// therefore stay hidden.

extension DisclosureControl {
  /// Returns the counts to hide now, extended by those that other editions hid and that showing them now would
  /// disclose.
  ///
  /// If one count that an edition hid could be derived, everything that the edition hid stays hidden, so that no stage
  /// gives another away.
  static func keeping(
    _ editions: [PublishedStaff.Table], _ now: [Set<StaffCount>], _ rows: [StaffTally?]
  ) -> [Set<StaffCount>] {
    var hidden = now
    for edition in editions {
      let then = StaffCount.allCases.map { stage in (stage: stage, rows: Self.hidden(in: edition, at: stage)) }
      let isTold = then.contains { stage, hiddenThen in
        hasOneUnknownChange(hiddenThen, edition) || tellsOldCounts(of: hiddenThen, at: stage, edition, rows)
      }
      if !isTold { continue }
      for (stage, hiddenThen) in then {
        for row in hiddenThen {
          hide(row, from: stage, rows, &hidden)
        }
        cover(missingOf: hiddenThen, at: stage, edition, rows, &hidden)
      }
    }
    return hidden
  }

  /// Hides rows that have grown, where one of the rows that an edition hid is missing now. Otherwise the sum over the
  /// rows that are left would disclose what the missing row was.
  private static func cover(
    missingOf hiddenThen: [Int], at stage: StaffCount, _ edition: PublishedStaff.Table, _ rows: [StaffTally?],
    _ hidden: inout [Set<StaffCount>]
  ) {
    guard hiddenThen.contains(where: { rows[$0] == nil }) else { return }
    func grown(_ row: Int) -> Int {
      rows[row].flatMap { tally in edition.rows[row]?[stage].map { stage.of(tally) - $0 } } ?? 0
    }
    var missing = slack
    let candidates = rows.indices.filter { !hidden[$0].contains(stage) && grown($0) > 0 }
    for row in ordered(candidates, rows, first: { grown($0) >= slack ? 0 : 1 }) {
      if missing <= 0 { return }
      hide(row, from: stage, rows, &hidden)
      missing -= grown(row)
    }
  }

  /// Hides a row's count at a stage, even a zero, and its counts above zero at the stages after it.
  private static func hide(
    _ row: Int, from stage: StaffCount, _ rows: [StaffTally?], _ hidden: inout [Set<StaffCount>]
  ) {
    guard let tally = rows[row] else { return }
    hidden[row].formUnion(onward(from: stage).filter { $0 == stage || $0.of(tally) > 0 })
  }

  /// Returns a stage and the stages after it, each of which holds at most as many persons as the one before.
  private static func onward(from stage: StaffCount) -> [StaffCount] {
    guard let first = StaffCount.stages.firstIndex(of: stage) else { return [stage] }
    return Array(StaffCount.stages[first...])
  }

  /// Returns the rows that an edition hid at a stage.
  private static func hidden(in edition: PublishedStaff.Table, at stage: StaffCount) -> [Int] {
    edition.rows.indices.filter { row in edition.rows[row].map { $0[stage] == nil } ?? false }
  }

  /// Returns whether an edition tells readers what a row was at a stage: it showed the count, or it had no such row,
  /// which means nobody.
  private static func shows(_ row: Int, at stage: StaffCount, _ edition: PublishedStaff.Table) -> Bool {
    edition.rows[row].map { $0[stage] != nil } ?? true
  }

  /// Returns whether all but at most one of the rows that an edition hid are made of the same files now, and so have
  /// not changed. Readers know the sum over the hidden rows, and with it the change of the remaining row.
  static func hasOneUnknownChange(_ hiddenThen: [Int], _ edition: PublishedStaff.Table) -> Bool {
    !hiddenThen.isEmpty && hiddenThen.count { !(edition.rows[$0]?.isOfTheSameFiles ?? false) } <= 1
  }

  /// Returns whether the counts now of the rows that an edition hid would exclude a value from 1 to 4 for one of them
  /// then.
  ///
  /// Counts only grow, and readers know from the sums by how much the rows have grown together. Each row therefore held
  /// at least its count now less that growth: 5 now after a growth of 3 means 2 or more, which excludes 1. If the
  /// edition is stated as of a later day, the sign turns: each row held at most its count now plus the difference.
  private static func tellsOldCounts(
    of hiddenThen: [Int], at stage: StaffCount, _ edition: PublishedStaff.Table, _ rows: [StaffTally?]
  ) -> Bool {
    guard let growth = growth(of: hiddenThen, at: stage, edition, rows) else { return false }
    // A row that is missing now counts nobody. Since the others have not shrunk, it held at least what the sum has
    // lost: two or more, which excludes 1.
    if growth < -1, hiddenThen.contains(where: { rows[$0] == nil }) { return true }
    let told = growth < 0 ? 1..<smallest - 1 : 2..<smallest
    return hiddenThen.contains { told.contains((rows[$0].map(stage.of) ?? 0) - growth) }
  }

  /// Returns by how many persons the rows that an edition hid at a stage have grown together since; nil where the
  /// edition had no total.
  private static func growth(
    of hiddenThen: [Int], at stage: StaffCount, _ edition: PublishedStaff.Table, _ rows: [StaffTally?]
  ) -> Int? {
    edition.whole[stage].map { whole in
      let shown = edition.rows.reduce(0) { $0 + ($1?[stage] ?? 0) }
      return hiddenThen.reduce(0) { $0 + (rows[$1].map(stage.of) ?? 0) } - (whole - shown)
    }
  }

  /// Returns whether readers know what a row is at some stages: an edition showed these counts, made of the same files.
  static func isKnown(
    _ tally: StaffTally, _ row: Int, at stages: Set<StaffCount>, _ editions: [PublishedStaff.Table]
  ) -> Bool {
    editions.contains { edition in
      guard let then = edition.rows[row], then.isOfTheSameFiles else { return false }
      return stages.allSatisfy { then[$0] == $0.of(tally) }
    }
  }

  /// Returns the room of a row: by how many persons, at most `slack`, its counts at some stages can be mistaken in
  /// spite of what other editions showed.
  ///
  /// Where an edition showed the row, the room is the difference from the count shown. Where it hid the row but showed
  /// another one that is small now, the room is the growth of all rows that it hid; none where the row is made of the
  /// same files.
  static func room(
    _ row: Int, at stages: Set<StaffCount>, _ rows: [StaffTally?], _ small: [Set<StaffCount>],
    _ editions: [PublishedStaff.Table]
  ) -> Int {
    guard let tally = rows[row] else { return 0 }
    // Readers who know the method know that a row hidden for others holds five or more: what it holds beyond is its room.
    var room = stages.reduce(slack) { min($0, $1.of(tally) - smallest) }
    for edition in editions {
      guard let then = edition.rows[row] else { continue }
      for stage in stages {
        if let shown = then[stage] {
          room = min(room, abs(stage.of(tally) - shown))
        } else if rows.indices.contains(where: { small[$0].contains(stage) && shows($0, at: stage, edition) }) {
          let hiddenThen = hidden(in: edition, at: stage)
          let growth = then.isOfTheSameFiles ? 0 : growth(of: hiddenThen, at: stage, edition, rows) ?? slack
          room = min(room, max(0, growth))
        }
      }
    }
    return room
  }
}
