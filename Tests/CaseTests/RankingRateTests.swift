import Foundation
import TestSupport
import Testing

/// Pages by the rate that the configuration ranks by: what they say of ranks is of that rate.
@Suite struct RankingRateTests {
  /// Lai Châu with 20 of 40 dossiers online, Huế with 30 of 40, all of them open in time.
  private func edition(_ rate: String) throws -> TemporaryFolder {
    func rows(_ prefix: String, online: Int) -> String {
      (1...40).map {
        "\(prefix)-\($0),,Đất đai,\($0 <= online ? "online" : "in_person"),2025-08-22,2025-09-10,,processing,x\n"
      }.joined()
    }
    let folder = try TemporaryFolder()
    try folder.write(SmallExports.header + rows("H35.1-250822", online: 20), to: "dossiers/12-lai-chau.csv")
    try folder.write(SmallExports.header + rows("H57.1-250822", online: 30), to: "dossiers/46-hue.csv")
    try folder.write("ranking: \(rate)\n", to: "report.yaml")
    let run = try SmallExports.publish(folder, "2025-W34", ["--config", "report.yaml"])
    #expect(run.status == 0, "\(run.errors)")
    return folder
  }

  @Test func pagesSpeakOfTheRateThatIsRankedBy() throws {
    let folder = try edition("online_share")
    func page(_ path: String) throws -> String { try folder.text(of: "out/2025-W34/" + path) }
    let card = try page("en/provinces/12-lai-chau.md")
    #expect(
      card.contains(
        "\n| Next above | Hue | 75.00% | 10 dossiers submitted online instead of in person or by post would draw level |\n"
      ))
    #expect(
      try page("en/provinces/46-hue.md").contains(
        "\n| Next below | Lai Chau | 50.00% | 25.00 percentage points behind |\n"))
    #expect(
      try page("vi/provinces/46-hue.md").contains(
        "\n| Xếp ngay dưới | Lai Châu | 50,00% | kém 25,00 điểm phần trăm |\n"))
    #expect(card.contains("\n| Submitted online | 50.0% (20/40) | 62.5% | 50.0% | 2 |\n"), "\(card)")
    #expect(card.contains("\n| Resolved, of those to be handled | 0.0% (0/40) | 0.0% | 0.0% | [z] |\n"))
    #expect(
      try page("vi/provinces/12-lai-chau.md").contains(
        "| cần thêm 10 hồ sơ nộp trực tuyến thay vì nộp trực tiếp hoặc qua bưu chính |"))
    #expect(
      try page("en/ranking.md").contains(
        "\"To draw level\": how many dossiers submitted online instead of in person or by post would have given"))
    #expect(try page("vi/ranking.md").contains("\": cần thêm bao nhiêu hồ sơ nộp trực tuyến thay vì"))
    let national = try page("en/national.md")
    #expect(national.contains("| following online public services; ranking localities |"))
    #expect(national.matches(of: /ranking localities/).count == 1)
    #expect(try page("vi/national.md").contains("| theo dõi dịch vụ công trực tuyến; xếp hạng địa phương |"))
  }

  /// A rate that the tables leave out stands in them where it is ranked by.
  @Test func theRateThatIsRankedByStandsInTheTables() throws {
    let folder = try edition("late_rate")
    for page in ["national", "provinces/12-lai-chau"] {
      let text = try folder.text(of: "out/2025-W34/en/\(page).md")
      #expect(text.contains("\n| Resolved late, of resolved dossiers with a due date |"), "\(page)")
    }
  }
}
