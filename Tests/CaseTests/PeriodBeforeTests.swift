import Foundation
import TestSupport
import Testing

/// What a page says of the edition published for the period before: column 6 of form II.06a against its column 11, and
/// the weekly page's way from the cumulative figures published to those of now.
@Suite struct PeriodBeforeTests {
  /// Week 33 as published: one resolved, one carried over. In week 34 a dossier of Sunday, 10 August and two of week 33
  /// have come late, one of them resolved, and Huế reports for the first time, with one dossier of each week.
  private static let published = """
    H35.1-250812-0000009,,Đất đai,online,2025-08-12,2025-08-14,2025-08-13,finished,x
    H35.1-250812-0000010,,Đất đai,online,2025-08-12,2025-08-24,,processing,x
    H35.1-250817-0000013,,Đất đai,online,2025-08-17,2025-08-24,2025-08-17,finished,x

    """
  private static let late = """
    H35.1-250810-0000011,,Đất đai,online,2025-08-10,2025-08-29,,processing,x
    H35.1-250812-0000012,,Đất đai,online,2025-08-12,2025-08-29,,processing,x
    H35.1-250813-0000014,,Đất đai,online,2025-08-13,2025-08-29,2025-08-14,finished,x

    """
  private static let hue = """
    dossier_id,received_at,due_at,finished_at
    H57.1-250812-0000001,2025-08-12,2025-08-29,
    H57.1-250822-0000002,2025-08-22,2025-08-29,

    """

  private static let declared = """
    unit,field,received,online,in_person_postal,carried_over,resolved,early,on_time,late,pending,in_time,overdue
    80,,44855,,42474,2381,41111,16110,24885,116,3744,,
    68,,659245,,,,643272,,635593,7677,7172,5950,1222
    12,,8,3,2,3,2,1,0,1,6,5,1

    """

  private static let configuration = """
    exports: dossiers
    output: out
    declared: declared.csv
    head:
      agency: Bộ Nội vụ
      place: Hà Nội
      date: 2025-08-25
      receiver: Văn phòng Chính phủ
      compiled_by: Người Lập
      signature: [Bộ trưởng]

    """

