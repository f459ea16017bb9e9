import Administration
import Diagnostics

/// What became of the records of one file: records = used + superseded + quarantined.
package struct FileReading: Sendable {
  /// The file's name inside its folder.
  package let name: String
  package var bytes = 0
  package var sha256 = ""
  /// The SHA-256 of the file's decompressed content.
  package var contentDigest = ""
  package var records = 0
  package var used = 0
  package var superseded = 0
  package var flags = FlagCounts()
  package var quarantined: [QuarantinedRow] = []
  /// Words in the file's rows that are in no list; these rows are quarantined.
  package var unknownWords: [UnknownWord] = []
  /// The day on which the file was made, if its profile or name gives it.
  package var extractedOn: Day?
  /// Rows that are not records: titles, totals, repeated headers, blank rows.
  package var setAside = SetAsideCounts()
  /// The file of which this one is a byte-for-byte copy; this one was not read.
  package var repeats: String?
  /// The file's headers and the canonical columns that they stand for, in the order of the header.
  package var matchedColumns: [(header: String, column: String)] = []
  /// Headers that are not known; their columns are not read.
  package var unknownHeaders: [String] = []

  package init(name: String) { self.name = name }

  /// Whether the file says what its province has, even if that is nothing; a file whose rows are all quarantined does
  /// not.
  package var saysAnything: Bool { records == 0 || quarantined.count < records }

  /// Whether no record is lost or counted twice. Each of the four numbers is counted independently.
  package var isConserved: Bool { records == used + superseded + quarantined.count }

  /// - Throws: status `internalError` if a record is lost or counted twice.
  package func checkConservation() throws(Failure) {
    guard !isConserved else { return }
    throw Failure(
      .internalError,
      "\(records) records were read, \(used) used, \(superseded) superseded and \(quarantined.count) quarantined",
      at: Location(name))
  }
}
