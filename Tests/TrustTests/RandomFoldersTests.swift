import Administration
import Diagnostics
import Foundation
import Pipeline
import TestSupport
import Testing

/// Folders of random exports that supersede, repeat and quarantine one another's rows: with 1, 2 and 5 workers, and with
/// the files made in another order, the edition has the same bytes, or the run is refused for the same reasons.
@Suite struct RandomFoldersTests {
  private static let count = ProcessInfo.processInfo.environment["FOLDERS"].flatMap { Int($0) } ?? 18
  private static let firstSeed = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? 1

  @Test func workersAndOrderChangeNothing() async throws {
    var published = 0
    var superseded = 0
    for seed in 0..<UInt64(Self.count) {
      var folder = RandomFolder(seed: Self.firstSeed + seed)
      let files = folder.files()
      var first: Outcome?
      for (workers, names) in [(1, files.keys.sorted()), (2, files.keys.sorted()), (5, files.keys.sorted().reversed())]
      {
        let outcome = try await Self.outcome(of: files, made: names, workers: workers)
        if let first { #expect(outcome == first, "seed \(seed), \(workers) workers") }
        first = outcome
      }
      if case .published(let edition) = first {
        published += 1
        let coverage = String(decoding: edition["csv/coverage.csv"] ?? Data(), as: UTF8.self)
        if !coverage.split(separator: "\n").dropFirst().allSatisfy({ $0.split(separator: ",").dropLast().last == "0" })
        {
          superseded += 1
        }
      }
    }
    // Most folders are read, and in most of them a row supersedes another.
    #expect(published * 2 > Self.count)
    #expect(superseded * 2 > published)
  }

  private enum Outcome: Equatable {
    case published([String: Data])
    case refused([Finding])
  }

  private static func outcome(of files: [String: String], made names: [String], workers: Int) async throws -> Outcome {
    let folder = try TemporaryFolder()
    for name in names { try folder.write(files[name] ?? "", to: "dossiers/" + name) }
    var configuration = Configuration()
    configuration.exports = folder.path + "/dossiers"
    configuration.period = "2025-W34"
    configuration.output = folder.path + "/out"
    configuration.workers = workers
    do {
      let plan = try RunPlan(configuration, today: try #require(Day("2025-08-25")), processors: 8)
      let result = try await Run(plan).publish(force: false)
      var edition: [String: Data] = [:]
      for path in try FileManager.default.subpathsOfDirectory(atPath: result.edition) {
        edition[path] = FileManager.default.contents(atPath: result.edition + "/" + path)
      }
      return .published(edition)
    } catch let failure as Failure {
      return .refused(failure.findings)
    }
  }
}

/// Exports of three provinces in up to seven files, whose dossiers are drawn from a small pool.
private struct RandomFolder {
  private var random: SeededNumbers

  init(seed: UInt64) { random = SeededNumbers(seed: seed) }

  mutating func files() -> [String: String] {
    let names = [
      "01.csv", "01-2025-08-22.csv", "01-2025-08-24.csv", "12-lai-chau.csv", "12-2.csv", "12-10.csv", "later.csv",
      "79-20250823.csv", "79-a.csv",
    ].shuffled(using: &random).prefix(Int.random(in: 1...7, using: &random))
    var files: [String: String] = [:]
    for name in names {
      var text = "dossier_id,province_code,commune_code,field,channel,received_at,due_at,finished_at,status\n"
      for _ in 0..<Int.random(in: 0...60, using: &random) { text += row(in: name) }
      files[name] = text
    }
    return files
  }

  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }

  private mutating func row(in file: String) -> String {
    let number = Int.random(in: 1...80, using: &random)
    // The portal codes of Hà Nội, Lai Châu and Hồ Chí Minh City; a file without a province's code may hold any.
    let own = file.hasPrefix("01") ? "H26" : file.hasPrefix("12") ? "H35" : "H29"
    let portal = file == "later.csv" || number % 17 == 0 ? pick(["H26", "H35", "H29"]) : own
    let day = 10 + number % 14
    let finished = Int.random(in: 0..<3, using: &random) == 0 ? "" : "2025-08-\(day + number % 3)"
    let field = pick(["Hộ tịch", "hộ  tịch", "Đất đai", "", "\"Xây dựng, nhà ở\""])
    let received = Int.random(in: 0..<30, using: &random) == 0 ? "soon" : "2025-08-\(day)T08:00:00"
    let more = Int.random(in: 0..<40, using: &random) == 0 ? ",x" : ""
    let status = finished.isEmpty ? "processing" : "finished"
    return "\(portal).1-2508\(day)-\(100_000 + number),,,\(field),\(pick(["online", "in_person", ""])),\(received),"
      + "2025-08-\(day + 4),\(finished),\(status)\(more)\n"
  }
}
