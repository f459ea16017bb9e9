import Foundation
import TestSupport
import Testing

/// The staff pipeline as published elsewhere stands beside ours, and what is revoked is told, from the file's column to
/// the page.
@Suite struct PublishedStaffTests {
  private static let staff = """
    record_id,decision_at,submitted_at,approved_at,paid_at,amount_approved_vnd,amount_paid_vnd,Ngày thu hồi quyết định
    1,2025-07-01,2025-07-02,2025-07-03,2025-07-04,100,100,
    2,2025-07-01,2025-07-02,2025-07-03,2025-08-18,100,100,
    3,2025-07-01,2025-07-02,2025-07-03,2025-07-05,100,100,2025-08-01
    4,2025-07-01,2025-07-02,,,,,31/08/2025

    """

  private func publish(_ published: String) throws -> (TemporaryFolder, Binary.Outcome) {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try folder.write(Self.staff, to: "staff/12-lai-chau.csv")
    try folder.write(published, to: "published.csv")
    try folder.write(
      "exports: dossiers\nstaff: staff\nperiod: 2025-W34\nstaff_as_of: 2025-08-19\noutput: out\npublished_staff: published.csv\n",
      to: "report.yaml")
    return (folder, try Binary.run(["--config", "report.yaml"], in: folder.url))
  }

  private static let header =
    "as_of,decisions,left,submitted,approved,paid,paid_percent_as_published,percent_denominator,amount_billion_vnd,source\n"

  @Test func besideOursWithDifferences() throws {
    let (folder, run) = try publish(
      Self.header + "2025-08-19,5,,4,3,2,66.67,approved (without the police),7,\"Resolution 268, annex\"\n"
        + "2025-07-25,4,,,,2,50.00,decisions,,July\n2025-10-28,9,,,,8,88.89,decisions,,October\n")
    #expect(run.status == 0, "\(run.errors)")
    let table = try folder.text(of: "out/2025-W34/csv/staff-published.csv").split(separator: "\n").map(String.init)
    #expect(
      table == [
        "as_of,figure,published,ours,difference,source",
        "2025-07-25,decisions,4,4,0,July", "2025-07-25,paid,2,2,0,July",
        "2025-07-25,paid_share_of_decisions,0.500000,0.500000,0.000000,July",
        "2025-08-19,decisions,5,3,2,\"Resolution 268, annex\"", "2025-08-19,submitted,4,3,1,\"Resolution 268, annex\"",
        "2025-08-19,approved,3,2,1,\"Resolution 268, annex\"", "2025-08-19,paid,2,2,0,\"Resolution 268, annex\"",
        "2025-08-19,paid_share_of_approved,0.666700,1.000000,-0.333300,\"Resolution 268, annex\"",
        "2025-08-19,amount_paid_billion_vnd,7,,,\"Resolution 268, annex\"",
        "2025-10-28,decisions,9,,,October", "2025-10-28,paid,8,,,October",
        "2025-10-28,paid_share_of_decisions,0.888900,,,October",
      ])
    let english = try folder.text(of: "out/2025-W34/en/staff.md")
    #expect(
      english.contains(
        "| 19 August 2025 | paid in full, of those approved | 66.67% | 100.00% | −33.33 | Resolution 268, annex |"))
    #expect(english.contains("| 28 October 2025 | decision to leave | 9 | – | – | October |"))
    let vietnamese = try folder.text(of: "out/2025-W34/vi/staff.md")
    #expect(vietnamese.contains("| 25/7/2025 | đã nhận đủ, so với số có quyết định | 50,00% | 50,00% | 0,00 | July |"))
    // Revoked on 1 August: of the three paid two count, and the fourth person's revocation is still to come.
    #expect(try folder.text(of: "out/2025-W34/csv/staff.csv").contains("\nVN,Việt Nam (1/34),3,3,2,2,"))
    let rebuilt = try Binary.run(["verify", "out/2025-W34", "--rebuild", "--config", "report.yaml"], in: folder.url)
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
  }

  @Test func whatIsWrongIsTold() throws {
    let (_, run) = try publish(
      Self.header + "2025-13-19,5,,,,2,,,,a\n2025-08-19,x,,,,2,,,,a\n2025-08-19,5,,,,2,101,approved,,a\n"
        + "2025-08-19,5,,,,2,50,about half,,a\n2025-08-19,5,,,,2,50,paid,,\n")
    #expect(run.status == 78)
    for (line, message) in [
      (2, "'2025-13-19' in 'as_of' is no date"), (3, "'x' in 'decisions' is no number of persons"),
      (4, "'101' in 'paid_percent_as_published' is no per cent"),
      (5, "'about' in 'percent_denominator' is no count of persons"), (6, "the source is blank"),
    ] { #expect(run.errors.contains("published.csv:\(line): error: \(message)"), "\(run.errors)") }
  }
}
