import Administration
import Exports
import Records
import Testing

/// Which unit a cell names, through whole rows.
@Suite struct UnitMatchingTests {
  private func province(_ cells: String, id: String = "A") throws -> (code: String?, flags: FlagCounts) {
    let read = try ReadDossiers(
      ["x.csv": "dossier_id,province_code,province,received_at,due_at,finished_at\n\(id),\(cells),2025-07-02,,\n"],
      describedBy: { Registry.vietnam.provinces[Int($0.province)].code })
    return (read.counts.keys.first, read.readings[0].flags)
  }

  @Test(arguments: [
    ("TP.HCM", "79"), ("TPHCM", "79"), ("TP HCM", "79"), ("T.P Hồ Chí Minh", "79"), ("Thành Phố Hồ Chí Minh", "79"),
    ("UBND TP. Hồ Chí Minh", "79"), ("Uỷ ban nhân dân Thành phố Hồ Chí Minh", "79"),
    ("Ủy ban nhân dân tỉnh Cao Bằng", "04"), ("tỉnh Thanh Hoá", "38"), ("Thanh Hóa", "38"), ("KHÁNH HOÀ", "56"),
    ("Kha\u{301}nh Ho\u{300}a", "56"), ("Thừa Thiên Huế", "46"), ("Thừa Thiên - Huế", "46"),
    ("Tỉnh Thừa Thiên Huế", "46"),
    ("TP Huế", "46"), ("Đắc Lắc", "66"), ("Đắk Lắk", "66"), ("Dak Lak", "66"), ("Hanoi", "01"),
  ])
  func provinceByAnySpelling(_ name: String, _ code: String) throws {
    let found = try province(",\(name)")
    #expect(found.code == code)
    #expect(found.flags[.formerUnitAfterReform] == 0)
  }

  /// Former provinces count in the province that they are part of (Resolution 202/2025/QH15).
  @Test(arguments: [
    (",Bình Dương", "79"), (",Bà Rịa - Vũng Tàu", "79"), (",Bà Rịa-Vũng Tàu", "79"), (",Tỉnh Hoà Bình", "25"),
    ("74,", "79"),
    ("2,", "08"), ("H09,", "79"), (",Đắk Nông", "68"), (",Đắc Nông", "68"), (",UBND tỉnh Bắc Giang", "24"),
    (",Kontum", "51"),
  ])
  func formerProvinces(_ cells: String, _ code: String) throws {
    let found = try province(cells)
    #expect(found.code == code)
    #expect(found.flags[.formerUnitAfterReform] == 1)
  }

  /// The portal code of a former province inside the dossier code rolls up, too.
  @Test func formerPortalCodes() throws {
    let found = try province(",", id: "H09.12-250702-0001")
    #expect(found.code == "79")
    #expect(found.flags[.formerUnitAfterReform] == 1)
    #expect(found.flags[.provinceConflict] == 0)
  }

  /// Where code and name say two provinces the code decides, and the row is flagged.
  @Test func theCodeOfAProvinceDecides() throws {
    let found = try province("79,Hà Nội")
    #expect(found.code == "79")
    #expect(found.flags[.provinceConflict] == 1)
    #expect(try province("79,TP. Hồ Chí Minh").flags[.provinceConflict] == 0)
  }

