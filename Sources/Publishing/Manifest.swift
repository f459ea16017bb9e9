import Checksums
import Diagnostics
import Foundation

/// The inputs from which an edition was made, and its files. The same inputs give the same bytes: the manifest has no
/// host, number of workers, absolute path or clock time.
package struct Manifest: Codable, Sendable, Equatable {
  /// The path of the figures for programs, inside the edition.
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

    /// Returns whether the period has the same days as another period of the same name, whose calendar in a file may
    /// have changed.
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

  /// A file that was read, by its name inside its folder, with records = used + superseded + quarantined. A public
  /// edition leaves out size and counts of a staff file, since they may be those of one to four persons.
  package struct Input: Codable, Sendable, Equatable {
    package var kind: String
    package var name: String
    package var bytes: Int?
    package var sha256: String
    package var records: Int?
    package var used: Int?
    package var superseded: Int?
    package var quarantined: Int?
    /// Rows that are not records, such as titles and sums; nil where there are none.
    package var setAside: Int?
    /// The name of the input whose bytes this one repeats; the file was not read again.
    package var repeats: String?

    /// Whether the file's rows are records.
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

    /// Makes the entry of a file about which only name and checksum may be published.
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
    /// The number of text cells of a CSV file that begin with an apostrophe so that a spreadsheet does not calculate
    /// with them; nil where there are none.
    package var neutralisedCells: Int?

    package init(path: String, bytes: [UInt8], neutralisedCells: Int = 0) {
      self.path = path
      self.bytes = bytes.count
      sha256 = SHA256.hexDigest(of: bytes)
      self.neutralisedCells = neutralisedCells > 0 ? neutralisedCells : nil
    }

    /// Makes the entry of a file that is still to be written.
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

  /// A file that shapes the edition and is not an export.
  package struct Source: Codable, Sendable, Equatable {
    package var path: String
    package var sha256: String

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      sha256 = SHA256.hexDigest(of: bytes)
    }
  }

  /// A limit that the data had to keep for the edition to be published.
  package struct Gate: Codable, Sendable, Equatable {
    package var name: String
    package var limit: String
    package var value: String
    /// `held`, or `waived: ` with the person and the reason.
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
  /// Whether this revision replaced one of the same number at the user's request.
  package var forced: Bool
  package var synthetic: Bool
  package var notice: String?
  package var period: Period
  /// The settings as resolved: absolute dates, no paths, and no setting that leaves all bytes of the edition the same.
  package var configuration: [String: String]
  /// SHA-256 of the registry of units, the working calendar, and the lists of headers and words that exports may use.
  package var referenceData: String
  package var templates: [Source]
  package var inputs: [Input]
  package var conservation: Totals
  package var gates: [Gate]
  package var outputs: [Output]
  /// The previous revision, with which the pages compare this one; nil where there is none.
  package var revisedFrom: String?
  /// The editions with whose staff tables those of this edition were compared; nil where there is none.
  ///
  /// For a public edition these are the other public ones, so that no difference from their tables discloses anything
  /// about one to four persons. An internal edition names only the one from which its changes are computed.
  package var staffHeldAgainst: [String]?
  /// The edition of the previous period, with whose published figures the pages compare.
  package var editionBefore: String?
  /// The editions of earlier periods, and earlier revisions of this one, from which the pages tell since when a
  /// province has sent no file. Nil where every province has one.
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

  /// Returns the manifest without the numbers that disclose how many records each staff file has; the totals contain
  /// only their sum.
  package func withoutStaffCounts() -> Manifest {
    var manifest = self
    for position in manifest.inputs.indices where manifest.inputs[position].kind == "staff" {
      let input = manifest.inputs[position]
      manifest.inputs[position] = Input(kind: input.kind, name: input.name, sha256: input.sha256)
    }
    return manifest
  }

  /// Returns the manifest with the given files, in order of their paths.
  package func naming(_ outputs: [Output]) -> Manifest {
    var manifest = self
    manifest.outputs = outputs.sorted { $0.path < $1.path }
    return manifest
  }

  /// Decodes a manifest. Nil where the text is not a manifest of this program, or names a path outside the edition:
  /// files that a manifest names may be removed.
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
  /// The kinds of inputs whose rows are records; those of side tables are not.
  private static let exportKinds = ["dossiers", "staff"]

  private static func isName(_ part: String) -> Bool {
    !part.isEmpty && part != "." && part != ".." && !part.contains("/") && !part.contains("\0")
  }

  /// The name of the edition's folder: the edition's name, with the revision from the second one on.
  package var folderName: String { OutputFolder.name(edition, revision: revision) }

  package func json() -> [UInt8] { CanonicalJSON.bytes(of: self) }

  /// Returns whether both editions are made from the same inputs in the same way, so that their outputs are the same.
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

  /// Returns whether this edition comes before another in the order in which `latest` moves: by window end, as-of,
  /// revision and, so that no two editions are equal, name. Dates in ISO form compare as text.
  package func isEarlier(than other: Manifest) -> Bool {
    (period.lastDay, statedTo, revision, edition)
      < (other.period.lastDay, other.statedTo, other.revision, other.edition)
  }

  /// The moment as of which the figures are stated, in a form that compares as text; a day stands for its end.
  var statedTo: String {
    let end = period.asOf + "T23:59:59"
    guard let asOf = configuration["as_of"], asOf.contains("T") else { return end }
    return min(asOf, end)
  }
}
