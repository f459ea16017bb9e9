import Administration
import Diagnostics
import Exports
import Foundation
import Records
import TestSupport

/// What the product makes of one export.
enum Load: Equatable {
  /// The run stops; the lines that its findings name, and what the first one says.
  case refused(lines: [Int?], message: String)
  /// How often each record counts, by everything that is known of it; and the lines that were quarantined.
  case loaded(records: [String: Int], quarantined: [Int])
}

/// Writes an export over and over into one folder and loads it.
final class Loader {
  enum Kind { case dossiers, staff }

  private let kind: Kind
  private let folder: TemporaryFolder
  private let file: URL

  init(_ kind: Kind, name: String) throws {
    self.kind = kind
    // Thousands of files after one another: in memory, where the system offers it.
    let place = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    folder = try TemporaryFolder(below: place)
    file = folder.url.appendingPathComponent(name)
  }

  func load(_ bytes: [UInt8]) throws -> Load {
    try Data(bytes).write(to: file)
    do {
      let exports = try ExportFolder(path: folder.path)
      return kind == .dossiers ? try dossiers(exports) : try staff(exports)
    } catch let failure as Failure {
      guard failure.status == .dataRefused else { throw failure }
      return .refused(lines: failure.findings.map { $0.location?.line }, message: failure.findings[0].message)
    }
  }

  private func dossiers(_ exports: ExportFolder) throws -> Load {
    let rules = ExportRules(registry: .vietnam)
    let group = ExportGroup.merged(ExportGroup.groups(of: exports.files, rules: rules), rules: rules)
    let reading = try DossierGroupReader(group, in: exports, rules: rules) { CountedFacts() }.read()
    var records: [String: Int] = [:]
    for part in reading.parts {
      for (facts, count) in part.sink.counts where count != 0 {
        records[facts.text(part.words.fields), default: 0] += count
      }
    }
    return .loaded(records: records, quarantined: Self.quarantined(reading.files))
  }

  private struct CountedFacts: DossierSink {
    var counts: [Facts: Int] = [:]

    mutating func add(_ dossiers: [Dossier], file: Int, extractedOn: Day?) {
      for dossier in dossiers { counts[Facts(dossier), default: 0] += 1 }
    }

    mutating func remove(_ dossiers: [Dossier], file: Int, extractedOn: Day?) {
      for dossier in dossiers { counts[Facts(dossier), default: 0] -= 1 }
    }
  }

  private func staff(_ exports: ExportFolder) throws -> Load {
    var reader = StaffReader(exports, rules: ExportRules(registry: .vietnam))
    let (records, readings) = try reader.read()
    var counts: [String: Int] = [:]
    for record in records { counts["\(record)", default: 0] += 1 }
    return .loaded(records: counts, quarantined: Self.quarantined(readings))
  }

  private static func quarantined(_ readings: [FileReading]) -> [Int] {
    for reading in readings { precondition(reading.isConserved, "a record was lost") }
    return readings.flatMap { $0.quarantined.map(\.position.line) }.sorted()
  }

  /// A dossier before its field has a name.
  private struct Facts: Hashable {
    let text: String
    let field: UInt32

    init(_ dossier: Dossier) {
      let moments = [
        dossier.received, dossier.due, dossier.finished, dossier.supplementRequested, dossier.supplemented,
      ]
      text =
        "\(dossier.province) \(dossier.commune) \(dossier.level) \(dossier.channel) \(dossier.status)"
        + moments.map { $0.isBlank ? " -" : " \($0.day) \($0.second ?? -1)" }.joined()
      field = dossier.field
    }

    func text(_ fields: Vocabulary) -> String { "\(text) \(fields[field])" }
  }
}