  /// Every former province is found by code, portal code and name.
  @Test func allFormerProvinces() {
    let registry = Registry.vietnam
    #expect(registry.former.provinces.count == 63)
    for former in registry.former.provinces {
      let now = registry.province(code: former.mergedInto)
      #expect(now != nil)
      #expect(registry.province(named: former.nameVi)?.position == now, "\(former.nameVi)")
      let isKept = registry.provinces.contains { $0.nameVi == former.nameVi }
      #expect(
        registry.province(named: "Tỉnh " + former.nameVi)?.former == (isKept ? nil : former.code), "\(former.nameVi)")
      #expect(registry.former.province(code: former.code)?.mergedInto == former.mergedInto)
      #expect(registry.former.province(portalCode: former.portalCode)?.mergedInto == former.mergedInto)
    }
  }

  @Test(arguments: ["Hà Tính", "Ha Tinhh", "Thành phố", "UBND", "Bắc", "Quang Binh X"])
  func tonesAreNotDropped(_ name: String) throws { #expect(try province(",\(name)").code == nil) }

  private func commune(_ cells: String, province: String, received: String = "2025-07-02") throws -> (
    code: String?, flags: FlagCounts
  ) {
    let read = try ReadDossiers(
      [
        "x.csv":
          "dossier_id,province_code,commune_code,commune,received_at,due_at,finished_at\nA,\(province),\(cells),\(received),,\n"
      ], describedBy: { $0.commune == Dossier.noCommune ? "" : Registry.vietnam.communes[Int($0.commune)].code })
    return (read.counts.keys.first, read.readings[0].flags)
  }

  @Test(arguments: [
    (",Ba Đình", "00004"), (",Phường Ba Đình", "00004"), (",P.Ba Đình", "00004"), (",UBND phường Ba Đình", "00004"),
    ("4,", "00004"), (",UBND Ba Đình", "00004"), (",Xã Ba Đình", ""),
  ])
  func presentCommunes(_ cells: String, _ code: String) throws {
    let found = try commune(cells, province: "01")
    #expect(found.code == code)
    #expect(found.flags[.unknownCommune] == (code.isEmpty ? 1 : 0))
    #expect(found.flags[.formerUnitAfterReform] == 0)
  }

  /// A commune that was merged whole counts in its successor, by code or by name inside the province.
  @Test(arguments: ["00001,", ",Phường Phúc Xá", ",P. Phúc Xá", "1,Phường Phúc Xá"])
  func mergedCommunes(_ cells: String) throws {
    let after = try commune(cells, province: "01")
    #expect(after.code == "00097")
    #expect(after.flags[.formerUnitAfterReform] == 1)
    let before = try commune(cells, province: "01", received: "2025-06-30")
    #expect(before.code == "00097")
    #expect(before.flags[.formerUnitAfterReform] == 0)
  }

  /// Of communes that bore one name, the one of the former province that the row names: Hòa Bình's Hiền Lương is part of Đà
  /// Bắc, Phú Thọ's is a commune still.
  @Test(arguments: [
    ("25,Hòa Bình", "Xã Hiền Lương", "04831", 1), ("25,Phú Thọ", "Xã Hiền Lương", "08110", 0),
    ("25,", "Hiền Lương", "08110", 0), ("25,Hòa Bình", "X. Hiền Lương", "04831", 1),
    // One of today in the former province is meant by its name of today.
    ("25,Hòa Bình", "Xã Đà Bắc", "04831", 1), ("25,Hòa Bình", "Phường Hòa Bình", "04795", 1),
  ])
  func communesOfFormerProvinces(_ province: String, _ commune: String, _ code: String, _ flagged: Int) throws {
    let name = province.split(separator: ",", omittingEmptySubsequences: false)[1]
    let read = try ReadDossiers(
      [
        "25.csv":
          "dossier_id,province,commune,received_at,due_at,finished_at\nA,\(name),\(commune),2025-07-02,,\n"
      ], describedBy: { $0.commune == Dossier.noCommune ? "" : Registry.vietnam.communes[Int($0.commune)].code })
    #expect(read.counts.keys.first == code)
    #expect(read.readings[0].flags[.formerUnitAfterReform] == flagged)
  }

  /// A commune that was split counts in none, unless its code is that of a present one.
  @Test func splitCommunes() throws {
    let split = try commune(",Xã Tam Lập", province: "79")
    #expect(split.code == "")
    #expect(split.flags[.formerCommuneUndecidable] == 1)
    #expect(split.flags[.unknownCommune] == 0)
    let byCode = try commune("25876,", province: "79")
    #expect(byCode.flags[.formerCommuneUndecidable] == 1)
    let settled = try commune("25858,Xã Tam Lập", province: "79")
    #expect(settled.code == "25858")
    #expect(settled.flags[.formerCommuneUndecidable] == 0)
  }

  /// 10,602 lines of 63 provinces lead to communes of the registry, in the province of the former one.
  @Test func theMergeMapFitsTheRegistry() {
    let registry = Registry.vietnam
    var undecidable = 0
    for code in 1..<40_000 {
      let text = String(String(100_000 + code).dropFirst())
      switch registry.former.commune(code: text) {
      case .merged(let target): #expect(registry.commune(code: target) != nil, "\(text)")
      case .undecidable: undecidable += 1
      case nil: continue
      }
    }
    #expect(undecidable == 471)
  }

  /// A column of free text has another word in each row: what they mean is forgotten when they are too many, and then decided
  /// anew.
  @Test func aColumnOfFreeTextIsRead() throws {
    let header = "dossier_id,province_code,commune,level,received_at,due_at,finished_at\n"
    let known = "79,Phường Sài Gòn,commune,2025-08-01,2025-08-29,\n"
    var text = header
    let words = 66_000
    for row in 0..<words { text += "A\(row),79,số nhà \(row),commune,2025-08-01,2025-08-29,\n" }
    for row in 0..<3 { text += "B\(row)," + known }
    let communes = Registry.vietnam.communes
    let read = try ReadDossiers(["79.csv": text]) { dossier in
      dossier.commune == Dossier.noCommune ? "none" : communes[Int(dossier.commune)].nameVi
    }
    #expect(read.counts == ["none": words, "Sài Gòn": 3])
    #expect(read.readings[0].flags[.unknownCommune] == words)
  }
}
