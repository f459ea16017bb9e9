import Administration
import Records
import Statistics
import Testing

/// Fields are joined by their name key: case, spaces, Unicode form and the place of the tone mark do not make another
/// field, a tone does. A field is printed under the spelling that most dossiers bear, the first in code-point order among
/// equals.
@Suite struct FieldsTests {
  private func fields(_ spellings: [String]) throws -> [String: Int] {
    let plan = try Specified.plan("2025-W34")
    let received = Moment(try #require(Day("2025-08-22")))
    let dossiers = spellings.indices.map { Dossier(province: UInt16($0 % 2), field: UInt32($0), received: received) }
    let summary = Specified.summary(dossiers, plan) { spellings[Int($0)] }
    var files = [Int](repeating: 0, count: 34)
    files[0] = 1
    files[1] = 1
    let statistics = try RunStatistics(
      summary, plan: plan, files: files, staff: nil, registry: .vietnam, calendar: .vietnam)
    return Dictionary(uniqueKeysWithValues: statistics.own.fields.map { ($0.name, $0.tally[.received]) })
  }

  @Test func spellingsOfOneFieldAreOneRow() throws {
    #expect(try fields(["Hộ tịch", "HỘ TỊCH", " hộ  tịch", "Hộ tịch", "Đất đai"]) == ["Hộ tịch": 4, "Đất đai": 1])
    // U+1ED9 and its decomposition, o with circumflex and dot below.
    #expect(try fields(["H\u{1ED9} tịch", "Ho\u{323}\u{302} tịch", "H\u{1ED9} tịch"]) == ["H\u{1ED9} tịch": 3])
  }

  @Test func theFirstOfEqualSpellingsIsPrinted() throws {
    #expect(try fields(["Hòa giải", "Hoà giải"]) == ["Hoà giải": 2])
    #expect(try fields(["Hòa giải", "Hoà giải", "Hòa giải"]) == ["Hòa giải": 3])
  }

  @Test func tonesMakeAnotherField() throws {
    #expect(try fields(["Cẩm Giang", "Cẩm Giàng"]) == ["Cẩm Giang": 1, "Cẩm Giàng": 1])
  }

  /// "A blank or unknown key stands in a row 'not stated' (empty code)."
  @Test func aBlankFieldIsARowOfItsOwn() throws { #expect(try fields(["", "Y tế", "  "]) == ["": 2, "Y tế": 1]) }

  /// Composed and decomposed spellings are two, whichever comes first; a string's own equality would take them for one.
  @Test func whichSpellingIsPrintedDependsOnNoOrder() throws {
    let (composed, decomposed) = ("H\u{1ED9} tịch", "Ho\u{323}\u{302} tịch")
    for spellings in [[composed, decomposed, decomposed], [decomposed, decomposed, composed]] {
      let printed = try #require(try fields(spellings).keys.first)
      #expect(Array(printed.utf8) == Array(decomposed.utf8))
    }
  }
}
