import Administration
import Exports
import Records
import Testing

/// Cells of codes and names that say there is none count as blank ones, whatever word a system has for it.
@Suite struct PlaceholderCellTests {
  private static let columns =
    "dossier_id,province_code,province,commune_code,commune,level,agency,field,channel,received_at,due_at,finished_at,status\n"

  /// A dossier as far as its names say it.
  private func describe(_ dossier: Dossier) -> String {
    let registry = Registry.vietnam
    let commune = dossier.commune == Dossier.noCommune ? "-" : registry.communes[Int(dossier.commune)].code
    return
      "\(registry.provinces[Int(dossier.province)].code) \(commune) \(dossier.level.word) \(dossier.channel.word) \(dossier.status.word)"
  }

  @Test(arguments: ["", "NULL", "(null)", "\\N", "N/A", "-", "không có", "<NA>", "Chưa xác định"])
  func aPlaceholderIsABlankCell(_ word: String) throws {
    let blank = [word, word, word, word, word, word, word, word].joined(separator: ",")
    let read = try ReadDossiers(
      ["46.csv": Self.columns + "A,\(blank),2025-07-01,2025-07-09,2025-07-05,\(word)\n"], describedBy: describe)
    #expect(read.counts == ["46 - province in_person finished": 1])
    #expect(read.readings[0].flags.raised == [.blankChannel, .levelGuessed])
  }

  /// A code that is in no list, and a name that is: the name says the unit.
  @Test(arguments: [
    "46,,NULL,Phường Phú Xuân", "46,,46-19753,Phường Phú Xuân", "TTH,Huế,NULL,Phú Xuân",
    "NULL,TP. Huế,,Phường Phú Xuân",
  ])
  func aNameStandsForACodeOfASystemsOwn(_ units: String) throws {
    let read = try ReadDossiers(
      ["a.csv": Self.columns + "A,\(units),,,,online,2025-07-01,2025-07-09,2025-07-05,\n"], describedBy: describe)
    #expect(read.counts.keys.first?.hasPrefix("46 19753 commune ") == true, "\(read.counts)")
    #expect(read.readings[0].flags[.unknownCommune] == 0)
  }

  /// What neither says is no unit still.
  @Test func anUnknownUnitStaysUnknown() throws {
    let read = try ReadDossiers([
      "46.csv": Self.columns + "A,46,,99999,Xã Không Đâu,,,,online,2025-07-01,2025-07-09,2025-07-05,\n"
        + "B,TTH,Atlantis,,,,,,online,2025-07-01,2025-07-09,2025-07-05,\n"
    ])
    #expect(read.readings[0].flags[.unknownCommune] == 1)
    #expect(read.readings[0].quarantined.map(\.column) == ["province_code"])
  }
}
