import Records
import Statistics
import Testing

/// Data quality as readers get it: nothing in it tells how many records one province's staff file has.
@Suite struct PublishedQualityTests {
  private var quality: QualityStatistics {
    var quality = QualityStatistics()
    func file(_ kind: ExportKind, _ name: String, _ records: Int) -> QualityStatistics.File {
      QualityStatistics.File(
        kind: kind, name: name, province: nil, extractedOn: nil, records: records, used: records, superseded: 0,
        quarantined: 0, flags: 0)
    }
    func rule(_ kind: ExportKind) -> QualityStatistics.Rule {
      QualityStatistics.Rule(kind: kind, name: "blank_code", rows: 2, files: 1, firstFile: "04-x.csv", firstLine: 4)
    }
    func word(_ kind: ExportKind, _ word: String, _ rows: Int) -> QualityStatistics.Word {
      QualityStatistics.Word(
        kind: kind, list: "status", word: word, rows: rows, files: 1, firstFile: "04-x.csv", firstLine: 4,
        nearest: "finished")
    }
    quality.files = [file(.dossiers, "04-x.csv", 3), file(.staff, "04-x.csv", 3), file(.staff, "24-x.csv", 80)]
    quality.rules = [rule(.dossiers), rule(.staff)]
    quality.flags = quality.rules
    quality.words = [word(.dossiers, "finishd", 5), word(.dossiers, "once", 4), word(.staff, "cadr", 9)]
    return quality
  }

  @Test func staffFilesAreOneSum() throws {
    let published = quality.published(for: .public)
    #expect(published.files.map(\.name) == ["04-x.csv", "*"])
    #expect(published.files.map(\.records) == [3, 83])
    #expect(published.rules.map(\.firstLine) == [4, nil])
    #expect(published.flags.map(\.firstFile) == ["04-x.csv", ""])
  }

  /// A cell of a column that a header wrongly stands over may be anything, a name as well, however many rows bear it.
  @Test func wordsAreHidden() {
    let published = quality.published(for: .public)
    #expect(published.words.map(\.word) == ["[c]", "[c]", "[c]"])
    #expect(published.words.map(\.nearest) == [nil, nil, nil])
    #expect(published.hasHiddenWords && !quality.hasHiddenWords)
    #expect(published.words.map(\.rows) == [5, 4, 9])
    #expect(published.words.map(\.firstLine) == [4, 4, nil])
  }

  /// The name of a field is published with its figures; signals are for the agency alone.
  @Test func fieldsAreShownAndSignalsAreNot() throws {
    var quality = self.quality
    quality.words = [
      QualityStatistics.Word(
        kind: .dossiers, list: "field", word: "Y tế", rows: 2, files: nil, firstFile: "", firstLine: nil,
        nearest: nil)
    ]
    var plan = try Specified.plan("2025-W34")
    plan.countsSignals = true
    quality.signals = try Specified.statistics(try DossierTable("received | finished\n2025-08-22 |"), plan)
      .signals(Signal.Limits())
    #expect(quality.signals.count == 3)
    #expect(quality.published(for: .public).words.map(\.word) == ["Y tế"])
    #expect(quality.published(for: .public).signals.isEmpty)
    #expect(quality.published(for: .internal).signals == quality.signals)
  }

  @Test func theAgencyItselfSeesAll() {
    #expect(quality.published(for: .internal).files.map(\.records) == [3, 3, 80])
    #expect(quality.published(for: .internal).words.map(\.word) == ["finishd", "once", "cadr"])
  }
}
