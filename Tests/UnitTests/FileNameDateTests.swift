import Administration
import Exports
import Records
import Testing

@Suite struct FileNameDateTests {
  /// The digits of a day are no code of a province.
  @Test(
    arguments: [
      ("01-08-2025.csv", nil), ("01.08.2025.csv", nil), ("01_08_2025.csv", nil), ("01-2025-08-23.csv", 0),
      ("01_23082025.csv", 0), ("01-ha-noi.csv", 0), ("01.csv", 0), ("01-tuan-34-2025.csv", 0),
    ] as [(String, Int?)])
  func aDayIsNoProvince(_ name: String, _ province: Int?) {
    #expect(ExportRules(registry: .vietnam).province(ofFile: name, .dossiers) == province)
  }

  @Test(arguments: [
    ("79-2025-08-23.csv", "2025-08-23"), ("79_2025_08_23.csv", "2025-08-23"), ("79-20250823.csv", "2025-08-23"),
    ("79-23-08-2025.csv", "2025-08-23"), ("79-23.8.2025.csv", "2025-08-23"), ("79-23082025.csv", "2025-08-23"),
    ("79_3_8_2025.csv", "2025-08-03"), ("79-2025-8-3.csv", "2025-08-03"), ("bao cao 23 08 2025.csv", "2025-08-23"),
    ("79-20250823-063000.csv", "2025-08-23"),
    ("79-20250823063000.csv", "2025-08-23"), ("79-tuan-34-2025.csv", "2025-08-24"),
    ("79 Tuần 34 năm 2025.csv", "2025-08-24"),
    ("79-2025-W34.csv", "2025-08-24"), ("79-2025W34.csv", "2025-08-24"), ("79-thang-8-2025.csv", "2025-08-31"),
    ("79_T8.2025.csv", "2025-08-31"), ("79-tháng 02-2024.csv", "2024-02-29"),
    // A span ends on its second day.
    ("79-2025-07-01-2025-08-23.csv", "2025-08-23"), ("79-2025-07-01_den_2025-08-23.csv", "2025-08-23"),
    ("79-tuan-54-2025.csv", nil), ("79-2025-W54.csv", nil), ("79-tuan-34-1999.csv", nil), ("79-quy-3-2025.csv", nil),
    ("79-thang-13-2025.csv", nil), ("79-32-08-2025.csv", nil), ("79.csv", nil),
    ("79-123456789012.csv", nil), ("79-2025.csv", nil), ("79-34-2025.csv", nil), ("H29.26.csv", nil),
  ])
  func reads(_ name: String, _ expected: String?) { #expect(FileNameDate.day(in: name)?.description == expected) }
}
