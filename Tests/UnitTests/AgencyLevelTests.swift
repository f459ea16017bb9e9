import Administration
import Exports
import Records
import Testing

/// The level is that of the agency that resolves: from the column, else from the agency or the dossier code, else commune
/// when a commune is named, else province (design: *Level*).
@Suite struct AgencyLevelTests {
  @Test(arguments: [
    ("UBND Phường Ba Đình", Level.commune), ("UBND xã Cẩm Giàng", .commune), ("Ủy ban nhân dân xã An Phú", .commune),
    ("Uỷ ban nhân dân phường Ba Đình", .commune), ("UBND Đặc khu Lý Sơn", .commune),
    ("UBND huyện Long Thành", .district),
    ("UBND quận 1", .district), ("Sở Xây dựng", .province), ("UBND tỉnh Điện Biên", .province),
    ("Ban Quản lý các khu công nghiệp", .province), ("Công an tỉnh", .other), ("Thuế tỉnh Nghệ An", .other),
    ("Bảo hiểm xã hội tỉnh", .other),
  ])
  func fromTheAgency(_ name: String, _ level: Level) { #expect(AgencyLevel.of(agency: name) == level) }

  /// A city stood at two levels, and a word that only begins like another says nothing.
  @Test(arguments: ["UBND thành phố Thủ Đức", "Sởn", "Trung tâm", ""])
  func saysNothing(_ name: String) { #expect(AgencyLevel.of(agency: name) == nil) }

  @Test func fromTheDossierCode() {
    #expect(AgencyLevel.of(codePrefix: "G09.12") == .other)
    #expect(AgencyLevel.of(codePrefix: "000.00.12.G09") == .other)
    #expect(AgencyLevel.of(codePrefix: "H26.12") == nil)
  }
}
