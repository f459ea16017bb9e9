import Administration
import Archives
import Records
import Statistics
import Testing

/// "As-of where data go on behind it, else the last day of receipt or finish", told by the dossiers that are in use.
@Suite struct DataReachTests {
  /// Dossiers of one province, received and finished on these days.
  private static func dossiers(_ days: [(received: String, finished: String)]) throws -> [Dossier] {
    func moment(_ day: String) throws -> Moment { day.isEmpty ? .blank : Moment(try #require(Day(day))) }
    return try days.map { Dossier(province: 3, received: try moment($0.received), finished: try moment($0.finished)) }
  }

  private static func accumulator() throws -> Accumulator {
    Accumulator(plan: try Specified.plan("2025-W34"), registry: .vietnam)
  }

  private static func reach(of accumulator: Accumulator) -> DataReach? {
    accumulator.summary(Specified.words()).reach[3]
  }

  private static func reach(
    _ days: [(received: String, finished: String)], extractedOn: String? = nil
  ) throws -> DataReach? {
    var accumulator = try accumulator()
    accumulator.add(try dossiers(days), extractedOn: try extractedOn.map { try #require(Day($0)) })
    return reach(of: accumulator)
  }

  /// Dossiers stand on the later of their days, on as-of where that is soon after it.
  @Test func aDayIsReachedByItsDossiersAndAllLaterOnes() throws {
    let reach = try Self.reach(
      [(received: String, finished: String)](repeating: ("2025-08-01", "2025-08-10"), count: 9) + [
        ("2025-08-22", ""), ("2025-08-20", "2025-08-25"), ("2026-08-26", ""), ("2020-01-01", ""),
        ("2019-05-31", "2019-06-01"),
      ])
    #expect(reach?.day(reachedBy: 1) == Day("2025-08-24"))
    #expect(reach?.day(reachedBy: 2) == Day("2025-08-22"))
    #expect(reach?.day(reachedBy: 3) == Day("2025-08-10"))
    #expect(reach?.day(reachedBy: 11) == Day("2025-08-10"))
    #expect(reach?.day(reachedBy: 12) == Day("2020-01-01"))
    #expect(reach?.day(reachedBy: 13) == Day("2019-06-01"))
    #expect(reach?.day(reachedBy: 14) == nil)
    #expect(reach?.beginning == Day("2019-05-31"))
    #expect(reach?.end == Day("2025-08-24"))
  }

  /// A date after the day on which the file was made is a slip, and what is older still counts.
  @Test(
    arguments: [
      ("2025-08-20", "2025-08-11", "2025-08-11"), ("2025-09-15", "2025-08-11", "2025-08-24"),
      (nil, "2025-08-11", "2025-08-24"), ("2025-08-20", "2019-03-04", "2019-03-04"),
      // Before as-of as well.
      ("2025-08-20", "2025-08-20", "2025-08-20"), ("2025-07-31", "2025-07-10", "2025-07-10"),
    ])
  func aDayAfterTheFileShowsNothing(_ extractedOn: String?, _ received: String, _ end: String) throws {
    let days = [(received, "2025-09-15"), ("2025-09-14", ""), (received, "")]
    let reach = try Self.reach(days, extractedOn: extractedOn)
    #expect(reach?.end == Day(end))
  }

  /// Where many are later than their file, its name does not say when it was made.
  @Test(
    arguments: [
      (10, 20, "2025-08-01"), (11, 20, "2025-08-22"), (11, 220, "2025-08-01"), (11, 219, "2025-08-22"),
      (2, 2, "2025-08-01"), (3, 2, "2025-08-22"), (1, 0, "2025-08-22"),
    ])
  func manyLaterDaysAreNoSlips(_ later: Int, _ others: Int, _ end: String) throws {
    let days: [(received: String, finished: String)] =
      Array(repeating: ("2025-08-22", ""), count: later) + Array(repeating: ("2025-08-01", ""), count: others)
    #expect(try Self.reach(days, extractedOn: "2025-08-02")?.end == Day(end))
  }

  /// Each file is judged by its own rows: one whose name is wrong does not hide behind the others, nor a slip behind it.
  @Test func filesOfOtherDaysAreJudgedApart() throws {
    func end(_ files: [(day: String, rows: [(String, String)])]) throws -> Day? {
      var accumulator = try Self.accumulator()
      for (day, rows) in files {
        let made = try #require(Day(day))
        accumulator.add(try Self.dossiers(rows), extractedOn: made)
      }
      return Self.reach(of: accumulator)?.end
    }
    let june = Array(repeating: ("2025-06-10", ""), count: 300)
    let misnamed = Array(repeating: ("2025-08-22", ""), count: 9)
    #expect(try end([("2025-06-30", june), ("2025-08-10", misnamed)]) == Day("2025-08-22"))
    let july = Array(repeating: ("2025-07-10", ""), count: 20)
    let slip = Array(repeating: ("2025-08-15", ""), count: 200) + [("2025-08-15", "2025-08-23")]
    #expect(try end([("2025-07-01", july), ("2025-08-16", slip)]) == Day("2025-08-15"))
  }

  @Test func whatWasTakenBackShowsNothing() throws {
    let kept = try Self.dossiers([("2025-08-12", "")])
    for day in ["2025-08-22", "2025-09-01", "2030-01-01", "2001-02-03"] {
      var accumulator = try Self.accumulator()
      let takenBack = try Self.dossiers([(day, day)])
      accumulator.add(takenBack + kept)
      accumulator.remove(takenBack)
      #expect(Self.reach(of: accumulator)?.end == Day("2025-08-12"))
      #expect(Self.reach(of: accumulator)?.beginning == Day("2025-08-12"))
      accumulator.remove(kept)
      #expect(Self.reach(of: accumulator) == nil)
    }
  }

  /// Data that begin after as-of end nowhere before it.
  @Test func dataOfLaterDaysHaveNoEnd() throws {
    let reach = try Self.reach([("2025-08-25", "2025-08-26"), ("2026-03-01", "")])
    #expect(reach?.beginning == Day("2025-08-25"))
    #expect(reach?.end == nil)
  }

  /// Parts add up, whichever days they hold, and are read again as they were kept.
  @Test func partsAddUp() throws {
    let days = [("2025-08-22", "2025-08-23"), ("2018-01-01", ""), ("2025-08-27", ""), ("2026-05-05", ""), ("", "")]
    var merged = Summary(windows: try Specified.plan("2025-W34").roles.count)
    for day in days {
      var accumulator = try Self.accumulator()
      accumulator.add(try Self.dossiers([day, ("2025-08-20", "")]))
      merged.merge(accumulator.summary(Specified.words()))
    }
    let reach = try #require(merged.reach[3])
    #expect(try reach == Self.reach(days + [(String, String)](repeating: ("2025-08-20", ""), count: days.count)))
    var archive = ArchiveWriter()
    archive.write(reach)
    var reader = ArchiveReader(archive.bytes)
    #expect(try reader.value(DataReach.self) == reach)
  }
}
