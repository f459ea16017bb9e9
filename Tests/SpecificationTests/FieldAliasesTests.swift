import Administration
import Statistics
import Testing

/// "Fields are matched by name key and through an optional alias file; unmapped spellings are listed with counts."
@Suite struct FieldAliasesTests {
  @Test func spellingsCountUnderTheirField() throws {
    let aliases = FieldAliases([
      NameKey("Địa chính"): "Đất đai", NameKey("Đất đai và môi trường"): "Đất đai", NameKey("Khai sinh"): "Hộ tịch",
    ])
    #expect(aliases.names == ["Hộ tịch", "Đất đai"])
    let spellings = ["", "Đất đai", "ĐỊA CHÍNH", "đất đai và môi trường", "Y tế", "y tế", "Hộ tịch"]
    let table = try DossierTable(
      "received | field | finished\n"
        + [1, 1, 2, 3, 4, 4, 4, 5, 6].map { "2025-08-22 | \($0) |" }.joined(separator: "\n") + "\n2025-08-22 | |")
    let plan = try Specified.plan("2025-W34")
    let summary = Specified.summary(table.dossiers, plan) { number in
      aliases.name(of: spellings[Int(table.fields[Int(number)]) ?? 0])
    }
    let statistics = try RunStatistics(
      summary, plan: plan, files: [1] + [Int](repeating: 0, count: 33), staff: nil, registry: .vietnam,
      calendar: .vietnam)
    #expect(statistics.own.fields.map(\.name) == ["", "Hộ tịch", "Y tế", "Đất đai"])
    #expect(statistics.own.fields.map { $0.tally[.received] } == [1, 1, 4, 4])
    let unmapped = statistics.details.fieldSpellings(outside: aliases)
    #expect(unmapped.map(\.spelling) == ["Y tế", "y tế"])
    #expect(unmapped.map(\.times) == [3, 1])
  }
}
