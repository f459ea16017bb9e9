import Foundation
import Testing

/// Every fault of the catalogue, in dossier and in staff exports: nothing is lost, or what is lost is said with its line.
/// There is no silent wrong load. `make pollution` prints the table.
@Suite struct PollutionTests {
  @Test func dossierExports() throws {
    let wrong = try silentWrongLoads(.dossiers, .dossiers)
    #expect(wrong == [])
  }

  @Test func staffExports() throws {
    let wrong = try silentWrongLoads(.staff, .staff)
    #expect(wrong == [])
  }

  /// What was loaded otherwise than it stands, without a word, for each such fault.
  private func silentWrongLoads(_ kind: Loader.Kind, _ export: CleanExport) throws -> [String] {
    let loader = try Loader(kind, name: export.name)
    // What each record is worth alone, and that together they are worth the same.
    let clean = try export.rows.map { row in
      let load = try loader.load(Array(CleanExport.text([export.header, row]).utf8))
      guard case .loaded(let records, []) = load, records.count == 1, let only = records.keys.first else {
        throw Unclean(load: load)
      }
      return only
    }
    try #require(Set(clean).count == clean.count, "the records of the clean export differ")
    var table: [String: [Fault.Verdict: Int]] = [:]
    var wrong: [String] = []
    for fault in Catalogue(export).faults {
      let load = try loader.load(fault.bytes)
      let verdict = fault.verdict(load, clean: clean, same: try fault.sameAs.map { try loader.load($0) })
      table[fault.kind, default: [:]][verdict, default: 0] += 1
      if verdict == .wrong { wrong.append("\(fault.kind): \(excerpt(fault.bytes)) gives \(load)") }
    }
    #expect(table.values.reduce(0) { $0 + $1.values.reduce(0, +) } > 3000)
    if let path = ProcessInfo.processInfo.environment["POLLUTION_TABLE"] {
      try print(table, "\(kind)", to: path)
    }
    return wrong
  }

  private struct Unclean: Error { let load: Load }

  /// The polluted file, or its beginning, with what is not printable made visible.
  private func excerpt(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(1500), as: UTF8.self).debugDescription
  }

  private func print(_ table: [String: [Fault.Verdict: Int]], _ kind: String, to path: String) throws {
    let verdicts = Fault.Verdict.allCases
    var lines = [(["fault in \(kind) exports"] + verdicts.map(\.rawValue)).joined(separator: "\t")]
    for (name, counts) in table.sorted(by: { $0.key < $1.key }) {
      lines.append(([name] + verdicts.map { counts[$0].map(String.init) ?? "" }).joined(separator: "\t"))
    }
    let sums = verdicts.map { verdict in table.values.reduce(0) { $0 + ($1[verdict] ?? 0) } }
    lines.append((["together"] + sums.map(String.init)).joined(separator: "\t"))
    let before = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    try (before + lines.joined(separator: "\n") + "\n\n").write(toFile: path, atomically: true, encoding: .utf8)
  }
}
