import Foundation
import TestSupport
import Testing

/// The staff page's tables of money, category and policy, days between stages and persons unpaid over thirty days, and
/// the change since the last edition (pages: *staff*, rows 4 to 12).
@Suite struct StaffPageTests {
  private static let header =
    "record_id,category,policy,decision_at,submitted_at,approved_at,paid_at,amount_approved_vnd,amount_paid_vnd\n"

  /// Persons of one kind, with the days of their stages and a hundred million dong each.
  private func persons(_ range: Range<Int>, _ kind: String, _ days: String) -> String {
    range.map { "S\($0),\(kind),\(days),100000000,\(days.hasSuffix(",") ? "" : "100000000")\n" }.joined()
  }

  private func publish(_ folder: TemporaryFolder, _ period: String, _ staffAsOf: String) throws {
    let run = try SmallExports.publish(folder, period, ["--staff", "staff", "--staff-as-of", staffAsOf])
    #expect(run.status == 0, "\(run.errors)")
  }

  private func editions() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    let rows =
      persons(0..<20, "civil_servant,severance", "2025-06-01,2025-06-11,2025-06-21,2025-07-01")
      + persons(20..<30, "cadre,early_retirement", "2025-06-01,2025-06-11,2025-06-21,")
      + persons(30..<40, "cadre,early_retirement", "2025-06-01,2025-06-11,2025-08-15,2025-08-18")
    try folder.write(Self.header + rows, to: "staff/12-lai-chau.csv")
    try publish(folder, "2025-W33", "2025-08-12")
    try publish(folder, "2025-W34", "2025-08-19")
    return folder
  }

  @Test func tables() throws {
    let folder = try editions()
    let page = try folder.text(of: "out/2025-W34/en/staff.md")
    for row in [
      // Forty decided and submitted; thirty were approved on the twelfth and twenty paid, ten more of each since.
      "| Decision to leave | 40 | [z] | [z] | [z] | 0 |", "| Funding approved | 40 | 100.0% | 100.0% | 4.0 | +10 |",
      "| Paid in full | 30 | 75.0% | 75.0% | 3.0 | +10 |",
      "Change: persons more than in edition 2025-W33, stated to the end of 12 August 2025, over the 1 locality with figures in both.",
      // Approved, paid, outstanding in billions; a hundred million a person.
      "| Reporting localities | 4.0 | 3.0 | 1.0 | 100.0 |",
      "| Civil servants | Severance | 20 | 20 | 20 | 20 | 100.0% | 100.0% |",
      "| Cadres | Early retirement | 20 | 20 | 20 | 10 | 50.0% | 50.0% |",
      "| Decision to leave to submission for funding | 40 | 10 | 10 |",
      // Thirty after ten days, ten after 65.
      "| Submission to approval | 40 | 10 | 65 |", "| Approval to payment in full | 30 | 10 | 10 |",
      "10 people with funding approved and not paid in full, 10 of them for more than 30 days.",
      "| Lai Chau | 10 |", "| All other localities | 0 |", "| paid, without a date of approval up to then | 0 |",
    ] { #expect(page.contains("\n" + row), "\(row)\n\(page)") }
    let vietnamese = try folder.text(of: "out/2025-W34/vi/staff.md")
    #expect(vietnamese.contains("\n| Cán bộ | Nghỉ hưu trước tuổi | 20 | 20 | 20 | 10 | 50,0% | 50,0% |"))
    #expect(vietnamese.contains("\n| Đã nhận đủ kinh phí | 30 | 75,0% | 75,0% | 3,0 | +10 |"))
    // The first edition has none before it, and no column for a change.
    #expect(try folder.text(of: "out/2025-W33/en/staff.md").contains("| Paid in full | 20 | 66.7% | 50.0% | 2.0 |\n"))
    let run = try Binary.run(
      ["verify", "out/2025-W34", "--rebuild", "--exports", "dossiers", "--staff", "staff"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
  }

  /// Three persons were paid, four days after the approval: how many is a total, and how long they waited is theirs.
  @Test func daysOfFewPersonsAreHidden() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    let rows =
      persons(0..<20, "cadre,severance", "2025-06-01,2025-06-11,2025-06-21,")
      + persons(20..<23, "cadre,severance", "2025-06-01,2025-06-11,2025-06-21,2025-06-25")
    try folder.write(Self.header + rows, to: "staff/12-lai-chau.csv")
    try publish(folder, "2025-W34", "2025-08-19")
    let page = try folder.text(of: "out/2025-W34/en/staff.md")
    #expect(page.contains("\n| Submission to approval | 23 | 10 | 10 |\n"), "\(page)")
    #expect(page.contains("\n| Approval to payment in full | 3 | [c] | [c] |\n"), "\(page)")
    try folder.write("audience: internal\n", to: "internal.yaml")
    let run = try SmallExports.publish(
      folder, "2025-W34",
      ["--staff", "staff", "--staff-as-of", "2025-08-19", "--config", "internal.yaml", "--output", "internal"])
    #expect(run.status == 0, "\(run.errors)")
    let own = try folder.text(of: "internal/2025-W34/en/staff.md")
    #expect(own.contains("\n| Approval to payment in full | 3 | 4 | 4 |\n"), "\(own)")
  }

  /// A city is called by its full name in every table.
  @Test func namesOfCitiesAreTheSameInEveryTable() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try folder.write(
      Self.header + persons(0..<20, "cadre,severance", "2025-06-01,2025-06-11,2025-06-21,"), to: "staff/46-hue.csv")
    try publish(folder, "2025-W34", "2025-08-19")
    let page = try folder.text(of: "out/2025-W34/vi/staff.md")
    #expect(page.contains("\n| Thành phố Huế | 20 |\n"), "\(page)")
    #expect(!page.contains("\n| Huế |"))
  }

  /// Of one province alone the total is its row, and tells by the one what the other hides.
  @Test func ofOneProvinceTheTotalTells() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    let rows = persons(0..<3, "civil_servant,severance", "2025-06-01,2025-06-11,2025-06-21,2025-07-01")
    try folder.write(Self.header + rows, to: "staff/12-lai-chau.csv")
    let warning =
      "staff: warning: the staff exports are of one province alone, whose total tells what its row hides of one to four persons."
    #expect(try SmallExports.publish(folder, "2025-W34", ["--staff", "staff"]).errors.contains(warning))
    #expect(try folder.text(of: "out/2025-W34/csv/staff.csv").contains("\n12,Lai Châu,[c],"))
    try folder.write("audience: internal\n", to: "report.yaml")
    let inside = try SmallExports.publish(folder, "2025-W34", ["--staff", "staff", "--config", "report.yaml"])
    #expect(inside.status == 0)
    #expect(!inside.errors.contains(warning))
    let many = persons(0..<30, "civil_servant,severance", "2025-06-01,2025-06-11,2025-06-21,2025-07-01")
    try folder.write(Self.header + many, to: "staff/12-lai-chau.csv")
    #expect(try !SmallExports.publish(folder, "2025-W34", ["--staff", "staff"]).errors.contains(warning))
  }

  /// Rows none of which can be used say nothing of a province, least of all that nobody there had a decision.
  @Test func unusableRowsAreNoZeros() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    let unreadable = Self.header + "S1,cadre,severance,2025-06-01,2025-06-11,2025-06-21,,843.844.000,\n"
    try folder.write(unreadable, to: "staff/12-lai-chau.csv")
    let alone = try SmallExports.publish(folder, "2025-W34", ["--staff", "staff"])
    #expect(alone.status == 0)
    #expect(alone.errors.contains("12-lai-chau.csv:2: warning: 1 of 1 staff records cannot be used"))
    #expect(try !folder.text(of: "out/2025-W34/en/national.md").contains("decision to leave"))
    let rows = persons(0..<30, "civil_servant,severance", "2025-06-01,2025-06-11,2025-06-21,2025-07-01")
    try folder.write(Self.header + rows, to: "staff/14-son-la.csv")
    #expect(try SmallExports.publish(folder, "2025-W34", ["--staff", "staff"]).status == 0)
    let table = try folder.text(of: "out/2025-W34.r2/csv/staff.csv")
    #expect(table.contains("\n12,Lai Châu,,,,"))
    #expect(table.contains("\n14,Sơn La,30,30,30,30,"))
  }
}
