import Checksums
import Diagnostics
import Foundation

/// What an edition was made from and what it holds. The same inputs give the same bytes: no host, worker count, absolute
/// path or clock.
package struct Manifest: Codable, Sendable, Equatable {
  /// The path, inside its edition, of the figures for machines.
  package static let statistics = "statistics.json"

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

    /// Whether it has the days that another of its name has: a calendar in a file may have been cut anew.
    package func isOfSameDays(as firstDay: String, _ lastDay: String) -> Bool {
      self.firstDay == firstDay && self.lastDay == lastDay
    }

    private enum CodingKeys: String, CodingKey {
      case name, compare
      case firstDay = "first_day"
      case lastDay = "last_day"
      case asOf = "as_of"
      case staffAsOf = "staff_as_of"
    }
  }

  /// A file that was read, by its name inside its folder: records = used + superseded + quarantined. Size and counts of a
  /// staff file are left out of an edition for anyone: they may be those of one to four persons.
  package struct Input: Codable, Sendable, Equatable {
    package var kind: String
    package var name: String
    package var bytes: Int?
    package var sha256: String
    package var records: Int?
    package var used: Int?
    package var superseded: Int?
    package var quarantined: Int?
    /// Rows that are no records, such as titles and sums; absent where there are none.
    package var setAside: Int?
    /// The input that this one is byte for byte; it was not read again.
    package var repeats: String?

    /// Whether its rows are records.
    var isExport: Bool { Manifest.exportKinds.contains(kind) }

    package init(
      kind: String, name: String, bytes: Int, sha256: String, records: Int, used: Int, superseded: Int,
      quarantined: Int, setAside: Int = 0, repeats: String? = nil
    ) {
      self.kind = kind
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
      self.records = records
      self.used = used
      self.superseded = superseded
      self.quarantined = quarantined
      self.setAside = setAside > 0 ? setAside : nil
      self.repeats = repeats
    }

    /// A file of which no more may be said than that it was read.
    init(kind: String, name: String, sha256: String) {
      self.kind = kind
      self.name = name
      self.sha256 = sha256
    }

    private enum CodingKeys: String, CodingKey {
      case kind, name, bytes, sha256, records, used, superseded, quarantined, repeats
      case setAside = "set_aside"
    }
  }

  package struct Output: Codable, Sendable, Equatable {
    package var path: String
    package var bytes: Int
    package var sha256: String
    /// Text cells of a CSV file that a spreadsheet would calculate with, kept from it by an apostrophe; absent where
    /// there are none.
    package var neutralisedCells: Int?

    package init(path: String, bytes: [UInt8], neutralisedCells: Int = 0) {
      self.path = path
      self.bytes = bytes.count
      sha256 = SHA256.hexDigest(of: bytes)
      self.neutralisedCells = neutralisedCells > 0 ? neutralisedCells : nil
    }

    /// A file that is still to be made.
    package init(path: String) {
      self.path = path
      bytes = 0
      sha256 = ""
    }

    private enum CodingKeys: String, CodingKey {
      case path, bytes, sha256
      case neutralisedCells = "neutralised_cells"
    }
  }

  /// A file that shapes the edition and is no export.
  package struct Source: Codable, Sendable, Equatable {
    package var path: String
    package var sha256: String

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      sha256 = SHA256.hexDigest(of: bytes)
    }
  }

  /// A limit that the figures had to keep before they were published.
  package struct Gate: Codable, Sendable, Equatable {
    package var name: String
    package var limit: String
    package var value: String
    /// `held`, or `waived: ` with who did and why.
    package var result: String

    package init(name: String, limit: String, value: String, result: String) {
      self.name = name
      self.limit = limit
      self.value = value
      self.result = result
    }
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
  /// The settings as they were resolved: absolute dates, no paths, nothing that changes no byte.
  package var configuration: [String: String]
  /// SHA-256 over the registry of units, the working calendar, and the lists of headers and words that exports may use.
  package var referenceData: String
  package var templates: [Source]
  package var inputs: [Input]
  package var conservation: Totals
  package var gates: [Gate]
  package var outputs: [Output]
  /// The revision before this one, which the pages show beside it; absent where there was none.
  package var revisedFrom: String?
  /// Editions whose staff tables readers have: this one's were made so that no difference to them tells about one to four
  /// persons. Absent where nothing is hidden.
  package var staffHeldAgainst: [String]?
  /// The edition of the period before whose published figures the pages are set against.
  package var editionBefore: String?
  /// The editions of earlier periods, and earlier revisions of this one, by which the pages say since when a province has
  /// sent no file. Absent where every province has one.
  package var filesSeenIn: [String]?

  private enum CodingKeys: String, CodingKey {
    case tool, edition, revision, forced, synthetic, notice, period, configuration, templates, inputs, conservation
    case gates, outputs
    case referenceData = "reference_data"
    case revisedFrom = "revised_from"
    case staffHeldAgainst = "staff_held_against"
    case editionBefore = "edition_before"
    case filesSeenIn = "files_seen_in"
  }

  package init(
    version: String, edition: String, revision: Int, forced: Bool, synthetic: Bool, notice: String?,
    period: Period, configuration: [String: String], referenceData: String, templates: [Source], inputs: [Input]
  ) {
    tool = Tool(name: Self.toolName, version: version)
    self.edition = edition
    self.revision = revision
    self.forced = forced
    self.synthetic = synthetic
    self.notice = notice
    self.period = period
    self.configuration = configuration
    self.referenceData = referenceData
    self.templates = templates
    self.inputs = inputs
    gates = []
    outputs = []
    let exports = inputs.filter { Self.exportKinds.contains($0.kind) }
    conservation = Totals(
      records: exports.reduce(0) { $0 + ($1.records ?? 0) }, used: exports.reduce(0) { $0 + ($1.used ?? 0) },
      superseded: exports.reduce(0) { $0 + ($1.superseded ?? 0) },
      quarantined: exports.reduce(0) { $0 + ($1.quarantined ?? 0) })
  }

  /// The same manifest without what tells how many records a staff file has; the totals hold them in sum.
  package func withoutStaffCounts() -> Manifest {
    var manifest = self
    for position in manifest.inputs.indices where manifest.inputs[position].kind == "staff" {
      let input = manifest.inputs[position]
      manifest.inputs[position] = Input(kind: input.kind, name: input.name, sha256: input.sha256)
    }
    return manifest
  }

  /// The same manifest with the files that the edition holds, in order of their paths.
  package func naming(_ outputs: [Output]) -> Manifest {
    var manifest = self
    manifest.outputs = outputs.sorted { $0.path < $1.path }
    return manifest
  }

  /// Nil where the text is no manifest of this program, or names a path outside the edition: what a manifest names may
  /// be removed.
  package init?(json: [UInt8]) {
    guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(json)),
      manifest.tool.name == Self.toolName, Self.isName(manifest.edition), manifest.revision >= 1,
      manifest.outputs.allSatisfy({ output in
        output.path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { Self.isName(String($0)) }
      })
    else { return nil }
    self = manifest
  }

  private static let toolName = "dossier-report"
  /// The inputs whose rows are records; those of side tables are none.
  private static let exportKinds = ["dossiers", "staff"]

  private static func isName(_ part: String) -> Bool {
    !part.isEmpty && part != "." && part != ".." && !part.contains("/") && !part.contains("\0")
  }

  /// The edition's folder: its name, and from the second revision on that.
  package var folderName: String { OutputFolder.name(edition, revision: revision) }

  package func json() -> [UInt8] { CanonicalJSON.bytes(of: self) }

  /// Whether both are made from the same inputs in the same way, so that their outputs are the same.
  package func isMadeOfTheSame(as other: Manifest) -> Bool {
    var mine = self
    mine.forced = other.forced
    mine.outputs = other.outputs
    mine.revisedFrom = other.revisedFrom
    mine.staffHeldAgainst = other.staffHeldAgainst
    mine.editionBefore = other.editionBefore
    mine.filesSeenIn = other.filesSeenIn
    return mine == other
  }

  /// The order in which `latest` moves: window end, as-of, revision and, so that of two editions one is always the
  /// later, name. Dates in ISO form compare as text.
  package func isEarlier(than other: Manifest) -> Bool {
    (period.lastDay, statedTo, revision, edition)
      < (other.period.lastDay, other.statedTo, other.revision, other.edition)
  }

  /// The moment to which the figures are stated, in a form that compares as text: a day stands for its end.
  var statedTo: String {
    let end = period.asOf + "T23:59:59"
    guard let asOf = configuration["as_of"], asOf.contains("T") else { return end }
    return min(asOf, end)
  }
}
