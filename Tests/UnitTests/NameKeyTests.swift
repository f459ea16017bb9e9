import Administration
import Foundation
import TestSupport
import Testing

@Suite struct NameKeyTests {
  @Test(arguments: [
    ("Hoà Bình", "Hòa Bình"), ("THUỶ NGUYÊN", "Thủy Nguyên"), ("Quý Hoá", "quý hóa"), ("Hà Nội", "HÀ NỘI"),
    ("Đắk Lắk", "đẮK LẮK"), ("Ea H'leo", "Ea H’leo"), ("Ea H'leo", "Ea Hʼleo"), ("Ea H'leo", "Ea H‘leo"),
    ("Ea H'leo", "Ea H`leo"), ("Ea H'leo", "Ea H´leo"), ("Bà'a", "Bàʼa"),
    ("Phan Rang - Tháp Chàm", "Phan Rang – Tháp Chàm"),
    ("Bà Rịa", "  Bà \u{A0}\t Rịa \n"), ("Hà Nội", "\u{FEFF}Hà\u{200B} Nội"),
  ])
  func spellingsOfOneName(_ a: String, _ b: String) {
    for first in [a, a.decomposedStringWithCanonicalMapping, a.precomposedStringWithCanonicalMapping] {
      for second in [b, b.decomposedStringWithCanonicalMapping, b.precomposedStringWithCanonicalMapping] {
        #expect(NameKey(first) == NameKey(second))
      }
    }
  }

  @Test(arguments: [
    ("Xã Cẩm Giang", "Xã Cẩm Giàng"), ("Hoa", "Hoà"), ("Hoà Bình", "Hoa Bình"), ("Hoà Binh", "Hoa Bình"),
    ("Tân", "Tăn"),
    ("Tan", "Tân"), ("Đông", "Dông"), ("Ba Vì", "Ba Vi"), ("Hà Nội", "HàNội"), ("Ea H'leo", "Ea Hleo"), ("Bá", "Bạ"),
    ("Bả", "Bã"), ("Mơ", "Mo"), ("Mư", "Mu"), ("", "a"),
  ])
  func namesThatDiffer(_ a: String, _ b: String) { #expect(NameKey(a) != NameKey(b)) }

  /// The table of folded letters is only a faster way to the same key.
  @Test func foldedLettersGiveTheSameKey() {
    var random = SeededNumbers(seed: 1)
    let scalars = (Array(1...0x24F) + Array(0x1E00...0x1EFF)).compactMap { UInt32($0) }.compactMap(Unicode.Scalar.init)
    for _ in 0..<3000 {
      var name = ""
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        name.unicodeScalars.append(scalars[Int.random(in: scalars.indices, using: &random)])
      }
      #expect(FoldedLetters.latin.key(of: name) == NameKey.key(of: name), "\(name.unicodeScalars.map(\.value))")
    }
    #expect(FoldedLetters.latin.key(of: "Hòa’s") == nil)
  }

  @Test func spacesAroundANameAreNoPartOfIt() { #expect(NameKey(" \u{A0}").text == "") }

  /// The key joins spellings, never units: inside a province every kind and name is one commune.
  @Test func tellsAllCommunesOfAProvinceApart() {
    for communes in Registry.vietnam.communesOfProvince {
      let keys = communes.map { position in
        let commune = Registry.vietnam.communes[position]
        return commune.kindNow.rawValue + " " + NameKey(commune.nameVi).text
      }
      #expect(Set(keys).count == communes.count)
    }
  }
}
