// What readers have of other editions: what they know of a row by it, and what must stay hidden for its sake.

extension DisclosureControl {
  /// Hides as well what editions before hid, where to show it now would tell what it was then: all of it, so that no stage
  /// tells of another.
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

  /// Hides rows that have grown beside those that were hidden with one that is missing now: the sum of those that are left
  /// would else say what it was.
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

  /// Hides what a row holds at a stage, be it nobody, and behind it.
  private static func hide(
    _ row: Int, from stage: StaffCount, _ rows: [StaffTally?], _ hidden: inout [Set<StaffCount>]
  ) {
    guard let tally = rows[row] else { return }
    hidden[row].formUnion(onward(from: stage).filter { $0 == stage || $0.of(tally) > 0 })
  }

  /// A stage and those behind it, each of which holds at most as many.
  private static func onward(from stage: StaffCount) -> [StaffCount] {
    guard let first = StaffCount.stages.firstIndex(of: stage) else { return [stage] }
    return Array(StaffCount.stages[first...])
  }

  /// The rows that an edition hid at a stage.
  private static func hidden(in edition: PublishedStaff.Table, at stage: StaffCount) -> [Int] {
    edition.rows.indices.filter { row in edition.rows[row].map { $0[stage] == nil } ?? false }
  }

  /// Whether readers know by an edition what a row was at a stage: shown, or of nobody where it was not there.
  private static func shows(_ row: Int, at stage: StaffCount, _ edition: PublishedStaff.Table) -> Bool {
    edition.rows[row].map { $0[stage] != nil } ?? true
  }

  /// Whether all but one at most of the rows that an edition hid, whose sum readers know, are made of the same files, and so
  /// are what they were.
  static func hasOneUnknownChange(_ hiddenThen: [Int], _ edition: PublishedStaff.Table) -> Bool {
    !hiddenThen.isEmpty && hiddenThen.count { !(edition.rows[$0]?.isOfTheSameFiles ?? false) } <= 1
  }

  /// Whether what the rows hidden then are now would exclude a value from 1 to 4 of one of them then: counts grow, and all
  /// of them together have grown by what their sums say, so that each was at least so much less. Of an edition stated to a
  /// later day each is at most so much more.
  private static func tellsOldCounts(
    of hiddenThen: [Int], at stage: StaffCount, _ edition: PublishedStaff.Table, _ rows: [StaffTally?]
  ) -> Bool {
    guard let growth = growth(of: hiddenThen, at: stage, edition, rows) else { return false }
    // Of one that is missing now nothing is left: what the others lack was its own at least.
    if growth < -1, hiddenThen.contains(where: { rows[$0] == nil }) { return true }
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

  /// Whether readers know what a row is at some stages: an edition showed it, of the same files.
  static func isKnown(
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
