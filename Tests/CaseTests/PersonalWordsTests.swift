import Foundation
import TestSupport
import Testing

/// What a shifted row brings into a column whose words are printed: a telephone number, an address of e-mail, a whole
/// record. No file of the edition has it, and its dossier counts as not stated.
@Suite struct PersonalWordsTests {
  private static let header =
    "dossier_id,province_code,commune_code,level,agency,procedure_code,procedure,field,channel,service_level,received_at,due_at,finished_at\n"

  @Test(arguments: [
    "0912345678", "0912 345 678", "0912  345\u{A0}678", "+84912345678", "091.234.5678", "012345678901",
    "nguoi.nop@example.vn", "\"Đất đai\nNguyễn Văn A\"",
  ])
  func nothingOfAPersonIsPrinted(_ word: String) throws {
    let folder = try TemporaryFolder()
    let row = "12,,province,\(word),1.000001,\(word),\(word),online,\(word),2025-08-18,2025-08-20,2025-08-25\n"
    try folder.write(Self.header + "H35.1-250818-1," + row + "H35.1-250818-2," + row, to: "dossiers/12.csv")
    let run = try Binary.run(["--exports", "dossiers", "--period", "2025-W34", "--output", "out"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let secret = word.hasPrefix("\"") ? "Nguyễn Văn A" : word
    let edition = folder.url.appendingPathComponent("out/2025-W34")
    let files = try #require(FileManager.default.enumerator(at: edition, includingPropertiesForKeys: nil))
    for case let file as URL in files where !file.hasDirectoryPath {
      #expect(try !String(contentsOf: file, encoding: .utf8).contains(secret), "\(file.lastPathComponent)")
    }
    #expect(!run.errors.contains(secret))
    #expect(try folder.text(of: "out/2025-W34/csv/fields.csv").contains("\n,2,"))
  }

  /// Service levels are a few words; fields and agencies may bear names of persons' kind, these do not.
  @Test func aNameIsNoServiceLevel() throws {
    let folder = try TemporaryFolder()
    let row = "12,,province,,,,Đất đai,online,Nguyễn Văn Bí,2025-08-18,2025-08-20,2025-08-25\n"
    try folder.write(Self.header + "H35.1-250818-1," + row, to: "dossiers/12.csv")
    let run = try Binary.run(["--exports", "dossiers", "--period", "2025-W34", "--output", "out"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    for (path, bytes) in try folder.files(below: "out/2025-W34") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("Văn Bí"), "\(path)")
    }
    #expect(try folder.text(of: "out/2025-W34/csv/service-levels.csv").contains("\n,1,"))
  }

  /// What looks alike and is none: the number of a decree, a code of the national catalogue, a line turned by a control
  /// character.
  @Test func wordsOfListsStay() throws {
    let folder = try TemporaryFolder()
    let words = [
      "Chế độ theo Nghị định 178/2024/NĐ-CP", "Đất  đai", "Hộ\u{202E} tịch", "Quyết định 19/2025/QĐ-TTg ngày 30/6/2025",
    ]
    let rows = words.enumerated().map {
      "H35.1-250818-\($0),12,,province,Sở,1.004997.000.00.00.H35,,\($1),online,,2025-08-18,2025-08-20,2025-08-25\n"
    }
    try folder.write(Self.header + rows.joined(), to: "dossiers/12.csv")
    let run = try Binary.run(["--exports", "dossiers", "--period", "2025-W34", "--output", "out"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let fields = try folder.text(of: "out/2025-W34/csv/fields.csv")
    for field in [words[0], "Đất đai", "Hộ tịch", words[3]] { #expect(fields.contains("\n\(field),1,"), "\(field)") }
    #expect(try folder.text(of: "out/2025-W34/csv/procedures.csv").contains("\n1.004997,,4,"))
  }

  /// What is written about a person beside a status is shown to nobody, nor any spelling of a telephone number in a field.
  @Test(arguments: [
    "Ông Nguyễn Văn BÍMẬT xin rút", "gọi chị BÍMẬT", "NGUYỄN VĂN BÍMẬT (con)", "nguyễn văn bímật",
    "Hoàng Thị Bímật, bản Nà Sác", "12 đường Bímật", "thôn Bímật", "ngõ 12, Bímật",
  ])
  func notesOnPersonsAreShownToNobody(_ note: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "dossier_id,province_code,received_at,due_at,finished_at,status\nA,12,2025-08-18,2025-08-20,,\(note.contains(",") ? "\"\(note)\"" : note)\nB,12,2025-08-18,2025-08-20,,đang ngâm cứu\n",
      to: "dossiers/12.csv")
    let run = try Binary.run(["check", "--exports", "dossiers", "--period", "2025-W34"], in: folder.url)
    #expect(run.status == 65)
    #expect(!(run.output + run.errors).lowercased().contains("bímật"), "\(run.output)\(run.errors)")
    #expect(run.errors.contains("đang ngâm cứu"))
  }

  /// Words that addresses have too, without a name behind them, are told like all that no list knows.
  @Test(arguments: [
    "Cấp thành phố", "UBND thành phố", "Sở nông nghiệp và phát triển nông thôn", "Thanh tra đường bộ",
  ])
  func wordsOfAuthoritiesAreNoAddresses(_ level: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "dossier_id,province_code,level,received_at,due_at,finished_at\nA,12,\(level),2025-08-18,2025-08-20,\n",
      to: "dossiers/12.csv")
    let run = try Binary.run(["check", "--exports", "dossiers", "--period", "2025-W34"], in: folder.url)
    #expect(run.status == 65)
    #expect(run.errors.contains("'\(level)'"), "\(run.errors)")
  }

  @Test(arguments: [
    ("(0206) 3852 123", false), ("(0912) 345 678", false), ("0912/345/678", false), ("0912 - 345 - 678", false),
    ("0912–345–678", false), ("+84 (912) 345.678", false), ("Đất đai (01/07/2025 - 31/12/2026)", true),
    ("Quyết định 766/QĐ-TTg, 468/QĐ-TTg, 985/QĐ-TTg", true), ("Đất\nđai", true), ("NGUYỄN VĂN\nBÍMẬT", false),
  ])
  func numbersOfPersonsAreNoFields(_ field: String, _ isShown: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "dossier_id,province_code,field,received_at,due_at,finished_at\nA,12,\"\(field)\",2025-08-18,2025-08-20,\n",
      to: "dossiers/12.csv")
    #expect(try SmallExports.publish(folder).status == 0)
    let fields = CSVText.rows(try folder.text(of: "out/2025-W34/csv/fields.csv")).dropFirst().map { $0[0] }
    #expect(fields == [isShown ? field.replacing("\n", with: " ") : ""])
  }
}
