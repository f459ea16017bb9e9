import Foundation
import TestSupport
import Testing

/// The page of data quality: what an edition for anyone lists and shows, and how limits of quality were kept.
@Suite struct DataQualityPageTests {
  private static let staff =
    "record_id,decision_at,submitted_at,approved_at,paid_at,amount_approved_vnd,amount_paid_vnd\n"

  private func publish(_ folder: TemporaryFolder, _ yaml: String) throws {
    try folder.write("exports: dossiers\nperiod: 2025-W34\noutput: out\n" + yaml, to: "report.yaml")
    let run = try Binary.run(["--config", "report.yaml"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
  }

  private func page(_ folder: TemporaryFolder, _ path: String) throws -> String {
    try folder.text(of: "out/2025-W34/" + path)
  }

  /// A public edition has no file of the staff rows that cannot be used.
  @Test(arguments: [("public", false), ("public", true), ("internal", false)])
  func aFolderIsNamedOnlyWhereItIs(_ audience: String, _ hasBadDossier: Bool) throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder, more: hasBadDossier ? "H35.1-9,,Đất đai,online,soon,,,processing,x\n" : "")
    try folder.write(Self.staff + "S1,soon,,,,,\n", to: "staff/12.csv")
    try publish(folder, "staff: staff\naudience: \(audience)\n")
    let (english, vietnamese) = (try page(folder, "en/data-quality.md"), try page(folder, "vi/data-quality.md"))
    #expect(english.contains("| Staff: "))
    if audience == "public", !hasBadDossier {
      #expect(try !folder.names(in: "out/2025-W34").contains("quarantine"))
      #expect(!english.contains("`quarantine`") && !vietnamese.contains("`quarantine`"))
      #expect(english.contains("\nAn edition for anyone has no list of staff records.\n"))
      #expect(vietnamese.contains("\nBản công khai không có danh sách bản ghi về người nghỉ việc.\n"))
    } else {
      let rest = audience == "public" ? ", those of staff left out" : ""
      #expect(english.contains("\nThe folder `quarantine` lists each of them\(rest).\n"))
    }
  }

  /// A word of no list may be anybody's.
  @Test func unknownWordsAreHiddenFromAnyone() throws {
    let folder = try TemporaryFolder()
    let rows = (10..<22).map { "H35.1-\($0),,Đất đai,Ô cửa số 4,2025-08-22,2025-09-10,,processing,x\n" }
    try SmallExports.write(to: folder, more: rows.joined())
    for (audience, isShown) in [("public", false), ("internal", true)] {
      try publish(folder, "unknown_words: quarantine\naudience: \(audience)\n")
      let edition = isShown ? "out/2025-W34.r2" : "out/2025-W34"
      let files = try folder.files(below: edition)
      let bearing = files.filter { $0.value.range(of: Data("cửa số 4".utf8)) != nil }.keys
      #expect(bearing.isEmpty != isShown, "\(bearing)")
      let page = try folder.text(of: edition + "/en/data-quality.md")
      #expect(page.contains("| channel | \(isShown ? "Ô cửa số 4" : "[c]") | 12 | 1 |"))
      #expect(page.contains("\nWords that no list knows are hidden") != isShown)
    }
    #expect(try folder.text(of: "out/2025-W34/vi/data-quality.md").contains("\nTừ chưa nhận biết được không hiển thị"))
    // Whoever may read the exports is told.
    let check = try Binary.run(["check", "--config", "report.yaml"], in: folder.url)
    #expect(check.output.contains("Ô cửa số 4"))
  }

  /// What was found is printed as all numbers and names of a page are; the manifest keeps one form for programs.
  @Test func gatesSpeakTheLanguageOfThePage() throws {
    let folder = try TemporaryFolder()
    let rows = (1...1500).map {
      "H35.1-X\($0),,Đất đai,\($0 == 1 ? "" : "online"),2025-08-22,2025-09-10,,processing,x\n"
    }
    try SmallExports.write(to: folder, more: rows.joined())
    try publish(
      folder,
      """
      gates: {provinces_missing: 3, file_age_days: 10, blank_channel_share: 0.5%, no_due_date_share: 1.5%}
      waive: {provinces_missing: the ministry, file_age_days: the ministry}

      """)
    let (english, vietnamese) = (try page(folder, "en/data-quality.md"), try page(folder, "vi/data-quality.md"))
    for row in [
      "| 0.5% | 0.0664% (1/1,505) | held |", "| 1.5% | 0% (0/1,505) | held |",
      "| 3 | 33 (Hanoi, Cao Bang, Tuyen Quang, Dien Bien, Son La and 28 more) | waived | the ministry |",
      "| 10 | unknown: no date of extraction of 12-lai-chau.csv | waived |",
    ] { #expect(english.contains(row), "\(row)\n\(english)") }
    for row in [
      "| 0,5% | 0,0664% (1/1.505) | đạt |",
      "| 3 | 33 (thành phố Hà Nội, Cao Bằng, Tuyên Quang, Điện Biên, Sơn La và 28 địa phương khác) |",
      "| 10 | không xác định: chưa rõ ngày trích xuất của 12-lai-chau.csv |",
    ] { #expect(vietnamese.contains(row), "\(row)\n\(vietnamese)") }
    #expect(english.contains("\nWhat to do:\n\n- days since a locality's newest file was made, at the most: Ask"))
    #expect(vietnamese.contains("\nViệc cần làm:\n\n- số ngày kể từ khi trích xuất"))
    let manifest = try page(folder, "manifest.json")
    #expect(manifest.contains("0.0664% (1/1505)") && manifest.contains("33 (01, 04, "))
    #expect(manifest.contains("unknown (no date of extraction: 12-lai-chau.csv)"))
  }
}
