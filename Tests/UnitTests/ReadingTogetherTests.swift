import Administration
import Diagnostics
import Exports
import Foundation
import Records
import Synchronization
import TestSupport
import Testing

/// Several workers on one file give what one alone gives.
@Suite struct ReadingTogetherTests {
  private let header = "dossier_id,province_code,field,agency,channel,received_at,due_at,finished_at\n"

  /// Rows of every kind: superseded by later ones, unusable, suspicious, sums, words that no list knows, codes of other
  /// forms, and more cells than the header has.
  private func rows(_ count: Int, from first: Int = 0) -> String {
    var text = ""
    for number in first..<first + count {
      let day = 1 + number % 28
      let date = "2025-07-\(day < 10 ? "0" : "")\(day)"
      let serial = number % 11 == 0 ? number / 2 : number
      let code = number % 7 == 0 ? "own-\(serial)" : "H26.\(number % 40)-2507\(day < 10 ? "0" : "")\(day)-\(serial)"
      let channel = number % 500 == 0 ? "pigeon\(number % 3)" : number % 13 == 0 ? "" : "online"
      let received = number % 401 == 0 ? "soon" : date
      text += "\(code),\(number % 5 == 0 ? "12" : "01"),Field \(number % 23),Agency \(number % 91),\(channel),"
      text += "\(received),\(date),\(number % 3 == 0 ? "" : date)\(number % 777 == 0 ? ",more" : "")\n"
      if number % 1999 == 0 { text += "Tổng cộng,,,,,,,\n" }
    }
    return text
  }

  /// All that reading a group says, in a form that can be compared.
  private struct Outcome: Equatable {
    var files: [String] = []
    var counts: [String: Int] = [:]
    var prefixes: Set<String> = []
    var provinces: [String] = []
    var refusal: [Finding] = []
    /// How many workers had a hand in it.
    var hands = 0

    /// Without what may differ.
    var figures: Outcome {
      var figures = self
      figures.hands = 0
      return figures
    }
  }

  /// Reads files as one group. Helpers join in when a file is opened, and its reader waits until each has had a batch.
  private func read(_ files: [String: String], helpers: Int) throws -> Outcome {
    let folder = try TemporaryFolder(files)
    let exports = try ExportFolder(path: folder.path)
    let rules = ExportRules(registry: .vietnam)
    let group = ExportGroup.merged(ExportGroup.groups(of: exports.files, rules: rules), rules: rules)
    let reader = DossierGroupReader(group, in: exports, rules: rules) { KeptDossiers() }
    let working = DispatchGroup()
    var outcome = Outcome()
    do throws(Failure) {
      let reading = try reader.read { bytes in
        guard bytes == 0 else { return }
        for _ in 0..<helpers {
          let hasBegun = DispatchSemaphore(value: 0)
          let isOver = Atomic<Bool>(false)
          Thread.detachNewThread { [working] in
            working.enter()
            defer { working.leave() }
            reader.help { bytes in
              if bytes > 0, !isOver.exchange(true, ordering: .relaxed) { hasBegun.signal() }
            }
            hasBegun.signal()
          }
          hasBegun.wait()
        }
      }
      outcome.files = reading.files.map { "\($0)" }
      outcome.prefixes = reading.codePrefixes
      outcome.provinces = Registry.vietnam.provinces.indices.map { reading.provinces[$0].map { "\($0)" } ?? "" }
      outcome.hands = reading.parts.count
      for part in reading.parts {
        let counts = part.sink.counts { dossier in
          "\(dossier.received.day) \(dossier.finished.day) \(dossier.province) \(dossier.channel)"
            + " \(part.words.fields[dossier.field]) \(part.words.agencies[dossier.agency])"
        }
        outcome.counts.merge(counts) { $0 + $1 }
      }
    } catch {
      outcome.refusal = error.findings
    }
    working.wait()
    return outcome
  }

  @Test func helpersChangeNothing() throws {
    let files = [
      "01-2025-08-22.csv": header + rows(25_000), "01-2025-08-23.csv": header + rows(9000, from: 20_000),
      "01-2025-08-24.csv": header + rows(3),
    ]
    let alone = try read(files, helpers: 0)
    #expect(alone.hands == 1)
    #expect(alone.refusal.isEmpty)
    #expect(alone.files.contains { $0.contains("pigeon1") }, "unknown words are met")
    for helpers in 1...3 {
      let together = try read(files, helpers: helpers)
      #expect(together.hands > 1, "nobody helped")
      #expect(together.figures == alone.figures, "\(helpers) helpers")
    }
  }

  /// Whichever worker comes upon a fault first, the first in the file is told.
  @Test func theFirstFaultOfAFileIsTold() throws {
    let files = [
      "01.csv": header + rows(6000) + "\"broken\" here,01,,,,,,\n" + rows(9000) + "\"broken\" there,01,,,,,,\n"
    ]
    let alone = try read(files, helpers: 0)
    #expect(alone.refusal.count == 1)
    for _ in 0..<4 { #expect(try read(files, helpers: 3).figures == alone.figures) }
  }

  /// More code prefixes than are remembered, then codes without one, whose dossiers no province is known of.
  @Test func manyPrefixesAreNoneForNoWorker() throws {
    var text = "dossier_id,field,channel,agency,commune,received_at,due_at,finished_at\n"
    for number in 0..<65_600 { text += "H26.\(number)-250701-1,F,online,A,,2025-07-01,2025-07-02,\n" }
    text += "ABC1,F,online,A,,2025-07-01,2025-07-02,\nABC2,F,online,A,,2025-07-01,2025-07-02,\n"
    let alone = try read(["all.csv": text], helpers: 0)
    #expect(alone.counts.values.reduce(0, +) == 65_600)
    #expect(try read(["all.csv": text], helpers: 2).figures == alone.figures)
  }

  /// A list that is too long is so for all workers together, where each alone has seen only part of it.
  @Test func listsAreMeasuredOverAllHelpers() throws {
    var text = header
    for number in 0..<60_000 { text += "H26.1-250701-\(number),01,\(number) a,,online,2025-07-01,2025-07-02,\n" }
    let alone = try read(["01.csv": text], helpers: 0)
    #expect(alone.refusal.first?.message.contains("more than 50000 different values") == true)
    #expect(try read(["01.csv": text], helpers: 2).figures == alone.figures)
  }
}
