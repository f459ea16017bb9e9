import Foundation
import TestSupport
import Testing

/// What a page says by the editions of earlier periods: since when a province has sent no file, and how the staff figures
/// of the agency's own pages changed.
@Suite struct EditionsBeforeTests {
  private static let hue = """
    dossier_id,received_at,due_at,finished_at
    H57.1-250805-0000001,2025-08-05,2025-08-29,
    H57.1-250812-0000001,2025-08-12,2025-08-29,

    """

  /// Week 33 with Lai Châu and Huế, week 34 with Lai Châu alone.
  private func editions() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    try folder.write(Self.hue, to: "dossiers/46-hue.csv")
    #expect(try SmallExports.publish(folder, "2025-W33").status == 0)
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("dossiers/46-hue.csv"))
    #expect(try SmallExports.publish(folder).status == 0)
    return folder
  }

  private func rebuild(_ folder: TemporaryFolder) throws -> Binary.Outcome {
    try Binary.run(["verify", "out/2025-W34", "--rebuild", "--exports", "dossiers"], in: folder.url)
  }

  @Test func aProvinceHasSentNoFileSince() throws {
    let folder = try editions()
    let english = try folder.text(of: "out/2025-W34/en/weekly.md")
    #expect(english.contains("\n- No file in any earlier edition of this folder: Hanoi, Cao Bang, "))
    #expect(english.contains("\n- No file since 17 August 2025 (edition 2025-W33): Hue\n"))
    let vietnamese = try folder.text(of: "out/2025-W34/vi/weekly.md")
    #expect(vietnamese.contains("\n- Không có tệp kể từ ngày 17/8/2025 (lần công bố 2025-W33): thành phố Huế\n"))
    #expect(
      vietnamese.contains("\n- Chưa có tệp ở bất kỳ lần công bố nào trước đây trong thư mục này: thành phố Hà Nội, "))
    // What was published of Huế is no revision of anybody's figures.
    #expect(english.contains("(3 as last published, 5 new in the period, −2 revised, of which −2 from localities with"))
    #expect(english.contains("\n| – Localities with figures since then in one edition only | −2 | 0 |\n"))
    #expect(
      vietnamese.contains("điều chỉnh −2, trong đó −2 do địa phương chỉ có số liệu lũy kế ở một trong hai lần công bố)")
    )
    // The first edition of a folder knows of no other.
    #expect(try !folder.text(of: "out/2025-W33/en/weekly.md").contains("No file"))
    #expect(try !folder.text(of: "out/2025-W33/manifest.json").contains("files_seen_in"))
    #expect(try rebuild(folder).status == 0)
  }

  /// The edition is made once more by the editions that it names, whatever was published since.
  @Test func laterRevisionsOfEarlierPeriodsChangeNothing() throws {
    let folder = try editions()
    #expect(try SmallExports.publish(folder, "2025-W33").status == 0)
    #expect(try folder.names(in: "out").contains("2025-W33.r2"))
    #expect(try rebuild(folder).status == 0)
    #expect(try SmallExports.publish(folder).status == 0)
    #expect(try !folder.names(in: "out").contains("2025-W34.r2"))
    // Week 35 finds Huế in the first revision of week 33, which is earlier than the second.
    try SmallExports.write(
      to: folder, more: SmallExports.weekBefore + "H35.1-250829-0000019,,Đất đai,online,2025-08-29,2025-09-14,,x,x\n")
    #expect(try SmallExports.publish(folder, "2025-W35").status == 65)
    try SmallExports.write(
      to: folder,
      more: SmallExports.weekBefore + "H35.1-250829-0000019,,Đất đai,online,2025-08-29,2025-09-14,,processing,x\n")
    #expect(try SmallExports.publish(folder, "2025-W35").status == 0)
    #expect(
      try folder.text(of: "out/2025-W35/en/weekly.md").contains(
        "- No file since 17 August 2025 (edition 2025-W33): Hue"))
  }

  /// What an earlier revision of the same period had is not missing since the period before.
  @Test func earlierRevisionsCountToo() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    try folder.write(Self.hue, to: "dossiers/46-hue.csv")
    #expect(try SmallExports.publish(folder, "2025-W33").status == 0)
    try folder.write(Self.hue + "H57.1-250822-0000001,2025-08-22,2025-08-29,\n", to: "dossiers/46-hue.csv")
    #expect(try SmallExports.publish(folder).status == 0)
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("dossiers/46-hue.csv"))
    #expect(try SmallExports.publish(folder).status == 0)
    #expect(
      try folder.text(of: "out/2025-W34.r2/en/weekly.md").contains(
        "\n- No file since 24 August 2025 (edition 2025-W34): Hue\n"))
    #expect(
      try folder.text(of: "out/2025-W34.r2/vi/weekly.md").contains(
        "\n- Không có tệp kể từ ngày 24/8/2025 (lần công bố 2025-W34): thành phố Huế\n"))
    #expect(try folder.text(of: "out/2025-W34.r2/manifest.json").contains("\"2025-W34\""))
    let rebuilt = try Binary.run(
      ["verify", "out/2025-W34.r2", "--rebuild", "--exports", "dossiers"], in: folder.url)
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
    // The same files make no further revision.
    #expect(try SmallExports.publish(folder).status == 0)
    #expect(try !folder.names(in: "out").contains("2025-W34.r3"))
  }

  @Test func anEditionThatIsGoneIsNamed() throws {
    let folder = try editions()
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("out/2025-W33"))
    let rebuilt = try rebuild(folder)
    #expect(rebuilt.status == 65)
    #expect(rebuilt.errors.contains("it says when provinces last sent a file by 2025-W33, which is not there"))
  }

  private static let staffHeader =
    "record_id,province_code,province,agency,level,category,policy,decision_at,left_at,submitted_at,approved_at,paid_at,amount_approved_vnd,amount_paid_vnd\n"

  /// Nothing is hidden from the agency itself, and the change from its last edition is shown all the same.
  @Test func internalStaffPagesShowTheChange() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    let paid = ["2025-08-01", "2025-08-05", "2025-08-12", "2025-08-13", ""]
    let rows = paid.enumerated().map { number, day in
      "12-\(number),12,,,province,civil_servant,severance,2025-07-01,,2025-07-02,2025-07-03,\(day),1000000,\(day.isEmpty ? "" : "1000000")\n"
    }
    try folder.write(Self.staffHeader + rows.joined(), to: "staff/12.csv")
    try folder.write("audience: internal\n", to: "own.yaml")
    // A province whose files are there for the first edition only is in no change.
    try folder.write(
      Self.staffHeader
        + "46-1,46,,,province,civil_servant,severance,2025-07-01,,2025-07-02,2025-07-03,2025-08-01,7,7\n",
      to: "staff/46.csv")
    let staff = ["--config", "own.yaml", "--staff", "staff", "--staff-as-of"]
    #expect(try SmallExports.publish(folder, "2025-W33", staff + ["2025-08-10"]).status == 0)
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("staff/46.csv"))
    #expect(try SmallExports.publish(folder, "2025-W34", staff + ["2025-08-17"]).status == 0)
    #expect(try !folder.text(of: "out/2025-W33/en/staff.md").contains("Change"))
    let page = try folder.text(of: "out/2025-W34/en/staff.md")
    #expect(page.contains("| Change |"))
    #expect(
      page.contains(
        "Change: persons more than in edition 2025-W33, stated to the end of 10 August 2025, over the 1 locality with figures in both."
      ))
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| Paid in full |") })
    #expect(row.contains("| 4 |") && row.hasSuffix("| +2 |"), "\(row)")
    let rebuilt = try Binary.run(
      [
        "verify", "out/2025-W34", "--rebuild", "--config", "own.yaml", "--exports", "dossiers", "--staff", "staff",
      ], in: folder.url)
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
  }

  /// What an edition says was published with the period before is what was: an edition that somebody has changed since is
  /// not set against, nor compared.
  @Test func anEditionThatWasChangedIsNotSetAgainst() throws {
    let folder = try editions()
    let changed = try folder.text(of: "out/2025-W33/statistics.json").replacing(
      "\"received\" : 3", with: "\"received\" : 9")
    try folder.write(changed, to: "out/2025-W33/statistics.json")
    try SmallExports.write(to: folder)
    let next = try SmallExports.publish(folder)
    #expect(next.status == 65)
    #expect(next.errors.contains("out/2025-W33/statistics.json: error: SHA-256 is "), "\(next.errors)")
    #expect(try !folder.names(in: "out").contains("2025-W34.r2"))
    let compared = try Binary.run(["compare", "out/2025-W33", "out/2025-W34"], in: folder.url)
    #expect(compared.status == 65)
    // A period that is set against no other is none the worse for it.
    #expect(try SmallExports.publish(folder, "2025-08").status == 0)
  }

  /// The change of staff figures is one to what was published: an edition that somebody has changed since gives none, for
  /// anyone or for the agency itself, and no earlier one stands in its place.
  @Test(arguments: ["audience: public\n", "audience: internal\n"]) func noChangeIsShownToAChangedEdition(
    _ audience: String
  ) throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    try folder.write(audience, to: "own.yaml")
    try folder.write(
      Self.staffHeader
        + (1...20).map {
          "12-\($0),12,,,province,civil_servant,severance,2025-07-01,,2025-07-02,2025-07-03,2025-08-01,1000000,1000000\n"
        }.joined(), to: "staff/12.csv")
    func publish(_ period: String, asOf: String, _ more: [String] = []) throws -> Binary.Outcome {
      try SmallExports.publish(
        folder, period, ["--config", "own.yaml", "--staff", "staff", "--staff-as-of", asOf] + more)
    }
    // A month is set against no week: of the week it prints the change of staff figures alone.
    #expect(try publish("2025-W33", asOf: "2025-08-10").status == 0)
    let published = try folder.text(of: "out/2025-W33/statistics.json")
    for changed in [published.replacing("\n", with: "\r\n"), "{"] {
      try folder.write(changed, to: "out/2025-W33/statistics.json")
      let refused = try publish("2025-08", asOf: "2025-08-31")
      #expect(refused.status == 65, "\(changed.prefix(3))")
      #expect(refused.errors.contains("out/2025-W33/statistics.json: error: "), "\(refused.errors)")
      #expect(try folder.names(in: "out") == ["2025-W33", "latest"])
    }
    // Put back, it is what it was.
    #expect(try publish("2025-W33", asOf: "2025-08-10", ["--force"]).status == 0)
    #expect(try folder.text(of: "out/2025-W33/statistics.json") == published)
    #expect(try publish("2025-08", asOf: "2025-08-31").status == 0)
    #expect(try folder.text(of: "out/2025-08/en/staff.md").contains("persons more than in edition 2025-W33"))
  }

  /// Made once more, the manifest itself comes out as it was published, or somebody has edited it.
  @Test(arguments: [
    ("\"records\" : 5", "\"records\" : 6"), ("\"compare\" : \"date\"", "\"compare\" : \"x\""),
    ("\"last_day\" : \"2025-08-24\"", "\"last_day\" : \"2025-08-25\""),
    ("\"gates\" : [", "\"gates\" : [ { \"name\": \"a\", \"limit\": \"1\", \"value\": \"0\", \"result\": \"held\" }"),
  ]) func anEditedManifestIsFound(_ text: String, _ edited: String) throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    #expect(try SmallExports.publish(folder).status == 0)
    #expect(try rebuild(folder).status == 0)
    let manifest = try folder.text(of: "out/2025-W34/manifest.json")
    #expect(manifest.contains(text))
    try folder.write(manifest.replacing(text, with: edited), to: "out/2025-W34/manifest.json")
    let rebuilt = try rebuild(folder)
    #expect(rebuilt.status == 65, "\(edited)")
  }

  /// A revision is made once more beside the one that it revises, which its manifest names.
  @Test func aRevisionNeedsTheOneBefore() throws {
    let folder = try TemporaryFolder()
    let top = folder.url.appendingPathComponent("out")
    func rebuild(_ edition: String) throws -> Binary.Outcome {
      try Binary.run(["verify", "out/" + edition, "--rebuild", "--exports", "dossiers"], in: folder.url)
    }
    try SmallExports.write(to: folder)
    #expect(try SmallExports.publish(folder).status == 0)
    #expect(try !folder.text(of: "out/2025-W34/manifest.json").contains("revised_from"))
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    #expect(try SmallExports.publish(folder).status == 0)
    let manifest = try folder.text(of: "out/2025-W34.r2/manifest.json").filter { !$0.isWhitespace }
    #expect(manifest.contains("\"revised_from\":\"2025-W34\""))
    #expect(try rebuild("2025-W34.r2").status == 0)
    try FileManager.default.moveItem(
      at: top.appendingPathComponent("2025-W34"), to: folder.url.appendingPathComponent("2025-W34"))
    let alone = try rebuild("2025-W34.r2")
    #expect(alone.status == 65)
    #expect(
      alone.errors.hasPrefix(
        "out/2025-W34.r2: error: it revises 2025-W34, which is not there or cannot be read. hint: put it back beside the edition, or make a new one.\n"
      ))
  }

  /// What is revised is told over which localities and to which day it was stated.
  @Test func aRevisionSaysOfWhomAndToWhichDay() throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    #expect(try SmallExports.publish(folder, "2025-W34", ["--as-of", "2025-08-20"]).status == 0)
    try folder.write(Self.hue + "H57.1-250822-0000001,2025-08-22,2025-08-29,\n", to: "dossiers/46-hue.csv")
    #expect(try SmallExports.publish(folder).status == 0)
    let english = try folder.text(of: "out/2025-W34.r2/en/national.md")
    #expect(
      english.contains(
        "Replaces the figures published as 2025-W34, which were stated to the end of 20 August 2025. They were of 1 locality, these are of 2. With figures now and none then: Hue."
      ), "\(english)")
    let vietnamese = try folder.text(of: "out/2025-W34.r2/vi/weekly.md")
    #expect(
      vietnamese.contains(
        "Thay thế số liệu đã công bố ở 2025-W34, khi đó chốt đến hết ngày 20/8/2025. Số liệu trước của 1 tỉnh, thành phố, số liệu lần này của 2. Trước chưa có, nay có số liệu: thành phố Huế."
      ), "\(vietnamese)")
    // The same localities to the same day: nothing is added.
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    #expect(try SmallExports.publish(folder).status == 0)
    #expect(
      try folder.text(of: "out/2025-W34.r3/en/national.md").contains(
        "\nReplaces the figures published as 2025-W34.r2.\n"))
  }

  /// The page of a province says of itself that it is revised, and why.
  @Test func aProvincePageSaysThatItIsRevised() throws {
    let folder = try TemporaryFolder()
    func publish() throws {
      let run = try SmallExports.publish(folder, "2025-W34", ["--reports", "provinces/12-lai-chau"])
      #expect(run.status == 0, "\(run.errors)")
    }
    try SmallExports.write(to: folder)
    try publish()
    #expect(try !folder.text(of: "out/2025-W34/en/provinces/12-lai-chau.md").contains("Revision"))
    try SmallExports.write(to: folder, more: SmallExports.weekBefore)
    try publish()
    #expect(
      try folder.text(of: "out/2025-W34.r2/en/provinces/12-lai-chau.md").contains(
        "\n## Revision\n\nReplaces the figures published as 2025-W34.\n\nCauses:\n\n- dossiers/12-lai-chau.csv: changed, 5 records before, 6 records now\n"
      ))
    #expect(
      try folder.text(of: "out/2025-W34.r2/vi/provinces/12-lai-chau.md").contains(
        "\n## Điều chỉnh so với lần công bố trước\n\nThay thế số liệu đã công bố ở 2025-W34.\n\n"))
  }
}
