import Administration
import Diagnostics
import Records
import Statistics
import Testing

/// Form II.06a/VPCP/KSTT (design: *Form II.06a*; reference/README.md).
@Suite struct FormTests {
  private static let week = """
    received   | due        | finished   | requested  | status  | channel   | level    | field  | counts in
    2025-08-18 | 2025-08-25 | 2025-08-20 |            |         | online    | province | Đất    | early
    2025-08-18 | 2025-08-22 | 2025-08-22 |            |         | in_person | commune  | Hộ     | on time
    2025-08-18 |            | 2025-08-22 |            |         | postal    | commune  | Hộ     | on time
    2025-08-18 | 2025-08-22 | 2025-08-20 |            | stopped | online    | commune  | Hộ     | on time
    2025-08-04 | 2025-08-08 | 2025-08-20 |            |         | online    | other    | Thuế   | late
    2025-08-20 | 2025-09-30 |            |            |         | online    | commune  | Đất    | in time
    2025-08-20 | 2025-08-21 |            | 2025-08-20 |         | online    | commune  | Hộ     | in time
    2025-08-20 |            |            |            |         | online    | province |        | in time
    2025-08-04 | 2025-08-08 |            |            |         | online    | province | Đất    | overdue
    """

  private func row(_ numbers: [Int?]) -> FormRow {
    var row = FormRow()
    for (column, number) in zip(FormRow.Column.allCases, numbers) { row[column] = number }
    return row
  }

  private func form() throws -> (FormStatistics, RunStatistics) {
    let run = try Specified.statistics(try DossierTable(Self.week), try Specified.plan("2025-W34"))
    return (FormStatistics(run.own, registry: .vietnam), run)
  }

  /// "3 = to_handle · 4 = online · 5 = in person + postal · 6 = carried_over · 8 = early · 9 = on_time + no_deadline +
  /// withdrawn · 10 = late · 12 = in_time + paused + no_deadline · 13 = overdue."
  @Test func columns() throws {
    let (form, _) = try form()
    #expect(form.total == row([9, 5, 2, 2, 5, 1, 3, 1, 4, 3, 1]))
    #expect(FormRow.Column.allCases.map(\.number) == Array(3...13))
    #expect(form.withdrawn == 1)
    #expect(form.resolvedNoDeadline == 1)
    #expect(form.paused == 1)
    #expect(form.pendingNoDeadline == 1)
    // on_time_rate_form = (columns 8 + 9) / column 7.
    #expect(form.total.onTimeRate == Ratio(4, of: 5))
  }

  /// Blocks: I provincial agencies, with central vertical ones, II communes; fields inside.
  @Test func blocks() throws {
    let (form, _) = try form()
    #expect(form.blocks.map(\.kind) == [.agencies, .communes])
    #expect(form.blocks[0].total == row([4, 2, 0, 2, 2, 1, 0, 1, 2, 1, 1]))
    #expect(form.blocks[0].fields.map(\.name) == ["", "Thuế", "Đất"])
    #expect(form.blocks[0].fields[2].row == row([2, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1]))
    #expect(form.blocks[1].fields.map(\.name) == ["Hộ", "Đất"])
    #expect(form.blocks[1].fields[0].row == row([4, 2, 2, 0, 3, 0, 3, 0, 1, 1, 0]))
  }

  /// Districts stand in the form of a period before 1 July 2025, and wherever a dossier names one.
  @Test func districtsBeforeTheReform() throws {
    func kinds(_ period: String, _ level: String) throws -> [FormStatistics.Block.Kind] {
      let table = try DossierTable("received | level\n2025-06-20 | \(level)\n2025-08-22 | \(level)")
      let run = try Specified.statistics(table, try Specified.plan(period))
      return FormStatistics(run.own, registry: .vietnam).blocks.map(\.kind)
    }
    #expect(try kinds("2025-06", "commune") == [.agencies, .districts, .communes])
    #expect(try kinds("2025-W34", "commune") == [.agencies, .communes])
    #expect(try kinds("2025-W34", "district") == [.agencies, .districts, .communes])
  }

  /// Computed forms hold every identity, and totals are the sums of their parts.
  @Test(arguments: 1...10) func computedFormsHold(_ seed: Int) throws {
    let plan = try Specified.plan("2025-W34")
    var random = RandomDossiers(seed: UInt64(seed), edges: [plan.own.first, plan.own.last])
    let run = try RunStatistics(
      Specified.summary(random.dossiers(800), plan), plan: plan, files: (0..<34).map { $0 < 4 ? 1 : 0 }, staff: nil,
      registry: .vietnam, calendar: .vietnam)
    let form = FormStatistics(run.own, registry: .vietnam)
    #expect(form.failed.map(\.place) == [])
    #expect(form.checks.count > 100)
    #expect(form.checks.contains { $0.identity == .sumOfUnits })
    #expect(form.units.count { $0 != nil } == 4)
  }

  /// Long An, first half of 2018: 44,855 = 2,381 carried over + 42,474 new; resolved 41,111 = 16,110 early + 24,885 on
  /// time + 116 late; pending 3,744. Every identity holds. Online and other channels are published as one number.
  @Test func longAnHolds() {
    let declared = DeclaredTotals(
      unit: "80", field: "",
      row: row([44_855, nil, 42_474, 2_381, 41_111, 16_110, 24_885, 116, 3_744, nil, nil]))
    #expect(declared.identities.map(\.identity) == [.received, .resolved, .whole])
    #expect(declared.identities.allSatisfy { $0.difference == 0 })
    #expect(declared.row.onTimeRate == Ratio(40_995, of: 41_111))
  }

  /// Lâm Đồng, first quarter of 2020, fails in exactly these: resolved 643,272 but 635,593 on time + 7,677 late; received
  /// 659,245 less resolved is 15,973, not the 7,172 = 5,950 + 1,222 pending.
  @Test func lamDongFails() {
    let declared = DeclaredTotals(
      unit: "68", field: "",
      row: row([659_245, nil, nil, nil, 643_272, nil, 635_593, 7_677, 7_172, 5_950, 1_222]))
    #expect(declared.identities.map(\.identity) == [.resolved, .pending, .whole])
    #expect(declared.identities.map(\.difference) == [2, 0, 8_801])
    #expect(659_245 - 643_272 - 7_172 == 8_801)
  }

  /// Declared totals stand beside the computed row of the same unit and field.
  @Test func declaredBesideComputed() throws {
    let (_, run) = try form()
    func computed(_ unit: String, _ field: String) -> FormRow? {
      DeclaredTotals(unit: unit, field: field, row: FormRow()).computed(run.own, .vietnam)
    }
    #expect(computed("VN", "")?[.received] == 9)
    #expect(computed("01", "")?[.received] == 9)
    #expect(computed("01", "ĐẤT")?[.received] == 3)
    #expect(computed("VN", "Hộ")?[.resolved] == 3)
    #expect(computed("79", "") == nil)
    #expect(computed("01", "Y tế") == nil)
  }

  /// "6 of a period = 11 of the period before it", as published: a difference is told by province and in all.
  @Test func continuity() throws {
    let (form, _) = try form()
    let rows = form.continuity(["01": 2, "79": 5, "VN": 7], registry: .vietnam)
    #expect(rows.map(\.unit) == ["01", "VN"])
    #expect(rows.map(\.carriedOver) == [2, 2])
    #expect(rows.map(\.difference) == [0, -5])
  }
}
