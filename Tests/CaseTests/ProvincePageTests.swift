import Foundation
import TestSupport
import Testing

/// What the page of one province says of its levels, files and communes.
@Suite struct ProvincePageTests {
  private static let header =
    "dossier_id,province_code,commune_code,level,agency,channel,received_at,due_at,finished_at\n"

  private func edition(_ files: [String: String], _ yaml: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, rows) in files { try folder.write(Self.header + rows, to: "dossiers/" + name) }
    try folder.write("exports: dossiers\nperiod: 2025-W34\noutput: out\n" + yaml, to: "report.yaml")
    let run = try Binary.run(["--config", "report.yaml"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    return folder
  }

  /// What has no known commune is of three kinds, and none of the three is called by the name of another.
  @Test func levelsAreNamedForWhatTheyAre() throws {
    let rows = """
      H35.1-1,12,,province,Sở Xây dựng,online,2025-08-22,2025-09-10,
      H35.1-2,12,,other,Thuế tỉnh,online,2025-08-22,2025-09-10,
      H35.1-3,12,,other,Sở Xây dựng,online,2025-08-22,2025-09-10,
      H35.1-4,12,99999,commune,,online,2025-08-22,2025-08-20,

      """
    let folder = try edition(["12.csv": rows])
    let english = try folder.text(of: "out/2025-W34/en/provinces/12-lai-chau.md")
    #expect(english.contains("\n## Table 4. Provincial level, central agencies and commune-level units\n"))
    #expect(
      english.contains("\n| Provincial level, central agencies and dossiers without a known commune | 4 | 100.0% |"))
    #expect(
      english.contains("\n## Table 5. Departments and other agencies at provincial level, and central agencies\n"))
    #expect(english.contains("\n| Sở Xây dựng | 2 |") && english.contains("\n| Thuế tỉnh | 1 |"))
    #expect(
      english.contains("dossiers of the provincial level, of central agencies or without a known commune"))
    let vietnamese = try folder.text(of: "out/2025-W34/vi/provinces/12-lai-chau.md")
    #expect(
      vietnamese.contains(
        "\n| Cấp tỉnh, cơ quan ngành dọc và hồ sơ chưa xác định được đơn vị cấp xã | 4 | 100,0% |"))
    #expect(
      try folder.text(of: "out/2025-W34/en/form-ii06a.md").contains(
        "\nBlock I includes the central vertical and other agencies in the locality,"))
    #expect(try folder.text(of: "out/2025-W34/vi/form-ii06a.md").contains("\nKhối I gồm cả cơ quan ngành dọc"))
  }

  /// All provinces in one file: nothing is known of the records of one, and much of its dossiers.
  @Test func dossiersOfAFileThatNamesNoProvince() throws {
    let rows = """
      H35.1-1,12,,province,Sở Xây dựng,online,2025-08-22,2025-09-10,
      H35.1-2,12,,province,Sở Xây dựng,online,2025-08-22,2025-09-10,
      H57.1-1,46,,province,Sở Xây dựng,online,2025-08-22,2025-09-10,

      """
    let folder = try edition(["all.csv": rows])
    func page(_ path: String) throws -> String { try folder.text(of: "out/2025-W34/" + path) }
    let english = try page("en/provinces/12-lai-chau.md")
    #expect(
      english.contains("\nNo file's name says this locality; its dossiers stand in other files. In use: 2 dossiers.\n"))
    #expect(!english.contains("Records read"))
    #expect(try page("en/provinces/04-cao-bang.md").contains("\nNo file of this locality was read.\n"))
    #expect(try page("vi/provinces/12-lai-chau.md").contains("Số hồ sơ được sử dụng: 2.\n"))
    let quality = try page("en/data-quality.md")
    #expect(quality.contains("\n| Lai Chau | – | – | 22 August 2025 | – | – | – | – |\n"), "\(quality)")
    #expect(quality.contains("\n| Cao Bang | 0 | – | – | 0 | 0 | 0 | 0 |\n"))
    #expect(quality.contains("\n\"–\": no file's name says the locality;"))
    #expect(try page("vi/data-quality.md").contains("\n\"–\": không có tên tệp nào ghi địa phương;"))
    // Where every file says its province, nothing stands elsewhere.
    let named = try edition(["12.csv": rows])
    #expect(try named.text(of: "out/2025-W34/en/provinces/12-lai-chau.md").contains("| Records read | 3 |"))
  }

  /// A province whose file ends before the period has sent one: there are no figures, not no data.
  @Test func aStaleProvinceHasNoFigures() throws {
    let folder = try edition([
      "12.csv": "H35.1-1,12,,province,,online,2025-08-22,2025-09-10,\n",
      "46.csv": "H57.1-1,46,,province,,online,2025-08-12,2025-09-10,\n",
    ])
    #expect(try folder.text(of: "out/2025-W34/csv/coverage.csv").contains("\n46,Huế,stale,"))
    for page in ["national.md", "weekly.md", "headline.txt", "data-quality.md", "form-ii06a.md"] {
      let text = try folder.text(of: "out/2025-W34/en/" + page)
      #expect(
        !text.contains("No data were received") && !text.contains("reported") && !text.contains("No data:"), "\(page)")
    }
    #expect(
      try folder.text(of: "out/2025-W34/en/headline.txt").contains(
        " There are no figures for this period from Hanoi, Cao Bang, "))
    #expect(
      try folder.text(of: "out/2025-W34/en/national.md").contains(
        "\n3. Figures from 1 of 34 provinces and cities; none for this period: Hanoi, "))
    #expect(
      try folder.text(of: "out/2025-W34/en/weekly.md").contains(
        "1 of 34 provinces and cities with figures:** 1 dossier"))
  }

  /// A page points to those that its edition has, and to no other.
  @Test(arguments: [
    ("", " Definitions and all tables: [national.md](national.md). Ranking: [ranking.md](ranking.md).\n"),
    ("reports: [weekly, ranking]\n", " Ranking: [ranking.md](ranking.md).\n"), ("reports: [weekly]\n", ".\n"),
  ])
  func pagesPointToNoPageThatIsLeftOut(_ yaml: String, _ end: String) throws {
    let folder = try edition(["12.csv": "H35.1-1,12,,province,,online,2025-08-22,2025-09-10,\n"], yaml)
    let page = try folder.text(of: "out/2025-W34/en/weekly.md")
    #expect(page.hasSuffix("data as of the end of 24 August 2025" + (end == ".\n" ? end : "." + end)))
  }

  /// What pages say of their own figures is what they do.
  @Test(arguments: [
    ("en/provinces/12-lai-chau.md", "; the lower of the two in the middle where their number is even."),
    ("vi/provinces/12-lai-chau.md", "thì lấy giá trị thấp hơn trong hai giá trị ở giữa."),
    ("en/ranking.md", "Rates are rounded to one decimal, those that units are ranked by to two ("),
    ("vi/ranking.md", "riêng tỷ lệ dùng để xếp hạng (ở trang và biểu đồ xếp hạng, "),
    ("en/form-ii06a.md", "\n| No. | Province or city | Dossiers received |"),
    ("vi/form-ii06a.md", "| Tỉnh, thành phố |"),
  ])
  func pagesDefineWhatTheyPrint(_ page: String, _ words: String) throws {
    let folder = try edition(["12.csv": "H35.1-1,12,,province,,online,2025-08-22,2025-09-10,\n"])
    let text = try folder.text(of: "out/2025-W34/" + page)
    #expect(text.contains(words))
    if page.hasSuffix("form-ii06a.md") { #expect(text.matches(of: /\n\| (No\.|STT|Số TT|TT) \|/).count == 2) }
  }

  /// What to do first names the cell, not the whole unit, where its dossiers state no field.
  @Test func theCostliestCellMayStateNoField() throws {
    let folder = try TemporaryFolder()
    let rows = (1...6).map { number in
      let field = number < 4 ? "" : number < 6 ? "Đất đai" : "Hộ tịch"
      return "H35.1-\(number),12,\(field),2025-08-18,2025-08-20,\(number == 6 ? "2025-08-22" : "")\n"
    }
    try folder.write(
      "dossier_id,province_code,field,received_at,due_at,finished_at\n" + rows.joined(), to: "dossiers/12.csv")
    #expect(try SmallExports.publish(folder).status == 0)
    #expect(
      try folder.text(of: "out/2025-W34/en/provinces/12-lai-chau.md").contains(
        "without a known commune that state no field: 3 dossiers, 50.0% of those of the whole"))
    #expect(
      try folder.text(of: "out/2025-W34/vi/provinces/12-lai-chau.md").contains(
        ", không ghi lĩnh vực: 3 hồ sơ, bằng 50,0%"))
  }

  /// A date later than the file is a slip, before as-of as well: data of July do not reach August by one of them.
  @Test func aSlipMakesNoDataNew() throws {
    let folder = try edition([
      "04-2025-07-31.csv":
        "H14.1-250710-0000001,04,,,,online,2025-07-10,2025-07-20,\nH14.1-250710-0000004,04,,,,online,2025-07-10,2025-07-25,2025-08-22\n",
      "12.csv": "H35.1-1,12,,province,,online,2025-08-22,2025-09-10,\n",
    ])
    let rows = CSVText.rows(try folder.text(of: "out/2025-W34/csv/coverage.csv"))
    #expect(try #require(rows.first { $0[0] == "04" })[2...3] == ["stale", "2025-07-10"])
  }
}
