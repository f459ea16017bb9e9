import Foundation
import TestSupport
import Testing

/// Pages about units that the files name (`units: open`) call them units: no title, label or sentence speaks of provinces,
/// cities or communes, nor of Việt Nam.
@Suite struct OpenUnitPagesTests {
  private static let header =
    "dossier_id,province,commune,agency,field,channel,received_at,due_at,finished_at,status,level\n"

  /// Three boroughs; the last has no data for the week.
  private static func rows() -> String {
    var rows = ""
    for number in 0..<120 {
      let borough = ["Brook", "Queens", "Bronx"][number % 3]
      let day = borough == "Bronx" ? 4 : 11 + number % 12
      let due = day + 3
      let finished = number % 4 == 0 ? "" : "2025-08-\(day + number % 6 < 10 ? "0" : "")\(day + number % 6)"
      rows +=
        "R\(number),\(borough),\(number % 5 == 0 ? "" : "Block \(number % 7)"),\(number % 5 == 0 ? "Parks" : ""),"
        + "Noise \(number % 2),\(number % 2 == 0 ? "online" : ""),2025-08-\(day < 10 ? "0" : "")\(day),"
        + "2025-08-\(due < 10 ? "0" : "")\(due),\(finished),,\(number % 10 == 1 ? "district" : "")\n"
    }
    return rows + "R900,Queens,,,Noise 0,,someday,,,,\n"
  }

  private static let staff = """
    record_id,province,level,category,policy,decision_at,submitted_at,approved_at,paid_at,amount_approved_vnd,amount_paid_vnd
    S1,Queens,commune,commune_part_time,severance,2025-07-01,2025-07-02,2025-07-03,2025-07-04,10,10
    S2,Queens,province,civil_servant,severance,2025-07-01,2025-07-02,2025-07-03,,10,

    """

  private func edition(_ audience: String) throws -> [String: String] {
    let folder = try TemporaryFolder()
    // The Bronx sends a file of its own, which is late.
    let rows = Self.rows().split(separator: "\n").map { String($0) + "\n" }
    func isLate(_ row: String) -> Bool { row.contains(",Bronx,") }
    try folder.write(Self.header + rows.filter { !isLate($0) }.joined(), to: "dossiers/requests.csv")
    try folder.write(Self.header + rows.filter { isLate($0) }.joined(), to: "dossiers/bronx.csv")
    try folder.write(Self.staff, to: "staff/all.csv")
    try folder.write(
      "exports: dossiers\nstaff: staff\nunits: open\naudience: \(audience)\nsince: 2025-07-01\noutput: out\n"
        + "gates: {quarantined_share: 12.5%}\n",
      to: "report.yaml")
    for period in ["2025-W33", "2025-W34"] {
      let run = try Binary.run(["--config", "report.yaml", "--period", period], in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
    }
    return try folder.files(below: "out/2025-W34").mapValues { String(decoding: $0, as: UTF8.self) }
  }

  /// What is read. Names of files, which are the same for any units, stand as code or behind a link; a drawing's lines
  /// are marks.
  private static func prose(_ text: String) -> String {
    text.replacing(/`[^`]*`/, with: "").replacing(/\]\([^)]*\)/, with: "]").replacing(/<[^>]*>/, with: "").lowercased()
  }

  private static let words = [
    "province", "provincial", "centrally", "city", "cities", "commune", "ward ", "wards", "special zone", "district",
    "viet nam", "vietnam", "the country", "tỉnh", "thành phố", "cấp xã", "cấp huyện", "sở, ngành", "phường", "đặc khu",
    "việt nam", "cả nước", "trung ương", "766",
  ]

  /// A unit's own page is asked for by its name; what is known of no unit is told.
  @Test func oneUnitsPageAndFilesWithoutOne() throws {
    let folder = try TemporaryFolder()
    let rows = Self.header + Self.rows()
    try folder.write(rows, to: "dossiers/requests.csv")
    try folder.write("exports: dossiers\nunits: open\noutput: out\n", to: "report.yaml")
    func run(_ more: [String]) throws -> Binary.Outcome {
      try Binary.run(["--config", "report.yaml"] + more, in: folder.url)
    }
    let one = try run(["--period", "2025-W33", "--reports", "provinces/queens-queens"])
    #expect(one.status == 64)
    #expect(one.errors.contains("did you mean 'provinces/"), "\(one.errors)")
    #expect(try run(["--period", "2025-W33"]).status == 0)
    let gone = rows.split(separator: "\n").filter { !$0.contains(",Queens,") }.joined(separator: "\n") + "\n"
    try folder.write(gone, to: "dossiers/requests.csv")
    try folder.write(Self.header, to: "dossiers/empty.csv")
    try folder.write("dossier_id,received_at,due_at,finished_at\nX1,2025-08-18,,\n", to: "dossiers/79-x.csv")
    let remarks = try run(["--period", "2025-W34"])
    #expect(remarks.status == 0)
    #expect(remarks.errors.contains("dossiers: warning: no file names Queens, which 2025-W33 has figures of."))
    #expect(remarks.errors.contains("empty.csv: warning: the file has no record, so that its unit is not known"))
    #expect(remarks.errors.contains("here no column says the unit. hint: map a column to province"))
  }

  @Test(arguments: ["public", "internal"]) func pagesAndChartsAreNeutral(_ audience: String) throws {
    let files = try edition(audience)
    let pages = files.filter { file in [".md", ".svg", ".txt"].contains { file.key.hasSuffix($0) } }
    #expect(pages.count > 30)
    for (path, text) in pages.sorted(by: { $0.key < $1.key }) {
      let prose = Self.prose(text)
      for word in Self.words where prose.contains(word) {
        let line = prose.split(separator: "\n").first { $0.contains(word) } ?? ""
        Issue.record("\(path): '\(word)' in \(line.prefix(300))")
      }
    }
    #expect(files["en/national.md"]?.contains("Figures from 2 of 3 units; none for this period:") ?? false)
    #expect(files["vi/national.md"]?.contains("Có số liệu của 2/3 đơn vị") ?? false)
    #expect(files["en/ranking.md"]?.contains("\n## Units\n") ?? false)
    // A gate says what it is about, and shares have the decimal sign of the language.
    #expect(
      files["en/data-quality.md"]?.contains("| records that cannot be used, of those read | 12.5% | 0.8") ?? false)
    #expect(
      files["vi/data-quality.md"]?.contains("| bản ghi không sử dụng được trong số đã đọc | 12,5% | 0,8") ?? false)
    #expect(files["vi/ranking.md"]?.contains("\n## Đơn vị\n") ?? false)
  }

  /// Headers of CSV files are the same for any units; what stands below them is not Vietnam's.
  @Test func tablesAreNeutral() throws {
    let files = try edition("public")
    for (path, text) in files where path.hasSuffix(".csv") {
      let rows = text.split(separator: "\n").dropFirst().joined(separator: "\n").lowercased()
      for word in ["việt nam", "viet nam", "vietnam", "tỉnh", "thành phố", "cấp xã"] {
        #expect(!rows.contains(word), "\(path): \(word)")
      }
    }
    #expect(files["csv/provinces.csv"]?.contains("\nVN,Total (2/3),") ?? false)
  }
}
