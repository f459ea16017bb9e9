import Administration
import Records
import Statistics
import Testing

/// How communes stand to receiving dossiers: none, low (under ten), on paper, through a branch of a single-level centre
/// (Hà Nội and Quảng Ninh), no file; and how many weeks in a row they have received nothing.
@Suite struct CommuneStatesTests {
  private static let week34 = "2025-W34"

  private func states(
    _ table: String, notes: [String: CommuneNote] = [:], _ period: String = week34
  ) throws -> (String) throws -> CommuneStatistics.Unit {
    let run = try Specified.statistics(try DossierTable(table), try Specified.plan(period))
    var byPosition: [Int: CommuneNote] = [:]
    for (code, note) in notes { byPosition[try #require(Registry.vietnam.commune(code: code))] = note }
    let units = CommuneStatistics(run, notes: byPosition, registry: .vietnam).units
    #expect(units.count == Registry.vietnam.communes.count)
    return { code in units[try #require(Registry.vietnam.commune(code: code))] }
  }

  /// Lai Châu (12) has no centre: 03388 received ten, 03390 nine, the others nothing.
  private static let laiChau =
    "province | commune | received | finished\n"
    + String(repeating: "12 | 03388 | 2025-08-22 |\n", count: 10)
    + String(repeating: "12 | 03390 | 2025-08-22 |\n", count: 9)
    + "12 | 03394 | 2025-08-12 |\n12 | 03394 | 2025-07-28 |\n12 | | 2025-07-01 |"

  @Test func byWhatWasReceived() throws {
    let unit = try states(Self.laiChau)
    #expect(try unit("03388").state == .active)
    #expect(try unit("03390").state == .low)
    #expect(try unit("03394").state == .none)
    #expect(try unit("03433").state == .none)
    // Cao Bằng sent no file.
    #expect(try unit("01273").state == .noFile)
    #expect(try unit("01273").idleWeeks == nil)
  }

  /// A note says that a commune works on paper, or through a branch; one that receives ten or more has no need of it.
  @Test func byNotes() throws {
    let unit = try states(
      Self.laiChau,
      notes: [
        "03388": CommuneNote(reason: "Mất điện", state: .paper), "03390": CommuneNote(reason: "Giấy", state: .paper),
        "03394": CommuneNote(reason: "Chi nhánh", state: .branch), "03433": CommuneNote(reason: "Mưa lũ"),
      ])
    #expect(try unit("03388").state == .active)
    #expect(try unit("03388").reason == nil)
    #expect(try unit("03390").state == .paper)
    #expect(try unit("03390").reason == "Giấy")
    #expect(try unit("03394").state == .branch)
    #expect(try unit("03433").state == .none)
    #expect(try unit("03433").reason == "Mưa lũ")
  }

  /// Where a province has a single-level centre, its branches receive for a commune that receives nothing itself; one
  /// with a few dossiers receives itself, and before the reform nothing of the sort is known.
  @Test func branchesOfSingleLevelCentres() throws {
    #expect(
      Registry.vietnam.provinces.filter { $0.singleLevelCentreSince != nil }.map(\.nameVi) == ["Hà Nội", "Quảng Ninh"])
    let unit = try states(
      """
      province | commune | received   | finished
      01       | 00004   | 2025-08-22 |
      22       |         | 2025-08-22 |
      """)
    #expect(try unit("00004").state == .low)
    #expect(try unit("00008").state == .branch)
    #expect(try unit("06652").state == .branch)
    let before = try states("province | received | finished\n01 | 2025-05-30 |", notes: [:], "2025-05")
    #expect(try before("00008").state == .none)
  }

  /// A province that names no commune in any of its dossiers says nothing about its communes: no zero is theirs.
  @Test func communesThatNobodyNamesHaveNoFigures() throws {
    let header = "province | level | commune | received | finished\n"
    let unnamed = String(repeating: "12 | commune | | 2025-08-22 |\n", count: 30)
    let silent = try states(header + unnamed)
    #expect(try silent("03388").state == .noFile)
    #expect(try states(header + unnamed + "12 | commune | 03390 | 2025-07-22 |")("03388").state == .none)
    // A few may be slips, and those of the province itself are of no commune.
    #expect(try states(header + "12 | commune | | 2025-08-22 |")("03388").state == .none)
    let ofProvince = String(repeating: "12 | province | | 2025-08-22 |\n", count: 30)
    #expect(try states(header + ofProvince)("03388").state == .none)
  }

  /// Communes are what they are since the reform: weeks before it are those of other units, however far the data go back.
  @Test func weeksWithoutBeginWithTheReform() throws {
    let unit = try states(
      """
      province | commune | received   | finished
      12       | 03388   | 2025-03-03 |
      12       | 03390   | 2025-08-22 |
      """)
    // From 1 July to 24 August: seven whole weeks.
    #expect(try unit("03433").idleWeeks == 7)
    #expect(try unit("03388").idleWeeks == 7)
  }

  @Test func weeksWithoutAndNewlySilent() throws {
    let unit = try states(Self.laiChau)
    // 12 August lies in the week before, 13 days before the last day of week 34.
    #expect(try unit("03394").idleWeeks == 1)
    #expect(try unit("03394").isNewlySilent == true)
    // The data of the province begin on 1 July: seven whole weeks.
    #expect(try unit("03433").idleWeeks == 7)
    #expect(try unit("03433").isNewlySilent == false)
    #expect(try unit("03388").idleWeeks == 0)
    #expect(try unit("03388").isNewlySilent == false)
    // Nothing is compared with a province that sent no file, or with a period across the reform.
    #expect(try unit("01273").isNewlySilent == nil)
    #expect(try states(Self.laiChau, "2025-07")("03433").isNewlySilent == nil)
  }
}
