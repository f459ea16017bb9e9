import Administration
import Records
import Statistics
import Testing

/// Coverage of a province (design: *Coverage*): no_file · empty (no row) · stale (data end before the window) · partial
/// (data end before its last working day) · full.
@Suite struct CoverageTests {
  /// Week 34 of 2025 ends on a Sunday: data to Friday, 22 August are complete.
  @Test(arguments: [
    (0, nil, Coverage.noFile), (1, nil, .empty), (1, "2025-08-17", .stale), (1, "2025-08-18", .partial),
    (1, "2025-08-21", .partial), (1, "2025-08-22", .full), (1, "2025-08-24", .full), (2, "2025-09-30", .full),
    (0, "2025-08-22", .full),
  ])
  func ofAWeek(_ files: Int, _ coveredTo: String?, _ expected: Coverage) throws {
    #expect(try coverage("2025-W34", files: files, coveredTo: coveredTo) == expected)
  }

  /// National Day takes 1 and 2 September 2025 off: of 25 August to 2 September, Friday the 29th is the last working day.
  /// The week of Tết 2025 has none, so that its first day decides.
  @Test(arguments: [
    ("2025-08-25..2025-09-02", "2025-08-28", Coverage.partial), ("2025-08-25..2025-09-02", "2025-08-29", .full),
    ("2025-01-27..2025-02-02", "2025-01-26", .stale), ("2025-01-27..2025-02-02", "2025-01-27", .full),
    ("2025-04-21..2025-04-27", "2025-04-25", .partial), ("2025-04-21..2025-04-27", "2025-04-26", .full),
  ])
  func ofAWindowThatEndsOnDaysOff(_ period: String, _ coveredTo: String, _ expected: Coverage) throws {
    #expect(try coverage(period, files: 1, coveredTo: coveredTo) == expected)
  }

  /// An as-of inside the window asks for data to its own day only.
  @Test(arguments: [("2025-08-19", Coverage.partial), ("2025-08-20", .full)])
  func toAnAsOfInsideTheWindow(_ coveredTo: String, _ expected: Coverage) throws {
    #expect(try coverage("2025-W34", files: 1, coveredTo: coveredTo, asOf: "2025-08-20") == expected)
  }

  private func coverage(
    _ period: String, files: Int, coveredTo: String?, asOf: String? = nil
  ) throws -> Coverage {
    let classifier = try Specified.plan(period, asOf: asOf).classifiers[0]
    return Coverage.of(
      files: files, coveredTo: try coveredTo.map { try #require(Day($0)) }, window: classifier.window,
      through: classifier.observation.day, calendar: .vietnam)
  }

  /// Data end on the last day of receipt or finish, or on as-of where they go on behind it: what happened later is counted
  /// nowhere, and shows all the same that the data do not end before. Due and supplement dates show nothing, and no more
  /// does a day long after as-of, which may be a slip. Data that begin after as-of end nowhere before it.
  @Test func dataEndOnTheLastReceiptOrFinish() throws {
    let table = try DossierTable(
      """
      province | received   | due        | finished   | requested  | supplied
      01       | 2025-08-19 | 2025-08-29 | 2025-08-20 |            |
      01       | 2025-08-18 | 2025-08-29 |            | 2025-08-23 | 2025-08-24
      04       | 2025-08-18 | 2025-08-29 | 2025-08-25 |            |
      08       | 2025-08-14 | 2025-08-29 |            |            |
      11       | 2025-08-14 | 2025-08-29 |            |            |
      11       | 2025-11-24 |            |            |            |
      12       | 2025-08-14 | 2025-08-29 |            |            |
      12       | 2025-11-25 |            |            |            |
      14       | 2025-08-25 |            | 2025-08-26 |            |
      """)
    let statistics = try Specified.statistics(table, try Specified.plan("2025-W34"))
    #expect(
      statistics.coveredTo.values.map(\.description).sorted() == ["2025-08-14", "2025-08-14", "2025-08-20"]
        + [String](repeating: "2025-08-24", count: 2))
    #expect(statistics.own.coverage[0...5] == [.partial, .full, .stale, .full, .stale, .empty])
    #expect(statistics.own.national[.pending] == 3)
  }

  /// "Only under full is a zero a zero; no_file, empty and stale give blanks. The national row is the sum of the provinces
  /// with data, nothing imputed." Every other breakdown adds up to the same total.
  @Test func onlyProvincesWithFiguresCount() throws {
    let table = try DossierTable(
      """
      province | commune | field   | channel   | received   | due        | finished
      01       | 00004   | Đất đai | online    | 2025-08-18 | 2025-08-29 | 2025-08-22
      01       |         | Hộ tịch | in_person | 2025-08-04 | 2025-08-08 | 
      04       |         | Hộ tịch | postal    | 2025-08-19 | 2025-08-29 | 
      08       |         | Y tế    | online    | 2025-08-15 | 2025-08-29 | 
      """)
    let plan = try Specified.plan("2025-W34")
    let own = try Specified.statistics(table, plan, emptyFiles: ["11"]).own
    #expect(own.coverage[0...4] == [.full, .partial, .stale, .empty, .noFile])
    #expect(own.reporting == 2)
    #expect(own.provinces.map { $0?[.toHandle] } == [2, 1] + [Int?](repeating: nil, count: 32))
    #expect(own.national[.toHandle] == 3)
    #expect(own.national[.received] == 2)
    #expect(own.national[.pendingOverdue] == 1)
    #expect(own.ownLevel.map { $0?[.toHandle] } == [1, 1] + [Int?](repeating: nil, count: 32))
    let communes = zip(Registry.vietnam.communes, own.communes)
    #expect(communes.count { $1 != nil } == 126 + 56)
    #expect(communes.filter { $1?[.toHandle] != nil && $1?[.toHandle] != 0 }.map(\.0.code) == ["00004"])
    #expect(own.fields.map(\.name) == ["Hộ tịch", "Đất đai"])
    #expect(own.fields.map { $0.tally[.toHandle] } == [2, 1])
    #expect(own.channels.map(\.channel) == [.online, .inPerson, .postal])
    #expect(own.channels.map { $0.tally[.toHandle] } == [1, 1, 1])
    #expect(own.levels.map(\.level) == [.province, .commune, .district, .other])
    #expect(own.levels.map { $0.tally[.toHandle] } == [2, 1, 0, 0])
  }

  /// "Changes are computed on provinces present in both windows": a province whose data end before this window is left
  /// out of the window before as well.
  @Test func changesAreComputedOverTheSameProvinces() throws {
    let table = try DossierTable(
      """
      province | received   | due        | finished
      01       | 2025-08-11 | 2025-08-29 | 2025-08-15
      01       | 2025-08-12 | 2025-08-29 | 
      01       | 2025-08-18 | 2025-08-29 | 2025-08-22
      04       | 2025-08-11 | 2025-08-29 | 
      04       | 2025-08-15 | 2025-08-29 | 
      04       | 2025-08-15 | 2025-08-29 | 
      """)
    let statistics = try Specified.statistics(table, try Specified.plan("2025-W34"))
    let before = try #require(statistics.comparable)
    #expect(before.window.slug == "2025-W33")
    #expect(before.national[.received] == 5)
    #expect(before.national(matching: statistics.own)[.received] == 2)
    #expect(statistics.own.national(matching: before)[.received] == 1)
    #expect(statistics.own.national[.carriedOver] == 1)
  }
}
