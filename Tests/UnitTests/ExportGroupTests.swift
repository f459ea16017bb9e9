import Administration
import Exports
import Testing

@Suite struct ExportGroupTests {
  private let rules = ExportRules(registry: .vietnam)

  private func groups(_ files: [String]) -> [[String]] {
    ExportGroup.groups(of: files, rules: rules).map(\.files)
  }

  @Test func filesOfOneProvinceStandTogether() {
    let found = ExportGroup.groups(
      of: ["79-b.csv", "01.csv", "79_a.csv", "other.csv", "extra.csv"], rules: rules)
    #expect(found.map(\.files) == [["01.csv"], ["79_a.csv", "79-b.csv"], ["extra.csv"], ["other.csv"]])
    #expect(found[0].province == Registry.vietnam.province(code: "01"))
    #expect(found[1].province == Registry.vietnam.province(code: "79"))
    #expect(found[2].province == nil)
  }

  @Test(arguments: [
    ("79.csv", "79"), ("79-a.csv", "79"), ("79_a.csv", "79"), ("01.2025.csv", "01"), ("1.csv", nil), ("079.csv", nil),
    ("H29.csv", nil), ("a-79.csv", nil), ("79", nil), ("", nil), ("99-a.csv", nil), ("79 a.csv", nil),
  ])
  func provinceOfAFileName(_ name: String, _ code: String?) {
    let found = rules.province(ofFile: name, .dossiers)
    #expect(found.map { Registry.vietnam.provinces[$0].code } == code)
  }

  @Test(arguments: [
    ("79-2025-08-23.csv", "2025-08-23"), ("79_2025_08_23.csv", "2025-08-23"), ("79-20250823.csv", "2025-08-23"),
    ("79-2025.08.23.csv", "2025-08-23"), ("79-20250823-2.csv", "2025-08-23"), ("20250823", "2025-08-23"),
    ("79-20259999-20250823.csv", "2025-08-23"), ("79-2025-13-01.csv", nil), ("79-2025-02-29.csv", nil),
    ("79-2025-08.csv", nil), ("79-2025-08-233.csv", nil), ("79-2025-08_23.csv", nil), ("79-202508231.csv", nil),
    ("79-19990823.csv", nil), ("79.csv", nil), ("", nil), ("2025-08-2", nil), ("2025", nil), ("2025-", nil),
  ])
  func dateInAFileName(_ name: String, _ expected: String?) {
    #expect(FileNameDate.day(in: name)?.description == expected)
  }

  /// The later date wins; without dates the later name, numbers by value.
  @Test func theWinnerComesFirst() {
    #expect(
      groups(["79-z-2025-08-01.csv", "79-a-2025-08-23.csv", "79-m-20250815.csv"])
        == [["79-a-2025-08-23.csv", "79-m-20250815.csv", "79-z-2025-08-01.csv"]])
    #expect(groups(["79-2.csv", "79-10.csv", "79-9.csv"]) == [["79-10.csv", "79-9.csv", "79-2.csv"]])
    #expect(
      groups(["79-2025-08-23.csv", "79-2025-08-23-10.csv", "79-2025-08-23-9.csv"])[0].first
        == "79-2025-08-23-10.csv")
  }

  /// A file without a date cannot say that it is the later one: it gives way to those with a date. Otherwise three
  /// files could each win over the next, and the result would depend on the order in which they are named.
  @Test func precedenceDoesNotDependOnTheOrderOfNames() {
    let names = ["x-z-2025-01-01.csv", "x-m.csv", "x-a-2025-02-01.csv", "x-n.csv"]
    let single = names.map { groups([$0]) }
    #expect(single.allSatisfy { $0.count == 1 })
    for _ in 0..<24 {
      let order = names.shuffled()
      let merged = ExportGroup.merged(
        order.flatMap { ExportGroup.groups(of: [$0], rules: rules) }, rules: rules)
      #expect(merged.province == nil)
      #expect(merged.files == ["x-a-2025-02-01.csv", "x-z-2025-01-01.csv", "x-n.csv", "x-m.csv"])
    }
  }
}