  private func editions(withWeekBefore: Bool = true) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.configuration, to: "report.yaml")
    try folder.write(Self.declared, to: "declared.csv")
    func publish(_ period: String) throws {
      let run = try Binary.run(["--config", "report.yaml", "--period", period], in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
    }
    try SmallExports.write(to: folder, more: Self.published)
    if withWeekBefore { try publish("2025-W33") }
    try SmallExports.write(to: folder, more: Self.published + Self.late)
    try folder.write(Self.hue, to: "dossiers/46-hue.csv")
    try publish("2025-W34")
    return folder
  }

  /// An edition stated to a day before its period ended lacks what came later in it, which is no revision.
  @Test func anEditionStatedBeforeItsEndIsNoBridge() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.configuration, to: "report.yaml")
    try folder.write(Self.declared, to: "declared.csv")
    let open = "H35.1-250815-0000015,,Đất đai,online,2025-08-15,2025-08-29,,processing,x\n"
    try SmallExports.write(to: folder, more: Self.published + open)
    for arguments in [["--period", "2025-W33", "--as-of", "2025-08-13"], ["--period", "2025-W34"]] {
      let run = try Binary.run(["--config", "report.yaml"] + arguments, in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(try !folder.text(of: "out/2025-W34/en/weekly.md").contains("revised"))
    #expect(
      try folder.text(of: "out/2025-W34/en/form-ii06a.md").contains(
        "dossiers were received or resolved after the day to which that edition is stated"))
  }

  @Test func columnSixAgainstColumnEleven() throws {
    let folder = try editions()
    let english = try folder.text(of: "out/2025-W34/en/form-ii06a.md")
    // Three are carried over, one was pending: one more had been carried over already, two more were received, of which
    // one was resolved.
    #expect(english.contains("\n| Lai Chau | 3 | 1 | +2 | +1 | +2 | +1 | 0 |\n"))
    #expect(english.contains("\n| Reporting localities | 4 | 1 | +3 | +1 | +2 | +1 | +1 |\n"))
    #expect(english.contains("With figures in this period and none in the edition before: Hue."))
    let vietnamese = try folder.text(of: "out/2025-W34/vi/form-ii06a.md")
    #expect(vietnamese.contains("\n| Lai Châu | 3 | 1 | +2 | +1 | +2 | +1 | 0 |\n"))
    #expect(vietnamese.contains("Kỳ trước: lần công bố 2025-W33."))
    let alone = try editions(withWeekBefore: false)
    #expect(try alone.text(of: "out/2025-W34/en/form-ii06a.md").contains("No edition of the period just before"))
    #expect(try !alone.text(of: "out/2025-W34/en/weekly.md").contains("As published in edition"))
  }

  /// "published last week + new + revision = now".
  @Test func cumulativeFiguresAreBridged() throws {
    let folder = try editions()
    let page = try folder.text(of: "out/2025-W34/en/weekly.md")
    #expect(
      page.contains(
        "13 received as of the end of 24 August 2025** (3 as last published, 6 new in the period, +4 revised, of which +1 from localities with figures since then in one of the two editions only)."
      ))
    for row in [
      "| As published in edition 2025-W33 | 3 | 2 |", "| New in the period | 6 | 2 |", "| Revised | +4 | +1 |",
      "| – Localities with figures since then in one edition only | +1 | 0 |",
      "| **Now** | **13** | **5** |", "Largest revisions of newly received dossiers: Lai Chau (+3); Hue (+1).",
    ] { #expect(page.contains(row), "\(row)\n\(page)") }
  }

  /// Thirteen columns under two header rows and a row of their numbers; totals, footnotes and signature as in the form.
  @Test func theForm() throws {
    let folder = try editions()
    let page = try folder.text(of: "out/2025-W34/vi/form-ii06a.md")
    let lines = page.split(separator: "\n").map(String.init)
    #expect(lines[0] == "| Biểu số II.06a/VPCP/KSTT | Đơn vị báo cáo: Bộ Nội vụ |")
    #expect(lines[2] == "| | Đơn vị nhận báo cáo: Văn phòng Chính phủ |")
    #expect(page.contains("# Tình hình, kết quả giải quyết thủ tục hành chính"))
    let number = try #require(
      lines.firstIndex(of: "| " + (1...13).map { "(\($0))" }.joined(separator: " | ") + " |"))
    #expect(lines[number - 3].hasPrefix("| STT | Lĩnh vực, công việc giải quyết theo cấp | Số hồ sơ tiếp nhận |"))
    #expect(lines[number - 1].hasPrefix("| | | Tổng số | Trong kỳ: trực tuyến |"))
    #expect(lines[number + 1].hasPrefix("| I | **Cơ quan cấp tỉnh** |"))
    #expect(lines.contains { $0.hasPrefix("| II | **Cấp xã** |") })
    #expect(lines.contains { $0.hasPrefix("| 2 | Thành phố Huế | 2 | 0 | 1 | 1 |") })
    #expect(page.contains("Chưa có số liệu, không tính vào các biểu trên: thành phố Hà Nội, "))
    #expect(page.contains("| 3=7+11 | "))
    #expect(page.contains("\n| | Hà Nội, ngày 25 tháng 8 năm 2025 |\n"))
    #expect(page.contains("\n| Người Lập | |\n| | Bộ trưởng |\n"))
    // The same thirteen columns as the file for machines.
    let table = try folder.text(of: "out/2025-W34/csv/form-ii06a.csv").split(separator: "\n").map(String.init)
    let total = try #require(table.last?.split(separator: ",", omittingEmptySubsequences: false).dropFirst(2))
    #expect(page.contains("| | **Tổng số** | " + total.map { "**\($0)**" }.joined(separator: " | ") + " |"))
  }

  /// The published vectors, as declared: Long An, first half of 2018, holds; Lâm Đồng, first quarter of 2020, fails in
  /// two identities (reference data: *Forms and periods*).
  @Test func declaredBesideComputed() throws {
    let folder = try editions()
    let page = try folder.text(of: "out/2025-W34/en/form-ii06a.md")
    for row in [
      "| Tay Ninh | All | (3) | 44,855 | – | – |", "| Tay Ninh | All | 3=4+5+6 | held | 0 |",
      "| Tay Ninh | All | 7=8+9+10 | held | 0 |", "| Tay Ninh | All | 3=7+11 | held | 0 |",
      "| Lam Dong | All | 7=8+9+10 | **failed** | +2 |", "| Lam Dong | All | 11=12+13 | held | 0 |",
      "| Lam Dong | All | 3=7+11 | **failed** | +8,801 |", "| Lai Chau | All | 3=4+5+6 | held | 0 |",
    ] { #expect(page.contains("\n\(row)\n"), "\(row)") }
    // Lai Châu declares what is computed.
    #expect(!page.contains("| Lai Chau | All | ("))
  }

  /// Cumulative figures are of all localities with data since the reform, those that end before the period as well: on the
  /// pages, in the file of the series and in the edition of that period alike.
  @Test func cumulativeFiguresAreTheSameEverywhere() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try folder.write(
      "dossier_id,received_at,due_at,finished_at\nH57.1-250710-0000001,2025-07-10,2025-07-18,2025-07-15\n",
      to: "dossiers/46-hue.csv")
    #expect(try SmallExports.publish(folder).status == 0)
    let weekly = try folder.text(of: "out/2025-W34/en/weekly.md")
    #expect(weekly.contains("**Since 1 July 2025, 6 received as of the end of 24 August 2025**"), "\(weekly)")
    #expect(
      weekly.contains(
        "\nSince 1 July 2025: over the 2 localities with figures since then, with those that have none for this period; theirs end on the days below.\n"
      ))
    let national = try folder.text(of: "out/2025-W34/vi/national.md")
    let row = try #require(national.split(separator: "\n").first { $0.hasPrefix("| – Tiếp nhận mới |") })
    #expect(row.hasPrefix("| – Tiếp nhận mới | 5 |") && row.hasSuffix("| 6 |"), "\(row)")
    #expect(
      national.contains(
        "\nLũy kế từ ngày 01/7/2025: tính trên 2 địa phương có số liệu từ ngày đó, kể cả địa phương chưa có số liệu của kỳ này; số liệu của các địa phương đó đến ngày nêu ở phần Phạm vi số liệu.\n"
      ))
    #expect(
      try folder.text(of: "out/2025-W34/csv/series.csv").contains("since-2025-07-01..2025-08-24,VN,received,6\n"))
    #expect(try SmallExports.publish(folder, "since:2025-07-01", ["--as-of", "2025-08-24"]).status == 0)
    #expect(
      try folder.text(of: "out/latest/en/weekly.md").contains(
        "**Since 1 July 2025, 6 received as of the end of 24 August 2025**"))
    // What was published of a locality that sends nothing new is no revision.
    try SmallExports.write(
      to: folder, more: "H35.1-250829-0000019,,Đất đai,online,2025-08-29,2025-09-14,,processing,x\n")
    #expect(try SmallExports.publish(folder, "2025-W35").status == 0)
    #expect(
      try folder.text(of: "out/2025-W35/en/weekly.md").contains("(6 as last published, 1 new in the period, 0 revised)")
    )
  }

  /// An edition that was stated to a day before its period ended counts otherwise for that reason.
  @Test func anEditionStatedEarlierIsSaidToBe() throws {
    let folder = try TemporaryFolder()
    let earlier = "H35.1-250811-0000016,,Đất đai,online,2025-08-11,2025-08-24,2025-08-11,finished,x\n"
    try SmallExports.write(to: folder, more: Self.published + earlier)
    #expect(try SmallExports.publish(folder, "2025-W33", ["--as-of", "2025-08-12"]).status == 0)
    #expect(try SmallExports.publish(folder).status == 0)
    #expect(
      try folder.text(of: "out/2025-W34/en/data-quality.md").contains(
        "by edition 2025-W33, which was stated to the end of 12 August 2025, before its period ended, and by the files read now."
      ))
    #expect(
      try folder.text(of: "out/2025-W34/vi/data-quality.md").contains(
        "theo lần công bố 2025-W33 (khi đó số liệu chốt đến hết ngày 12/8/2025, trước khi kỳ kết thúc) và theo tệp"))
  }
}
