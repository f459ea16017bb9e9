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
    ("Bảo hiểm xã hội tỉnh", .other), ("BHXH tỉnh", .other), ("Công an xã Yên Thế", .other),
    ("Trung tâm Phục vụ hành chính công đặc khu Phú Quý", .commune), ("Phường Bắc Giang", .commune),
    ("Xã Yên Thế", .commune), ("HĐND-UBND xã Đồng Kỳ", .commune), ("Văn phòng HĐND và UBND xã Đồng Kỳ", .commune),
    ("Phòng Kinh tế phường Bắc Giang", .commune), ("Phòng Văn hóa - Xã hội xã Yên Thế", .commune),
    ("Bộ phận một cửa xã", .commune), ("Phòng Tư pháp huyện Yên Thế", .district),
    ("UBND xã Yên Thế, huyện Yên Thế, tỉnh Bắc Giang", .commune), ("Thanh tra tỉnh", .province),
  ])
  func fromTheAgency(_ name: String, _ level: Level) { #expect(AgencyLevel.of(agency: name) == level) }

  /// A committee is the same whether its name is written out, and however its tone mark is placed.
  @Test(arguments: [
    ("UBND xã Cẩm Giàng", Level.commune), ("UBND phường Ba Đình", .commune), ("UBND thị trấn Sa Pa", .commune),
    ("UBND đặc khu Lý Sơn", .commune), ("UBND huyện Long Thành", .district), ("UBND quận 1", .district),
    ("UBND thị xã Sơn Tây", .district), ("UBND tỉnh Điện Biên", .province),
    ("Văn phòng UBND tỉnh Điện Biên", .province),
  ])
  func ofACommitteeWrittenOut(_ name: String, _ level: Level) {
    for committee in ["UBND", "Ủy ban nhân dân", "Uỷ ban Nhân dân", "ỦY BAN NHÂN DÂN"] {
      let name = name.replacing("UBND", with: committee)
      #expect(AgencyLevel.of(agency: name) == level, "\(name)")
    }
  }

  /// A city stood at two levels, and a word that only begins like another says nothing.
  @Test(arguments: [
    "UBND thành phố Thủ Đức", "Sởn", "Trung tâm", "", "Phòng Công chứng số 1", "Xã hội học", "Xãn", "Văn phòng",
    "UBND thành phố Biên Hòa, tỉnh Đồng Nai", "UBND TP. Huế, tỉnh Thừa Thiên Huế",
    "Văn phòng Đăng ký đất đai - Chi nhánh huyện Trảng Bom",
    "Phòng Giao dịch Ngân hàng Chính sách xã hội huyện Trảng Bom",
    "Trung tâm Phục vụ hành chính công Thành phố Hà Nội - Chi nhánh phường Ba Đình",
  ])
  func saysNothing(_ name: String) { #expect(AgencyLevel.of(agency: name) == nil) }

  @Test func fromTheDossierCode() {
    #expect(AgencyLevel.of(codePrefix: "G09.12") == .other)
    #expect(AgencyLevel.of(codePrefix: "000.00.12.G09") == .other)
    #expect(AgencyLevel.of(codePrefix: "H26.12") == nil)
  }
}
