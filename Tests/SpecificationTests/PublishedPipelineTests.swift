import Administration
import Records
import Statistics
import Testing

/// The staff pipelines that the Government and the press published at eight dates, with their changing denominators.
@Suite struct PublishedPipelineTests {
  /// What was published: day, decisions, submitted, approved, paid, the share of persons paid in hundredths of a per
  /// cent and what it was of. Of 30 June 2025 the number approved stands in the source's words alone (about 41,050).
  ///
  /// Sources, row by row: news.laodong.vn 1543159; thoibaotaichinhvietnam.vn 180611; Resolution 268/NQ-CP (twice, by
  /// both of its denominators); news.laodong.vn 1575845; vietnam.vn (28 October).
  static let published: [(day: String, counts: [StaffCount: Int], share: Int, of: StaffCount)] = [
    ("2025-06-30", [.decisions: 57_158, .left: 43_207, .approved: 41_050, .paid: 25_611], 6239, .approved),
    (
      "2025-07-25", [.decisions: 85_447, .left: 77_278, .submitted: 74_248, .approved: 53_831, .paid: 41_031], 7622,
      .approved
    ),
    ("2025-08-19", [.decisions: 94_402, .approved: 81_410, .paid: 75_710], 9300, .approved),
    ("2025-08-19", [.decisions: 94_402, .approved: 81_410, .paid: 75_710], 8020, .decisions),
    ("2025-09-15", [.decisions: 141_444, .paid: 102_378], 7238, .decisions),
    ("2025-10-28", [.decisions: 146_847, .paid: 146_836], 9999, .decisions),
  ]

  /// As many records as published reach each stage, each on the day itself; a stage that no source gives, none.
  private func records(_ counts: [StaffCount: Int], _ day: Day) -> [StaffRecord] {
    let most = counts.values.max() ?? 0
    let reached = Moment(day)
    return (0..<most).map { number in
      func stage(_ count: StaffCount) -> Moment { number < counts[count] ?? 0 ? reached : .blank }
      return StaffRecord(
        province: UInt16(number % 34), decided: stage(.decisions), left: stage(.left), submitted: stage(.submitted),
        approved: stage(.approved), paid: stage(.paid), amountApproved: 1, amountPaid: 1)
    }
  }

  @Test(arguments: published.indices) func theirSharesAreOurs(_ position: Int) throws {
    let (day, counts, share, whole) = Self.published[position]
    let asOf = try #require(Day(day))
    let statistics = try StaffStatistics(
      records(counts, asOf), asOf: Moment(endOf: asOf), files: [Int](repeating: 1, count: 34), registry: .vietnam)
    for (count, persons) in counts { #expect(count.of(statistics.national) == persons) }
    let figures = StaffPublication(statistics, audience: .public).national
    let paid = try #require(figures.share(.paid, of: whole)?.value)
    #expect(paid == Ratio(counts[.paid] ?? 0, of: counts[whole] ?? 0))
    // Resolution 268 gives one decimal, the others two.
    let decimals = asOf.description == "2025-08-19" ? 1000 : 10_000
    #expect(paid.scaled(by: decimals) == share / (10_000 / decimals))
    #expect(paid == StaffFigures(statistics.national).share(.paid, of: whole)?.value)
  }

  /// Two official sources disagree about 19 August: each stands beside ours of that day. A later day has none of ours.
  @Test func besideOurs() throws {
    let day = try #require(Day("2025-08-19"))
    func published(_ day: Day, _ counts: [StaffCount: Int], _ source: String) -> PublishedPipeline {
      PublishedPipeline(asOf: day, counts: counts, source: source)
    }
    let list = [
      published(day - 25, [.paid: 41_031], "July"), published(day, [.submitted: 81_995, .paid: 50_345], "MoHA"),
      published(day, [.submitted: 81_410, .paid: 75_710], "268"), published(day + 1, [.paid: 80_000], "later"),
    ]
    var own = records([.decisions: 10, .submitted: 8, .approved: 7, .paid: 6], day)
    own[0].decided = Moment(day - 25)
    own[0].paid = Moment(day - 25)
    own[1].paid = Moment(day, second: 17 * 3600)
    let beside = try PipelineComparison.all(list, own, asOf: Moment(day, second: 12 * 3600))
    #expect(beside.map(\.published) == list)
    #expect(beside.map { $0.ours?[.paid] } == [1, 5, 5, nil])
    #expect(beside.map { $0.ours?[.decisions] } == [1, 10, 10, nil])
    #expect(beside[1].ours?[.submitted] == 8)
  }
}
