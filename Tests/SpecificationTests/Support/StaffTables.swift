import Administration
import Records
import Statistics
import TestSupport

/// Staff tables as figures, and as readers have them.
enum StaffTables {
  static let asOf = Moment(endOf: Day(number: 20_000))

  /// A row's persons: with a decision, left, submitted, approved, paid; every approval is worth a million, which is paid.
  static func tally(_ counts: [Int]) throws -> StaffTally {
    var tally = StaffTally()
    let day = Moment(Day(number: 19_999))
    for person in 0..<(counts.max() ?? 0) {
      func reached(_ stage: Int) -> Moment { person < counts[stage] ? day : .blank }
      try tally.add(
        StaffRecord(
          province: 0, decided: reached(0), left: reached(1), submitted: reached(2), approved: reached(3),
          paid: reached(4), amountApproved: 1_000_000, amountPaid: 1_000_000), asOf: asOf)
    }
    return tally
  }

  static let columns: [StaffCount] = [.decisions, .left, .submitted, .approved, .paid]

  static func shown(_ figures: StaffFigures?) -> [Int?] { columns.map { figures?[$0].value } }

  /// A random table of provinces: most large, some small, some early in the pipeline.
  static func table(_ random: inout SeededNumbers, rows: Int) -> [[Int]] {
    (0..<rows).map { _ in
      let top =
        [Int.random(in: 0...9, using: &random), Int.random(in: 20...80, using: &random), 600, 2500]
        .randomElement(using: &random) ?? 0
      var counts = [top]
      for _ in 0..<3 {
        let last = counts[counts.count - 1]
        let isStopped = Int.random(in: 0..<12, using: &random) == 0
        counts.append(
          isStopped
            ? Int.random(in: 0...min(4, last), using: &random)
            : last - last * Int.random(in: 0...20, using: &random) / 100)
      }
      let left = Int.random(in: 0..<10, using: &random) == 0 ? min(top, 2) : top - top / 10
      return [counts[0], left, counts[1], counts[2], counts[3]]
    }
  }

  /// The table as its readers have it once it is published.
  static func published(
    _ figures: [StaffFigures?], _ truth: [[Int]], isOfTheSameFiles: [Bool] = []
  ) -> PublishedStaff.Table {
    func money(_ approved: Int64, _ paid: Int64, _ outstanding: Int64) -> PublishedStaff.Money {
      PublishedStaff.Money(approved: approved, paid: paid, outstanding: outstanding)
    }
    let (approved, paid) = (truth.reduce(0) { $0 + $1[3] }, truth.reduce(0) { $0 + $1[4] })
    return PublishedStaff.Table(
      rows: figures.enumerated().map { place, row in
        row.map { row in
          PublishedStaff.Row(
            counts: StaffCount.allCases.reduce(into: [:]) { $0[$1] = row[$1].value },
            money: row.amountApproved.value.map {
              money($0, row.amountPaid.value ?? 0, row.amountOutstanding.value ?? 0)
            },
            isOfTheSameFiles: place < isOfTheSameFiles.count && isOfTheSameFiles[place])
        }
      },
      whole: PublishedStaff.Row(
        counts: Dictionary(
          uniqueKeysWithValues: columns.enumerated().map { place, stage in (stage, truth.reduce(0) { $0 + $1[place] }) }
        ),
        money: money(Int64(approved) * 1_000_000, Int64(paid) * 1_000_000, Int64(approved - paid) * 1_000_000)))
  }
}
