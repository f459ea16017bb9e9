import Checksums
import Diagnostics
import Foundation

/// What an edition was made from and what it holds. The same inputs give the same bytes: no host, worker count, absolute
/// path or clock.
package struct Manifest: Codable, Sendable, Equatable {
  package struct Tool: Codable, Sendable, Equatable {
    package var name: String
    package var version: String
  }

  package struct Period: Codable, Sendable, Equatable {
    package var name: String
    package var firstDay: String
    package var lastDay: String
    package var asOf: String
    package var staffAsOf: String?
    package var compare: String

    package init(
      name: String, firstDay: String, lastDay: String, asOf: String, staffAsOf: String?, compare: String
    ) {
      self.name = name
      self.firstDay = firstDay
      self.lastDay = lastDay
      self.asOf = asOf
      self.staffAsOf = staffAsOf
      self.compare = compare
    }

    private enum CodingKeys: String, CodingKey {
      case name, compare
      case firstDay = "first_day"
      case lastDay = "last_day"
      case asOf = "as_of"
      case staffAsOf = "staff_as_of"
    }
  }

  /// A file that was read, by its name inside its folder: records = used + superseded + quarantined.
  package struct Input: Codable, Sendable, Equatable {
    package var kind: String
    package var name: String
    package var bytes: Int
    package var sha256: String
    package var records: Int
    package var used: Int
    package var superseded: Int
    package var quarantined: Int

    package init(
      kind: String, name: String, bytes: Int, sha256: String, records: Int, used: Int, superseded: Int,
      quarantined: Int
    ) {
      self.kind = kind
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
      self.records = records
      self.used = used
      self.superseded = superseded
      self.quarantined = quarantined
    }
  }

  package struct Output: Codable, Sendable, Equatable {
    package var path: String
    package var bytes: Int
    package var sha256: String
  }

  package struct Totals: Codable, Sendable, Equatable {
    package var records: Int
    package var used: Int
    package var superseded: Int
    package var quarantined: Int
  }

  package var tool: Tool
  package var edition: String
  package var revision: Int
  /// Whether this revision replaced one of the same number at the user's word.
  package var forced: Bool
  package var synthetic: Bool
  package var notice: String?
  package var period: Period
  package var configuration: [String: String]
  package var inputs: [Input]
  package var conservation: Totals
  package var outputs: [Output]

  package init(
    version: String, edition: String, revision: Int, forced: Bool, synthetic: Bool, notice: String?,
    period: Period, configuration: [String: String], inputs: [Input], files: [(path: String, bytes: [UInt8])]
  ) {
    tool = Tool(name: "dossier-report", version: version)
    self.edition = edition
    self.revision = revision
    self.forced = forced
    self.synthetic = synthetic
    self.notice = notice
    self.period = period
    self.configuration = configuration
    self.inputs = inputs
    conservation = Totals(
      records: inputs.reduce(0) { $0 + $1.records }, used: inputs.reduce(0) { $0 + $1.used },
      superseded: inputs.reduce(0) { $0 + $1.superseded }, quarantined: inputs.reduce(0) { $0 + $1.quarantined })
    outputs = files.map {
      Output(path: $0.path, bytes: $0.bytes.count, sha256: SHA256.hexDigest(of: $0.bytes))
    }
  }

  package init?(json: [UInt8]) {
    guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(json)) else { return nil }
    self = manifest
  }

  package func json() -> [UInt8] { CanonicalJSON.bytes(of: self) }

  /// Whether both say the same, apart from how the edition came into place.
  package func isSame(as other: Manifest) -> Bool {
    var mine = self
    mine.forced = other.forced
    return mine == other
  }

  /// The order in which `latest` moves: window end, as-of, revision. Dates in ISO form compare as text.
  func isEarlier(than other: Manifest) -> Bool {
    (period.lastDay, period.asOf, revision) < (other.period.lastDay, other.period.asOf, other.revision)
  }
}
