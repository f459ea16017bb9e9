import Administration
import Diagnostics

/// What became of the records of one file: records = used + superseded + quarantined.
package struct FileReading: Sendable {
  /// The file's name inside its folder.
  package let name: String
  package var bytes = 0
  package var sha256 = ""
  /// SHA-256 of what it holds, unpacked where it is packed.
  package var contentDigest = ""
  package var records = 0
  package var used = 0
  package var superseded = 0
  package var flags = FlagCounts()
  package var quarantined: [QuarantinedRow] = []
  /// Words of the file's rows that no list knows; their rows are quarantined.
  package var unknownWords: [UnknownWord] = []
  /// The day on which the file was made, where profile or name say it.
  package var extractedOn: Day?
  /// Rows that are no records: titles, sums, repeated headers, blank rows.
  package var setAside = SetAsideCounts()
  /// The file that this one is byte for byte; it was not read again.
  package var repeats: String?
  /// Headers of the file and the canonical columns they were taken for, in the order of the header.
  package var matchedColumns: [(header: String, column: String)] = []
  /// Headers that nothing is known of: their columns are not read.
  package var unknownHeaders: [String] = []

  package init(name: String) { self.name = name }

  /// Whether it says what its province has, be it nothing: rows none of which can be used say nothing.
  package var saysAnything: Bool { records == 0 || quarantined.count < records }

  /// Conservation: nothing that was read is lost. Each of the four is counted by itself.
  package var isConserved: Bool { records == used + superseded + quarantined.count }

  /// - Throws: status `internalError` where a record is lost or counted twice.
  package func checkConservation() throws(Failure) {
    guard !isConserved else { return }
    throw Failure(
      .internalError,
      "\(records) records were read, \(used) used, \(superseded) superseded and \(quarantined.count) quarantined",
      at: Location(name))
  }
}
