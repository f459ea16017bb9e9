import Administration
import Diagnostics
import Testing

@Suite struct RegistryTests {
  private let vietnam = Registry.vietnam

  @Test func holdsTheUnitsSinceTheReform() {
    #expect(vietnam.provinces.count == 34)
    #expect(vietnam.communes.count == 3321)
    #expect(vietnam.communesOfProvince.map(\.count).reduce(0, +) == 3321)
    #expect(vietnam.provinces.map(\.code) == vietnam.provinces.map(\.code).sorted())
    for (position, province) in vietnam.provinces.enumerated() {
      #expect(vietnam.communesOfProvince[position].allSatisfy { vietnam.communes[$0].provinceCode == province.code })
    }
  }

  @Test(arguments: [
    ("01", "H26", "Hà Nội", "Hanoi", Province.Kind.city, 126),
    ("79", "H29", "Hồ Chí Minh", "Ho Chi Minh City", .city, 168),
    ("04", "H14", "Cao Bằng", "Cao Bang", .province, 56),
  ])
  func knownProvinces(
    _ code: String, _ portalCode: String, _ nameVi: String, _ nameEn: String, _ kind: Province.Kind, _ communes: Int
  ) throws {
    let position = try #require(vietnam.province(code: code))
    #expect(vietnam.province(portalCode: portalCode) == position)
    let province = vietnam.provinces[position]
    #expect(province.nameVi == nameVi)
    #expect(province.nameEn == nameEn)
    #expect(try province.kind(on: #require(Day("2025-08-23"))) == kind)
    #expect(vietnam.communesOfProvince[position].count == communes)
  }

  @Test func knownCommunes() throws {
    let commune = vietnam.communes[try #require(vietnam.commune(code: "00004"))]
    #expect(commune.nameVi == "Ba Đình")
    #expect(commune.provinceCode == "01")
    #expect(commune.kindNow == .ward)
    #expect(Set(vietnam.communes.map(\.kindNow)) == [.commune, .ward, .specialZone])
    // The thirteen special zones of Resolution 202/2025/QH15.
    #expect(vietnam.communes.count { $0.kindNow == .specialZone } == 13)
  }

  /// Sixteen communes are another of their kind and province but for tones; one of them has none.
  @Test func englishNamesTellCommunesApart() {
    var seen: Set<String> = []
    for (commune, name) in zip(vietnam.communes, vietnam.communeNamesEn) {
      #expect(seen.insert("\(commune.provinceCode) \(commune.kindNow) \(name)").inserted, "\(name)")
    }
    #expect(zip(vietnam.communes, vietnam.communeNamesEn).count { $0.nameEn != $1 } == 15)
  }

  @Test(arguments: ["", "1", "001", "H26", "99", "a"]) func unknownCodes(_ code: String) {
    #expect(vietnam.province(code: code) == nil)
    #expect(vietnam.commune(code: code) == nil)
  }

  /// Đồng Nai is a city from 30 April 2026, and Long Thành in it a ward.
  @Test func typesChangeOnTheirDay() throws {
    let before = try #require(Day("2026-04-29"))
    let after = try #require(Day("2026-04-30"))
    let province = vietnam.provinces[try #require(vietnam.province(code: "75"))]
    #expect(province.kind(on: before) == .province)
    #expect(province.kind(on: after) == .city)
    let commune = vietnam.communes[try #require(vietnam.commune(code: "26368"))]
    #expect(commune.kind(on: before) == .commune)
    #expect(commune.kind(on: after) == .ward)
    #expect(vietnam.communes.count { $0.kindChangedOn != nil } == 22)
  }

  private func province(_ code: String, _ portalCode: String) -> Province {
    Province(
      code: code, portalCode: portalCode, nameVi: "", nameEn: "", kindAtReform: .city, kindChangedOn: nil,
      kindNow: .city)
  }

  private func commune(_ code: String, of province: String) -> Commune {
    Commune(
      code: code, provinceCode: province, nameVi: "", nameEn: "", kindAtReform: .ward, kindChangedOn: nil,
      kindNow: .ward)
  }

  @Test func unitsAreInOrderOfTheirCodes() throws {
    let registry = try Registry(
      provinces: [province("2", "B"), province("1", "A")],
      communes: [commune("20", of: "2"), commune("12", of: "1"), commune("11", of: "1")])
    #expect(registry.provinces.map(\.code) == ["1", "2"])
    #expect(registry.communes.map(\.code) == ["11", "12", "20"])
    #expect(registry.communesOfProvince == [0..<2, 2..<3])
  }

  @Test func refusesWhatContradictsItself() {
    func message(_ provinces: [Province], _ communes: [Commune]) -> String? {
      let failure = #expect(throws: Failure.self) { try Registry(provinces: provinces, communes: communes) }
      #expect(failure?.status == .badConfiguration)
      return failure?.findings.first?.message
    }
    #expect(
      message([province("1", "A"), province("1", "B")], []) == "the registry has the province code '1' twice")
    #expect(message([province("1", "A"), province("2", "A")], []) == "the registry has the portal code 'A' twice")
    #expect(
      message([province("1", "A")], [commune("11", of: "1"), commune("11", of: "1")])
        == "the registry has the commune code '11' twice")
    for stray in ["0", "2", "9"] {
      #expect(
        message([province("1", "A"), province("3", "B")], [commune("11", of: "1"), commune("12", of: stray)])
          == "commune 12 belongs to province '\(stray)', which is not in the registry")
    }
  }
}
