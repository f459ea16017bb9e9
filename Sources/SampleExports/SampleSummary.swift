/// What was written, for a one-line summary to the user.
package struct SampleSummary: Sendable, Equatable {
  package var dossierRows = 0
  package var staffRows = 0
  /// The number of files of both kinds, without the notices.
  package var files = 0
  package var bytes = 0

  package init() {}

  func adding(_ other: SampleSummary) -> SampleSummary {
    var sum = self
    sum.dossierRows += other.dossierRows
    sum.staffRows += other.staffRows
    sum.files += other.files
    sum.bytes += other.bytes
    return sum
  }
}
